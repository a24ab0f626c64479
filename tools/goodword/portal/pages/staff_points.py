"""Points of everyone, for staff: all figures, and a page for each person with every line."""

from __future__ import annotations

from collections import Counter
from functools import partial
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
from goodword.portal.rows import code_of, escaped, fields_of, made_rows, prose_of
from goodword.portal.sheet import Cell, Column, Figure, Sheet, Table
from goodword.texts import primary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

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


class _Made(dict[Any, str]):
    """Fields by what they are made of, each made once: a call for each would cost more than it."""

    def __init__(self, make: Callable[[Any], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Any) -> str:
        made = self[key] = self._make(key)
        return made


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
        self._day = _Made(lambda each: day(day_cell(each, reader)))
        self._kind = _Made(lambda each: kind(Cell(texts.named("entry", each))))
        self._balance = _Made(lambda number: balance(number_cell(number, reader)))
        self._told, self._code = prose_of(self.columns[-1]), code_of(self.columns[-1])

        def signed(number: int) -> str:
            sign = "+" if number > 0 else ""
            return points(Cell(sign + texts.number(number) if number else ""))

        self._points = _Made(signed)

    def rows(self, lines: Sequence[Line]) -> tuple[tuple[MadeRow], ...]:
        """The lines of an account as rows of the table."""
        day, kind, points, balance = self._day, self._kind, self._points, self._balance
        sources = escaped([f"{line[5]}:{line[6]}" if line[6] else line[5] for line in lines])
        # The ledger gives its reasons in English; the kind says the same in the reader's words.
        if self._english:
            told = self._told(escaped([line[4] for line in lines]), sources)
        else:
            told = self._code(sources)
        return made_rows(
            f"{day[a]}{kind[b]}{points[c]}{balance[d]}{last}"
            for (a, b, c, d, _, _, _), last in zip(lines, told, strict=True)
        )


def _sheet(id_: str, reader: Reader, lines: _Lines) -> Sheet:
    texts, own = reader.texts, reader.desk.points[id_]
    figures = tuple(
        Figure(_label(name, reader), texts.number(own[name]))
        for name in FIGURES
        if own[name] is not None
    )
    rows = lines.rows(reader.desk.lines(id_))
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
