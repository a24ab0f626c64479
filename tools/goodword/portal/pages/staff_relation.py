"""The relation, for staff: who gave what over twelve months, and who is out of balance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.portal.pages.staff import number_cell, people_of, staff_page, who_cell
from goodword.portal.sheet import Cell, Column, Figure, Sheet, Table

if TYPE_CHECKING:
    from goodword.audience.view import View, Who
    from goodword.audience.view.staff import StaffView
    from goodword.portal.page import Reader

MARKS = {"they-feel-used": "stop", "we-lose-interest": "warm", "balanced": "good"}
OUT = ("they-feel-used", "we-lose-interest")
"""Bands out of balance."""


def signed(number: int | None, reader: Reader) -> str:
    """A number with its sign; nothing for None."""
    if number is None:
        return ""
    return f"{'+' if number > 0 else ''}{reader.texts.number(number)}"


def _sides(each: dict[str, Any], reader: Reader) -> tuple[Cell, ...]:
    return (
        number_cell(each["them"], reader),
        number_cell(each["us"], reader),
        Cell(signed(each["tilt"], reader)),
    )


def _offered(each: dict[str, Any], reader: Reader) -> Cell:
    """How many offers were what they want, of those made since they had said so."""
    found, texts = each["offers"], reader.texts
    if not found["known"]:
        return Cell("")
    return Cell(f"{texts.number(found['wanted'])} / {texts.number(found['known'])}")


def _person(each: dict[str, Any], who: Who, reader: Reader) -> tuple[Cell, ...]:
    texts, band = reader.texts, each["band"]
    lanes = {name: lane["count"] for name, lane in each["lanes"].items()}
    return (
        who_cell(who, more=reader.name("department", each["department"])),
        *_sides(each, reader),
        Cell(texts(f"band.{band}"), mark=MARKS.get(band, "")),
        *((_offered(each, reader),) if "offers" in each else ()),
        Cell(
            ", ".join(f"{texts.named('lane', lane)} {lanes[lane]}" for lane in lanes if lanes[lane])
        ),
    )


def _together(each: dict[str, Any], reader: Reader) -> tuple[Cell, ...]:
    return (
        Cell(reader.name("department", each["department"]) or reader.texts("no_department")),
        number_cell(len(each["people"]), reader),
        *_sides(each, reader),
        *(number_cell(count, reader) for count in each["bands"].values()),
    )


def _balance(each: dict[str, Any]) -> tuple[bool, int, str]:
    """Those furthest out of balance first, then by id."""
    return each["band"] not in OUT, -abs(each["tilt"] or 0), each["id"]


@staff_page("staff/relation/")
def pages(view: View, _staff: StaffView, reader: Reader) -> Sheet:
    """The one page."""
    texts, who = reader.texts, people_of(view)
    people = sorted(reader.desk.relation.get("members", ()), key=_balance)
    sides = tuple(Column(texts(f"relation.{k}"), number=True) for k in ("them", "us", "tilt"))
    bands = ("they-feel-used", "balanced", "we-lose-interest", "quiet")
    offered = any("offers" in each for each in people)
    counted = {band: sum(each["band"] == band for each in people) for band in bands}
    return Sheet(
        texts("relation_lead"),
        tuple(Figure(texts(f"band.{band}"), texts.number(counted[band])) for band in bands),
        (
            Table(
                texts("page.people"),
                (
                    Column(texts("name")),
                    *sides,
                    Column(texts("relation.band")),
                    *((Column(texts("relation.offers"), number=True),) if offered else ()),
                    Column(texts("relation.lanes")),
                ),
                tuple(_person(each, who(each["id"]), reader) for each in people),
            ),
            Table(
                texts("relation.departments"),
                (
                    Column(texts("department")),
                    Column(texts("page.people"), number=True),
                    *sides,
                    *(Column(texts(f"band.{band}"), number=True) for band in bands),
                ),
                tuple(
                    _together(each, reader) for each in reader.desk.relation.get("departments", ())
                ),
            ),
        ),
        (texts("relation_note"),),
    )
