"""Objectives, for staff: under each its measures, where they stand and where they should."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from goodword.portal import charts
from goodword.portal.pages.staff import staff_page
from goodword.portal.sheet import Cell, Column, Sheet, Table

if TYPE_CHECKING:
    from goodword.audience.view import View
    from goodword.audience.view.engagement import KpiView
    from goodword.audience.view.staff import StaffView
    from goodword.portal.page import Reader

COLUMNS = ("kpi", "kind", "baseline", "newest", "target", "track")
MARKS = {"reached": "good", "on track": "good", "behind": "warm", "missed": "stop"}


def _kpi(kpi: KpiView, reader: Reader) -> tuple[Cell, ...]:
    texts = reader.texts
    by = texts("until", day=texts.day(kpi.target_by, "medium")) if kpi.target_by else ""
    source = texts("objective.computed") if kpi.computed else texts("objective.measured")
    return (
        Cell(reader.text(kpi.name), more=" \u00b7 ".join(filter(None, (kpi.unit, source)))),
        Cell(texts(f"objective.{kpi.kind}")),
        Cell(_number(kpi.baseline, reader)),
        Cell(_number(kpi.newest, reader), more=(kpi.newest_cycle or "") if kpi.newest else ""),
        Cell(_number(kpi.target, reader), more=by if kpi.target else ""),
        Cell(texts(f"track.{kpi.track.replace(' ', '-')}"), mark=MARKS.get(kpi.track, "")),
    )


def _number(value: str | None, reader: Reader) -> str:
    return reader.texts.decimal(Decimal(value)) if value else ""


def _scaled(value: str | None) -> int:
    return int(Decimal(value or 0) * 100)


def _values(kpi: KpiView, reader: Reader) -> Table | None:
    """Values by cycle, with bars against the target, where there is more than one."""
    texts = reader.texts
    if len(kpi.values) < 2:
        return None
    target = _scaled(kpi.target)
    shares = [
        charts.Share(cycle, _scaled(value), max(_scaled(value), target), _number(value, reader))
        for cycle, value in kpi.values
    ]
    drawing = charts.bars(
        f"kpi-{kpi.id}", reader.text(kpi.name), texts("objective.chart_text"), shares
    )
    return Table(
        reader.text(kpi.name),
        (Column(texts("cycle")), Column(kpi.unit or texts("objective.value"), number=True)),
        tuple((Cell(cycle), Cell(_number(value, reader))) for cycle, value in kpi.values),
        drawing=drawing,
    )


@staff_page("staff/objectives/")
def pages(_: View, staff: StaffView, reader: Reader) -> Sheet:
    """The one page."""
    texts = reader.texts
    columns = tuple(
        Column(texts(f"objective.{name}"), number=name in {"baseline", "newest", "target"})
        for name in COLUMNS
    )
    tables: list[Table] = []
    for _, group in groupby(staff.measured, lambda kpi: kpi.objective):
        kpis = tuple(group)
        title = f"{texts.named('pillar', kpis[0].pillar)}: {reader.text(kpis[0].goal)}"
        tables.append(Table(title, columns, tuple(_kpi(kpi, reader) for kpi in kpis)))
        tables += [table for kpi in kpis if (table := _values(kpi, reader))]
    return Sheet(
        texts("objectives_lead") if tables else texts("objectives_none"),
        (),
        tuple(tables),
        (texts("objectives_note"),) if tables else (),
    )
