"""The relation, for staff: who gave what over twelve months, and who is out of balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.portal.pages.staff import number_cell, sheet_page, who_cell
from goodword.portal.sheet import Cell, Column, Figure, Sheet, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.audience.view import View
    from goodword.audience.view.engagement import RelationView, TogetherView
    from goodword.portal.page import Page, Reader

MARKS = {"they-feel-used": "stop", "we-lose-interest": "warm", "balanced": "good"}


def signed(number: int | None, reader: Reader) -> str:
    """A number with its sign; nothing for None."""
    if number is None:
        return ""
    return f"{'+' if number > 0 else ''}{reader.texts.number(number)}"


def _person(each: RelationView, reader: Reader) -> tuple[Cell, ...]:
    texts = reader.texts
    lanes = ", ".join(f"{texts.named('lane', name)} {count}" for name, count in each.lanes)
    return (
        who_cell(each.who, more=reader.text(each.department)),
        number_cell(each.them, reader),
        number_cell(each.us, reader),
        Cell(signed(each.tilt, reader)),
        Cell(texts(f"band.{each.band}"), mark=MARKS.get(each.band, "")),
        Cell(lanes),
    )


def _together(each: TogetherView, reader: Reader) -> tuple[Cell, ...]:
    return (
        Cell(reader.text(each.label) or reader.texts("no_department")),
        number_cell(each.people, reader),
        number_cell(each.them, reader),
        number_cell(each.us, reader),
        Cell(signed(each.tilt, reader)),
        *(number_cell(count, reader) for _, count in each.bands),
    )


def pages(view: View, reader: Reader) -> Iterator[Page]:
    """The one page."""
    if view.staff is None:
        return
    texts, relations = reader.texts, view.staff.relations
    sides = tuple(Column(texts(f"relation.{k}"), number=True) for k in ("them", "us", "tilt"))
    bands = ("they-feel-used", "balanced", "we-lose-interest", "quiet")
    counted = {band: sum(each.band == band for each in relations.people) for band in bands}
    yield sheet_page(
        reader,
        "staff/relation/",
        Sheet(
            texts("relation_lead"),
            tuple(Figure(texts(f"band.{band}"), texts.number(counted[band])) for band in bands),
            (
                Table(
                    texts("page.people"),
                    (
                        Column(texts("name")),
                        *sides,
                        Column(texts("relation.band")),
                        Column(texts("relation.lanes")),
                    ),
                    tuple(_person(each, reader) for each in relations.people),
                ),
                Table(
                    texts("relation.departments"),
                    (
                        Column(texts("department")),
                        Column(texts("page.people"), number=True),
                        *sides,
                        *(Column(texts(f"band.{band}"), number=True) for band in bands),
                    ),
                    tuple(_together(each, reader) for each in relations.departments),
                ),
            ),
            (texts("relation_note"),),
        ),
    )
