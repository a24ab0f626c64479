"""What a claim gives: value by version, how much was done, the split among its people, and limits.

Points are computed once, for the claim as a whole; then split.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.ledger.how_much import amount, is_paid
from goodword.ledger.limits import Places
from goodword.ledger.sharing import split
from goodword.ledger.visible import award_on, decided_on
from goodword.model.plain import Named, Shares
from goodword.model.shape import replace as with_other

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from goodword.ledger.how_much import Said
    from goodword.ledger.terms import Terms
    from goodword.model.claim import Claim, Decision
    from goodword.model.program import Program


__all__ = [
    "Computed",
    "agrees",
    "fits",
    "give",
    "is_paid",
    "recompute",
    "recomputed",
    "split",
    "worth",
]


@dataclass(frozen=True, slots=True)
class Computed:
    """What the versions of those days give.

    Args:
        points: given in total.
        computed: what it would be without limits.
        shares: by influencer, in the order `influencer`, then `with`; nobody with a limit.
        capped_by: the limit that each influencer is beyond.
        version: the first day of the points version; None where there is none.
        contested: earlier claims that are undecided and could take the last place.
        up_to: who was left less than their share by a limit in points.
    """

    points: int
    computed: int
    shares: Shares
    capped_by: tuple[tuple[str, str], ...]
    version: date | None
    contested: tuple[Claim, ...] = ()
    up_to: frozenset[str] = frozenset()


def worth(terms: Terms, claim: Claim, said: Said) -> tuple[int, date | None]:
    """Points without limits, and the first day of the version that gives them."""
    version = terms.points_version(claim.mission, claim.occurred)
    if version is None:
        return 0, None
    if is_paid(claim):
        return 0, version.from_
    return amount(version, claim, said), version.from_


def give(terms: Terms, places: Places, claim: Claim, said: Said, day: date) -> Computed:
    """What a claim gives if it is approved on a day as a reviewer says, as known that day."""
    return _given(places, claim, worth(terms, claim, said), day)


def _given(
    places: Places,
    claim: Claim,
    worth_: tuple[int, date | None],
    day: date,
    *,
    ended: date | None = None,
    begun: date | None = None,
) -> Computed:
    """What limits leave of what a claim is worth: see `Places.cut` for the days."""
    computed, version = worth_
    cut, contested = places.cut(claim, day, ended=ended, begun=begun)
    shares = tuple(
        (who, n) for who, n in split(computed, claim.people, claim.parts) if who not in cut
    )
    if not places.counts_points:
        points = sum(n for _, n in shares)
        return Computed(points, computed, shares, tuple(cut.items()), version, contested)
    found = places.up_to(claim, shares, day, ended=ended, begun=begun)
    cut |= found.cut
    return Computed(
        sum(n for _, n in found.shares),
        computed,
        found.shares,
        tuple((who, cut[who]) for who in claim.people if who in cut),
        version,
        (*contested, *(each for each in found.contested if each not in contested)),
        frozenset(found.cut),
    )


def recompute(
    program: Program, claim: Claim, *, terms: Terms, places: Places | None = None
) -> tuple[Computed, ...]:
    """What an approved claim gives by the versions of those days, as known when decided.

    What else was decided or handed in on the same day may have been known or not, so where that
    makes a difference there are more answers: with both, with what was handed in, with neither.

    Returns:
        one answer or more; none where the claim is not approved.
    """
    return tuple(recomputed(program, claim, terms=terms, places=places))


def recomputed(
    program: Program, claim: Claim, *, terms: Terms, places: Places | None = None
) -> Iterator[Computed]:
    """The same answers; of very many claims the first one is right, and no other is made then."""
    decision = None if claim.decision is None else award_on(claim, max(_last_days(claim)))
    if decision is None:
        return
    if places is not None and places.roomy(claim):
        computed, version = worth(terms, claim, decision)
        yield Computed(computed, computed, split(computed, claim.people, claim.parts), (), version)
        return
    places = places or Places(program, terms)
    day = decided_on(decision)
    known = give(terms, places, claim, decision, day)
    yield known
    if not known.capped_by and not places.limited(claim):
        return
    told = {(known.shares, known.capped_by)}
    before = day - timedelta(days=1)
    for begun in (day, before):
        other = _given(
            places, claim, (known.computed, known.version), day, ended=before, begun=begun
        )
        if (other.shares, other.capped_by) not in told:
            told.add((other.shares, other.capped_by))
            yield replace(other, contested=())


def fits(decision: Decision, claim: Claim, answers: Sequence[Computed]) -> bool:
    """Whether a decision says what one of the answers gives.

    Where a limit in points cut somebody, some of what else was decided on that day may have been
    known and some not: then anything between what the answers leave them is right.
    """
    if any(agrees(decision, claim, each) for each in answers):
        return True
    between = {who for each in answers for who in each.up_to}
    if len(answers) < 2 or not between:
        return False
    cut, shares = dict(decision.capped_by), dict(decision.shares)
    whole = dict(split(answers[0].computed, claim.people, claim.parts))
    for who in between:
        if (who in cut) != (shares.get(who, 0) < whole[who]):
            return False
        given = [dict(each.shares).get(who, 0) for each in answers]
        limits = {dict(each.capped_by).get(who) for each in answers}
        if not min(given) <= shares.get(who, 0) <= max(given) or cut.get(who) not in limits:
            return False
    return any(agrees(_as(decision, each, between), claim, each) for each in answers)


def _as(decision: Decision, answer: Computed, people: set[str]) -> Decision:
    """A decision in which some people have what an answer gives them."""
    cut = {who: limit for who, limit in decision.capped_by if who not in people}
    shares = {who: points for who, points in decision.shares if who not in people}
    cut |= {who: limit for who, limit in answer.capped_by if who in people}
    shares |= {who: points for who, points in answer.shares if who in people}
    return with_other(
        decision,
        points=sum(shares.values()),
        shares=Shares(tuple(shares.items())),
        capped_by=Named(tuple(cut.items())),
    )


def agrees(decision: Decision, claim: Claim, answer: Computed) -> bool:
    """Whether a decision says what it should give; a share of nothing is none.

    Shares that do not add up, or are of others, are not compared: rule `shares-add-up` says so.
    """
    if (
        decision.computed != answer.computed
        or dict(decision.capped_by) != dict(answer.capped_by)
        or decision.version not in {None, answer.version}
    ):
        return False
    theirs = all(who in claim.people for who, _ in decision.shares)
    if not theirs or sum(n for _, n in decision.shares) != decision.points:
        return True
    one, other = ({who: n for who, n in each if n} for each in (decision.shares, answer.shares))
    return one == other


def _last_days(claim: Claim) -> list[date]:
    days = [claim.submitted]
    if claim.decision:
        days.append(decided_on(claim.decision))
    if claim.appeal and claim.appeal.decision:
        days.append(decided_on(claim.appeal.decision))
    return days
