"""The perception audit, for staff: what the brand says against what influencers say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.portal import charts
from goodword.portal.pages.staff import names, staff_page
from goodword.portal.sheet import Cell, Column, Sheet, Table

if TYPE_CHECKING:
    from goodword.audience.view import View
    from goodword.audience.view.engagement import GapView
    from goodword.audience.view.staff import StaffView
    from goodword.portal.page import Reader

COLUMNS = ("answered", "brand", "they", "gap", "told_gap", "over")


def _gap(each: GapView, reader: Reader) -> tuple[Cell, ...]:
    texts = reader.texts
    label = Cell(reader.text(each.label) or texts("audit.whole"))
    if each.claimed is None or each.works is None:
        return (label, Cell(texts("not_shown")), *[Cell("")] * (len(COLUMNS) - 1))
    over = "" if each.over_claimed == 0 else texts("fewer_than_five")
    return (
        label,
        Cell(texts.number(each.answered)),
        Cell(texts.percent(each.claimed, each.answered)),
        Cell(texts.percent(each.works, each.answered)),
        Cell(_signed(each.gap_tenths, reader)),
        Cell(_signed(each.told_gap_tenths, reader)),
        Cell(texts.number(each.over_claimed) if each.over_claimed else over),
    )


def _signed(tenths: int | None, reader: Reader) -> str:
    if tenths is None:
        return ""
    return f"{'+' if tenths > 0 else ''}{reader.texts.tenths(tenths)}"


def _drawing(gap: GapView, reader: Reader) -> charts.Drawing | None:
    texts = reader.texts
    if gap.claimed is None or gap.works is None:
        return None
    shares = [
        charts.Share(texts(key), part, gap.answered, texts.percent(part, gap.answered))
        for key, part in (("audit.brand_short", gap.claimed), ("audit.they_short", gap.works))
    ]
    return charts.bars("audit", texts("audit.chart"), texts("audit.chart_text"), shares)


@staff_page("staff/audit/")
def pages(_: View, staff: StaffView, reader: Reader) -> Sheet:
    """The one page."""
    texts, audit = reader.texts, staff.audit
    if audit is None:
        return Sheet(texts("audit_none"))
    if audit.whole.claimed is None:
        return Sheet(texts("audit_few", cycle=audit.cycle))
    columns = (
        Column(texts("department")),
        *(Column(texts(f"audit.{name}"), number=True) for name in COLUMNS),
    )
    rows = tuple(_gap(each, reader) for each in (audit.whole, *audit.departments))
    notes = [texts("audit_note")]
    if audit.over_claimed:
        notes.append(texts("audit_over", list=names(audit.over_claimed)))
    if audit.without_contact:
        notes.append(texts("audit_without", list=names(audit.without_contact)))
    return Sheet(
        texts("audit_lead", cycle=audit.cycle, asked=audit.asked),
        (),
        (Table(texts("audit.gap_heading"), columns, rows, drawing=_drawing(audit.whole, reader)),),
        tuple(notes),
    )
