"""Hours of ours: counted where somebody said so, in their cycle, by department and category."""

from __future__ import annotations

from datetime import date
from typing import Any

from goodword.relation.hours import Hours, taken
from tests.relation_program import claim, mission, person, snapshot, touch

DEPARTMENTS = {
    "program/departments.yml": {
        "departments": [{"id": "pr", "name": "PR"}, {"id": "social", "name": "Social"}],
        "categories": [
            {"id": "owner", "name": "Owner", "department": "social"},
            {"id": "writer", "name": "Writer", "department": "pr"},
        ],
    }
}


def found(files: dict[str, Any], on: str = "2026-07-31") -> Any:
    program = snapshot({**DEPARTMENTS, **files}, on).program
    cycle = program.cycles.named("2026-Q2")
    assert cycle is not None
    return taken(program, cycle, date.fromisoformat(on), ("ana", "cleo"))


def test_hours_of_another_cycle_side_or_person_are_counted() -> None:
    void = {"date": "2026-06-01", "by": "maya", "reason": "twice"}
    files = {
        **mission(),
        **person("ana", category="owner"),
        **person("ben", category="writer"),
        **person("cleo", category="owner", department="pr"),
        **claim("ana", "2026-05-01", "2026-05-02"),
        **claim("ben", "2026-03-31", "2026-04-02"),
        **touch("ana", "contact", "2026-04-01", summary="x", hours=2),
        **touch("ana", "thanks", "2026-06-30", helped="x", hours=1),
        **touch("ana", "contact", "2026-03-31", summary="x", hours=10),
        **touch("ana", "contact", "2026-07-01", summary="x", hours=10),
        **touch("ana", "contact", "2026-05-03", summary="x", hours=10, direction="from-them"),
        **touch("ana", "contact", "2026-05-04", summary="x", hours=10, void=void),
        **touch("ana", "contact", "2026-05-05", summary="x"),
        **touch("cleo", "sample", "2026-05-06", kept=True, hours=4),
    }
    result = found(files)
    assert result.departments == (Hours("pr", 4, 1, 0, 1), Hours("social", 3, 2, 1, 1))
    assert result.categories == (Hours("owner", 7, 3, 1, 2),)
    assert [each.path[:16] for each in result.places] == [
        "influencers/ana/",
        *["influencers/ana/"],
        "influencers/cleo",
    ]


def test_hours_stand_where_nobody_counted_any() -> None:
    files = {
        **person("ana", category="owner"),
        **touch("ana", "contact", "2026-04-01", summary="x"),
    }
    assert found(files).places == ()
