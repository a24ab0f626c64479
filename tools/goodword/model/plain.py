"""How plain values of a document become values of the model: days, texts in languages, links.

The schemas have judged the shape before; nothing here checks it again.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodword.days import EARLIEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Self, TypeVar

    T = TypeVar("T")

Data = dict[str, Any]
"""A mapping of a document, as the reader gives it."""

BEFORE = "before"
"""Announced before the program came here, on a day that nobody wrote down."""

_days: dict[str, dt.date] = {}


def day(text: str) -> dt.date:
    """The day of a `YYYY-MM-DD` text; one object for each text, since files repeat their days."""
    found = _days.get(text)
    if found is None:
        found = _days[text] = dt.date.fromisoformat(text)
    return found


def day_or_none(text: str | None) -> dt.date | None:
    """The day of a text, or None where there is none."""
    return None if text is None else day(text)


def announced(text: str | None) -> dt.date | None:
    """The day on which a change was announced; the first of days where that was elsewhere."""
    return EARLIEST if text == BEFORE else day_or_none(text)


def ids(values: Iterable[str] | None) -> tuple[str, ...]:
    """A list of texts; empty where the key is missing."""
    return tuple(values) if values else ()


def shares(values: Mapping[str, int] | None) -> Shares:
    """A mapping of ids to whole numbers; empty where the key is missing."""
    return tuple(values.items()) if values else ()


class Pairs(tuple[tuple[str, Any], ...]):
    """The entries of a mapping, in the order of the file."""

    __slots__ = ()

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Self:
        """The entries of what a document holds."""
        return cls(value.items())


class Words(Pairs):
    """A text that is shown: by language, or in the program's first language alone.

    It pairs language and text; the language is empty for a plain string.
    """

    __slots__ = ()

    @classmethod
    def of(cls, value: str | Mapping[str, str]) -> Self:
        """A text that is shown, from a string or a mapping `language: text`."""
        return cls((("", value),) if isinstance(value, str) else value.items())

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Pairs of language and text."""
        return self

    @property
    def first(self) -> str:
        """The text as first written."""
        text: str = self[0][1]
        return text

    def by_language(self, first: str) -> dict[str, str]:
        """The texts by language tag; a plain string stands under the program's `first`."""
        return {language or first: text for language, text in self}


if TYPE_CHECKING:
    Shares = tuple[tuple[str, int], ...]
    Named = tuple[tuple[str, str], ...]
else:
    Shares = Named = Pairs
"""Whole numbers by influencer id, and names by id, in the order of the file."""


def words(value: str | Mapping[str, str]) -> Words:
    """A text that is shown, from a string or a mapping `language: text`."""
    return Words.of(value)


def words_or_none(value: str | Mapping[str, str] | None) -> Words | None:
    """The same, or None where there is none."""
    return None if value is None else words(value)


def versions(
    value: Any,
    started: dt.date,
    plain: str,
    read: Callable[[Data, dt.date], T],
) -> tuple[T, ...]:
    """Versions from a list, or the one version that a plain value stands for.

    Args:
        value: a list of `{from, …}`, one such mapping, or a plain value.
        started: the day from which a version without `from` holds.
        plain: the key that a plain value is given under.
        read: makes one version of a mapping and its `from`.
    """
    if isinstance(value, list):
        entries = value
    elif isinstance(value, dict):
        entries = [value]
    else:
        entries = [{plain: value}]
    return tuple(
        read(entry, day(entry["from"]) if "from" in entry else started) for entry in entries
    )


@dataclass(frozen=True, slots=True)
class RecordName:
    """A record's file name taken apart: `2026-08-03-ana.2.yml`.

    `date` may be an impossible day written in digits; rule `record-day` names it, and `day` is
    then None.
    """

    date: str
    slug: str
    number: int

    @property
    def day(self) -> dt.date | None:
        """The day in the name, None where there is no such day."""
        try:
            return day(self.date)
        except ValueError:
            return None


def record_name(path: str) -> RecordName:
    """The name of a record from its path; `number` is 1 without `.2`, `.3` …."""
    stem = path[path.rfind("/") + 1 : -4]
    slug, dot, number = stem[11:].partition(".")
    return RecordName(stem[:10], slug, int(number) if dot else 1)
