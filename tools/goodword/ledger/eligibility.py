"""Who may do a mission: what has a date on the day it occurred, the rest when it is decided."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Protocol

from goodword.ledger.held_tiers import tiers_held
from goodword.ledger.membership import RANKED, joined
from goodword.ledger.segments import among
from goodword.model.claim import Judged
from goodword.model.mission import Eligibility
from goodword.model.regions import lies_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from goodword.ledger.held_tiers import TierOn
    from goodword.ledger.ledger import Ledger
    from goodword.ledger.terms import Terms
    from goodword.model.claim import Claim
    from goodword.model.mission import Mission
    from goodword.model.program import Program


class Unmet(NamedTuple):
    """A term that is not met: what is, what to do about it, and the command that can be run."""

    message: str
    hint: str = ""
    command: str = "goodword claim decline {claim}"


class Doing(Protocol):
    """Somebody's doing of a mission on a day, such as a claim says."""

    @property
    def people(self) -> tuple[str, ...]:
        """Ids of those who did it."""

    @property
    def occurred(self) -> date:
        """The day."""


class _Trial(NamedTuple):
    """What nobody has done yet."""

    people: tuple[str, ...]
    occurred: date


def judged(program: Program, claim: Claim, tier: TierOn) -> Judged | None:
    """What has no date of its own, as it is now; None where mission or person are not known.

    Where the mission asks for nothing, its status alone says so: terms that are added to the
    mission later must not reach back to what was decided before; how many decide is kept as well.
    Of its segments it is kept in which the person was on the day, since what these ask may be
    another tomorrow.

    Args:
        program: that has both.
        claim: which is decided.
        tier: the tier of a person on a day; asked for where a segment asks.
    """
    mission = program.missions.get(claim.mission)
    profile = program.influencers.get(claim.influencer)
    if mission is None or profile is None:
        return None
    if mission.eligibility == Eligibility():
        return Judged(status=mission.status, reviewers=mission.quorum)
    return Judged(
        profile.region,
        profile.languages or program.settings.languages[:1],
        profile.topics,
        profile.category,
        mission.eligibility,
        mission.status,
        among(program, mission.eligibility.segments, profile, claim.occurred, tier),
        mission.quorum,
    )


def window(mission: Mission, claim: Claim) -> Iterator[Unmet]:
    """Whether a claim falls inside its mission's window."""
    if mission.opens is not None and claim.occurred < mission.opens:
        yield Unmet(f"{claim.occurred} is before {mission.id} opens, {mission.opens}")
    if mission.closes is not None and claim.occurred > mission.closes:
        yield Unmet(f"{claim.occurred} is after {mission.id} closed, {mission.closes}")


def membership(program: Program, claim: Doing) -> Iterator[Unmet]:
    """Whether each person was a member or on leave on the day it occurred."""
    for person in claim.people:
        profile = program.influencers.get(person)
        if profile is None:
            continue
        stage = profile.stage_on(claim.occurred)
        if stage not in RANKED:
            what = f"is {stage}" if stage else "is not on the map"
            yield Unmet(f'"{person}" {what} on {claim.occurred}, a member or on leave is needed')


def dated(
    program: Program, terms_of: Eligibility, claim: Doing, ledger: Callable[[], Ledger]
) -> Iterator[Unmet]:
    """Tier, agreement and days since joining, each on the day it occurred."""
    day = claim.occurred
    for person in claim.people:
        profile = program.influencers.get(person)
        if profile is None:
            continue
        if terms_of.nda and not profile.nda_on(day):
            yield Unmet(f'"{person}" has no agreement (NDA) in force on {day}')
        if terms_of.since_days is not None:
            since = joined(profile, day)
            days = (day - since).days if since else 0
            if since is not None and days < terms_of.since_days:
                yield Unmet(f'"{person}" joined {days} days before, {terms_of.since_days} needed')
        if terms_of.tiers and program.tiers is not None:
            has = tiers_held(terms_of.tiers, person, day, ledger().tier_on)
            if set(has).isdisjoint(terms_of.tiers):
                shown, needed = " and ".join(has) or "none", ", ".join(terms_of.tiers)
                yield Unmet(f'"{person}" has tier {shown} on {day}, needed is {needed}')


def grouped(program: Program, terms_of: Eligibility, claim: Doing, tier: TierOn) -> Iterator[Unmet]:
    """Whether each person is in one of the segments, on the day it occurred."""
    for person in claim.people if terms_of.segments else ():
        profile = program.influencers.get(person)
        if profile is None:
            continue
        if not among(program, terms_of.segments, profile, claim.occurred, tier):
            needed = ", ".join(terms_of.segments)
            yield Unmet(f'"{person}" is in no segment needed on {claim.occurred}: {needed}')


def undated(program: Program, mission: Mission, claim: Doing) -> Iterator[Unmet]:
    """Region, languages, topics and category of each person, as they are now."""
    terms_of = mission.eligibility
    for person in claim.people:
        profile = program.influencers.get(person)
        if profile is None:
            continue
        languages = profile.languages or program.settings.languages[:1]
        for name, needed, held in (
            ("region", terms_of.regions, (profile.region,)),
            ("language", terms_of.languages, languages),
            ("topic", terms_of.topics, profile.topics),
            ("category", terms_of.categories, (profile.category,)),
        ):
            if needed and not any(lies_in(each, one) for each in held if each for one in needed):
                has = ", ".join(each for each in held if each) or "none"
                yield Unmet(f'"{person}" has {name} {has}, needed is one of {", ".join(needed)}')


def could(
    program: Program, mission: Mission, person: str, day: date, ledger: Callable[[], Ledger]
) -> bool:
    """Whether somebody could do a mission on a day, as far as its terms go.

    Args:
        program: that has both.
        mission: whether it is open on the day is not asked.
        person: influencer id.
        day: on which it would occur.
        ledger: whose tiers count.
    """
    trial = _Trial((person,), day)
    terms = mission.eligibility
    missing = chain(
        membership(program, trial),
        undated(program, mission, trial),
        dated(program, terms, trial, ledger),
        grouped(program, terms, trial, lambda *of: ledger().tier_on(*of)),
    )
    return next(missing, None) is None


def unmet(
    program: Program, terms: Terms, claim: Claim, ledger: Callable[[], Ledger]
) -> Iterator[Unmet]:
    """All that keeps a claim from being approved now."""
    mission = program.missions.get(claim.mission)
    if mission is None:
        yield Unmet(f'there is no mission "{claim.mission}"')
        return
    if mission.status == "proposed":
        command = f"goodword mission open {mission.id}"
        yield Unmet(f"{mission.id} is only proposed", f"open it: {command}", command)
    yield from window(mission, claim)
    yield from membership(program, claim)
    yield from dated(program, mission.eligibility, claim, ledger)
    yield from undated(program, mission, claim)
    yield from grouped(program, mission.eligibility, claim, lambda *of: ledger().tier_on(*of))
    if terms.too_old(claim.occurred, claim.submitted):
        own = terms.cycle(claim.occurred.toordinal())
        yield Unmet(
            f"submitted {claim.submitted}, too long after {own.name}",
            "decline it: goodword claim decline --as too-old",
            "goodword claim decline {claim} --as too-old",
        )
