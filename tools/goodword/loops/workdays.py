"""Business days of a program's calendar: the days its country works, less its closed days."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Protocol

from goodword.days import BusinessDays

if TYPE_CHECKING:
    from goodword.model.calendar import Calendar


_WEEK = 5
"""Days worked in a week where no country says otherwise: Monday to Friday."""
_YES, _NO = b"10"
"""What is kept: a letter for each day of a year, whether it is worked; and of `supported`."""
_SUPPORTED = "supported"


class Kept(Protocol):
    """Where it is kept what the library said of a country."""

    def find(self, country: str, what: str) -> bytes | None:
        """The answer to a question; None where it is not kept."""

    def keep(self, country: str, what: str, answer: bytes) -> None:
        """Keep it, where that can be."""


_places: list[Kept] = []
"""Where to look before the library is loaded; at most one. It changes no day, only the time."""


def keep_in(place: Kept | None) -> None:
    """Have what the library says kept there from now on, and look there first; None: nowhere."""
    _places[:] = [place] if place else []


@cache
def _worked(country: str | None, year: int) -> frozenset[date]:
    """The days of a year on which a country, or a part of it (`DE-BE`), works.

    Its own weekend and public holidays are free, and weekend days that it works in exchange are
    not. Monday to Friday where no country is given or it is not known.
    """
    first = date(year, 1, 1).toordinal()
    days = [date.fromordinal(n) for n in range(first, date(year, 12, 31).toordinal() + 1)]
    if country is None:
        return frozenset(day for day in days if day.weekday() < _WEEK)
    for place in _places:
        known = place.find(country, str(year))
        if known is not None and len(known) == len(days):
            return frozenset(day for day, letter in zip(days, known, strict=True) if letter == _YES)
    worked = _looked_up(country, year, days)
    for place in _places:
        place.keep(country, str(year), bytes(_YES if day in worked else _NO for day in days))
    return worked


def _looked_up(country: str, year: int, days: list[date]) -> frozenset[date]:
    """The same, asked of the library."""
    import holidays  # noqa: PLC0415 - takes a tenth of a second that only a country needs

    code, _, part = country.partition("-")
    try:
        found = holidays.country_holidays(code, subdiv=part or None, years=year, expand=False)
    except NotImplementedError:
        return frozenset(day for day in days if day.weekday() < _WEEK)
    return frozenset(day for day in days if found.is_working_day(day))


def supported(country: str) -> bool:
    """Whether the public holidays of a country, or of a part of one, are known."""
    for place in _places:
        known = place.find(country, _SUPPORTED)
        if known:
            return known[0] == _YES
    found = country in countries()
    for place in _places:
        place.keep(country, _SUPPORTED, bytes((_YES if found else _NO,)))
    return found


@cache
def countries() -> frozenset[str]:
    """All countries whose public holidays are known, and their parts: `DE`, `DE-BE` …."""
    import holidays  # noqa: PLC0415 - as above

    return frozenset(
        name
        for code, parts in holidays.list_supported_countries().items()
        for name in (code, *(f"{code}-{part}" for part in parts))
    )


class WorkDays(BusinessDays):
    """Business days as one sorted list, so that long spans cost no more than short ones.

    The list covers the years asked about so far, without a gap.

    Args:
        country: ISO 3166-1 code, or with a subdivision; None for Monday to Friday.
        closed: further days on which the program is closed.
    """

    def __init__(self, country: str | None = None, closed: frozenset[date] = frozenset()) -> None:
        super().__init__(closed.__contains__)
        self._country = country
        self._closed_days = closed
        self._open: list[int] = []
        self._first = self._end = 0
        """Ordinals of the first day covered and of the first one after."""

    def open_on(self, day: date) -> bool:
        """Whether work is done that day."""
        return day in _worked(self._country, day.year) and day not in self._closed_days

    def _year(self, year: int) -> list[int]:
        """Ordinals of the business days of a year."""
        worked = _worked(self._country, year) - self._closed_days
        return sorted(day.toordinal() for day in worked)

    def _cover(self, ordinal: int) -> None:
        """Make the list reach so far."""
        year = date.fromordinal(ordinal).year
        if not self._open:
            self._open = self._year(year)
            self._first = date(year, 1, 1).toordinal()
            self._end = date(year, 12, 31).toordinal() + 1
        while ordinal < self._first:
            before = date.fromordinal(self._first - 1).year
            self._open[:0] = self._year(before)
            self._first = date(before, 1, 1).toordinal()
        while ordinal >= self._end:
            after = date.fromordinal(self._end).year
            self._open += self._year(after)
            self._end = date(after, 12, 31).toordinal() + 1

    def add(self, day: date, count: int) -> date:
        """The count-th business day after a day (Friday + 3 = Wednesday); that day for 0."""
        if count <= 0:
            return day
        ordinal = day.toordinal()
        if not self._first <= ordinal < self._end:
            self._cover(ordinal)
        index = bisect_right(self._open, ordinal) + count - 1
        while index >= len(self._open):
            if self._end > date.max.toordinal():
                return date.max
            self._cover(self._end)
        return date.fromordinal(self._open[index])

    def between(self, start: date, end: date) -> int:
        """How many business days lie after start, end included; 0 where end is earlier."""
        first, last = start.toordinal(), end.toordinal()
        if last <= first:
            return 0
        if not self._first <= first < self._end:
            self._cover(first)
        if last >= self._end:
            self._cover(last)
        return bisect_right(self._open, last) - bisect_right(self._open, first)


_made: dict[tuple[str | None, tuple[date, ...]], WorkDays] = {}


def work_days(calendar: Calendar | None) -> WorkDays:
    """The business days of a calendar; without one Saturday and Sunday are free."""
    key = (calendar.country, calendar.closed) if calendar else (None, ())
    found = _made.get(key)
    if found is None:
        found = _made[key] = WorkDays(key[0], frozenset(key[1]))
    return found
