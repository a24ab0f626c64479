"""What a person wants is what they said on the newest day."""

from __future__ import annotations

from datetime import date

import pytest

from tests.relation_program import program

WANTS = [
    {"from": "2025-01-10", "what": "access"},
    {"from": "2026-01-10", "what": "learning", "words": "To speak"},
    {"from": "2026-01-10", "what": "tools"},
    {"from": "2026-09-01", "what": "none"},
]


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2025, 1, 9), []),
        (date(2025, 1, 10), ["access"]),
        (date(2026, 8, 31), ["learning", "tools"]),
        (date(2026, 9, 1), ["none"]),
    ],
)
def test_what_was_wanted_before_is_still_wanted(day: date, wanted: list[str]) -> None:
    files = {"influencers/ana/profile.yml": {"name": "Ana", "stage": "member", "wants": WANTS}}
    person = program(files, started="2025-01-01").influencers["ana"]
    assert [each.what for each in person.wants_on(day)] == wanted
