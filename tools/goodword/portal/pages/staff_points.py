"""Points of everyone, for staff: all figures, and a page for each person with every line."""

from __future__ import annotations

from collections import Counter
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from goodword.portal.charts import Share, bars
from goodword.portal.page import Page, Step
from goodword.portal.pages.staff import (
    day_cell,
    later_page,
    number_cell,
    sheet_page,
    tabs_of,
)
from goodword.portal.rows import code_of, fields_of, made_row, prose_of
from goodword.portal.sheet import Cell, Column, Figure, Sheet, Table
from goodword.texts import primary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from goodword.audience.view import View, Who
    from goodword.portal.page import Line, Reader, Tab
    from goodword.portal.sheet import MadeRow

    Row = tuple[Cell, ...]

FIGURES = (
    *("standing", "standing_window", "awarded", "pending", "spendable", "held", "spent"),
    *("expired", "reversed", "arrears", "forgiven", "to_stay", "to_rise"),
)
"""Figures of an account, in the order in which they are shown."""
SHORT = (
    *("standing", "standing_window", "spendable", "pending", "held", "spent", "expired"),
    "to_rise",
)
"""Figures in the table of everyone; a person's page has them all."""
PATH = "staff/points/"
FILLS = "staff/points/person/"
"""The shell of the pages of people."""


def _label(name: str, reader: Reader) -> str:
    return reader.texts.named("figure", name.removeprefix("standing_"))


def _person(who: Who, own: Mapping[str, Any], reader: Reader, tiers: dict[str, str]) -> Row:
    return (
        Cell(who.name or who.id, f"{PATH}{who.id}/", code=who.name is None),
        Cell(tiers.get(own["tier"] or "", "")),
        *(number_cell(own[name], reader) for name in SHORT),
    )


class _Lines:
    """How the lines of accounts are shown: what very many of them share is made once."""

    def __init__(self, reader: Reader) -> None:
        texts = reader.texts
        self.columns = tuple(
            Column(texts(f"sheet.{key}"), number=key in {"points", "balance"})
            for key in ("day", "kind", "points", "balance", "reason")
        )
        self._english = primary(texts.tag) == "en"
        day, kind, points, balance, _ = fields_of(self.columns, str)
        self._day = cache(lambda each: day(day_cell(each, reader)))
        self._kind = cache(lambda each: kind(Cell(texts.named("entry", each))))
        self._balance = cache(lambda number: balance(number_cell(number, reader)))
        self._told, self._code = prose_of(self.columns[-1]), code_of(self.columns[-1])

        @cache
        def signed(number: int) -> str:
            sign = "+" if number > 0 else ""
            return points(Cell(sign + texts.number(number) if number else ""))

        self._points = signed

    def row(self, line: Line) -> MadeRow:
        """A line as a row of the table."""
        day, kind, points, balance, reason, path, number = line
        source = f"{path}:{number}" if number else path
        # The ledger gives its reasons in English; the kind says the same in the reader's words.
        told = self._told(reason, source) if self._english else self._code(source)
        return made_row(
            f"{self._day(day)}{self._kind(kind)}{self._points(points)}{self._balance(balance)}{told}"
        )


def _sheet(id_: str, reader: Reader, lines: _Lines) -> Sheet:
    texts, own = reader.texts, reader.desk.points[id_]
    figures = tuple(
        Figure(_label(name, reader), texts.number(own[name]))
        for name in FIGURES
        if own[name] is not None
    )
    rows = tuple((lines.row(each),) for each in reader.desk.lines(id_))
    tables = [Table(texts("sheet.lines"), lines.columns, rows)]
    if own["expiring"]:
        expiring = tuple(
            (day_cell(each["date"], reader), number_cell(each["points"], reader))
            for each in own["expiring"]
        )
        columns = (Column(texts("sheet.last_day")), Column(texts("points_heading"), number=True))
        tables.insert(0, Table(texts("sheet.expiring"), columns, expiring))
    return Sheet(texts("account_lead"), figures, tuple(tables))


def _by_tier(found: Iterable[str | None], tiers: Mapping[str, str], reader: Reader) -> Table:
    """How many stand on each tier, from the lowest up."""
    texts, counts = reader.texts, Counter(each if each in tiers else None for each in found)
    ladder = [*tiers.items(), *([(None, texts("chart.no_tier"))] if counts[None] else [])]
    rows = [(name, counts[tier]) for tier, name in ladder]
    return Table(
        texts("chart.tiers"),
        (Column(texts("filter.tier")), Column(texts("page.people"), number=True)),
        tuple((Cell(name), number_cell(count, reader)) for name, count in rows),
        drawing=bars(
            "tiers",
            texts("chart.tiers"),
            texts("chart.tiers_text"),
            [Share(name, count, 0, texts.number(count)) for name, count in rows],
        ),
    )


def pages(view: View, reader: Reader) -> Iterator[Page]:
    """The table of everyone, then a page for each."""
    if view.staff is None:
        return
    points = reader.desk.points
    accounts = [each for each in view.staff.accounts if each.id in points]
    yield later_page(reader, PATH, partial(_everyone, view, accounts, reader))
    lines, tabs = _Lines(reader), tabs_of(reader)
    for who in accounts:
        own = partial(_own_page, who, reader, lines, tabs)
        yield Page(f"{PATH}{who.id}/", FILLS, "staff.html", who.name or who.id, whole=own)


def _everyone(view: View, accounts: Sequence[Who], reader: Reader) -> Sheet:
    """The table of everyone."""
    texts, points = reader.texts, reader.desk.points
    tiers = {tier.id: reader.text(tier.name) for tier in view.how.tiers}
    columns = (
        Column(texts("name")),
        Column(texts("filter.tier")),
        *(Column(_label(name, reader), number=True) for name in SHORT),
    )
    rows = tuple(_person(each, points[each.id], reader, tiers) for each in accounts)
    on = (points[each.id]["tier"] for each in accounts)
    first = (_by_tier(on, tiers, reader),) if tiers and accounts else ()
    tables = (*first, Table("", columns, rows))
    return Sheet(texts("points_lead"), (), tables, (texts("points_note"),))


def _own_page(who: Who, reader: Reader, lines: _Lines, tabs: Sequence[Tab]) -> Page:
    """The page of one person, with every line."""
    return sheet_page(
        reader,
        f"{PATH}{who.id}/",
        _sheet(who.id, reader, lines),
        title=who.name or who.id,
        fills=FILLS,
        above=(Step(PATH, reader.texts("staff_page.points")),),
        tabs=tabs,
    )
