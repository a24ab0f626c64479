"""Communities, for staff: ranked by who moves them, where we are not, and every assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.portal.pages.staff import day_cell, names, number_cell, people_of, staff_page
from goodword.portal.sheet import Cell, Column, Figure, Sheet, Table
from goodword.texts import apart

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from goodword.audience.view import View, Who
    from goodword.audience.view.staff import StaffView
    from goodword.portal.page import Reader


def _name(view: View, reader: Reader, id_: str, more: str = "") -> Cell:
    found = next((each for each in view.communities if each.id == id_), None)
    if found is None:
        return Cell(id_, more=more, code=True)
    chosen = reader.texts.of(found.name)
    return Cell(chosen.text, f"communities/{id_}/", more=more, language=chosen.language)


def _we(we: str | None, reader: Reader, *, important: bool = True) -> Cell:
    if we is None:
        return Cell("")
    mark = {"none": "stop", "some": "warm"}.get(we, "good")
    return Cell(reader.texts(f"we.{we}"), mark=mark if important else "calm")


def _row(
    each: Mapping[str, Any], view: View, who: Callable[[str], Who], reader: Reader
) -> tuple[Cell, ...]:
    texts, share = reader.texts, each["share"]
    others = [person for person in each["movers"] if person not in each["top"]]
    stance = texts(f"stance.{each['stance']}") if each["stance"] else ""
    return (
        _name(view, reader, each["id"], stance),
        Cell(
            "" if share is None else texts.share(round(share * 10)),
            more=names(each["top"], who, reader),
        ),
        Cell(texts.number(len(each["movers"])), more=names(others, who, reader)),
        number_cell(each["relevance"], reader),
        _we(each["we"], reader, important=(each["relevance"] or 0) >= reader.desk.important),
        number_cell(each["active"], reader),
        Cell(apart(each["topics"])),
        day_cell(each["assessed"], reader),
    )


def _gap(gap: Mapping[str, Any], reader: Reader) -> tuple[Figure, ...]:
    """Both shares and what lies between; nothing of fewer than five communities."""
    texts = reader.texts
    assessed = Figure(texts("presence.assessed"), texts.number(gap["assessed"]))
    if not gap["shown"]:
        return (assessed, Figure(texts("presence.gap"), texts("fewer_than_five")))
    shares = (
        Figure(texts(f"presence.{name}"), texts.share(round(gap[name] * 10)))
        for name in ("important", "there")
    )
    return (
        assessed,
        *shares,
        Figure(texts("presence.gap"), texts.tenths(round(gap["gap"] * 10))),
    )


def _history(
    each: Mapping[str, Any], view: View, who: Callable[[str], Who], reader: Reader
) -> tuple[Cell, ...]:
    return (
        _name(view, reader, each["id"], reader.desk.jobs.get(each["by"], each["by"])),
        day_cell(each["date"], reader),
        number_cell(each["relevance"], reader),
        Cell(reader.texts(f"we.{each['we']}")),
        number_cell(each["active"], reader),
        Cell(names(each["movers"] or (), who, reader), more=apart(each["topics"] or ())),
        Cell(each["source"] or ""),
    )


@staff_page("staff/communities/")
def pages(view: View, _: StaffView, reader: Reader) -> Sheet:
    """The one page, once a community was assessed."""
    texts, found, who = reader.texts, reader.desk.communities, people_of(view)
    numbers = {"share", "movers", "relevance", "active"}

    def columns(*keys: str) -> tuple[Column, ...]:
        return tuple(
            Column(texts("name") if key == "name" else texts(f"presence.{key}"), key in numbers)
            for key in keys
        )

    absent = found["gap"]["absent"]
    ranked = columns("name", "share", "movers", "relevance", "we", "active", "topics", "day")
    kept = columns("name", "day", "relevance", "we", "active", "moved", "source")
    return Sheet(
        texts("presence_lead", people=texts.count("people", len(found["top_people"]))),
        _gap(found["gap"], reader),
        (
            Table(
                texts("staff_page.communities"),
                ranked,
                tuple(_row(each, view, who, reader) for each in found["communities"]),
                help=texts("presence_top"),
            ),
            *(
                [
                    Table(
                        texts("presence.absent"),
                        columns("name"),
                        tuple((_name(view, reader, each),) for each in absent),
                    )
                ]
                if absent
                else ()
            ),
            Table(
                texts("presence.history"),
                kept,
                tuple(_history(each, view, who, reader) for each in found["assessments"]),
            ),
        ),
    )
