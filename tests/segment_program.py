"""A small program with segments, for the tests of who is in them and what they decide."""

from __future__ import annotations

from typing import Any

from tests.relation_program import person

LADDER = {
    "program/tiers.yml": {
        "versions": [
            {
                "from": "2020-01-01",
                "tiers": [
                    {"id": "base", "standing_at_least": 0},
                    {"id": "gold", "standing_at_least": 10},
                ],
            }
        ]
    }
}
MENDERS = {"id": "menders", "name": "Menders", "where": {"topics": ["repair"]}}
CRITICS = {"id": "critics", "name": "Critics", "where": {"stances": ["critical"]}}
LEARNERS = {"id": "learners", "name": "Learners", "where": {"wants": ["learning"]}}
PEOPLE = {
    **person("ana", topics=["repair"], stance="critical"),
    **person("ben", topics=["maps"]),
    **person("cleo", topics=["repair"], stage="candidate"),
}


def saved(*segments: dict[str, Any]) -> dict[str, Any]:
    return {"program/segments.yml": {"segments": [*segments]}}


ALL = {**PEOPLE, **saved(MENDERS, CRITICS, LEARNERS)}
