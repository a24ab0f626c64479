"""Loops, for staff: by department and by owner, and every one that is open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from goodword.portal.charts import Share, bars
from goodword.portal.pages.staff import names, number_cell, people_of, staff_page
from goodword.portal.sheet import Cell, Column, Figure, Sheet, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from goodword.audience.view import View, Who
    from goodword.audience.view.staff import StaffView
    from goodword.portal.charts import Drawing
    from goodword.portal.page import Reader

COUNTS = ("items", "open", "overdue", "delivered_not_told", "declined_not_told")
MARKS = {"abandoned": "stop", "overdue": "stop", "due-soon": "warm", "paused": "calm"}


def _group(label: str, counts: Mapping[str, Any], reader: Reader) -> tuple[Cell, ...]:
    label = label or reader.texts("loops_nobody")
    return (Cell(label), *(number_cell(counts[name], reader) for name in COUNTS))


def _owner(id_: str | None, reader: Reader) -> str:
    return reader.desk.jobs.get(id_ or "", id_ or "")


def _loop(each: Mapping[str, Any], who: Callable[[str], Who], reader: Reader) -> tuple[Cell, ...]:
    texts, status = reader.texts, each["status"]
    clock = Cell("")
    if status:
        due = date.fromisoformat(each["due"])
        said = texts(f"clock_status.{status}", day=texts.day(due, "medium"))
        clock = Cell(said, mark=MARKS.get(status, ""), more=texts.named("clock", each["clock"]))
    return (
        Cell(
            reader.name("feedback", each["id"]),
            f"feedback/{each['id']}/",
            more=texts.day(date.fromisoformat(each["received"]), "medium"),
        ),
        Cell(texts.named("state", each["state"])),
        Cell(
            _owner(each["owner"], reader) or texts("loops_nobody"),
            more=reader.name("department", each["department"]),
            mark="" if each["owner"] else "stop",
        ),
        clock,
        Cell(names(each["untold"], who, reader)),
    )


def _drawing(departments: Iterable[Mapping[str, Any]], reader: Reader) -> Drawing | None:
    texts = reader.texts
    shares = [
        Share(
            reader.name("department", each["department"]) or texts("loops_nobody"),
            each["open"],
            each["items"],
            f"{texts.number(each['open'])} / {texts.number(each['items'])}",
        )
        for each in departments
    ]
    return bars("open", texts("chart.open"), texts("chart.open_text"), shares)


@staff_page("staff/loops/")
def pages(view: View, _: StaffView, reader: Reader) -> Sheet:
    """The one page."""
    texts, loops, who = reader.texts, reader.desk.loops, people_of(view)
    departments = loops.get("departments", ())
    counts = tuple(Column(texts(f"loops.{name}"), number=True) for name in COUNTS)
    columns = tuple(Column(texts(f"loops.{k}")) for k in ("item", "state", "owner", "clock", "to"))
    sums = {name: sum(each[name] for each in departments) for name in COUNTS}
    return Sheet(
        texts("loops_lead"),
        tuple(Figure(texts(f"loops.{name}"), texts.number(sums[name])) for name in COUNTS),
        (
            Table(
                texts("loops.open_ones"),
                columns,
                tuple(_loop(each, who, reader) for each in loops.get("open", ())),
                empty=texts("loops_all_closed"),
            ),
            Table(
                texts("loops.by_department"),
                (Column(texts("department")), *counts),
                tuple(
                    _group(reader.name("department", each["department"]), each, reader)
                    for each in departments
                ),
                drawing=_drawing(departments, reader),
            ),
            Table(
                texts("loops.by_owner"),
                (Column(texts("loops.owner")), *counts),
                tuple(
                    _group(_owner(each["owner"], reader), each, reader)
                    for each in loops.get("owners", ())
                ),
            ),
        ),
    )
