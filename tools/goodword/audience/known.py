"""What an audience may know of feedback items and points, before anything is computed from it.

A delivery is known to everyone from its `public` day, before it only to staff and those under an
agreement: until then its step is left out, and state, clocks, counts and charts come from the
item without it. Points and tier of a person are those without missions that are not shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from goodword import ledger as ledgers
from goodword.audience import missions as mission_gate
from goodword.audience.sharing import may_have
from goodword.loops import compute
from goodword.model import shape
from goodword.model.feedback import Decided, Delivered, Reopened, VoidStep
from goodword.model.touchpoint import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from goodword.ledger.account import Account
    from goodword.loops import Loops
    from goodword.model.feedback import Feedback, Step
    from goodword.model.touchpoint import Touchpoint
    from goodword.snapshot import Snapshot

WAIT = frozenset({"public", "members"})
"""Audiences that know of a delivery from its `public` day only."""


@dataclass(frozen=True, slots=True)
class Known:
    """Feedback items as an audience may know them, and the loops that follow from that.

    Args:
        feedback: by id, steps that are not public yet left out.
        loops: computed from it.
        unknown: days from which deliveries that are not public yet were made, by item.
    """

    feedback: Mapping[str, Feedback]
    loops: Loops
    unknown: Mapping[str, date]


def known(snapshot: Snapshot, audience: str, today: date) -> Known:
    """Items and loops as an audience may know them on a day.

    What was merged into an item from one that is not for the audience is not in it: neither its
    people nor what they were told decide a state, a clock or a number there.

    Args:
        snapshot: the figures' day.
        audience: for whom.
        today: the day of building; what is not public on both days is left out.
    """
    kept = frozenset(
        item.id
        for item in snapshot.program.feedback.values()
        if not may_have(audience, item.confidentiality) and any(map(_merges, item.steps))
    )
    return _known(snapshot, audience, today, kept)


def heard(snapshot: Snapshot, audience: str, today: date) -> Known:
    """The same for those who raised items, to whom the confidentiality of these is nothing."""
    return _known(snapshot, audience, today, frozenset())


def _merges(step: Step) -> bool:
    return isinstance(step, Decided) and step.outcome == "duplicate"


def _known(snapshot: Snapshot, audience: str, today: date, kept: frozenset[str]) -> Known:
    program, day = snapshot.program, min(snapshot.as_of, today)
    changed: dict[str, Feedback] = {}
    unknown: dict[str, date] = {}
    for item in program.feedback.values() if audience in WAIT else ():
        early = [s.date for s in item.steps if isinstance(s, Delivered) and s.public > day]
        if early and item.id not in kept:
            changed[item.id] = shape.replace(item, steps=_without(item.steps, day))
            unknown[item.id] = min(early)
    if not changed and not kept:
        return Known(program.feedback, snapshot.loops, {})
    feedback = {i: changed.get(i, each) for i, each in program.feedback.items() if i not in kept}
    told = {p: t for p, t in program.touchpoints.items() if not _tells(t, unknown)}
    fewer = replace(program, feedback=feedback, touchpoints=told)
    return Known(feedback, compute(fewer, snapshot.as_of, snapshot.tier_on), unknown)


def _without(steps: tuple[Step, ...], day: date) -> tuple[Step, ...]:
    """The steps, those that are not public yet made void in their place: voids count places."""
    kept: list[Step] = []
    hidden = False
    order = sorted(range(len(steps)), key=lambda index: (steps[index].date, index))
    gone = set()
    for index in order:
        step = steps[index]
        if isinstance(step, Delivered):
            hidden = step.public > day
        if hidden and isinstance(step, Delivered | Reopened):
            gone.add(index)
        if isinstance(step, Reopened):
            hidden = False
    for index, step in enumerate(steps):
        kept.append(VoidStep(date=step.date, by="", of=index, reason="") if index in gone else step)
    return tuple(kept)


def _tells(touchpoint: Touchpoint, unknown: Mapping[str, date]) -> bool:
    """Whether a record is of a delivery that is not public yet."""
    detail = touchpoint.detail
    if not isinstance(detail, Answer) or detail.milestone != "delivered":
        return False
    return any(ref in unknown and touchpoint.date >= unknown[ref] for ref in touchpoint.refs)


def points(snapshot: Snapshot, audience: str) -> Mapping[str, Account]:
    """Accounts of who has awards of missions that the audience may not have, without these.

    Made from the claims that are left, so that neither standing nor tier nor the day on which
    either was reached tells of those left out. Everyone else's account is that of the ledger.

    Args:
        snapshot: the figures' day.
        audience: for whom.
    """
    if audience == "staff":
        return {}
    program = snapshot.program
    missions = program.missions
    seen = {each.id for each in missions.values() if mission_gate.visible(each, audience)}
    claims = program.claims
    people = {who for each in claims.values() if each.mission not in seen for who in each.people}
    if not people:
        return {}
    kept = {path: each for path, each in claims.items() if each.mission in seen}
    theirs = {each.mission for each in kept.values() if not people.isdisjoint(each.people)}
    # Limits count the claims of everybody on a mission, so that these stay whole.
    fewer = {path: each for path, each in kept.items() if each.mission in theirs}
    ledger = ledgers.compute(replace(program, claims=fewer), snapshot.as_of)
    return {person: ledger.account(person) for person in people}
