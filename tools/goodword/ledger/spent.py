"""How much of a group's limit is used, span by span and by whom, and when it was used up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.days import in_force
from goodword.ledger.groups import at_limit, limits_on
from goodword.ledger.lines import TOTAL
from goodword.ledger.visible import decided_on, last_decision
from goodword.model.groups import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from goodword.ledger.limits import Places
    from goodword.model.claim import Claim
    from goodword.model.groups import Group, GroupLimit


class Spent(NamedTuple):
    """A limit in one span, of a person or of everybody.

    Args:
        person: whose; empty for everybody's.
        span: its name; empty for a limit that is never counted anew.
        most: points or claims that count.
        used: points that were given and not taken back since, or claims that hold a place.
        open: the most that undecided claims may be given, or how many there are.
        up: the day on which it was used up; None where something is left.
    """

    person: str
    span: str
    most: int
    used: int
    open: int
    up: date | None

    @property
    def left(self) -> int:
        """What nobody has, though those who are undecided may get it."""
        return max(self.most - self.used, 0)


def most_of(limit: GroupLimit) -> int:
    """How many points, or else claims, a limit lets count."""
    return limit.claims or 0 if limit.points is None else limit.points


def now(places: Places, group: Group, day: date, person: str = "") -> Spent | None:
    """The limit of a group in the span of a day; None where it has none on it.

    Args:
        places: of the program.
        group: the group.
        day: the day.
        person: whose, where the limit is each person's.
    """
    limit = in_force(group.limits, day)
    if limit is None or (limit.points is None and limit.claims is None):
        return None
    key = places.line_on(group, limit, person, day)
    used = places.used(group, limit, key, day)
    return Spent(key[3], key[4], most_of(limit), *used, None)


def most_now(places: Places, mission: str, day: date) -> int | None:
    """The most that a claim of a mission, handed in on a day, can give up to what all share.

    Claims that are undecided may yet take it before. None where nothing of the kind limits it.

    Args:
        places: of the program.
        mission: id.
        day: the day.
    """
    if places.left(mission, day).get(TOTAL) == 0:
        return 0
    found = []
    for group, limit in limits_on(places.program.groups_of, mission, day):
        spent = now(places, group, day) if limit.each == PROGRAM else None
        if spent is not None and (limit.points is not None or not spent.left):
            found.append(spent.left)
    return min(found, default=None)


def spans(places: Places, group: Group, day: date) -> Iterator[Spent]:
    """Every span by a day in which a claim stands at the limit that is in force on it.

    In the order of the days on which they began, then by person.
    """
    limit = in_force(group.limits, day)
    if limit is None:
        return
    at = at_limit(group, limit)
    found = []
    for key, line in places.standing_in(group).items():
        there = [each for each in line if each.submitted <= day]
        if key[:3] == at and there:
            of_span = in_force(group.limits, there[-1].submitted)
            # Under another limit the span was counted otherwise.
            if of_span is not None and at_limit(group, of_span) == at:
                found.append((there[0].submitted, key, of_span, there))
    for _, key, of_span, line in sorted(found, key=lambda each: each[:2]):
        most, used = most_of(of_span), places.used(group, of_span, key, day)
        up = None
        if used.given >= most:
            days = _days(line, day)
            up = next((x for x in days if places.used(group, of_span, key, x).given >= most), None)
        yield Spent(key[3], key[4], most, *used, up)


def _days(line: Sequence[Claim], day: date) -> list[date]:
    """The days by one on which something of a line was given."""
    decisions = map(last_decision, line)
    days = {decided_on(each) for each in decisions if each is not None}
    return sorted({each for each in days if each <= day} | {day})
