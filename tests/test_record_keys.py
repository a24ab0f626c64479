"""Every key of a profile is in the person's own record, or refused there with a reason."""

from __future__ import annotations

import json
from datetime import date

import pytest

from goodword.audience.own import record
from goodword.audience.record import WITHHELD
from goodword.snapshot import Snapshot
from tests.conftest import ROOT
from tests.relation_program import program

KEYS = json.loads((ROOT / "schemas/profile.schema.json").read_text("utf-8"))["properties"]
SHOWN = {
    **{name: name for name in ("name", "pronouns", "region", "languages", "topics", "communities")},
    **{name: name for name in ("accounts", "links", "bio", "category", "department", "stage")},
    "owner": "whom to ask",
    "source": "found through",
    "capacity": "asks a quarter",
    "tier_floor": "tier by hand",
    "staff": "on the staff",
    "employer": "employer",
    "taken_in": "forms taken in",
    "wants": "wants",
}
"""Facts of a record by the key that they come from."""
LISTS = {"since": "stages", "history": "stages", "consent": "consents", "nda": "agreements"}
LISTS["reach"] = "reach"
FULL = {
    "name": "Ana",
    "pronouns": "she",
    "region": "PT",
    "languages": ["pt"],
    "topics": ["export"],
    "communities": ["forum"],
    "accounts": {"github": "ana"},
    "links": ["https://example.org/ana"],
    "bio": "Maps.",
    "category": "users",
    "source": "community",
    "department": "product",
    "history": [{"date": "2025-01-01", "stage": "member"}],
    "owner": "maya",
    "staff": "jon",
    "employer": "Maps Ltd",
    "capacity": {"asks_per_quarter": 2},
    "tier_floor": [{"tier": "gold", "from": "2025-01-01", "by": "maya", "reason": "A founder"}],
    "consent": [{"from": "2025-01-01", "version": "1", "recognition": "public"}],
    "nda": [{"version": "1", "signed": "2025-01-01"}],
    "wants": [{"from": "2025-01-01", "what": "learning"}],
    "taken_in": [{"system": "mail", "event": "m1"}],
    "reach": [
        {
            "channel": "blog",
            "measure": "visits",
            "value": 10,
            "date": "2025-01-01",
            "source": "https://example.org",
        }
    ],
}


def test_a_key_of_a_profile_is_neither_shown_nor_refused() -> None:
    assert {*SHOWN, *LISTS, *WITHHELD} == set(KEYS)
    assert not {*SHOWN, *LISTS} & set(WITHHELD)
    assert {*FULL, "stage", "since"} == {*SHOWN, *LISTS}


@pytest.mark.parametrize("key", sorted({*SHOWN, *LISTS}))
def test_a_key_is_said_to_be_shown_and_is_not(key: str) -> None:
    files = {"influencers/ana/profile.yml": FULL}
    found = record(Snapshot(program(files, started="2025-01-01"), date(2026, 6, 30)), "ana")
    if key in LISTS:
        assert getattr(found, LISTS[key])
    else:
        assert dict(found.profile)[SHOWN[key]]
