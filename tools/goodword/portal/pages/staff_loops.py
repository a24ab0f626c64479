"""Loops, for staff: by department and by owner, and every one that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.portal.pages.staff import names, number_cell, staff_page
from goodword.portal.sheet import Cell, Column, Figure, Sheet, Table

if TYPE_CHECKING:
    from goodword.audience.view import View
    from goodword.audience.view.staff import LoopGroup, OpenLoop, StaffView
    from goodword.portal.page import Reader

COUNTS = ("items", "open", "overdue", "delivered_not_told", "declined_not_told")
MARKS = {"abandoned": "stop", "overdue": "stop", "due-soon": "warm", "paused": "calm"}


def _group(each: LoopGroup, reader: Reader) -> tuple[Cell, ...]:
    label = reader.text(each.label) or reader.texts("loops_nobody")
    return (Cell(label), *(number_cell(getattr(each, name), reader) for name in COUNTS))


def _loop(each: OpenLoop, reader: Reader) -> tuple[Cell, ...]:
    texts = reader.texts
    clock = Cell("")
    if each.clock and each.status and each.due:
        said = texts(f"clock_status.{each.status}", day=texts.day(each.due, "medium"))
        clock = Cell(said, mark=MARKS.get(each.status, ""), more=texts.named("clock", each.clock))
    return (
        Cell(
            reader.text(each.title),
            f"feedback/{each.id}/",
            more=texts.day(each.received, "medium"),
        ),
        Cell(texts.named("state", each.state)),
        Cell(
            each.owner or texts("loops_nobody"),
            more=reader.text(each.department),
            mark="" if each.owner else "stop",
        ),
        clock,
        Cell(names(each.untold)),
    )


@staff_page("staff/loops/")
def pages(_: View, staff: StaffView, reader: Reader) -> Sheet:
    """The one page."""
    texts = reader.texts
    counts = tuple(Column(texts(f"loops.{name}"), number=True) for name in COUNTS)
    columns = tuple(Column(texts(f"loops.{k}")) for k in ("item", "state", "owner", "clock", "to"))
    sums = {name: sum(getattr(each, name) for each in staff.departments) for name in COUNTS}
    return Sheet(
        texts("loops_lead"),
        tuple(Figure(texts(f"loops.{name}"), texts.number(sums[name])) for name in COUNTS),
        (
            Table(
                texts("loops.open_ones"),
                columns,
                tuple(_loop(each, reader) for each in staff.loops),
                empty=texts("loops_all_closed"),
            ),
            Table(
                texts("loops.by_department"),
                (Column(texts("department")), *counts),
                tuple(_group(each, reader) for each in staff.departments),
            ),
            Table(
                texts("loops.by_owner"),
                (Column(texts("loops.owner")), *counts),
                tuple(_group(each, reader) for each in staff.owners),
            ),
        ),
    )
