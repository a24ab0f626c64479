"""A claim that grew: more of it by a later day, decided like a claim, for the difference.

What there is by then is worth what a claim of so many would be, by the version and the quality of
the claim; less what it was worth before, that is what the growth gives. It takes no place at a
limit, for the claim has one: who has a share of the claim on the day of the decision has one of the
growth, and what of it a limit left out goes to nobody.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.days import from_day
from goodword.ledger.award import may_decide, second_too
from goodword.ledger.deciders import Refusal
from goodword.ledger.how_much import amount, is_paid
from goodword.ledger.sharing import split
from goodword.ledger.verdict import Decided
from goodword.ledger.visible import award_on, cut_of, decided_on, last_decision
from goodword.ledger.worth import Computed
from goodword.model.claim import Decision
from goodword.model.mission import NORMAL
from goodword.model.shape import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.ledger.limits import Places
    from goodword.ledger.verdict import Verdict
    from goodword.model.claim import Claim
    from goodword.model.program import Program


def counted_before(claim: Claim, index: int, decision: Decision) -> int:
    """How many of a claim had been counted before one of its growths."""
    found = claim.many if decision.quantity is None else decision.quantity
    for each in claim.quantity_later[:index]:
        if each.decision is not None and each.decision.outcome == "approved":
            found = each.quantity if each.decision.quantity is None else each.decision.quantity
    return found


def worth_later(
    places: Places, claim: Claim, index: int, quantity: int | None = None
) -> tuple[int, date | None]:
    """Points of a growth without limits, and the first day of the version that gives them.

    Args:
        places: whose terms say what a claim is worth.
        claim: approved.
        index: of the growth.
        quantity: what the reviewer counted; None for what the entry says.
    """
    version = places.terms.points_version(claim.mission, claim.occurred)
    decision = last_decision(claim)
    if version is None or decision is None:
        return 0, None
    if is_paid(claim):
        return 0, version.from_
    now = claim.quantity_later[index].quantity if quantity is None else quantity
    before = replace(decision, quantity=counted_before(claim, index, decision))
    after = replace(decision, quantity=now)
    more = amount(version, claim, after) - amount(version, claim, before)
    return max(0, more), version.from_


def give_later(
    places: Places, claim: Claim, index: int, day: date, quantity: int | None = None
) -> Computed:
    """What a growth gives if it is approved on a day, as known that day."""
    computed, version = worth_later(places, claim, index, quantity)
    decision = award_on(claim, day)
    cut: dict[str, str] = {}
    if decision is not None and decision.capped_by:
        without = cut_of(decision) - places.back(claim, decision, day).keys()
        cut = {who: limit for who, limit in decision.capped_by if who in without}
    shares = tuple(
        (who, n) for who, n in split(computed, claim.people, claim.parts) if who not in cut
    )
    return Computed(sum(n for _, n in shares), computed, shares, tuple(cut.items()), version)


def answers_later(places: Places, claim: Claim, index: int) -> tuple[Computed, ...]:
    """What an approved growth gives: a place that became free on its day may have been known."""
    decision = claim.quantity_later[index].decision
    if decision is None:
        return ()
    day = decided_on(decision)
    known = give_later(places, claim, index, day, decision.quantity)
    if not known.capped_by and not places.limited(claim):
        return (known,)
    before = give_later(places, claim, index, day - timedelta(days=1), decision.quantity)
    return (known,) if before.capped_by == known.capped_by else (known, before)


def decide_later(
    program: Program, places: Places, claim: Claim, index: int, verdict: Verdict
) -> Decided | tuple[Refusal, ...]:
    """What a decision on a growth says, or all reasons why it cannot be made.

    Args:
        program: what the files say.
        places: the limits of its missions.
        claim: approved.
        index: of the growth that waits.
        verdict: what the reviewer says.
    """
    on, later = verdict.date, claim.quantity_later[index]
    refusals = [*may_decide(program, claim, verdict.by, on), *second_too(program, claim, verdict)]
    if verdict.outcome != "approved":
        if not verdict.reason:
            refusals.append(Refusal("a decline needs a reason", "say why, for the claimant"))
        return tuple(refusals) or Decided(
            *("declined", verdict.by, on, verdict.second),
            reason=verdict.reason,
            reason_code=verdict.reason_code,
        )
    given = give_later(places, claim, index, on, verdict.quantity)
    refusals += unfit_later(places, claim, index, _said(verdict))
    limit = places.terms.policy(on).escalate_above
    if limit is not None and given.computed > limit and verdict.second is None:
        refusals.append(
            Refusal(
                f"{given.computed} points are more than {limit}, so two people decide",
                f'name the second beside "{verdict.by}" with --second',
            )
        )
    refusals += gone_before(places, claim, on)
    if refusals:
        return tuple(dict.fromkeys(refusals))
    counted = verdict.quantity if verdict.quantity != later.quantity else None
    return Decided(
        *("approved", verdict.by, on, verdict.second),
        points=given.points,
        computed=given.computed,
        shares=given.shares,
        capped_by=given.capped_by,
        version=given.version,
        reason=verdict.reason,
        quantity=counted,
        available=on + timedelta(days=places.terms.maturation(claim.mission, on)),
    )


def unfit_later(places: Places, claim: Claim, index: int, said: Decision) -> Iterator[Refusal]:
    """What is said of a growth that nothing can be computed by, or that nothing follows from."""
    later, decision = claim.quantity_later[index], last_decision(claim)
    version = places.terms.points_version(claim.mission, claim.occurred)
    if version is not None and version.unit is None:
        yield Refusal(
            f"the version{from_day(version.from_)} has no unit, so nothing is counted",
            "decline it",
        )
    if decision is not None and decision.stated is not None:
        yield Refusal("points of the claim were stated, so more of it gives none", "decline it")
    if said.quantity not in (None, later.quantity) and not said.reason:
        yield Refusal(
            f"quantity {said.quantity} is not the {later.quantity} of the entry",
            "say why, for the claimant",
        )
    if said.quality != NORMAL or said.bonus or said.stated is not None:
        yield Refusal(
            "only how many there are is decided later",
            "leave out quality, bonus and points: those of the claim hold",
        )

    if in_budget(places.program, claim, later.date):
        yield Refusal(
            f"{claim.mission} is in a group with a limit in points, which counts no more of it",
            "decline it; what is new is a claim of its own",
        )
    now = later.quantity if said.quantity is None else said.quantity
    before = counted_before(claim, index, decision) if decision is not None else 0
    if now <= before:
        yield Refusal(f"{now} are no more than the {before} before", "decline it")


def unfit_open(places: Places, claim: Claim, index: int) -> Iterator[Refusal]:
    """Why a growth that waits can never be approved as it stands: nothing follows from it."""
    later = claim.quantity_later[index]
    for each in unfit_later(places, claim, index, Decision("approved", "", later.date)):
        if each.hint == "decline it":
            yield Refusal(each.message, "decline it, or leave it out where it is new")
        else:
            yield each


def gone_before(places: Places, claim: Claim, day: date) -> Iterator[Refusal]:
    """Why a claim of which nothing is left does not grow: all of it was taken back by a day."""
    first = last_decision(claim)
    if first is not None and places.gone(claim, first, day):
        yield Refusal("all that it gave was taken back", "decline it")


def in_budget(program: Program, claim: Claim, day: date) -> bool:
    """Whether a group of the claim's mission has had a limit in points by the day of a count.

    One that begins later takes nothing from what was counted before: nobody could have known.
    """
    groups = program.groups_of.get(claim.mission, ())
    limits = [each for group in groups for each in group.limits]
    return any(each.points is not None and each.from_ <= day for each in limits)


def _said(verdict: Verdict) -> Decision:
    """A verdict as a decision, to be looked at by what it says."""
    return Decision(
        verdict.outcome,
        verdict.by,
        verdict.date,
        quality=verdict.quality,
        quantity=verdict.quantity,
        stated=verdict.points,
        bonus=verdict.bonus,
        reason=verdict.reason,
    )


def with_later(claim: Claim, index: int, decision: Decision) -> Claim:
    """The claim with a decision on one of its growths laid over it."""
    growths = list(claim.quantity_later)
    growths[index] = replace(growths[index], decision=decision)
    return replace(claim, quantity_later=tuple(growths))
