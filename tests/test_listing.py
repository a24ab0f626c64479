"""`list` on a day: what is not there yet is not listed."""

from __future__ import annotations

from typing import Any

import pytest

from goodword.reports.listing import listing
from tests.relation_program import mission, person, snapshot, touch

REQUEST = {"influencers/ana/redemptions/2026-03-02-mug.yml": {"points": 10}}
INCIDENT: dict[str, Any] = {
    "program/incidents/2026-03-02-outage.yml": {
        "title": "Outage",
        "kind": "outage",
        "severity": "high",
        "began": "2026-03-02T09:00:00Z",
        "alert": {"ids": ["ana"]},
        "say": {"members": {"en": "It is down."}},
    }
}


@pytest.mark.parametrize(
    ("kind", "files"),
    [
        ("touchpoints", touch("ana", "contact", "2026-03-02")),
        ("redemptions", REQUEST),
        ("incidents", INCIDENT),
        ("influencers", person("bo", history=[{"date": "2026-03-02", "stage": "member"}])),
    ],
)
def test_a_record_of_a_later_day_is_listed(kind: str, files: dict[str, Any]) -> None:
    def count(on: str) -> int:
        found = snapshot({**person("ana"), **mission(), **files}, on)
        return len(listing(found, kind).value["items"])

    own = int(kind == "influencers")
    assert (count("2026-03-01"), count("2026-03-02")) == (own, own + 1)
