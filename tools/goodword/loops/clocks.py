"""Clocks: how long each step may take in business days, who is late, and what is on record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from goodword.days import in_force
from goodword.loops.item import RANK, Clock

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from goodword.days import BusinessDays, Cycles
    from goodword.model.policies import Clocks, PoliciesVersion

ORDER = (
    "acknowledge",
    "triage",
    "decide",
    "tell_decision",
    "tell_delivery",
    "heartbeat",
    "revisit",
    "verify",
)
"""All clocks in the order of a loop."""
_PLACE = {name: place for place, name in enumerate(ORDER)}
_SOON = (5, 4)
"""Due-soon when five times the days gone is at least four times the days allowed."""


class Run(NamedTuple):
    """What a clock is: its name, day 0, the last day without pauses, round, and whose it is."""

    clock: str
    start: dt.date
    due: dt.date
    round: int = 1
    person: str | None = None


@dataclass(slots=True)
class Watch:
    """The day asked about, and what clocks are read against.

    Args:
        as_of: the day.
        days: business days of the program's calendar.
        cycles: as the versions up to that day cut them.
        policies: versions of the policies.
        tier: the tier of a person on a day, for clocks that differ by tier.
    """

    as_of: date
    days: BusinessDays
    cycles: Cycles
    policies: Sequence[PoliciesVersion]
    tier: Callable[[str, date], str | None]
    _versions: dict[date, PoliciesVersion] = field(default_factory=dict)

    def _version(self, day: date) -> PoliciesVersion:
        found = self._versions.get(day)
        if found is None:
            found = self._versions[day] = in_force(self.policies, day) or self.policies[0]
        return found

    def limits(self, day: date, person: str) -> Clocks:
        """What a clock that starts that day allows for a person."""
        version = self._version(day)
        if not version.clocks_by_tier:
            return version.clocks
        return version.clocks_for(self.tier(person, day))

    def strictest(self, day: date, people: Iterable[str], name: str) -> int:
        """The least that a clock of the item itself allows among the people who raised it."""
        version = self._version(day)
        allowed = int(getattr(version.clocks, name))
        if not version.clocks_by_tier:
            return allowed
        own = [int(getattr(self.limits(day, person), name)) for person in people]
        return min(own, default=allowed)

    def clock(
        self,
        run: Run,
        *,
        stopped: date | None = None,
        ended: date | None = None,
        paused: int = 0,
        pausing: bool = False,
    ) -> Clock | None:
        """A clock as it stands; None where it ended without a breach.

        Args:
            run: the clock.
            stopped: the day it was met.
            ended: the day from which it no longer mattered: its round ended, the step was
                replaced or the person went. Only a breach is then kept, whatever came later.
            paused: business days that do not count.
            pausing: whether it is paused now.
        """
        days = self.days
        name, start, due, round_, person = run
        planned = due
        if paused:
            due = days.add(due, paused)
        if stopped is not None and (ended is None or stopped <= ended):
            taken = max(0, days.between(start, stopped) - paused)
            over = max(0, days.between(due, stopped))
            return Clock(name, "met", start, due, stopped, taken, taken, round_, person, over)
        now = self.as_of if ended is None else min(ended, self.as_of)
        gone = max(0, days.between(start, now) - paused)
        allowed = days.between(start, planned)
        shown, over = gone, 0
        if now > due:
            status = "abandoned" if gone > 2 * allowed else "overdue"
            shown = over = days.between(due, now)
        elif ended is not None:
            return None
        elif pausing:
            status = "paused"
        elif _SOON[0] * gone >= _SOON[1] * allowed:
            status = "due-soon"
        else:
            status = "running"
        return Clock(name, status, start, due, ended, shown, gone, round_, person, over)


def slowest(clocks: Sequence[Clock]) -> Clock:
    """The item's figure among the clocks of several people.

    One that goes on before one that stopped; then the worst, the earliest due, the longest.
    """
    if len(clocks) == 1:
        return clocks[0]
    return max(
        clocks,
        key=lambda c: (
            c.stopped is None,
            RANK.get(c.status, -1),
            -c.due.toordinal(),
            c.age,
            c.person or "",
        ),
    )


def in_order(clocks: Iterable[Clock]) -> tuple[Clock, ...]:
    """Clocks by round, then in the order of a loop, then by start."""
    return tuple(sorted(clocks, key=lambda c: (c.round, _PLACE[c.clock], c.start, c.due)))
