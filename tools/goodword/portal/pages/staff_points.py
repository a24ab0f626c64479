"""Points of everyone, for staff: all figures, and a page for each person with every line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.portal.page import Step
from goodword.portal.pages.staff import day_cell, number_cell, sheet_page
from goodword.portal.sheet import Cell, Column, Figure, Sheet, Table
from goodword.texts import primary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.audience.view import View
    from goodword.audience.view.staff import AccountView, EntryView
    from goodword.portal.page import Page, Reader

SHORT = ("standing", "window", "spendable", "pending", "held", "spent", "expired", "to_rise")
"""Figures in the table of everyone; a person's page has them all."""
PATH = "staff/points/"


def _person(account: AccountView, reader: Reader, tiers: dict[str, str]) -> tuple[Cell, ...]:
    who = account.who
    return (
        Cell(who.name or who.id, f"{PATH}{who.id}/", code=who.name is None),
        Cell(tiers.get(account.tier or "", "")),
        *(number_cell(account.figure(name), reader) for name in SHORT),
    )


def _entry(entry: EntryView, reader: Reader) -> tuple[Cell, ...]:
    texts = reader.texts
    sign = "+" if entry.points > 0 else ""
    return (
        day_cell(entry.date, reader),
        Cell(texts.named("entry", entry.kind)),
        Cell(sign + texts.number(entry.points) if entry.points else ""),
        Cell(texts.number(entry.balance)),
        # The ledger gives its reasons in English; the kind says the same in the reader's words.
        Cell(entry.reason, more=str(entry.source))
        if primary(texts.tag) == "en"
        else Cell(str(entry.source), code=True),
    )


def _sheet(account: AccountView, reader: Reader) -> Sheet:
    texts = reader.texts
    figures = tuple(
        Figure(texts.named("figure", name), texts.number(points))
        for name, points in account.figures
        if points is not None
    )
    lines = tuple(
        Column(texts(f"sheet.{key}"), number=key in {"points", "balance"})
        for key in ("day", "kind", "points", "balance", "reason")
    )
    tables = [
        Table(texts("sheet.lines"), lines, tuple(_entry(e, reader) for e in account.entries)),
    ]
    if account.expiring:
        rows = tuple(
            (day_cell(day, reader), number_cell(points, reader)) for day, points in account.expiring
        )
        columns = (Column(texts("sheet.last_day")), Column(texts("points_heading"), number=True))
        tables.insert(0, Table(texts("sheet.expiring"), columns, rows))
    return Sheet(texts("account_lead"), figures, tuple(tables))


def pages(view: View, reader: Reader) -> Iterator[Page]:
    """The table of everyone, then a page for each."""
    if view.staff is None:
        return
    texts, accounts = reader.texts, view.staff.accounts
    tiers = {tier.id: reader.text(tier.name) for tier in view.how.tiers}
    columns = (
        Column(texts("name")),
        Column(texts("filter.tier")),
        *(Column(texts.named("figure", name), number=True) for name in SHORT),
    )
    rows = tuple(_person(each, reader, tiers) for each in accounts)
    yield sheet_page(
        reader,
        PATH,
        Sheet(texts("points_lead"), (), (Table("", columns, rows),), (texts("points_note"),)),
    )
    above = (Step(PATH, texts("staff_page.points")),)
    for account in accounts:
        name = account.who.name or account.who.id
        yield sheet_page(
            reader,
            f"{PATH}{account.who.id}/",
            _sheet(account, reader),
            title=name,
            fills="staff/points/person/",
            above=above,
        )
