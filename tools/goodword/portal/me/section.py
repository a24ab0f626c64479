"""A section of a member's own page, and how its values become cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from goodword.portal.sheet import Cell, Column, Table
from goodword.texts import apart, isolated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from goodword.audience.record import Facts
    from goodword.audience.view import View, Words
    from goodword.audience.view.mine import Mine
    from goodword.portal.me.letters import Letter
    from goodword.portal.page import Reader
    from goodword.portal.sheet import Figure
    from goodword.texts import Named

ROWS = 50
"""Rows of a table; the others are counted, and stand in the record."""
CHANNELS = (
    *("mail", "phone", "call", "in-person", "letter", "form", "forum", "post", "message", "chat"),
    *("event", "video", "portal", "newsletter", "article", "newspaper", "radio", "offline"),
)
"""Those for which there are words; a program may have others, which are shown as they are."""
MEASURES = (
    *("followers", "subscribers", "members", "readers", "readers a month", "listeners"),
    *("viewers", "views", "visitors", "visitors a month", "connections", "answers", "downloads"),
)
"""Of what reaches are counted by those for which there are words; others are the program's own."""
GROUPS = {
    **dict.fromkeys(("recognition", "contact", "points"), "sharing"),
    "connection": "me.connection",
    "found through": "me.origin",
    "measure": "me.measure",
    "messages": "messages",
    "reason": "me.by_hand",
    "stage": "stage",
}
"""The group of texts that has the words for the values of a fact."""
DASH = "\u2013"
DAY = re.compile(r"\d{4}-\d\d-\d\d")
"""A day as files write it."""
NUMBERS = frozenset({"points", "balance", "quantity", "price"})
"""Columns of numbers."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page.

    Args:
        id: its anchor. title: its heading.
        lead: sentences above its tables.
        figures, tables: what it shows.
        way: path of the page of the portal where a reader can do something about an empty one.
        letters: messages that stand in it, above its tables.
    """

    id: str
    title: str
    lead: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    way: str = ""
    letters: tuple[Letter, ...] = ()


def filled(
    id_: str,
    title: str,
    found: tuple[Table, ...],
    reader: Reader,
    *,
    lead: tuple[str, ...] = (),
    way: str = "",
) -> Section:
    """A section with its tables; without any it says what stands there, and what to do.

    Args:
        id_: its anchor; `me.none.…` is what an empty one says.
        title: its heading.
        found: its tables.
        reader: for whom.
        lead: sentences above the tables.
        way: path of the page where something can be done about an empty one.
    """
    if found:
        return Section(id_, title, lead, tables=found)
    return Section(id_, title, (reader.texts(f"me.none.{id_}"),), way=way)


def table(
    title: str, columns: Iterable[str], rows: Iterable[tuple[Cell, ...]], reader: Reader
) -> Table:
    """A table of at most so many rows, the first ones; a note counts the others.

    Args:
        title: its heading; may be empty.
        columns: their keys: whole, or the last part of `me.column.…`.
        rows: cells, as many as columns.
        reader: for whom.
    """
    texts = reader.texts
    found = tuple(rows)
    more = len(found) - ROWS
    return Table(
        title,
        tuple(
            Column(texts(each if "." in each else f"me.column.{each}"), each in NUMBERS)
            for each in columns
        ),
        found[:ROWS],
        help=texts.count("me.more", more) if more > 0 else "",
    )


def tables(*found: Table) -> tuple[Table, ...]:
    """Those that have rows."""
    return tuple(each for each in found if each.rows)


def day_cell(day: date | None, reader: Reader) -> Cell:
    """A day that stays on one line; nothing for None."""
    return Cell(reader.texts.day(day, "medium").replace(" ", "\u00a0") if day else "")


def number_cell(number: int | None, reader: Reader) -> Cell:
    """A whole number; nothing for None."""
    return Cell("" if number is None else reader.texts.number(number))


def signed_cell(number: int, reader: Reader) -> Cell:
    """What was added or taken; nothing for 0."""
    sign = "+" if number > 0 else ""
    return Cell(sign + reader.texts.number(number) if number else "")


def words_cell(
    words: Mapping[str, str] | None, reader: Reader, path: str = "", other: str = ""
) -> Cell:
    """A text of the program, plain, in the reader's language or marked with its own.

    Args:
        words: language to text.
        reader: for whom.
        path: of the page that it leads to.
        other: what stands there where there is no text.
    """
    chosen = reader.texts.of(words or {})
    if not chosen.text:
        return Cell(other, path)
    return Cell(reader.plain(chosen.text), path, language=chosen.language)


def named(group: str, value: str | None, reader: Reader) -> str:
    """The word for a value or a name of the record, else the value itself; nothing for None."""
    key = f"{group}.{(value or '').replace(' ', '-')}"
    return reader.texts.words.get(key, value or "")


def fact(name: str, value: str, reader: Reader, names: Mapping[str, Words] | None = None) -> str:
    """The value of a fact in the reader's words: days, countries and languages by name.

    Args:
        name: of the fact.
        value: as the record has it, several with commas between.
        reader: for whom.
        names: what the program calls those ids that the value is made of.
    """
    texts = reader.texts
    if DAY.fullmatch(value):
        return texts.day(date.fromisoformat(value), "medium")
    if names is not None:
        called = (_called(each, reader, names) for each in value.split(", "))
        return apart(called)
    if name == "region":
        return texts.territory(value)
    if name == "languages":
        return ", ".join(texts.language(each) for each in value.split(", "))
    if name == "wants":
        return ", ".join(texts.named("want", each) for each in value.split(", "))
    return _word(name, value, reader)


def channel(value: str | None, reader: Reader) -> str:
    """The word for a channel, else the program's own; nothing for None."""
    return reader.texts.named("channel", value) if value in CHANNELS else value or ""


def _word(name: str, value: str, reader: Reader) -> str:
    """The word for a fact's value, from the group that has the fact's; else the value."""
    match name:
        case "channel":
            return channel(value, reader)
        case "measure" if value not in MEASURES:
            return value
        case "value" if value.isdecimal():
            return reader.texts.number(int(value))
    return named(GROUPS.get(name, "me.value"), value, reader)


def naming(mine: Mine, view: View, reader: Reader) -> Callable[[Named], str]:
    """What is said of a thing on somebody's own page: its name, else its id."""
    names = {
        **mine.names,
        "mission": {each.mission: each.title for each in mine.record.claims},
        "tier": {each.id: each.name for each in view.how.tiers} | _others(view),
        "milestone": {each.id: each.name for each in mine.record.points.reached},
    }

    def name(thing: Named) -> str:
        return reader.plain(reader.text(names.get(thing.kind, {}).get(thing.id))) or thing.id

    return name


def _others(view: View) -> dict[str, Words]:
    """Names of the tiers of other ladders than the first, by how files name them."""
    return {
        f"{ladder.id}/{each.id}": each.name
        for ladder in view.how.ladders[1:]
        for each in ladder.tiers
    }


def _called(value: str, reader: Reader, names: Mapping[str, Words]) -> str:
    """An id by its name, and the days behind it in the reader's form."""
    id_, blank, days = value.partition(" ")
    said = DAY.sub(lambda found: reader.texts.day(date.fromisoformat(found[0]), "medium"), days)
    return f"{reader.text(names.get(id_)) or id_}{blank}{said.replace('-', DASH)}"


def facts_cell(facts: Facts, reader: Reader) -> Cell:
    """What a record says, in a row."""
    return Cell(
        " · ".join(
            f"{named('me.fact', name, reader)}: {isolated(fact(name, value, reader))}"
            for name, value in facts
        )
    )
