"""What of all records touches each person's points on a day."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from goodword.ledger.referral import referrals
from goodword.ledger.terms import NEVER
from goodword.ledger.unlike import other_people
from goodword.ledger.visible import award_on, decided_on, grown_on, order_of
from goodword.model.touchpoint import Adjustment, Extension

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from typing import Any

    from goodword.ledger.limits import Places
    from goodword.ledger.lots import Award
    from goodword.ledger.terms import Terms
    from goodword.model.claim import Claim, Decision, Later
    from goodword.model.program import Program
    from goodword.model.redemption import Redemption
    from goodword.model.touchpoint import Touchpoint


class Records:
    """One person's records that count on a day.

    `reversals` are (claim, index); `adjustments` the negative ones (a positive one is a lot);
    `voided` adjustments that were made void later than on their own day.
    """

    __slots__ = (
        "adjustments",
        "claims",
        "extensions",
        "lots",
        "redemptions",
        "reversals",
        "voided",
    )

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self.lots: list[Award] = []
        self.reversals: list[tuple[Claim, int]] = []
        self.redemptions: list[Redemption] = []
        self.adjustments: list[Touchpoint] = []
        self.voided: list[Touchpoint] = []
        self.extensions: list[Touchpoint] = []

    def same(self, other: Records | None) -> bool:
        """Whether they are the same objects, and awards with the same days."""
        return other is not None and all(
            _same(getattr(self, name), getattr(other, name)) for name in self.__slots__
        )


def _same(some: Sequence[Any], others: Sequence[Any]) -> bool:
    return len(some) == len(others) and all(
        one is other or (isinstance(one, tuple) and one[0] is other[0] and one[1:] == other[1:])
        for one, other in zip(some, others, strict=True)
    )


class Gathered(NamedTuple):
    """The records of everyone in a program, and the places of its missions."""

    program: Program
    places: Places
    people: Mapping[str, Records]


def _of_others(
    claims: Mapping[str, Claim], wanted: Iterable[str], like: Gathered
) -> dict[str, Claim]:
    """Unchanged claims that give people points, or take some, without being theirs, by path.

    A rule speaks of these; until it is heeded they count like all others.
    """
    records = (like.people[each] for each in wanted if each in like.people)
    found = {}
    for each in records:
        own = {*map(id, each.claims)}
        for claim in chain((lot[0] for lot in each.lots), (of for of, _ in each.reversals)):
            if id(claim) in own:
                continue
            path = claim.place.path
            if claims.get(path) is claim:
                found[path] = claims[path]
    return found


class Gathering:
    """Sorts all records by person.

    Args:
        program: where they come from.
        terms: its versions and cycles.
        as_of: what is dated later is left out.
    """

    def __init__(self, program: Program, terms: Terms, as_of: date) -> None:
        self._program = program
        self._terms = terms
        self._as_of = as_of
        self._times: dict[tuple[str, date], tuple[int, int, int, int]] = {}
        self._spans: dict[date, tuple[date, date, int, int]] = {}
        self._soon = min(each.clocks.review for each in program.policy_versions)
        self.people: dict[str, Records] = {person: Records() for person in program.influencers}

    def gather(self, places: Places, like: Gathered | None = None) -> Mapping[str, Records]:
        """The records of everyone, as of the day.

        Args:
            places: of the program.
            like: what was gathered of another program of the day; of whoever has the same
                records in both, it is taken from there.
        """
        wanted = self._unlike(places, like) if like else None
        if like is None or wanted is None:
            self._gather(places, self._program.claims_in_order)
            return self.people
        if wanted:
            claims = self._program.claims
            theirs = {path: c for path, c in claims.items() if not wanted.isdisjoint(c.people)}
            theirs |= _of_others(claims, wanted, like)
            self._gather(places, sorted(theirs.values(), key=order_of))
        mine = {person: each for person, each in self.people.items() if person in wanted}
        return {person: each for person, each in like.people.items() if person not in wanted} | mine

    def _unlike(self, places: Places, like: Gathered) -> set[str] | None:
        """Who may have other records than in another program; None where everybody may."""
        if self._program.settings.referral or like.program.settings.referral:
            return None
        found = other_people(self._program, like.program)
        if found is not None:
            other = places.freed() ^ like.places.freed()
            found.update(person for _, person, _, _ in other)
        return found

    def _gather(self, places: Places, claims: Iterable[Claim]) -> None:
        as_of = self._as_of
        for claim in claims:
            if claim.submitted <= as_of:
                self._claim(claim)
        for restored in places.restored():
            decision = award_on(restored.claim, as_of)
            if decision is not None:
                claim, points, limit = restored.claim, restored.points, restored.limit
                lot = self._lot(claim, decision, points, restored.day, limit)
                self._of(restored.influencer).lots.append(lot)
        self._referrals()
        for touchpoints in self._program.touchpoints_of.values():
            for each in touchpoints:
                if each.date <= as_of:
                    self._touchpoint(each)
        for person, redemptions in self._program.redemptions_of.items():
            seen = [each for each in redemptions if each.requested <= as_of]
            if seen:
                self._of(person).redemptions = seen

    def _referrals(self) -> None:
        """What follows from the awards of others, once all of them are there."""
        if not self._program.settings.referral:
            return
        own = {person: (each.claims, each.lots) for person, each in self.people.items()}
        for person, lot in [*referrals(self._program, self._terms, own, self._as_of)]:
            self._of(person).lots.append(lot)

    def _of(self, person: str) -> Records:
        found = self.people.get(person)
        if found is None:
            found = self.people[person] = Records()
        return found

    def _claim(self, claim: Claim) -> None:
        own, decision = claim.influencer, claim.decision
        mine = self._of(own)
        mine.claims.append(claim)
        for person in claim.people[1:] if claim.with_ else ():
            self._of(person).claims.append(claim)
        if decision is not None:
            decision = award_on(claim, self._as_of)
        if decision is None:
            return
        decided = decision.date if decision.second is None else decided_on(decision)
        for person, points in decision.shares:
            # Nearly all are one's own, and these very many.
            records = mine if person == own else self._of(person)
            records.lots.append(self._lot(claim, decision, points, decided))
        for _, later, found in grown_on(claim, self._as_of) if claim.quantity_later else ():
            for person, points in found.shares:
                self._of(person).lots.append(self._more(claim, later, found, points))
        for index, each in enumerate(claim.reversals):
            if each.date <= self._as_of:
                for person, _ in each.shares:
                    self._of(person).reversals.append((claim, index))

    def _lot(
        self,
        claim: Claim,
        decision: Decision,
        points: int,
        decided: date,
        restored: str | None = None,
    ) -> Award:
        times = self._times.get((claim.mission, decided))
        if times is None:
            times = self._times[claim.mission, decided] = self._time(claim.mission, decided)
        day, available, expires, start = times
        span = self._spans.get(claim.occurred)
        if span is None:
            span = self._spans[claim.occurred] = self._span(claim.occurred)
        first, end, own, closed = span
        submitted = claim.submitted
        if available <= closed and (
            first <= submitted < end or self._terms.in_time(claim.occurred, submitted)
        ):
            start = own
        if expires < NEVER and day - submitted.toordinal() > self._soon:
            expires = min(expires + self._beyond_clock(claim, decision), NEVER)
        return (claim, order_of(claim), points, day, available, expires, start, True, restored)

    def _more(self, claim: Claim, later: Later, decision: Decision, points: int) -> Award:
        """What a growth gives: like a claim of the day on which it was counted."""
        decided = decided_on(decision)
        day, available, expires, start = self._time(claim.mission, decided)
        _, _, own, closed = self._span(later.date)
        if available <= closed:
            start = own
        limit = self._terms.policies(later.date).clocks.review
        late = max(0, (decided - later.date).days - limit)
        order = (later.date, "24", *order_of(claim)[2:])
        return (
            claim, order, points, day, available, min(expires + late, NEVER), start, True, None
        )  # fmt: skip

    def _time(self, mission: str, decided: date) -> tuple[int, int, int, int]:
        """Day decided, day available, last day, and first day of the cycle in which it posts."""
        terms, day = self._terms, decided.toordinal()
        available = day + terms.maturation(mission, decided)
        posts = terms.cycle(available).start.toordinal()
        return day, available, terms.last_day(decided, available), posts

    def _span(self, occurred: date) -> tuple[date, date, int, int]:
        """The cycle of a day: start, end, start as ordinal, and the day on which it was closed."""
        cycle = self._terms.cycle(occurred.toordinal())
        closed = self._terms.closed.get(cycle.start, NEVER + 1)
        return cycle.start, cycle.end, cycle.start.toordinal(), closed

    def _beyond_clock(self, claim: Claim, decision: Decision) -> int:
        """Days that the review took beyond its clock, less those in which we waited."""
        start = claim.submitted
        days = (decided_on(decision) - start).days
        limit = self._terms.policies(start).clocks.review
        if days <= limit:
            return 0
        waited: set[int] = set()
        if claim.appeal is not None and claim.decision is not None:
            declined = decided_on(claim.decision).toordinal()
            waited.update(range(declined, claim.appeal.date.toordinal()))
        for each in claim.questions:
            answered = each.answered or decision.date
            waited.update(range(each.asked.toordinal(), answered.toordinal()))
        return max(0, days - len(waited) - limit)

    def _touchpoint(self, touchpoint: Touchpoint) -> None:
        detail = touchpoint.detail
        void = touchpoint.void
        if void is not None and void.date > self._as_of:
            void = None
        if isinstance(detail, Extension):
            if void is None or void.date > touchpoint.date:
                self._of(touchpoint.influencer).extensions.append(touchpoint)
        elif isinstance(detail, Adjustment):
            if void is not None and void.date <= touchpoint.date:
                return
            records = self._of(touchpoint.influencer)
            if detail.points < 0:
                records.adjustments.append(touchpoint)
            else:
                records.lots.append(self._given(touchpoint, detail))
            if void is not None:
                records.voided.append(touchpoint)

    def _given(self, touchpoint: Touchpoint, detail: Adjustment) -> Award:
        terms, day = self._terms, touchpoint.date.toordinal()
        expires = terms.last_day(touchpoint.date, day)
        if detail.expires is not None:
            expires = detail.expires.toordinal()
        return (
            touchpoint,
            (
                touchpoint.date,
                detail.at or "24",
                touchpoint.name,
                touchpoint.influencer,
                touchpoint.number,
                touchpoint.place.path,
            ),
            detail.points,
            day,
            day,
            expires,
            terms.cycle(day).start.toordinal(),
            detail.standing,
            None,
        )
