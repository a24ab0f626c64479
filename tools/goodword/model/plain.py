"""How plain values of a document become values of the model: days, texts in languages, links.

The schemas have judged the shape before; nothing here checks it again.
"""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

Data = dict[str, Any]
"""A mapping of a document, as the reader gives it."""


class _Days(dict[str, dt.date]):
    """The day of each text that was asked for."""

    def __missing__(self, text: str) -> dt.date:
        found = self[text] = dt.date.fromisoformat(text)
        return found


day = _Days().__getitem__
"""The day of a `YYYY-MM-DD` text; one object for each text, since files repeat their days.

No function of Python, as `one`: both are called half a million times for a large program.
"""

one = sys.intern
"""The text itself, or an equal one that was there before: ids stand in very many files."""


class Pairs(tuple[tuple[str, Any], ...]):
    """The entries of a mapping, in the order of the file."""

    __slots__ = ()

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Self:
        """The entries of what a document holds."""
        return cls(value.items())


class Words(tuple[tuple[str, str], ...]):
    """A text that is shown: by language, or in the program's first language alone.

    It pairs language and text; the language is empty for a plain string.
    """

    __slots__ = ()

    @classmethod
    def of(cls, value: str | Mapping[str, str]) -> Self:
        """A text that is shown, from a string or a mapping `language: text`."""
        return cls((("", value),) if isinstance(value, str) else value.items())

    @property
    def first(self) -> str:
        """The text as first written."""
        return self[0][1]

    def by_language(self, first: str) -> dict[str, str]:
        """The texts by language tag; a plain string stands under the program's `first`."""
        return {language or first: text for language, text in self}


if TYPE_CHECKING:
    Shares = tuple[tuple[str, int], ...]
    Named = tuple[tuple[str, str], ...]
else:

    class Shares(Pairs):
        """Whole numbers by id, in the order of the file."""

        __slots__ = ()

    class Named(Pairs):
        """Names by id, in the order of the file."""

        __slots__ = ()


class RecordName(NamedTuple):
    """A record's file name taken apart: `2026-08-03-ana.2.yml`."""

    date: str
    slug: str
    number: int


def stem(path: str) -> str:
    """The name of a file without folders and ending."""
    return path[path.rfind("/") + 1 : -4]


def packed_cycle(path: str) -> str:
    """The cycle for which a packed file is named."""
    return path[path.rfind("/") + 1 :].removesuffix(".jsonl")


def by_number(path: str) -> tuple[str, int]:
    """Where a path stands among others: a further record of a day (`.2`, `.3` …) after the first.

    Ids and paths of other files stand by their letters.
    """
    name, _, number = path.removesuffix(".yml").partition(".")
    return name, int(number) if number.isdigit() else 1


def record_name(path: str) -> RecordName:
    """The name of a record from its path; `number` is 1 without `.2`, `.3` …."""
    name = stem(path)
    slug, dot, number = name[11:].partition(".")
    return RecordName(name[:10], slug, int(number) if dot else 1)
