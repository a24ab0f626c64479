"""Stock and requests, for staff: what is on the shelf, and who waits for what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.portal.pages.staff import number_cell, staff_page, who_cell
from goodword.portal.sheet import Cell, Column, Sheet, Table

if TYPE_CHECKING:
    from goodword.audience.view import View
    from goodword.audience.view.staff import RequestView, StaffView, StockView
    from goodword.portal.page import Reader

MARKS = {"requested": "warm", "approved": "calm", "not-covered": "stop"}


def _request(each: RequestView, reader: Reader) -> tuple[Cell, ...]:
    texts = reader.texts
    return (
        Cell(reader.text(each.name), more=str(each.source)),
        who_cell(each.who),
        Cell(texts(f"request.{each.state}"), mark=MARKS[each.state]),
        Cell(texts.number(each.quantity)),
        Cell(texts.number(each.points)),
        Cell(texts.count("days", each.days)),
    )


def _stock(each: StockView, reader: Reader) -> tuple[Cell, ...]:
    texts = reader.texts
    left = number_cell(each.left, reader)
    if each.left is not None and each.left <= 0:
        left = Cell(texts("out_of_stock"), mark="stop")
    return (
        Cell(reader.text(each.name)),
        number_cell(each.added, reader),
        left,
        number_cell(each.open or None, reader),
        Cell(each.fulfiller or ""),
    )


@staff_page("staff/stock/")
def pages(_: View, staff: StaffView, reader: Reader) -> Sheet:
    """The one page."""
    texts = reader.texts
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
                tuple(_request(each, reader) for each in staff.requests),
                empty=texts("stock_no_requests"),
            ),
            Table(
                texts("stock_shelf"),
                stock,
                tuple(_stock(each, reader) for each in staff.stock),
                help=texts("stock_help"),
                empty=texts("no_rewards"),
            ),
        ),
    )
