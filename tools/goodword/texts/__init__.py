"""The words shown to people: one catalogue a language; dates and numbers in the reader's form.

A catalogue maps a key to a text or, where it depends on a number, to its forms. Slots are
`{name}`. All catalogues have the same keys and slots (a test).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from goodword.texts.catalogue import LANGUAGES, catalogue
from goodword.texts.ordering import order
from goodword.texts.said import English, Named, Row, Said
from goodword.texts.tags import primary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import time

    from goodword.texts.said import Slot

    Called = Callable[[Named], str]
    """What something is called on a page."""

__all__ = [
    "LANGUAGES",
    "Chosen",
    "Named",
    "Said",
    "Texts",
    "apart",
    "english",
    "isolated",
    "known",
    "order",
    "primary",
    "turns",
]

_TURNS = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters that are written from the right, and marks of direction."""
ISOLATES = str.maketrans("", "", "\u2068\u2069")
"""Takes the marks out again, for what is read by programs."""
WORDS = frozenset({"group_each", "group_every", "me.by_hand", "pillar", "stage"})
"""Kinds of things that have a word of ours."""
CYCLES = ("Q1", "Q2", "Q3", "Q4", "H1", "H2")
"""Parts of a year that a cycle may be, as names of cycles end."""


def known(tags: Iterable[str]) -> tuple[str, ...]:
    """Those tags for which there are words, each language once; English where there is none."""
    found: dict[str, str] = {}
    for tag in tags:
        if primary(tag) in LANGUAGES:
            found.setdefault(primary(tag), tag)
    return tuple(found.values()) or ("en",)


def turns(text: str) -> bool:
    """Whether a text has letters that are written from the right, or marks of direction."""
    return _TURNS.search(text) is not None


def isolated(text: str) -> str:
    """A text that can stand in a sentence of ours, whichever way it is written.

    One that is written from the right, or holds marks of direction, would turn what stands around
    it: the punctuation and numbers of the sentence. Between FIRST STRONG ISOLATE and POP
    DIRECTIONAL ISOLATE it does not, in a title and a label too, where no element can stand
    (Unicode Standard Annex 9; of the characters of scripts that are written so, its classes R and
    AL).
    """
    return f"\u2068{text}\u2069" if turns(text) else text


def apart(texts: Iterable[str], between: str = ", ") -> str:
    """Texts in a row, each set apart from the others, whichever way it is written."""
    return between.join(map(isolated, texts))


class Chosen(NamedTuple):
    """A program's text as one reader gets it; `language` is empty where it is the reader's own."""

    text: str
    language: str = ""


class Texts:
    """Words, dates and numbers for one language.

    Args:
        tag: BCP 47 tag; without a catalogue of its own the words are English.
        isolates: whether what fills a slot is set apart where it is written from the right.
    """

    def __init__(self, tag: str, *, isolates: bool = False) -> None:
        self.tag = tag
        self.isolates = isolates
        self._own = primary(tag)
        self.words, self._counted, self._form_of = catalogue(self._own)
        from goodword.texts.forms import Forms  # noqa: PLC0415 - slow

        self._forms = Forms(tag)
        self._days: dict[tuple[date, str], str] = {}
        self._numbers: dict[int, str] = {}

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key with its slots filled: plain text, to be escaped like any other.

        Raises:
            KeyError: there is no such key or slot.
        """
        text = self.words[key]
        return self._fill(text, values) if values else text

    def count(self, key: str, number: int, **values: object) -> str:
        """The form of a key for a number, which fills the slot `{number}`."""
        text = self._counted[key][self._form_of(number)]
        return self._fill(text, {"number": self.number(number), **values})

    def _fill(self, text: str, values: Mapping[str, object]) -> str:
        """A text with its slots filled; not for texts that a template of a program has."""
        if self.isolates:
            values = {
                name: isolated(each) if isinstance(each, str) else each
                for name, each in values.items()
            }
        return text.format_map(values)

    def say(self, said: Said, called: Called | None = None) -> str:
        """A sentence with its slots filled.

        Args:
            said: which, and with what.
            called: names things, and days and figures are the reader's; without it all of them
                are as files write them.
        """
        values = {name: self._slot(each, called) for name, each in said.values.items()}
        if said.number is None:
            text = self.words[said.key]
        else:
            text = self._counted[said.key][self._form_of(said.number)]
            values["number"] = self._slot(said.number, called)
        # What there is in English alone leaves the end of a sentence open.
        return self._fill(text, values).rstrip()

    def _slot(self, value: Slot, called: Called | None) -> str:
        match value:
            case Said():
                return self.say(value, called)
            case Row(of, either):
                each = [self._slot(one, called) for one in of]
                alone = [isolated(one) for one in each] if self.isolates else each
                return self._forms.row(alone, either=either)
            case Named(_, id_, written):
                return self._name(value, called) if called else written or id_
            case English(text):
                return text if self._own == "en" else ""
            case datetime():
                day = self.day(value, "medium") if called else value.date().isoformat()
                return f"{day} {self.time(value.time()) if called else f'{value:%H:%M}'}"
            case date():
                return self.day(value, "medium") if called else value.isoformat()
            case int():
                return self.number(value) if called else str(value)
        return value

    def _name(self, thing: Named, called: Called) -> str:
        if thing.kind == "cycle":
            return self.cycle(thing.id)
        word = self.words.get(f"{thing.kind}.{thing.id}") if thing.kind in WORDS else None
        return word or called(thing)

    def named(self, group: str, value: str) -> str:
        """The word for a value of the program's files (`group.value`), else the value itself."""
        return self.words.get(f"{group}.{value}", value)

    def of(self, words: Mapping[str, str]) -> Chosen:
        """The reader's text of a mapping language -> text, else the first; empty where none is."""
        text = words.get(self.tag)
        if text is not None:
            return Chosen(text)
        for tag, text in words.items():
            if primary(tag) == self._own:
                return Chosen(text)
        for tag, text in words.items():
            return Chosen(text, tag)
        return Chosen("")

    def day(self, day: date, form: str = "long") -> str:
        """A date: `long` as 21 November 2026, `medium` with a short month, `short` in digits."""
        found = self._days.get((day, form))
        if found is None:
            found = self._days[day, form] = self._forms.day(day, form)
        return found

    def time(self, moment: time) -> str:
        """A time of day to the minute."""
        return self._forms.time(moment)

    def span(self, start: date, end: date) -> str:
        """A half-open span by its first and last day."""
        return f"{self.day(start)} \u2013 {self.day(end - timedelta(days=1))}"

    def cycle(self, name: str) -> str:
        """A cycle in words; `name` is `2026-M07`, `2026-Q4`, `2026-H2`, or a year as it is."""
        year, _, part = name.partition("-")
        if part.startswith("M"):
            return self("cycle.month", year=year, month=self.month(int(part[1:])))
        return self(f"cycle.{part}", year=year) if part in CYCLES else name

    def month(self, number: int) -> str:
        """The name of a month, 1 to 12, standing by itself."""
        return self._forms.month(number)

    def short_month(self, day: date) -> str:
        """The short name of a day's month."""
        return self._forms.short_month(day.month)

    def number(self, number: int) -> str:
        """A whole number with the reader's marks between thousands."""
        found = self._numbers.get(number)
        if found is None:
            found = self._numbers[number] = self._forms.number(number)
        return found

    def decimal(self, number: Decimal) -> str:
        """A decimal number with the reader's marks, at most two places."""
        return self._forms.number(number, "#,##0.##")

    def tenths(self, number: int) -> str:
        """A number of tenths, with one place."""
        return self._forms.number(Decimal(number) / 10, "#,##0.0")

    def percent(self, part: int, whole: int) -> str:
        """A share in whole percent, rounded half up; `whole` is above 0."""
        return self._forms.percent((200 * part + whole) // (2 * whole) / 100)

    def share(self, tenths: int) -> str:
        """A share of so many tenths of a percent, with one place where it needs one."""
        return self._forms.percent(Decimal(tenths) / 1000, whole=False)

    def territory(self, code: str) -> str:
        """The name of an ISO 3166 country; of a part of one (`DE-BE`) the country and the code."""
        country, _, part = code.partition("-")
        name = self._forms.territory(country) or country
        return f"{name} ({code})" if part else name

    def language(self, tag: str) -> str:
        """The name of a language in the reader's, with the country where the tag has one."""
        name = self._forms.language(tag.replace("-", "_"))
        if name:
            return name
        name = self._forms.language(primary(tag)) or tag
        region = tag.rpartition("-")[2]
        place = self._forms.territory(region) if region != tag else None
        return f"{name} ({place})" if place else name

    def order(self, text: str) -> tuple[str, str, str]:
        """Where a text stands among others in the reader's language."""
        return order(text, primary(self.tag))

    def own_name(self) -> str:
        """The name of this language in itself."""
        name = self._forms.language(primary(self.tag)) or self.tag
        return name[:1].upper() + name[1:]


@cache
def english() -> Texts:
    """The words of the command line; read when the first of them is said."""
    return Texts("en")
