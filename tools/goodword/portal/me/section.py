"""A section of a member's own page, and how its values become cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from goodword.portal.sheet import Cell, Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from goodword.audience.record import Facts
    from goodword.audience.view import Words
    from goodword.portal.page import Reader
    from goodword.portal.sheet import Figure

ROWS = 50
"""Rows of a table; the others are counted, and stand in the record."""
CHANNELS = (
    *("mail", "phone", "call", "in-person", "letter", "form", "forum", "post", "message", "chat"),
    *("event", "video", "portal", "newsletter", "article", "newspaper", "radio", "offline"),
)
"""Those for which there are words; a program may have others, which are shown as they are."""
DASH = "\u2013"
DAY = re.compile(r"\d{4}-\d\d-\d\d")
"""A day as files write it."""
NUMBERS = frozenset({"points", "balance", "quantity", "price"})
"""Columns of numbers."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: `id` is its anchor, `lead` are sentences above its tables."""

    id: str
    title: str
    lead: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()


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
        return ", ".join(called)
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
        case "connection":
            return named("me.connection", value, reader)
        case "found through":
            return named("me.origin", value, reader)
        case "messages":
            return named("messages", value, reader)
        case "reason":
            return named("me.by_hand", value, reader)
        case "stage":
            return named("stage", value, reader)
        case "recognition" | "contact" | "points":
            return named("sharing", value, reader)
    return named("me.value", value, reader)


def _called(value: str, reader: Reader, names: Mapping[str, Words]) -> str:
    """An id by its name, and the days behind it in the reader's form."""
    id_, blank, days = value.partition(" ")
    said = DAY.sub(lambda found: reader.texts.day(date.fromisoformat(found[0]), "medium"), days)
    return f"{reader.text(names.get(id_)) or id_}{blank}{said.replace('-', DASH)}"


def facts_cell(facts: Facts, reader: Reader) -> Cell:
    """What a record says, in a row."""
    return Cell(
        " · ".join(
            f"{named('me.fact', name, reader)}: {fact(name, value, reader)}"
            for name, value in facts
        )
    )
