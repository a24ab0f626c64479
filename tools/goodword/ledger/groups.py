"""Groups of missions: what of them counts together on a day, and in which span.

A limit of a group holds for what is submitted on a day of its version. Of missions that are exempt
on the day on which a claim is submitted, that claim neither counts nor is cut.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from goodword.days import MONTHS, add_months, in_force
from goodword.model.groups import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from goodword.ledger.terms import Terms
    from goodword.model.groups import Group, GroupLimit
    from goodword.model.program import Program

_DAYS = {"month": len("2026-07"), "day": len("2026-07-31"), "year": len("2026")}
"""How much of a day says in which span it lies."""
_SPANS = {
    "day": "and day",
    "week": "and week",
    "month": "and month",
    "cycle": "and cycle",
    "year": "and year",
    "ever": "",
}
_ALL = {
    "day": "on a day",
    "week": "in a week",
    "month": "in a month",
    "cycle": "in a cycle",
    "year": "in a year",
    "ever": "in all",
}


class Together(NamedTuple):
    """A limit of a group, as claims stand in line at it.

    Args:
        limit: its name where it cuts a share, `group:answers`.
        each: whose claims count together, `influencer` or `program`.
        every: the span in which they do.
    """

    limit: str
    each: str
    every: str

    @property
    def shared(self) -> bool:
        """Whether everybody's claims count together."""
        return self.each == PROGRAM

    @property
    def by_day(self) -> bool:
        """Whether it is a rate: so short a span that all that is handed in counts in it."""
        return self.every in {"day", "week", "month"}


def at_limit(group: Group, limit: GroupLimit) -> Together:
    """Where claims stand in line at a version of a group's limit."""
    return Together(group.limit, limit.each, limit.every)


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def span_of(every: str, day: date, terms: Terms) -> str:
    """The name of the span in which a day lies."""
    if every == "ever":
        return ""
    if every == "cycle":
        return terms.cycle(day.toordinal()).name
    return (week_of(day) if every == "week" else day).isoformat()[: _DAYS.get(every, 10)]


def begun(every: str, span: str, terms: Terms) -> date | None:
    """The first day of a span by its name; None where it is never counted anew."""
    if every == "cycle":
        cycle = terms.program.cycles.named(span)
        return cycle.start if cycle is not None else None
    return date.fromisoformat(f"{span}{'-01-01'[: 10 - len(span)]}") if span else None


def ended(every: str, span: str, terms: Terms) -> date | None:
    """The last day of a span by its name; None where it is never counted anew."""
    first = begun(every, span, terms)
    if first is None:
        return None
    if every == "cycle":
        return terms.cycle(first.toordinal()).last
    if every in MONTHS:
        return add_months(first, MONTHS[every]) - timedelta(days=1)
    return first + timedelta(days=6 if every == "week" else 0)


def shared_in_words(limit: GroupLimit) -> str:
    """What everybody shares, as `points in a month`; empty where nothing is limited."""
    if limit.points is None and limit.claims is None:
        return ""
    return f"{'claims' if limit.points is None else 'points'} {_ALL[limit.every]}"


def counts(group: Group, mission: str, day: date) -> bool:
    """Whether a claim of a mission of the group, submitted on a day, counts in the group."""
    limit = in_force(group.limits, day)
    return limit is None or mission not in limit.exempt


def limits_on(
    groups: Mapping[str, tuple[Group, ...]], mission: str, day: date
) -> Iterator[tuple[Group, GroupLimit]]:
    """The limits of groups that hold for a claim of a mission submitted on a day.

    Args:
        groups: of the program, by mission.
        mission: id.
        day: the day of submitting.
    """
    for group in groups.get(mission, ()):
        limit = in_force(group.limits, day)
        if limit is not None and mission not in limit.exempt:
            yield group, limit


def coupled(program: Program) -> dict[str, tuple[str, ...]]:
    """Missions whose points depend on each other, since groups with limits have them in common.

    Returns:
        by each mission of such a group: it and all those, sorted.
    """
    found: dict[str, set[str]] = {}
    for group in program.groups.groups if program.groups else ():
        there = program.missions.keys() & group.missions
        if group.limits and there:
            together = there.union(*(found.get(each, ()) for each in there))
            found.update((each, together) for each in together)
    return {mission: tuple(sorted(each)) for mission, each in found.items()}


def together_with(program: Program, missions: set[str]) -> set[str]:
    """Missions, and all whose points depend on theirs."""
    if program.groups is None:
        return missions
    beside = coupled(program)
    return missions.union(*(beside.get(each, ()) for each in missions))


def shared_by_all(program: Program, mission: str) -> bool:
    """Whether a mission is in a group that ever had a limit which everybody shares."""
    groups = program.groups_of.get(mission, ()) if program.groups else ()
    return any(each.each == PROGRAM for group in groups for each in group.limits)


def group_limit(program: Program, limit: str, day: date) -> tuple[GroupLimit, str] | None:
    """What a limit that cut a share was on the day of submitting, and the id of its group."""
    for group in program.groups.groups if program.groups else ():
        if group.limit == limit:
            found = in_force(group.limits, day)
            return None if found is None else (found, group.id)
    return None


def in_points(program: Program, limit: str, day: date) -> bool:
    """Whether what a limit cut of a claim submitted on a day is points: these never come back."""
    found = group_limit(program, limit, day)
    return found is not None and found[0].points is not None


def worded(limit: GroupLimit, group: str) -> str:
    """A limit of a group in words, with its number."""
    many = limit.claims if limit.points is None else limit.points
    what = "claim" if limit.points is None else "point"
    what += "" if many == 1 else "s"
    if limit.each == PROGRAM:
        return f"the limit of {group}, {many} {what} {_ALL[limit.every]}"
    span = f" {_SPANS[limit.every]}" if _SPANS[limit.every] else ""
    return f"the limit of {group}, {many} {what} a person{span}"


def tighter(before: GroupLimit, after: GroupLimit) -> str:
    """How a version lets less count than the one before it; empty where it does not.

    Limits that count something else, for others or in another span cannot be compared: the later
    one may let less count.
    """
    if (before.points is None, before.each, before.every) != (
        after.points is None,
        after.each,
        after.every,
    ):
        return "another limit holds"
    old, new = before.points or before.claims or 0, after.points or after.claims or 0
    if new < old:
        return f"the limit falls from {old} to {new}"
    lost = [each for each in before.exempt if each not in after.exempt]
    return f"{', '.join(lost)} no longer exempt" if lost else ""
