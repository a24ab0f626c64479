"""The conversation cloud: empty cells, what fills one, and what a conversation came to."""

from __future__ import annotations

from typing import Any

from goodword.relation.conversations import cloud
from goodword.relation.measures import Basis
from goodword.reports.conversations import conversations_report
from goodword.reports.results import results_report
from goodword.source.schemas.fields import key
from tests.relation_program import DEPARTMENTS, item, person, snapshot

STAGES = key("mission", "", ("conversation",))["enum"]
TALK = {"id": "first-repair", "stage": "learning", "what": "How?", "department": "pr"}


def mission(name: str, **more: Any) -> dict[str, Any]:
    said = {
        "title": name,
        "instructions": "Do it.",
        "points": 10,
        "conversations": ["first-repair"],
    }
    return {f"missions/{name}/mission.yml": {**said, **more}}


def talked(*conversations: dict[str, Any], **more: Any) -> dict[str, Any]:
    said = {"conversations": conversations or [TALK], **more}
    return {**DEPARTMENTS, "program/conversations.yml": said}


def cells(
    files: dict[str, Any], day: str = "2026-06-30"
) -> dict[tuple[str, str | None], tuple[tuple[str, ...], ...]]:
    on = snapshot(files, day)
    found = cloud(on.program, STAGES, on.as_of)
    return {(x.stage, x.department): (x.conversations, x.missions) for x in found if not x.empty}


def test_a_cell_is_left_out_or_one_with_something_is_empty() -> None:
    files = talked()
    on = snapshot(files)
    assert len(cloud(on.program, STAGES, on.as_of)) == 2 * len(STAGES)
    assert cells(files) == {("learning", "pr"): (("first-repair",), ())}


def test_a_new_mission_of_another_department_does_not_fill_its_cell() -> None:
    files = talked() | mission("teach", department="product")
    assert cells(files)["learning", "product"] == ((), ("teach",))
    assert cells(files | mission("teach", department="product", status="proposed")) == cells(
        talked()
    )
    assert cells(talked() | mission("teach"))["learning", "pr"] == (("first-repair",), ("teach",))


def test_a_mission_fills_a_cell_before_it_opens_or_after_it_closed() -> None:
    files = talked() | mission(
        "teach", department="product", opens="2026-06-10", closes="2026-06-20"
    )
    days = ("2026-06-09", "2026-06-10", "2026-06-20", "2026-06-21")
    filled = [("learning", "product") in cells(files, day) for day in days]
    assert filled == [False, True, True, False]


def test_what_is_no_departments_is_not_shown() -> None:
    files = talked({**TALK, "department": None})
    assert cells(files) == {("learning", None): (("first-repair",), ())}


def test_what_a_conversation_came_to_is_counted_wrongly() -> None:
    objective = {
        "id": "mend",
        "pillar": "quality",
        "goal": "Mend",
        "department": "product",
        "kpis": [
            {"id": "mended", "name": "Mended", "kind": "outcome"},
            {"id": "reach", "name": "Reach", "kind": "indicator"},
        ],
    }
    talk = {**TALK, "objective": "mend", "department": None, "cornerstones": ["ana", "ben"]}
    decision = {"outcome": "approved", "by": "maya", "date": "2026-06-02", "points": 10}
    claim = {"evidence": "https://a.example/1", "decision": decision}
    ((path, said),) = item("2026-06-01-slow", "ana").items()
    files = {
        **talked(talk),
        **person("ana"),
        **person("ben", stage="candidate"),
        **mission("teach"),
        **mission("other", conversations=[]),
        "program/strategy.yml": {"pillars": ["quality"], "objectives": [objective]},
        "program/measures/2026-Q2.yml": {"values": [{"kpi": "mended", "value": 7}]},
        "program/communities/forum.yml": {"name": "Forum", "conversations": ["first-repair"]},
        "missions/teach/claims/2026-06-01-ana.yml": claim,
        "missions/teach/claims/2026-02-01-ana.yml": claim,
        "missions/other/claims/2026-06-01-ana.yml": claim,
        path: {**said, "conversations": ["first-repair"]},
    }
    on = snapshot(files, "2026-06-30")
    report = results_report(on, conversations=True)
    (row,) = report.value["conversations"]
    assert row["department"] == "product"
    assert (row["cornerstones"], row["members"]) == (["ana", "ben"], ["ana"])
    assert (row["missions"], row["done"], row["heard"]) == (["teach"], 1, ["2026-06-01-slow"])
    assert row["where"] == ["forum"]
    assert row["kpis"] == [{"id": "mended", "actual": 7, "on_track": "no target"}]
    grid = report.tables[0]
    assert [each.name for each in grid.columns] == ["stage", "pr", "product"]
    assert grid.rows[1] == ("learning", "–", "first-repair, 1 mission")
    assert report.notes[0] == "11 of 12 cells are empty"


def test_a_program_without_conversations_has_a_cloud() -> None:
    on = snapshot(person("ana"))
    found = conversations_report(Basis(on.relation, on.tier_on), on.cycle)
    assert (found.tables, found.value["cells"]) == ((), [])
    assert "there is no program/conversations.yml" in found.notes[0]
