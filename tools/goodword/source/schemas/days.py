"""Days and moments as people write them, and how they are written here."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-./]?)([0-9]{1,2})\2([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-./])\s?([0-9]{1,2})\2\s?([0-9]{4}|[0-9]{2})")
_NAMED = re.compile(r"([0-9]{1,2})\.?\s+([a-z]{3,9})\.?,?\s+([0-9]{4})")
_NAME_FIRST = re.compile(r"([a-z]{3,9})\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4})")
_TIME = re.compile(
    r"(?:[T\s]+([0-9]{1,2})[:.]([0-9]{2})(?:[:.][0-9]{2}(?:\.[0-9]+)?)?)?\s*(Z|.[0-9:]+)?"
)
_CLOCK = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2}))?Z?")


def mended(text: str, schema: Mapping[str, Any]) -> str:
    """How a day, a moment or a time of day is written that fits no pattern yet.

    Returns:
        a hint such as `write "2026-08-03"`; empty where none is asked, or which is meant is not
        known at all.
    """
    wanted = str(schema.get("patternErrorMessage", ""))
    pattern = schema.get("pattern", "")
    if "HH:MM:SS" in wanted and (clock := _CLOCK.fullmatch(text.strip())):
        found = [f"{int(clock[1]):02d}:{clock[2]}:{clock[3] or '00'}"]
    elif "YYYY-MM-DD" in wanted:
        found = list(dict.fromkeys(_days(text.strip(), moment="THH:MM" in wanted)))
    else:
        return ""
    fitting = [each for each in found if each != text and re.search(pattern, each)]
    return f"write {' or '.join(fitting)}" if fitting else ""


def _days(text: str, *, moment: bool) -> Iterator[str]:
    """The days, or moments, that a text may mean."""
    lower = text.lower()
    for pattern, order in _FORMS:
        found = pattern.match(lower)
        rest = _TIME.fullmatch(text, found.end()) if found else None
        if found is None or rest is None:
            continue
        time = f"T{int(rest[1]):02d}:{rest[2]}" if moment and rest[1] else ""
        for year, month, day in order(found):
            with suppress(ValueError):
                yield f"{date(year, month, day).isoformat()}{time}"


def _year_first(found: re.Match[str]) -> Iterator[tuple[int, int, int]]:
    yield int(found[1]), int(found[3]), int(found[4])


def _year_last(found: re.Match[str]) -> Iterator[tuple[int, int, int]]:
    year = int(found[4]) + 2000 * (len(found[4]) == 2)
    yield year, int(found[3]), int(found[1])
    if found[2] != ".":
        yield year, int(found[1]), int(found[3])


def _named(found: re.Match[str]) -> Iterator[tuple[int, int, int]]:
    if found[2][:3] in _MONTHS:
        yield int(found[3]), _MONTHS.index(found[2][:3]) + 1, int(found[1])


def _name_first(found: re.Match[str]) -> Iterator[tuple[int, int, int]]:
    if found[1][:3] in _MONTHS:
        yield int(found[3]), _MONTHS.index(found[1][:3]) + 1, int(found[2])


_FORMS = (
    (_YEAR_FIRST, _year_first),
    (_YEAR_LAST, _year_last),
    (_NAMED, _named),
    (_NAME_FIRST, _name_first),
)
