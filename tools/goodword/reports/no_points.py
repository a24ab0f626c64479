"""Why an action gives a person no points, or what it leaves as it was, in words."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from goodword.ledger.extending import idle
from goodword.ledger.groups import in_points, together_with
from goodword.ledger.limits import LIMITS
from goodword.ledger.sharing import split
from goodword.ledger.visible import counts_on, cut_of, decision_on
from goodword.ledger.waiting import waiting
from goodword.ledger.wording import beyond
from goodword.ledger.worth import is_paid
from goodword.model.touchpoint import Extension

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from goodword.ledger.waiting import Waiting
    from goodword.model.claim import Claim, Decision
    from goodword.model.program import Program
    from goodword.model.redemption import Redemption
    from goodword.model.touchpoint import Touchpoint
    from goodword.snapshot import Snapshot


class Changed:
    """The claims that an action made or changed, looked up once for everybody whom they concern.

    Args:
        before: the program as it is.
        after: the program as it would be, on the same day.
    """

    def __init__(self, before: Snapshot, after: Snapshot) -> None:
        self.after = after
        self._of: dict[str, list[tuple[Claim | None, Claim]]] = {}
        for path, claim in after.program.claims.items():
            old = before.program.claims.get(path)
            if claim is not old and claim != old:
                for person in dict.fromkeys(claim.people):
                    self._of.setdefault(person, []).append((old, claim))
        self._waiting: dict[frozenset[str], list[Waiting]] = {}

    def of(self, person: str) -> Sequence[tuple[Claim | None, Claim]]:
        """A person's, as they were and as they would be, in the order of their paths."""
        return self._of.get(person, ())

    def waiting(self, mission: str) -> list[Waiting]:
        """The shares that wait for a place of a mission, or of one that shares a limit with it."""
        program = self.after.program
        beside = frozenset(together_with(program, {mission}))
        if beside not in self._waiting:
            self._waiting[beside] = [each for each in self._waits if each.claim.mission in beside]
        return self._waiting[beside]

    @cached_property
    def _waits(self) -> list[Waiting]:
        """The shares that wait, of all missions."""
        program = self.after.program
        found = waiting(program.in_line, self.after.as_of, partial(_final, program))
        return [e for e in found if (e.claim.place.path, e.influencer) not in self._back]

    @cached_property
    def _back(self) -> frozenset[tuple[str, str]]:
        restored = self.after.places.restored()
        return frozenset((each.claim.place.path, each.influencer) for each in restored)


def reasons(changed: Changed, person: str) -> Iterator[str]:
    """Why each claim that an action made or changed gives a person no points.

    Args:
        changed: those claims.
        person: whose points are looked at.
    """
    for _, claim in changed.of(person):
        yield from _claim(changed, claim, person)


def decided_for_nothing(changed: Changed, person: str) -> Iterator[str]:
    """Why each claim that an action decided gives a person no points: see `reasons`.

    What the action changed of claims that were decided before is left out: a person whose points
    moved is told of that.
    """
    day = changed.after.as_of
    for old, claim in changed.of(person):
        if old is None or _decisions(old, day) != _decisions(claim, day):
            yield from _claim(changed, claim, person)


def _decisions(claim: Claim, day: date) -> tuple[Decision | None, ...]:
    """What was decided by a day of a claim, its appeal counted in, and of what it grew by."""
    return (decision_on(claim, day), *(each for _, each in counts_on(claim, day) if each))


def short_of(changed: Changed, person: str) -> Iterator[str]:
    """Which limits left a person only a part of what claims that an action decided would give."""
    after = changed.after
    for _, claim in changed.of(person):
        decision = decision_on(claim, after.as_of)
        limit = dict(decision.capped_by).get(person) if decision is not None else None
        if decision is not None and limit is not None and person not in cut_of(decision):
            share = dict(split(decision.computed, claim.people, claim.parts))[person]
            yield f"not {share}: no more was left up to {beyond(after.terms, claim, limit)}"


def unmoved(before: Snapshot, after: Snapshot, person: str) -> Iterator[str]:
    """What an action that never gives points, but moves or lengthens some, leaves as it was.

    Args:
        before: the program as it is.
        after: the program as it would be, on the same day.
        person: whose points are looked at.
    """
    for redemption in after.program.redemptions_of.get(person, ()):
        was = before.program.redemptions.get(redemption.place.path)
        if redemption is not was and redemption != was:
            yield from _redemption(after, redemption)
    for touchpoint in after.program.touchpoints_of.get(person, ()):
        if touchpoint.place.path not in before.program.touchpoints:
            yield from _extension(before, after, touchpoint)


def _claim(changed: Changed, claim: Claim, person: str) -> Iterator[str]:
    """Why a decided claim gives a person nothing."""
    after = changed.after
    grown = [each for _, each in counts_on(claim, after.as_of) if each is not None]
    decision = grown[-1] if grown else decision_on(claim, after.as_of)
    if decision is None:
        return
    if decision.outcome == "declined":
        yield "declined"
        return
    limit = dict(decision.capped_by).get(person)
    if limit is not None:
        yield _in_line(changed, claim, person, limit)
    elif is_paid(claim):
        yield "it was paid for, which gives no points"
    elif grown and not decision.points:
        yield "what it grew by is worth 0 points by the mission's version of the day it occurred"
    elif not decision.points:
        yield f"it is worth 0 points with quality {decision.quality}"


def _in_line(changed: Changed, claim: Claim, person: str, limit: str) -> str:
    """Which limit of a mission cut it, and how many wait for a place before it."""
    after = changed.after
    own = after.places.line(limit, claim, person)
    line = [
        each
        for each in changed.waiting(claim.mission)
        if each.limit == limit and after.places.line(limit, each.claim, each.influencer) == own
    ]
    paths = [each.claim.place.path for each in line]
    found = _limit(after, claim, limit)
    if claim.place.path not in paths:
        return found
    place = paths.index(claim.place.path) + 1
    return f"{found}, place {place} in line for one that becomes free"


def _limit(after: Snapshot, claim: Claim, limit: str) -> str:
    """A limit as what a mission or a group has."""
    if limit not in LIMITS:
        return f"it is beyond {beyond(after.terms, claim, limit)}"
    version = after.terms.points_version(claim.mission, claim.submitted)
    value = version.limits[limit] if version else ""
    return f"{claim.mission} has a {LIMITS[limit][1].format(value)}"


def _final(program: Program, limit: str, day: date) -> bool:
    return limit not in LIMITS and in_points(program, limit, day)


def _redemption(after: Snapshot, redemption: Redemption) -> Iterator[str]:
    """What a step of a request leaves as it was."""
    points, reward = redemption.points, redemption.reward
    if after.redemption(redemption).state == "approved":
        unit = "point stays" if points == 1 else "points stay"
        yield f"{reward} approved; its {points} {unit} held until it is given"


def _extension(before: Snapshot, after: Snapshot, touchpoint: Touchpoint) -> Iterator[str]:
    """Why an extension lengthens nothing."""
    detail = touchpoint.detail
    if not isinstance(detail, Extension):
        return
    if touchpoint.date > after.as_of or detail.until <= touchpoint.date:
        return
    lots = before.ledger.account(touchpoint.influencer).lots
    if why := idle(lots, detail.of, touchpoint.date, detail.until):
        yield why
