"""Incidents, for staff: who had to hear of each, how soon they did, and who has not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.portal.moments import stated_at
from goodword.portal.pages.staff import (
    day_cell,
    names,
    number_cell,
    people_of,
    staff_page,
    who_cell,
)
from goodword.portal.sheet import Cell, Column, Sheet, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from goodword.audience.view import View, Who
    from goodword.audience.view.staff import StaffView
    from goodword.portal.page import Reader

MARKS = {"told": "good", "overdue": "stop", "due": "warm", "exempt": "calm"}


def _word(each: Mapping[str, Any], who: Callable[[str], Who], reader: Reader) -> tuple[Cell, ...]:
    status = each["status"]
    return (
        who_cell(who(each["to"])),
        Cell(reader.texts(f"word.{status}"), mark=MARKS[status]),
        number_cell(each["age"], reader),
        day_cell(each["due"], reader),
    )


def _incident(each: Mapping[str, Any], view: View, reader: Reader) -> Table:
    texts, words, who = reader.texts, each["told"], people_of(view)
    told = sum(word["status"] == "told" for word in words)
    parts = [
        stated_at(each["began"], texts, view.how.timezone),
        texts.named("severity", each["severity"]),
        texts(
            "incident_told",
            told=texts.number(told),
            all=texts.number(len(words)),
            hours=texts.count("how.clock.hours", each["hours_allowed"]),
        ),
    ]
    if each["median_hours"] is not None:
        hours = texts.count("how.clock.hours", each["median_hours"])
        parts.append(texts("incident_median", hours=hours))
    for warned in each.get("warned_by", ()):
        people = names(warned["people"], who, reader)
        days = texts.count("days", warned["lead_days"])
        parts.append(texts("incident_warned", people=people, days=days))
    columns = (
        Column(texts("name")),
        Column(texts("sheet.state")),
        Column(texts("incident.hours"), number=True),
        Column(texts("incident.due")),
    )
    return Table(
        reader.name("incident", each["id"]),
        columns,
        tuple(_word(word, who, reader) for word in words),
        help=" · ".join(parts),
        empty=texts("incident_nobody"),
    )


@staff_page("staff/incidents/")
def pages(view: View, _: StaffView, reader: Reader) -> Sheet:
    """The one page."""
    texts, found = reader.texts, reader.desk.incidents[::-1]
    return Sheet(
        texts("incidents_lead") if found else texts("incidents_none"),
        (),
        tuple(_incident(each, view, reader) for each in found),
    )
