"""The program on a day: points, loops and relations, computed on first use."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING

from goodword import ledger as ledgers
from goodword import loops as loop_engine
from goodword.days import in_force
from goodword.ledger.claim_on import claim_on, stands_alone
from goodword.ledger.lately import decided_lately
from goodword.ledger.limits import Places
from goodword.ledger.redemption_on import redemption_on
from goodword.ledger.terms import Terms
from goodword.loops.rounds import milestones
from goodword.loops.visible import answers, effective
from goodword.model.shape import replace
from goodword.relation import Relations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from goodword.days import Cycle
    from goodword.ledger.claim_on import ClaimOn
    from goodword.ledger.lately import Decided
    from goodword.ledger.redemption_on import RedemptionOn
    from goodword.loops.item import Brief
    from goodword.loops.rounds import Milestone
    from goodword.loops.visible import Record
    from goodword.model.claim import Claim
    from goodword.model.feedback import Feedback
    from goodword.model.policies import Clocks
    from goodword.model.profile import Profile
    from goodword.model.program import Program
    from goodword.model.redemption import Redemption


_OWN_WORDS = ("pronouns", "bio", "links")
"""What people say of themselves beside their name: no figure and no loop follows from it."""


@dataclass(frozen=True)
class Snapshot:
    """A program and the day for which everything is computed.

    Args:
        program: what the files say.
        as_of: the day; figures are those during it.
        revision: the commit the program was read from, None for the working tree.
        like: another program of the same day: what is computed of equal files is taken from it.
        people: of whom all is known, where only a part of the program was loaded; None for
            everybody. To ask for the points of anybody else raises `BeyondPart`.
    """

    program: Program
    as_of: date
    revision: str | None = None
    like: Snapshot | None = field(default=None, compare=False, repr=False)
    people: frozenset[str] | None = None

    @cached_property
    def cycle(self) -> Cycle:
        """The cycle in which the day lies."""
        return self.program.cycles.of(self.as_of)

    @cached_property
    def terms(self) -> Terms:
        """The program's versions and cycles by day; for who needs no more of the ledger."""
        return Terms(self.program)

    @cached_property
    def places(self) -> Places:
        """The places of missions with limits, as of the day; the same."""
        like = self.like.places if self.like else None
        return Places(self.program, self.terms, self.as_of, like)

    @cached_property
    def begun(self) -> ledgers.Ledger:
        """The ledger as it is before there are accounts, for who asks for lines alone."""
        like = self.like.ledger if self.like else None
        return ledgers.Ledger(
            self.program, self.as_of, like=like, places=self.places, people=self.people
        )

    @cached_property
    def ledger(self) -> ledgers.Ledger:
        """Points, tiers and lots of everyone, as of the day."""
        return self.begun.settled()

    @cached_property
    def loops(self) -> loop_engine.Loops:
        """Every feedback item with its state, told axis and clocks, as of the day."""
        if self.like and _same_loops(self.program, self.like.program):
            return self.like.loops
        return loop_engine.compute(self.program, self.as_of, self.tier_on)

    def knows(self, person: str) -> bool:
        """Whether all is known of a person that decides their points."""
        return self.people is None or person in self.people

    @cached_property
    def items(self) -> Mapping[str, Brief]:
        """The state of every feedback item, as of the day; for who needs no clock of it."""
        return loop_engine.states(self.program, self.as_of)

    @cached_property
    def relation(self) -> Relations:
        """Who gave what to whom, as of the day."""
        return Relations(self.program, self.loops)

    @cached_property
    def answers(self) -> Mapping[str, Mapping[str, tuple[Record, ...]]]:
        """All answers, whatever their day, by feedback item or incident, then by person."""
        if self.like and self.like.program.touchpoints is self.program.touchpoints:
            return self.like.answers
        return answers(self.program.touchpoints.values())

    @cached_property
    def answered(self) -> tuple[tuple[Feedback, Mapping[str, tuple[Record, ...]]], ...]:
        """Each feedback item that is there, by id, with all answers about it by person."""
        items = self.program.feedback
        there = (each for each in sorted(self.answers.items()) if each[0] in items)
        return tuple((items[item], people) for item, people in there)

    @cached_property
    def milestones(self) -> Mapping[str, tuple[Milestone, ...]]:
        """The milestones of every feedback item, whatever their day."""
        return {
            item: milestones(effective(each.steps)) for item, each in self.program.feedback.items()
        }

    @cached_property
    def decided_lately(self) -> Mapping[str, tuple[Decided, ...]]:
        """The last decisions of each mission, as of the day."""
        claims = self.program.claims_of
        return {mission: decided_lately(each, self.as_of) for mission, each in claims.items()}

    def clocks(self, person: str, day: date) -> Clocks:
        """What the clocks that start on a day allow for a person."""
        versions = self.program.policy_versions
        version = in_force(versions, day) or versions[0]
        if not version.clocks_by_tier:
            return version.clocks
        return version.clocks_for(self.tier_on(person, day))

    def claim(self, claim: Claim) -> ClaimOn:
        """What a claim is on the day."""
        path = claim.place.path
        found = self._claims.get(path)
        if found is None or found.claim is not claim:
            found = self._claims[path] = self._like(claim) or claim_on(
                claim, self.as_of, self.places
            )
        return found

    def let_go(self) -> None:
        """Forget the other program; what was taken from it stays, so figures are the same."""
        object.__setattr__(self, "like", None)
        if "places" in self.__dict__:
            self.places.let_go()

    def _like(self, claim: Claim) -> ClaimOn | None:
        """What the same claim is in the other program; None where a limit cut it.

        Places of a mission depend on every claim of it.
        """
        if self.like is None or self.like.program.claims.get(claim.place.path) is not claim:
            return None
        return self.like.claim(claim) if stands_alone(claim) else None

    @cached_property
    def _claims(self) -> dict[str, ClaimOn]:
        """What was asked of claims, by path."""
        return {}

    def redemption(self, redemption: Redemption) -> RedemptionOn:
        """What a request for a reward is on the day."""
        account = self.ledger.account(redemption.influencer)
        return redemption_on(redemption, self.as_of, account)

    def allowed(self, on: ClaimOn) -> int:
        """How many calendar days a claim may wait from the day since which it waits."""
        if on.since is None:
            return 0
        clocks = self.clocks(on.claim.influencer, on.since)
        return clocks.appeal if on.waits == "appealed" else clocks.review + on.paused

    def tier_on(self, person: str, day: date, ladder: str = "") -> str | None:
        """A person's tier on a day up to this one; loops ask only where clocks differ by tier."""
        return self.ledger.tier_on(person, day, ladder)


def same_but_words(one: Program, other: Program) -> bool:
    """Whether two programs differ in nothing but what people say of themselves."""
    rooms = [each.name for each in fields(one) if each.compare and each.name != "influencers"]
    return _same(one, other, rooms) and _same_people(one, other)


def _same_loops(one: Program, other: Program) -> bool:
    """Whether all that loops are computed from is equal; not where clocks differ by tier."""
    rooms = ("feedback", "touchpoints", "policies", "calendar", "settings")
    by_tier = any(each.clocks_by_tier for each in one.policy_versions)
    return not by_tier and _same(one, other, rooms) and _same_people(one, other)


def _same(one: Program, other: Program, rooms: Iterable[str]) -> bool:
    return all(getattr(one, room) == getattr(other, room) for room in rooms)


def _same_people(one: Program, other: Program) -> bool:
    """Whether the same people are there, with the same profiles but for their own words."""
    before = other.influencers
    return one.influencers.keys() == before.keys() and all(
        each is before[person] or _without_words(each) == _without_words(before[person])
        for person, each in one.influencers.items()
    )


def _without_words(profile: Profile) -> Profile:
    return replace(profile, name="", **dict.fromkeys(_OWN_WORDS))
