"""Dates, numbers and names in the form of a language, by Unicode's data of it.

Apart from the words, since these data take a while to import and most commands say nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from goodword.texts.tags import primary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time
    from decimal import Decimal

REGIONS = {"en": "en_GB", "pt": "pt_BR"}
"""Where a plain tag leaves the form of dates open: days before months, as everywhere but there."""


class Forms:
    """The forms of one language.

    Args:
        tag: BCP 47 tag; of one that is not known its language counts, else English.
    """

    def __init__(self, tag: str) -> None:
        self._locale = _locale(tag)

    def row(self, texts: Sequence[str], *, either: bool) -> str:
        """Texts in a row, joined by "and" or by "or"."""
        return str(format_list(texts, "or" if either else "standard", self._locale))

    def day(self, day: date, form: str) -> str:
        """A date: `long` as 21 November 2026, `medium` with a short month, `short` in digits."""
        return str(format_date(day, form, locale=self._locale))

    def time(self, moment: time) -> str:
        """A time of day to the minute."""
        return str(format_time(moment, "short", locale=self._locale))

    def month(self, number: int) -> str:
        """The name of a month, 1 to 12, standing by itself."""
        return str(self._locale.months["stand-alone"]["wide"][number])

    def short_month(self, number: int) -> str:
        """The short name of a month in a date."""
        return str(self._locale.months["format"]["abbreviated"][number])

    def number(self, number: int | Decimal, form: str | None = None) -> str:
        """A number with the reader's marks; `form` is a pattern of Unicode's."""
        return str(format_decimal(number, form, locale=self._locale))

    def percent(self, number: float | Decimal, *, whole: bool = True) -> str:
        """A share of 1 in percent, whole or with the places that it has."""
        return str(format_percent(number, locale=self._locale, decimal_quantization=whole))

    def territory(self, code: str) -> str | None:
        """The name of a country; None for one that has none."""
        return self._locale.territories.get(code)

    def language(self, tag: str) -> str | None:
        """The name of a language; None for one that has none."""
        return self._locale.languages.get(tag)


def _locale(tag: str) -> Locale:
    for name in (REGIONS.get(tag, tag.replace("-", "_")), primary(tag)):
        try:
            return Locale.parse(name)
        except (ValueError, UnknownLocaleError):
            continue
    return Locale.parse("en_GB")
