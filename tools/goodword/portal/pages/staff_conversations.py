"""The conversation cloud, for staff: stage by department, and what came of each conversation."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from goodword.portal.pages.staff import names, number_cell, people_of, staff_page
from goodword.portal.sheet import Cell, Column, Figure, Sheet, Table
from goodword.texts import apart

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodword.audience.view import View
    from goodword.audience.view.staff import StaffView
    from goodword.portal.page import Reader

_MARKS = {"reached": "good", "on track": "good", "behind": "warm", "missed": "stop"}


def _grid(found: Mapping[str, Any], reader: Reader) -> Table:
    """A row a stage, a column a department; a cell with nothing is marked."""
    texts = reader.texts
    departments = list(dict.fromkeys(each["department"] for each in found["cells"]))
    stages = list(dict.fromkeys(each["stage"] for each in found["cells"]))
    of = {(each["stage"], each["department"]): each for each in found["cells"]}
    called = {each["id"]: each["what"] for each in found["conversations"]}
    rows = []
    for stage in stages:
        cells = [Cell(texts(f"conversation.{stage}"), more=found["without"].get(stage, ""))]
        for department in departments:
            each = of[stage, department]
            said = apart(called[id_] for id_ in each["conversations"])
            missions = apart(reader.name("mission", id_) for id_ in each["missions"])
            nothing = not said and not missions
            text = said or (texts("conversations.empty") if nothing else missions)
            cells.append(Cell(text, mark="warm" if nothing else "", more=missions if said else ""))
        rows.append(tuple(cells))
    heads = [
        reader.name("department", each) or texts("conversations.nobody") for each in departments
    ]
    return Table(
        texts("conversations.grid"),
        (Column(texts("stage")), *map(Column, heads)),
        tuple(rows),
    )


def _row(each: Mapping[str, Any], view: View, reader: Reader) -> tuple[Cell, ...]:
    texts, who = reader.texts, people_of(view)
    outcomes = [
        " ".join(filter(None, (reader.name("kpi", x["id"]), _number(x["actual"], reader))))
        for x in each["kpis"]
    ]
    tracks = [x["on_track"] for x in each["kpis"]]
    return (
        Cell(each["what"], more=each["value"] or ""),
        Cell(texts(f"conversation.{each['stage']}")),
        Cell(
            f"{texts.number(len(each['members']))} / {texts.number(len(each['cornerstones']))}",
            more=names(each["cornerstones"], who, reader),
        ),
        number_cell(each["done"], reader),
        number_cell(len(each["heard"]), reader),
        Cell(
            reader.name("objective", each["objective"]),
            mark=_MARKS.get(tracks[0], "") if len(set(tracks)) == 1 else "",
            more=apart(outcomes),
        ),
    )


def _number(value: float | None, reader: Reader) -> str:
    return "" if value is None else reader.texts.decimal(Decimal(str(value)))


@staff_page("staff/conversations/")
def pages(view: View, _: StaffView, reader: Reader) -> Sheet:
    """The one page, where the program keeps conversations."""
    texts, found = reader.texts, reader.desk.conversations
    empty = sum(not each["conversations"] and not each["missions"] for each in found["cells"])
    columns = ("what", "stage", "cornerstones", "done", "heard", "objective")
    return Sheet(
        texts("conversations_lead"),
        (
            Figure(texts("conversations.count"), texts.number(len(found["conversations"]))),
            Figure(texts("conversations.empty_cells"), texts.number(empty)),
        ),
        (
            _grid(found, reader),
            Table(
                texts("staff_page.conversations"),
                tuple(
                    Column(texts(f"conversations.{each}"), number=each in {"done", "heard"})
                    for each in columns
                ),
                tuple(_row(each, view, reader) for each in found["conversations"]),
            ),
        ),
    )
