"""Segments, for staff: what each asks for, who is in it, and how many things it decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.portal.pages.staff import names, number_cell, people_of, staff_page
from goodword.portal.sheet import Cell, Column, Figure, Sheet, Table
from goodword.texts import apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from goodword.audience.view import View, Who
    from goodword.audience.view.staff import StaffView
    from goodword.portal.page import Reader

_COLUMNS = ("name", "asks", "people", "who", "decides")


def _asks(where: Mapping[str, Sequence[str]], reader: Reader) -> Iterator[str]:
    """What a segment asks for, key by key."""
    texts = reader.texts
    said: dict[str, tuple[str, Callable[[str], str]]] = {
        "stages": ("segments.stages", lambda each: texts(f"stage.{each}")),
        "categories": ("eligible.categories", lambda each: reader.name("category", each)),
        "topics": ("eligible.topics", str),
        "regions": ("eligible.regions", texts.territory),
        "tiers": ("eligible.tiers", lambda each: reader.name("tier", each)),
        "stances": ("segments.stances", lambda each: texts(f"stance.{each}")),
        "wants": ("segments.wants", lambda each: texts(f"want.{each}")),
    }
    for key, (words, named) in said.items():
        if where.get(key):
            yield texts(words, list=apart(map(named, where[key])))


def _row(each: Mapping[str, Any], who: Callable[[str], Who], reader: Reader) -> tuple[Cell, ...]:
    texts = reader.texts
    first, *others = _asks(each["where"], reader)
    kept = Cell(texts("segments.lists")) if each["kept"] else None
    return (
        Cell(each["name"], more=each["id"]),
        Cell(first, more=" \u00b7 ".join(others)),
        number_cell(each["count"], reader),
        Cell(names(each["people"], who, reader)),
        kept or number_cell(len(each["decides"]), reader),
    )


@staff_page("staff/segments/")
def pages(view: View, _: StaffView, reader: Reader) -> Sheet:
    """The one page, where the program keeps segments."""
    texts, found = reader.texts, reader.desk.segments["segments"]
    who = people_of(view)
    return Sheet(
        texts("segments_lead"),
        (Figure(texts("segments.count"), texts.number(len(found))),),
        (
            Table(
                texts("staff_page.segments"),
                tuple(
                    Column(texts(f"segments.{each}"), number=each == "people") for each in _COLUMNS
                ),
                tuple(_row(each, who, reader) for each in found),
            ),
        ),
        (texts("segments_note"),) if any("tiers" in each["where"] for each in found) else (),
    )
