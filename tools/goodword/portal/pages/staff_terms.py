"""Terms, for staff: who has one until when, what is to be decided, and who stayed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from goodword.portal.pages.staff import (
    day_cell,
    later_page,
    number_cell,
    people_of,
    who_cell,
)
from goodword.portal.sheet import Cell, Column, Sheet, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from goodword.audience.view import View, Who
    from goodword.portal.page import Page, Reader

MARKS = {"untold": "stop", "runs-on": "warm", "running": "good", "decided": "good"}
"""What stands out, by state; all others are calm."""
_YEARS = ("new", "renewed", "paused", "ended", "emeritus", "left", "undecided", "untold")


def _term(each: Mapping[str, Any], who: Callable[[str], Who], reader: Reader) -> tuple[Cell, ...]:
    state = reader.texts.named("term", each["state"])
    outcome = each["outcome"]
    more = reader.texts.named("term", outcome) if outcome and outcome != each["state"] else ""
    return (
        who_cell(who(each["influencer"])),
        day_cell(each["from"], reader),
        day_cell(each["until"], reader),
        Cell(state, mark=MARKS.get(each["state"], "calm"), more=more),
        day_cell(each["review_by"], reader),
        day_cell(each["tell_by"], reader),
    )


def _open(view: View, reader: Reader) -> Table:
    texts, who = reader.texts, people_of(view)
    keys = ("name", "me.column.term_from", "me.column.term_until", "sheet.state")
    columns = (*keys, "terms.review_by", "terms.tell_by")
    return Table(
        texts("terms.open"),
        tuple(Column(texts(each)) for each in columns),
        tuple(_term(each, who, reader) for each in reader.desk.terms["open"]),
        empty=texts("terms.none_open"),
    )


def _years(reader: Reader) -> Table:
    texts = reader.texts
    return Table(
        texts("terms.years"),
        (
            Column(texts("terms.year")),
            *(Column(texts(f"term.{each}"), number=True) for each in _YEARS),
        ),
        tuple(
            (Cell(str(each["of"])), *(number_cell(each[key], reader) for key in _YEARS))
            for each in reader.desk.terms["years"]
        ),
    )


def _stayed(reader: Reader) -> Table:
    texts = reader.texts
    keys = ("terms.joined", "terms.later", "terms.of", "terms.stayed")
    return Table(
        texts("terms.who_stayed"),
        tuple(Column(texts(key), number=number > 0) for number, key in enumerate(keys)),
        tuple(
            (
                Cell(str(each["joined"])),
                *(number_cell(each[key], reader) for key in ("years", "of", "stayed")),
            )
            for each in reader.desk.terms["stayed"]
        ),
        empty=texts("terms.none_stayed"),
    )


def pages(view: View, reader: Reader) -> Iterator[Page]:
    """The one page, where anybody has a term."""
    if view.staff is not None and reader.desk.terms:
        yield later_page(reader, "staff/terms/", partial(_sheet, view, reader))


def _sheet(view: View, reader: Reader) -> Sheet:
    tables = (_open(view, reader), _years(reader), _stayed(reader))
    return Sheet(reader.texts("terms.lead"), (), tables)
