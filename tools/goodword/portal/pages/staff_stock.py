"""Stock and requests, for staff: what is on the shelf, and who waits for what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.portal.pages.staff import number_cell, people_of, staff_page, who_cell
from goodword.portal.sheet import Cell, Column, Sheet, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from goodword.audience.view import View, Who
    from goodword.audience.view.staff import StaffView
    from goodword.portal.page import Reader

MARKS = {"requested": "warm", "approved": "calm", "not-covered": "stop"}


def _request(
    each: Mapping[str, Any], who: Callable[[str], Who], view: View, reader: Reader
) -> tuple[Cell, ...]:
    texts, state = reader.texts, each["state"]
    return (
        _reward_cell(each["reward"], view, reader, each["source"]),
        who_cell(who(each["influencer"])),
        Cell(texts(f"request.{state}"), mark=MARKS[state]),
        Cell(texts.number(each["quantity"])),
        Cell(texts.number(each["points"])),
        Cell(texts.count("days", each["days"])),
    )


def _reward_cell(reward: str, view: View, reader: Reader, more: str = "") -> Cell:
    """A reward by name, with a link to its page where it has one."""
    path = f"rewards/{reward}/" if reward in {each.id for each in view.rewards} else ""
    return Cell(reader.name("reward", reward), path, more=more)


def _stock(each: Mapping[str, Any], view: View, reader: Reader) -> tuple[Cell, ...]:
    left = number_cell(each["left"], reader)
    if each["left"] is not None and each["left"] <= 0:
        left = Cell(reader.texts("out_of_stock"), mark="stop")
    return (
        _reward_cell(each["id"], view, reader),
        number_cell(each["added"], reader),
        left,
        number_cell(each["open"] or None, reader),
        Cell(reader.desk.jobs.get(each["fulfiller"] or "", "")),
    )


@staff_page("staff/stock/")
def pages(view: View, _: StaffView, reader: Reader) -> Sheet:
    """The one page."""
    texts, who = reader.texts, people_of(view)
    asked = (
        *(Column(texts(f"sheet.{key}")) for key in ("reward", "whose", "state")),
        *(Column(texts(f"sheet.{key}"), number=True) for key in ("quantity", "points", "waited")),
    )
    stock = (
        Column(texts("sheet.reward")),
        *(Column(texts(f"sheet.{key}"), number=True) for key in ("added", "left", "open")),
        Column(texts("sheet.fulfiller")),
    )
    return Sheet(
        texts("stock_lead"),
        (),
        (
            Table(
                texts("stock_requests"),
                asked,
                tuple(_request(each, who, view, reader) for each in reader.desk.requests),
                empty=texts("stock_no_requests"),
            ),
            Table(
                texts("stock_shelf"),
                stock,
                tuple(_stock(each, view, reader) for each in reader.desk.stock),
                help=texts("stock_help"),
                empty=texts("no_rewards"),
            ),
        ),
    )
