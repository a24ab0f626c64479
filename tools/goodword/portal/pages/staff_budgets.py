"""Budgets, for staff: limits that everybody shares, what is used of them, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.portal.pages.staff import day_cell, number_cell, staff_page
from goodword.portal.sheet import Cell, Column, Sheet, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodword.audience.view import View
    from goodword.audience.view.staff import StaffView
    from goodword.portal.page import Reader

_DAYS = ("sheet.since", "budgets.until")
_NUMBERS = ("budgets.most", "budgets.used", "budgets.undecided", "sheet.left")


def _budget(each: Mapping[str, Any], reader: Reader) -> tuple[Cell, ...]:
    texts = reader.texts
    counted = "points" if each["counts"] == "points" else "group_claims"
    limit = texts(
        "group_limit",
        many=texts.count(counted, each["most"]),
        each=texts.named("group_each", "program"),
        every=texts.named("group_every", each["every"]),
    )
    left = number_cell(each["left"], reader)
    if not each["left"]:
        left = Cell(left.text, mark="stop", more=day_cell(each["used_up"], reader).text)
    elif each["undecided"] >= each["left"]:
        left = Cell(left.text, mark="warm")
    return (
        Cell(reader.name("group", each["group"]), more=limit),
        day_cell(each["since"], reader),
        day_cell(each["until"], reader),
        *(number_cell(each[key], reader) for key in ("most", "used", "undecided")),
        left,
    )


@staff_page("staff/budgets/")
def pages(view: View, _: StaffView, reader: Reader) -> Sheet:
    """The one page: what runs, and what of the cycle is over."""
    texts, today = reader.texts, view.as_of.isoformat()
    columns = (
        Column(texts("budgets.budget")),
        *(Column(texts(each)) for each in _DAYS),
        *(Column(texts(each), number=True) for each in _NUMBERS),
    )
    found: dict[bool, list[Mapping[str, Any]]] = {True: [], False: []}
    for each in reader.desk.budgets:
        found[each["until"] is None or each["until"] >= today].append(each)
    tables = (
        Table(
            texts(f"budgets.{name}"),
            columns,
            tuple(_budget(each, reader) for each in found[running]),
            empty=texts("budgets.none_runs") if running else "",
        )
        for name, running in (("running", True), ("over", False))
        if running or found[running]
    )
    return Sheet(texts("budgets.lead"), (), tuple(tables), (texts("budgets.note"),))
