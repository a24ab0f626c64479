"""Signals, for staff: what our people said in the open, what became of it, hours to a word."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from goodword.portal.moments import stated_at
from goodword.portal.pages.staff import day_cell, number_cell, people_of, staff_page, who_cell
from goodword.portal.sheet import Cell, Column, Figure, Sheet, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from goodword.audience.view import View, Who
    from goodword.audience.view.staff import StaffView
    from goodword.portal.page import Reader

MARKS = {"became": "good", "dismissed": "calm", "open": "warm"}


def _signal(
    each: Mapping[str, Any], view: View, who: Callable[[str], Who], reader: Reader
) -> tuple[Cell, ...]:
    texts, state = reader.texts, each["state"]
    record = _record(each["record"], reader) if each["record"] else ""
    said = each["summary"] or each["url"] or ""
    return (
        who_cell(
            who(each["influencer"]), f"{each['channel']} · {_when(each['date'], view, reader)}"
        ),
        Cell(said, more=" · ".join(filter(None, (each["about"], each["url"] if said else "")))),
        Cell(
            texts(f"signal.{state}"),
            mark="stop" if each["over"] else MARKS[state],
            more=record or each["dismissed"] or "",
        ),
        number_cell(each["hours"], reader),
        day_cell(each["due"], reader),
    )


def _record(record: str, reader: Reader) -> str:
    """What a signal became, by its title; what has none by its mission or its kind, and its day."""
    kind, _, name = record.partition(" ")
    if kind in {"feedback", "incident"}:
        return reader.name(kind, name)
    first, _, last = name.rpartition("/")
    title = reader.name("mission", first) if kind == "claim" else reader.texts(f"news_kind.{kind}")
    day = reader.texts.day(date.fromisoformat(last[:10]), "medium")
    return f"{title} · {day}"


def _when(said: str, view: View, reader: Reader) -> str:
    return stated_at(said, reader.texts, view.how.timezone)


@staff_page("staff/signals/")
def pages(view: View, _: StaffView, reader: Reader) -> Sheet:
    """The one page, where anything was said."""
    texts, found, who = reader.texts, reader.desk.signals, people_of(view)
    columns = (
        Column(texts("name")),
        Column(texts("me.column.words")),
        Column(texts("sheet.state")),
        Column(texts("incident.hours"), number=True),
        Column(texts("incident.due")),
    )
    median = found["median_hours"]
    figures = (
        Figure(texts("signals.open"), texts.number(found["open"])),
        Figure(texts("signals.over"), texts.number(found["overdue"])),
        Figure(texts("signals.median"), "" if median is None else texts.number(median)),
    )
    rows = tuple(_signal(each, view, who, reader) for each in found["signals"][::-1])
    return Sheet(texts("signals_lead"), figures, (Table("", columns, rows),))
