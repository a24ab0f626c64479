"""What was given back in a closed cycle, and the day of it, is named where it is moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_closed_cycle import FILES as STORY
from tests.test_closed_cycle import goodword, put

if TYPE_CHECKING:
    from pathlib import Path

DAN = "influencers/dan/redemptions"
EVE = "influencers/eve/redemptions"
GIVEN = """\
points: 60
approved:
  date: "2026-02-22"
  by: maya
fulfilled:
  date: "2026-02-25"
  by: maya
"""
CANCELLED = 'points: 60\ncancelled:\n  date: "{}"\n  by: maya\n'
FILES = {
    **{path: STORY[path] for path in STORY if path.startswith("program/")},
    "missions/guide/mission.yml": STORY["missions/guide/mission.yml"],
    "influencers/dan/profile.yml": 'name: Dan Roy\nstage: member\nsince: "2025-01-01"\n',
    "influencers/eve/profile.yml": 'name: Eve Lam\nstage: member\nsince: "2025-01-01"\n',
    # Dan's points end on 31 March; what is given back after 1 March is a lot of its own.
    "missions/guide/claims/2025-12-08-dan.yml": """\
evidence: https://example.org/dan
decision:
  outcome: approved
  by: maya
  date: "2025-12-08"
  points: 100
""",
    f"{DAN}/2026-02-20-mug.yml": CANCELLED.format("2026-03-10"),
    "missions/guide/claims/2026-01-08-eve.yml": """\
evidence: https://example.org/eve
decision:
  outcome: approved
  by: maya
  date: "2026-01-08"
  points: 100
""",
    f"{EVE}/2026-02-20-mug.yml": CANCELLED.format("2026-03-10"),
    f"{EVE}/2026-03-20-mug.yml": GIVEN.replace("-02-", "-03-"),
}


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        put(tmp_path, path, text)
    arguments = ("cycle", "close", "2026-Q1", "--with-earlier", "--by", "kim", "--write")
    assert goodword(tmp_path, *arguments, day="2026-04-20") == 0
    return tmp_path


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        (f"{DAN}/2026-02-20-mug.yml", "03-10", "03-20", 3),  # another last day
        (f"{DAN}/2026-02-20-mug.yml", "03-10", "03-09", 3),
        (f"{DAN}/2026-02-20-mug.yml", "03-10", "02-25", 3),  # back in the same lot, which ended
        (f"{DAN}/2026-02-20-mug.yml", "03-10", "04-25", 3),  # still held at the end
        (f"{DAN}/2026-02-20-mug.yml", 'cancelled:\n  date: "2026-03-10"\n  by: maya\n', "", 1),
        (f"{EVE}/2026-02-20-mug.yml", "03-10", "04-25", 3),
        (f"{EVE}/2026-02-20-mug.yml", 'cancelled:\n  date: "2026-03-10"\n  by: maya\n', "", 1),
        (f"{EVE}/2026-03-20-mug.yml", "03-25", "04-25", 6),  # given after the end
        (f"{EVE}/2026-03-20-mug.yml", 'fulfilled:\n  date: "2026-03-25"\n  by: maya\n', "", 1),
    ],
)
def test_a_day_of_giving_back_that_something_else_is_blamed_for(
    closed: Path, capsys: pytest.CaptureFixture[str], path: str, old: str, new: str, line: int
) -> None:
    assert old in FILES[path]
    put(closed, path, FILES[path].replace(old, new))
    capsys.readouterr()
    assert goodword(closed, "check") == 1
    named = [each for each in capsys.readouterr().out.splitlines() if each.endswith("[statement]")]
    others = [each for each in named if not each.startswith("program/statements/")]
    assert [":".join(each.split(":")[:2]) for each in others] == [f"{path}:{line}"], named


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (f"{EVE}/2026-02-20-mug.yml", "03-10", "03-19"),
        (f"{EVE}/2026-02-20-mug.yml", "cancelled", "declined"),
        (f"{EVE}/2026-03-20-mug.yml", "03-25", "03-26"),
    ],
)
def test_a_day_that_alters_nothing_and_is_refused(
    closed: Path, capsys: pytest.CaptureFixture[str], path: str, old: str, new: str
) -> None:
    put(closed, path, FILES[path].replace(old, new))
    assert goodword(closed, "check") == 0, capsys.readouterr().out
