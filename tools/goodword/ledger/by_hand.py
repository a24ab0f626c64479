"""What is given by hand (points, a later last day, a tier): who may give it, and to whom.

The commands refuse by it before they write, and `check` by the same function afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from goodword.days import in_force
from goodword.ledger.deciders import may_not
from goodword.ledger.visible import award_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from goodword.model.claim import Claim, Second
    from goodword.model.profile import TierFloor
    from goodword.model.program import Program

RECEIVE = frozenset({"member", "on-leave", "emeritus"})
"""Stages in which something may be given by hand."""


@dataclass(frozen=True, slots=True)
class Gesture:
    """Something given by hand.

    Args:
        influencer: to whom.
        by: id of who gives it.
        date: the day.
        what: the words for it, such as `points`.
        worth: how many points it is about, of either sign.
        second: who else agreed, and on which day; None for nobody.
    """

    influencer: str
    by: str
    date: date
    what: str
    worth: int
    second: Second | None = None


class Fault(NamedTuple):
    """Why it may not be given so: the field at fault (empty for the whole), and what to do."""

    field: str
    message: str
    hint: str = ""


def faults(program: Program, gesture: Gesture) -> Iterator[Fault]:
    """All that keeps something from being given by hand."""
    person, day = program.influencers.get(gesture.influencer), gesture.date
    if person is not None:
        stage = person.stage_on(day)
        if stage not in RECEIVE:
            what = f"is {stage}" if stage else "is not on the map"
            yield Fault(
                "",
                f'"{person.id}" {what} on {day}: {gesture.what} are for members,'
                " people on leave and emeriti",
            )
    for each in may_not(program, gesture.by, (gesture.influencer,), day):
        yield Fault("by", each.message, each.hint)
    yield from _second(program, gesture)


def _second(program: Program, gesture: Gesture) -> Iterator[Fault]:
    second, day = gesture.second, gesture.date
    if second is None:
        limit = most_alone(program, day)
        if limit is not None and abs(gesture.worth) > limit:
            yield Fault(
                "by",
                f"{abs(gesture.worth)} points are more than {limit}, so two people decide",
                "name the second: second: {by, date}",
            )
        return
    if program.same_person(second.by, gesture.by):
        yield Fault("second", f'the second person is "{second.by}" too', "name another staff id")
        return
    for each in may_not(program, second.by, (gesture.influencer,), second.date):
        yield Fault("second", each.message, each.hint)
    if second.date > day:
        yield Fault("second", f"agreed on {second.date}, after it was given on {day}")


def adjusted(points: int, reason_code: str, expires: date | None) -> Iterator[Fault]:
    """What points given or taken by hand may not say."""
    if expires is None:
        return
    if reason_code != "opening":
        hint = "others last as long as the policy says"
        yield Fault("expires", "expires is for opening balances", hint)
    elif points < 0:
        yield Fault("expires", "points that are taken do not expire", "leave expires out")


def extended(influencer: str, claims: Iterable[Claim], day: date, until: date) -> Iterator[Fault]:
    """What an extension may not say.

    Args:
        influencer: whose points last longer.
        claims: those it names.
        day: that of the extension.
        until: the last day it gives.
    """
    if until <= day:
        yield Fault("until", f"until is {until}, expected a day after {day}")
    for claim in claims:
        path = claim.place.path
        if influencer not in claim.people:
            yield Fault("of", f'"{influencer}" is not one of the people of {path}')
        elif award_on(claim, day) is None:
            yield Fault("of", f"{path} is not approved on {day}, so it has no points to extend")


def own_claims(program: Program, influencer: str, names: Iterable[str]) -> Iterator[Claim]:
    """The claims that an extension names, without those of whom the person brought.

    Such a claim may have given them points of a referral.
    """
    for name in names:
        claim = program.claims.get(f"missions/{name.replace('/', '/claims/')}.yml")
        people = (program.influencers.get(each) for each in (claim.people if claim else ()))
        if claim and not any(each and each.referred_by == influencer for each in people):
            yield claim


def most_alone(program: Program, day: date) -> int | None:
    """How many points one person may give alone on a day; None for any."""
    versions = program.settings.points
    return (in_force(versions, day) or versions[0]).escalate_above


def voider(program: Program, by: str, influencer: str, day: date) -> Iterator[Fault]:
    """Why somebody may not make void what was given or taken by hand."""
    for each in may_not(program, by, (influencer,), day):
        yield Fault("by", each.message, each.hint)


def floor(program: Program, influencer: str, given: TierFloor) -> Gesture:
    """A tier given by hand, which is worth the standing that the tier asks for, also in conditions.

    That of the version in force on its first day, else of the first later one that has the tier,
    for from then on it is held.
    """
    worth = 0
    ladder = program.tiers.ladder_of(given.tier) if program.tiers else None
    if ladder is not None:
        name, now = given.tier.rpartition("/")[2], in_force(ladder.versions, given.from_)
        known = (each for each in ladder.versions if each is now or each.from_ > given.from_)
        tiers = (tier for each in known for tier in each.tiers if tier.id == name)
        for tier in islice(tiers, 1):
            worth = tier.points
    what, second = "tiers by hand", given.second
    return Gesture(influencer, given.by, given.from_, what, worth, second)
