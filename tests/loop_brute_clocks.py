"""The clocks of feedback once more, day by day: written from the rules in words alone.

Every business day is counted by walking to it, and who had raised an item is asked of each day.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from tests.loop_brute import KIND, day_of, speaks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.loop_brute import Step, World

ONE = timedelta(days=1)
ALLOWED = {"received": 3, "decided": 5, "delivered": 5, "reopened": 3}
NAME = {
    "received": "acknowledge",
    "decided": "tell_decision",
    "delivered": "tell_delivery",
    "reopened": "acknowledge",
}
END_OF_DAY = 10**6
LASTS = ("running", "due-soon", "overdue", "abandoned")


class Reading(NamedTuple):
    """A clock as read: name, round, status, day 0, last day, the stop, and days as shown."""

    clock: str
    round: int
    status: str
    start: date
    due: date
    stopped: date | None
    days: int
    gone: int


@dataclass
class Calendar:
    """Days on which work is done."""

    closed: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        return day.weekday() not in {5, 6} and day not in self.closed

    def nth(self, day: date, number: int) -> date:
        while number:
            day += ONE
            number -= self.works(day)
        return day

    def between(self, start: date, end: date) -> int:
        number = 0
        while start < end:
            start += ONE
            number += self.works(start)
        return number


@dataclass
class Timed:
    """A world with its calendar, from when people are inside, and under an agreement until when."""

    world: World
    calendar: Calendar
    inside: dict[str, date] = field(default_factory=dict)
    signed: dict[str, date] = field(default_factory=dict)
    lapsed: dict[str, date] = field(default_factory=dict)

    def may_know(self, person: str, day: date) -> set[str]:
        """The audiences whose texts may be said to a person on a day."""
        until = self.lapsed.get(person, date.max)
        if person in self.signed and self.signed[person] <= day <= until:
            return {"public", "members", "nda"}
        if self.inside.get(person, date.min) <= day:
            return {"public", "members"}
        return {"public"}

    def free(self, step: Step, person: str, since: date, on: date) -> date | None:
        """Since when a person may be told of a step on a day; None where they may not be."""
        if step["step"] == "decided" and step["outcome"] != "needs-info":
            return self.unbroken(
                lambda day: bool(self.may_know(person, day) & set(step["say"])), since, on
            )
        if step["step"] == "delivered":
            public = max(since, date.fromisoformat(str(step.get("public", step["date"]))))
            early = self.unbroken(
                lambda day: "nda" in self.may_know(person, day) and bool(step["say"]),
                since,
                min(on, public),
            )
            return min(early or public, public)
        return since

    @staticmethod
    def unbroken(holds: Callable[[date], bool], since: date, on: date) -> date | None:
        """The first day from which something holds on every day up to one."""
        if not holds(on):
            return None
        while on > since and holds(on - ONE):
            on -= ONE
        return on

    def last_day(self, step: Step, person: str, since: date, on: date) -> tuple[date, date] | None:
        """Day 0 and the last day of telling; for a decision the words themselves are owed."""
        start = since if step["step"] == "decided" else self.free(step, person, since, on)
        return None if start is None else (start, self.calendar.nth(start, ALLOWED[step["step"]]))

    # Who is owed what in the last round

    def told(self, item: str, on: date) -> dict[tuple[str, str, int], tuple[str, date | None]]:
        """Status and last day of all that is owed, by person, kind of step and its place."""
        found = {}
        for person in self.world.raised(item, on, on):
            came = self.world.came(item, person, on)[0]
            for owed in self.world.owed(item, person, on):
                day, place, step = owed
                since = max(day, came)
                status = self.world.settled(item, person, owed, on)
                last = self.last_day(step, person, since, on)
                if not status:
                    free = self.free(step, person, since, on)
                    status = "withheld"
                    if free is not None and free <= on:
                        status = "overdue" if last is not None and last[1] < on else "due"
                found[person, step["step"], place] = (status, last[1] if last else None)
        return found

    # Clocks of telling

    def stays(self, item: str, person: str, on: date) -> Iterator[tuple[tuple[date, int], date]]:
        """When somebody came, and the day they went (the day after `on` where they did not)."""
        first = min(day_of(step) for steps in self.world.items.values() for step in steps)
        day, came = first, None
        while day <= on:
            there = person in self.world.raised(item, day, on)
            if there and came is None:
                came = self.position(item, person, day, on)
            elif not there and came is not None:
                yield came, day
                came = None
            day += ONE
        if came is not None:
            yield came, on + ONE

    def position(self, item: str, person: str, day: date, on: date) -> tuple[date, int]:
        """Where among the steps of a day somebody came who was there at its end."""
        place, there = END_OF_DAY, False
        for when, index, step in self.world.steps(item, on):
            if when == day and person in step.get("from", ()):
                if step["step"] == "withdrawn":
                    place, there = END_OF_DAY, False
                elif not there:
                    place, there = index, True
        return day, place

    def debts(
        self, item: str, person: str, on: date
    ) -> Iterator[tuple[tuple[date, int, Step], int, date, date | None]]:
        """All that was ever owed to somebody: the step, its round, from when, until when."""
        steps = self.world.steps(item, on)
        rounds = {
            index: 1 + sum(s["step"] == "reopened" for *_, s in steps[: number + 1])
            for number, (_, index, _) in enumerate(steps)
        }
        owing = [entry for entry in steps if entry[2]["step"] in KIND]
        for came, gone in self.stays(item, person, on):
            earlier = [entry for entry in owing if entry[:2] < came][-1:]
            later = [entry for entry in owing if came <= entry[:2] and entry[0] < gone]
            for entry in earlier + later:
                since = max(entry[0], came[0])
                ends = [
                    other[0]
                    for other in owing
                    if other[:2] > entry[:2]
                    and (other[2]["step"] in {entry[2]["step"], "reopened"})
                ]
                until = min([*ends, *([gone] if gone <= on else [])], default=None)
                if until is None or until > since:
                    yield entry, rounds[entry[1]], since, until

    def paid(
        self,
        item: str,
        person: str,
        entry: tuple[date, int, Step],
        number: int,
        span: tuple[date, date],
    ) -> tuple[date | None, date | None]:
        """The day somebody was told of a step, and the day they were exempt from it."""
        since, until = span
        of_round = self.of_round(item, number, until)
        told, exempt = [], []
        for answer in self.world.answers:
            mine = (answer["who"], answer["about"], answer["round"]) == (person, item, number)
            if not mine or answer["date"] > until:
                continue
            spoken = [
                each
                for each in of_round
                if each[0] <= answer["date"] and speaks(answer["milestone"], each[2])
            ]
            if spoken and self.world.counts(answer) and spoken[-1][:2] >= entry[:2]:
                told.append(answer["date"])
            if spoken and answer["step"] == "exempt" and spoken[-1][:2] == entry[:2]:
                exempt.append(answer["date"])
        silent = self.world.silent.get(person)
        if silent is not None and silent <= until:
            exempt.append(max(silent, since))
        return min(told, default=None), min(exempt, default=None)

    def of_round(self, item: str, number: int, on: date) -> list[tuple[date, int, Step]]:
        """The steps of a round, in order."""
        now, found = 1, []
        for each in self.world.steps(item, on):
            now += each[2]["step"] == "reopened"
            if now == number:
                found.append(each)
        return found

    def read(
        self, name: str, number: int, start: date, due: date, on: date, **ends: date | None
    ) -> Reading | None:
        """A clock on a day; `stopped` by what it waited for, or `ended` since it no longer does.

        None where it had not begun, or ended in time without being met.
        """
        stopped, ended, between = ends.get("stopped"), ends.get("ended"), self.calendar.between
        if start > on:
            return None
        if stopped is not None and (ended is None or stopped <= ended):
            taken = between(start, stopped)
            return Reading(name, number, "met", start, due, stopped, taken, taken)
        now = on if ended is None else ended
        gone, allowed = between(start, now), between(start, due)
        if now > due:
            if name == "verify":  # nobody answered, which is no debt of ours
                return Reading(name, number, "no-reply", start, due, due, allowed, allowed)
            status = "abandoned" if gone > 2 * allowed else "overdue"
            return Reading(name, number, status, start, due, ended, between(due, now), gone)
        if ended is not None:
            return None
        status = "due-soon" if 5 * gone >= 4 * allowed else "running"
        return Reading(name, number, status, start, due, None, gone, gone)

    def people_clocks(self, item: str, on: date) -> list[Reading]:
        """Of each clock of the people the slowest: what goes on, then the worst, then the first."""
        found: dict[tuple[str, int, int], list[tuple[Reading, str]]] = {}
        steps = [step for each in self.world.items.values() for step in each]
        for person in sorted({who for step in steps for who in step.get("from", ())}):
            for entry, number, since, until in self.debts(item, person, on):
                step = entry[2]
                told, exempt = self.paid(item, person, entry, number, (since, until or on))
                stopped = min((day for day in (told, exempt) if day is not None), default=None)
                at = min(day for day in (on, until, stopped) if day is not None)
                last = self.last_day(step, person, since, at)
                made = []
                if last is not None:
                    made.append(
                        self.read(
                            NAME[step["step"]], number, *last, on, stopped=stopped, ended=until
                        )
                    )
                if step["step"] == "delivered" and told is not None:
                    given = [
                        each["date"]
                        for each in self.world.answers
                        if (each["who"], each["about"]) == (person, item)
                        and each["step"] == "verdict"
                        and told <= each["date"] <= on
                    ]
                    due = self.calendar.nth(told, 20)
                    stopped = min(given, default=None)
                    made.append(
                        self.read("verify", number, told, due, on, stopped=stopped, ended=until)
                    )
                for each in made:
                    if each is not None:
                        found.setdefault((each.clock, number, entry[1]), []).append((each, person))
        return [max(each, key=_slow)[0] for each in found.values()]


def _slow(found: tuple[Reading, str]) -> tuple[bool, int, int, int, str]:
    each, person = found
    worst = LASTS.index(each.status) if each.status in LASTS else -1
    return each.stopped is None, worst, -each.due.toordinal(), each.gone, person
