"""What a claim gives: value by version, how much was done, the split among its people, and limits.

Points are computed once, for the claim as a whole; then split equally.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.ledger.how_much import amount
from goodword.ledger.limits import Places
from goodword.ledger.sharing import split
from goodword.ledger.visible import award_on, decided_on

if TYPE_CHECKING:
    from datetime import date

    from goodword.ledger.how_much import Said
    from goodword.ledger.terms import Terms
    from goodword.model.claim import Claim, Decision
    from goodword.model.plain import Shares
    from goodword.model.program import Program


__all__ = ["Computed", "agrees", "give", "is_paid", "recompute", "split", "worth"]


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
    """

    points: int
    computed: int
    shares: Shares
    capped_by: tuple[tuple[str, str], ...]
    version: date | None
    contested: tuple[Claim, ...] = ()


def is_paid(claim: Claim) -> bool:
    """Whether money was given for it: then it gives no points."""
    return bool(claim.disclosure) and "paid" in [each.connection for each in claim.disclosure]


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
    computed, version = worth(terms, claim, said)
    cut, contested = places.cut(claim, day)
    shares = tuple((who, n) for who, n in split(computed, claim.people) if who not in cut)
    return Computed(
        sum(n for _, n in shares), computed, shares, tuple(cut.items()), version, contested
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
    decision = None if claim.decision is None else award_on(claim, max(_last_days(claim)))
    if decision is None:
        return ()
    if places is not None and places.roomy(claim):
        computed, version = worth(terms, claim, decision)
        return (Computed(computed, computed, split(computed, claim.people), (), version),)
    places = places or Places(program, terms)
    day = decided_on(decision)
    known = give(terms, places, claim, decision, day)
    if not known.capped_by and not places.limited(claim):
        return (known,)
    answers = {known.capped_by: known}
    before = day - timedelta(days=1)
    for begun in (day, before):
        cut, _ = places.cut(claim, day, ended=before, begun=begun)
        shares = tuple((who, n) for who, n in split(known.computed, claim.people) if who not in cut)
        capped = tuple(cut.items())
        points = sum(n for _, n in shares)
        other = Computed(points, known.computed, shares, capped, known.version)
        answers.setdefault(capped, other)
    return tuple(answers.values())


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
