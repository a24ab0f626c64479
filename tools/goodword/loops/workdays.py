"""Business days of a program's calendar: Monday to Friday less public holidays and closed days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import holidays

from goodword.days import BusinessDays

if TYPE_CHECKING:
    from goodword.model.calendar import Calendar


@cache
def _public(country: str, year: int) -> frozenset[date]:
    """Public holidays of a country, or of a part of it (`DE-BE`); none where it is not known."""
    code, _, part = country.partition("-")
    try:
        found = holidays.country_holidays(code, subdiv=part or None, years=year, expand=False)
    except NotImplementedError:
        return frozenset()
    return frozenset(found)


def known(country: str) -> bool:
    """Whether the public holidays of that country (and part of it) are known."""
    code, _, part = country.partition("-")
    supported = holidays.list_supported_countries()
    return code in supported and (not part or part in supported[code])


class WorkDays(BusinessDays):
    """Business days with one sorted list a year, so that long spans cost no more than short ones.

    Args:
        country: ISO 3166-1 code, or with a subdivision; None for no public holidays.
        closed: further days on which the program is closed.
    """

    def __init__(self, country: str | None = None, closed: frozenset[date] = frozenset()) -> None:
        super().__init__(self._free)
        self._country = country
        self._days_closed = closed
        self._years: dict[int, list[int]] = {}

    def _free(self, day: date) -> bool:
        return day in self._days_closed or (
            self._country is not None and day in _public(self._country, day.year)
        )

    def _open(self, year: int) -> list[int]:
        """Ordinals of the business days of a year."""
        found = self._years.get(year)
        if found is None:
            first = date(year, 1, 1)
            free = {day.toordinal() for day in self._days_closed}
            if self._country is not None:
                free |= {day.toordinal() for day in _public(self._country, year)}
            start, weekday = first.toordinal(), first.weekday()
            end = date(year, 12, 31).toordinal()
            found = self._years[year] = [
                number
                for number in range(start, end + 1)
                if (number - start + weekday) % 7 < 5 and number not in free
            ]
        return found

    def add(self, day: date, count: int) -> date:
        """The count-th business day after a day (Friday + 3 = Wednesday); that day for 0."""
        if count <= 0:
            return day
        year = day.year
        days = self._open(year)
        index = bisect_right(days, day.toordinal()) + count - 1
        while index >= len(days):
            index -= len(days)
            if year == date.max.year:
                return date.max
            year += 1
            days = self._open(year)
        return date.fromordinal(days[index])

    def between(self, start: date, end: date) -> int:
        """How many business days lie after start, end included; 0 where end is earlier."""
        if end <= start:
            return 0
        first, last = self._open(start.year), self._open(end.year)
        tail = bisect_right(last, end.toordinal())
        head = bisect_right(first, start.toordinal())
        if start.year == end.year:
            return tail - head
        whole = sum(len(self._open(year)) for year in range(start.year + 1, end.year))
        return len(first) - head + whole + tail

    def next_open(self, day: date) -> date:
        """The day itself where it is a business day, else the next one."""
        days = self._open(day.year)
        index = bisect_left(days, day.toordinal())
        return date.fromordinal(days[index]) if index < len(days) else self.add(day, 1)


_made: dict[tuple[str | None, tuple[date, ...]], WorkDays] = {}


def work_days(calendar: Calendar | None) -> WorkDays:
    """The business days of a calendar; without one only weekends are free."""
    key = (calendar.country, calendar.closed) if calendar else (None, ())
    found = _made.get(key)
    if found is None:
        found = _made[key] = WorkDays(key[0], frozenset(key[1]))
    return found
