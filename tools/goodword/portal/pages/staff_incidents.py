"""Incidents, for staff: who had to hear of each, how soon they did, and who has not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.portal.pages.staff import day_cell, staff_page, who_cell
from goodword.portal.sheet import Cell, Column, Sheet, Table

if TYPE_CHECKING:
    from goodword.audience.view import View
    from goodword.audience.view.engagement import IncidentView, WordView
    from goodword.audience.view.staff import StaffView
    from goodword.portal.page import Reader

MARKS = {"told": "good", "overdue": "stop", "due": "warm", "exempt": "calm"}


def _word(each: WordView, reader: Reader) -> tuple[Cell, ...]:
    texts = reader.texts
    return (
        who_cell(each.who),
        Cell(texts(f"word.{each.status}"), mark=MARKS[each.status]),
        Cell("" if each.hours is None else texts.number(each.hours)),
        day_cell(each.due, reader),
    )


def _incident(each: IncidentView, reader: Reader) -> Table:
    texts = reader.texts
    told = sum(word.status == "told" for word in each.words)
    parts = [
        each.began.replace("T", " "),
        texts.named("severity", each.severity),
        texts("incident_told", told=told, all=len(each.words), hours=each.allowed),
    ]
    if each.median_hours is not None:
        parts.append(texts("incident_median", hours=each.median_hours))
    columns = (
        Column(texts("name")),
        Column(texts("sheet.state")),
        Column(texts("incident.hours"), number=True),
        Column(texts("incident.due")),
    )
    return Table(
        reader.text(each.title),
        columns,
        tuple(_word(word, reader) for word in each.words),
        help=" · ".join(parts),
        empty=texts("incident_nobody"),
    )


@staff_page("staff/incidents/")
def pages(_: View, staff: StaffView, reader: Reader) -> Sheet:
    """The one page."""
    texts, found = reader.texts, staff.incidents
    return Sheet(
        texts("incidents_lead") if found else texts("incidents_none"),
        (),
        tuple(_incident(each, reader) for each in found),
    )
