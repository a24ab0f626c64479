"""The register, for staff: who agreed to what, and whose agreement holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.portal.pages.staff import day_cell, staff_page, who_cell
from goodword.portal.sheet import Cell, Column, Sheet, Table

if TYPE_CHECKING:
    from goodword.audience.view import View
    from goodword.audience.view.staff import RegisterView, StaffView
    from goodword.portal.page import Reader

MARKS = {"live": "good", "lapsing": "warm", "lapsed": "stop"}


def _consent(each: RegisterView, reader: Reader) -> tuple[Cell, ...]:
    texts = reader.texts
    version = each.version or ("" if each.given else texts("register.none"))
    marked = texts("register.outdated", version=version) if each.outdated else version
    return (
        who_cell(each.who, more=texts.named("stage", each.stage)),
        Cell(marked, mark="warm" if each.outdated or not each.given else ""),
        day_cell(each.given, reader),
        *(Cell(texts.named("sharing", level)) for level in each.sharing),
        Cell(texts.named("messages", each.messages)),
    )


def _nda(each: RegisterView, reader: Reader) -> tuple[Cell, ...]:
    texts = reader.texts
    return (
        who_cell(each.who, more=texts.named("stage", each.stage)),
        Cell(each.nda or ""),
        Cell(texts(f"nda.{each.nda_state}"), mark=MARKS.get(each.nda_state, "")),
        day_cell(each.signed, reader),
        day_cell(each.expires, reader),
    )


@staff_page("staff/register/")
def pages(_: View, staff: StaffView, reader: Reader) -> Sheet:
    """The one page."""
    texts, people = reader.texts, staff.register
    consents = (
        *(Column(texts(key)) for key in ("name", "register.version", "register.since")),
        *(Column(texts(f"how.data.{k}")) for k in ("recognition", "contact", "points", "messages")),
    )
    agreements = tuple(
        Column(texts(key))
        for key in (
            *("name", "register.version", "sheet.state", "register.signed"),
            "register.expires",
        )
    )
    return Sheet(
        texts("register_lead"),
        (),
        (
            Table(
                texts("register.consents"),
                consents,
                tuple(_consent(each, reader) for each in people),
            ),
            Table(
                texts("register.ndas"),
                agreements,
                tuple(_nda(each, reader) for each in people if each.nda),
                empty=texts("register.no_ndas"),
            ),
        ),
    )
