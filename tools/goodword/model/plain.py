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
    from typing import TypeVar

    T = TypeVar("T")

Data = dict[str, Any]
"""A mapping of a document, as the reader gives it."""
Shares = tuple[tuple[str, int], ...]
"""Whole numbers by influencer id, in the order of the file."""

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


@dataclass(frozen=True, slots=True)
class Words:
    """A text that is shown: by language, or in the program's first language alone.

    `texts` pairs language and text; the language is empty for a plain string.
    """

    texts: tuple[tuple[str, str], ...]

    @property
    def first(self) -> str:
        """The text as first written."""
        return self.texts[0][1]

    def by_language(self, first: str) -> dict[str, str]:
        """The texts by language tag; a plain string stands under the program's `first`."""
        return {language or first: text for language, text in self.texts}


def words(value: str | Mapping[str, str]) -> Words:
    """A text that is shown, from a string or a mapping `language: text`."""
    if isinstance(value, str):
        return Words((("", value),))
    return Words(tuple(value.items()))


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
