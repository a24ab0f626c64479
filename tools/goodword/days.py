"""Cycles, business days, and which version of a thing is in force: dates only, no clock.

Spans inside the code are half-open: `start <= day < end`. What people write as `to`, `until`,
`closes`, `ends`, `expires` or `by` names the last day included.
"""

from __future__ import annotations

import calendar as _months
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EARLIEST = date(1900, 1, 1)
"""The first day a file may name; stands for "always" where a version states no day."""
LATEST = date(2199, 12, 31)
"""The last day a file may name; stands for "never" where something does not end."""

ALWAYS = "always"
"""The word for the first of days where it is no day that anybody wrote."""


def from_day(day: date) -> str:
    """From when something holds, to be put behind its name; empty where it always has."""
    return "" if day == EARLIEST else f" from {day}"


MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
"""Length of a cycle in months, by the value of `every`."""


class Dated(Protocol):
    """A version: something in force from a day on."""

    @property
    def from_(self) -> date:
        """The first day on which it is in force."""


D = TypeVar("D", bound=Dated)


def in_force(versions: Sequence[D], day: date) -> D | None:
    """The last version whose `from` is not after the day, or None before the first.

    Args:
        versions: sorted by `from`.
        day: the day asked about.
    """
    if versions and versions[-1].from_ <= day:
        return versions[-1]  # nearly always: there is one, or the last has long been in force
    index = bisect_right(versions, day, key=lambda version: version.from_)
    return versions[index - 1] if index else None


@dataclass(frozen=True, slots=True, order=True)
class Cycle:
    """A calendar month, quarter, half-year or year: half-open `[start, end)`.

    `name` is `2026-M07`, `2026-Q3`, `2026-H2` or `2026`; of a month it is that of the calendar, of
    the others the year is that in which the run of cycles counted from `starts_month` began.
    """

    start: date
    end: date
    name: str

    @property
    def last(self) -> date:
        """The last day of the cycle."""
        return self.end - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        """Whether the day lies inside."""
        return self.start <= day < self.end


@dataclass(frozen=True, slots=True)
class CycleVersion:
    """How cycles are cut from a day on: `every` month, quarter, half-year or year.

    They are counted from `starts_month`.
    """

    from_: date
    every: str = "quarter"
    starts_month: int = 1


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later, clamped to the end of that month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, _months.monthrange(year, month + 1)[1]))


def _cut(day: date, version: CycleVersion) -> Cycle:
    months = MONTHS[version.every]
    if months == 1:
        start = day.replace(day=1)
        return Cycle(start, add_months(start, 1), f"{start.year}-M{start.month:02}")
    year = day.year if day.month >= version.starts_month else day.year - 1
    first = date(year, version.starts_month, 1)
    number = ((day.year - first.year) * 12 + day.month - first.month) // months
    start = add_months(first, number * months)
    sign = {3: f"-Q{number + 1}", 6: f"-H{number + 1}", 12: ""}[months]
    return Cycle(start, add_months(start, months), f"{year}{sign}")


class Cycles:
    """All cycles of a program, from its versions of `cycle`.

    A version takes effect at a cycle's first day, so its `from` must be the first day of a
    cycle of its own cut; rule `cycle-boundaries` says so where it is not. Before the first
    version its cut holds too, so that every day has a cycle.
    """

    def __init__(self, versions: Sequence[CycleVersion]) -> None:
        self.versions = tuple(versions) or (CycleVersion(EARLIEST),)
        self._of: dict[date, Cycle] = {}

    def of(self, day: date) -> Cycle:
        """The cycle in which the day lies."""
        found = self._of.get(day)
        if found is None:
            version = in_force(self.versions, day) or self.versions[0]
            found = _cut(day, version)
            following = next((v.from_ for v in self.versions if v.from_ > day), None)
            if following is not None and found.end > following:
                found = Cycle(found.start, following, found.name)
            if version is not self.versions[0] and found.start < version.from_:
                found = Cycle(version.from_, found.end, found.name)
            self._of[day] = found
        return found

    def before(self, cycle: Cycle) -> Cycle:
        """The cycle that ends where this one starts."""
        return self.of(cycle.start - timedelta(days=1))

    def after(self, cycle: Cycle) -> Cycle:
        """The cycle that starts where this one ends."""
        return self.of(cycle.end)

    def named(self, name: str) -> Cycle | None:
        """The cycle of that name, or None where the program cuts no such cycle."""
        try:
            year = int(name[:4])
        except ValueError:
            return None
        day = date(max(year - 1, EARLIEST.year), 12, 1)
        while day.year <= year + 1:
            cycle = self.of(day)
            if cycle.name == name:
                return cycle
            day = cycle.end
        return None


class BusinessDays:
    """Monday to Friday less the days on which the program is closed (calendar.yml).

    Args:
        closed: tells whether a weekday is free (a public holiday or a closed day).
    """

    def __init__(self, closed: Callable[[date], bool]) -> None:
        self._closed = closed

    def open_on(self, day: date) -> bool:
        """Whether work is done that day."""
        return day.weekday() < 5 and not self._closed(day)

    def add(self, day: date, count: int) -> date:
        """The count-th business day after a day (Friday + 3 = Wednesday); that day for 0."""
        while count > 0:
            day += timedelta(days=1)
            if self.open_on(day):
                count -= 1
        return day

    def between(self, start: date, end: date) -> int:
        """How many business days lie after start, end included; 0 where end is earlier."""
        count, day = 0, start
        while day < end:
            day += timedelta(days=1)
            if self.open_on(day):
                count += 1
        return count
