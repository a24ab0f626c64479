"""What of a record counts on a day: whatever is dated after it is left out.

A claim decided later is still submitted, an appeal decided later is still open, a reversal of
later has not been made. What was written later with an earlier date is included.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from goodword.model.groups import BY_GROUP
from goodword.model.shape import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.model.claim import Claim, Decision, Later, Reversal

    Order = tuple[date, str, str, str, int, str]


class State(Enum):
    """What a claim is on a day. An appeal that waits for its answer is `APPEALED`."""

    ABSENT = "absent"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    DECLINED = "declined"
    APPEALED = "appealed"
    WITHDRAWN = "withdrawn"


UNDECIDED = (State.SUBMITTED, State.APPEALED)
"""States in which somebody still has to decide; no set, for states have a slow hash."""


def decided_on(decision: Decision) -> date:
    """The day a decision holds from: where two people decide, that of the later."""
    second = decision.second
    if second is not None and second.date > decision.date:
        return second.date
    return decision.date


def decision_on(claim: Claim, day: date) -> Decision | None:
    """The decision that holds on a day: the answer to the appeal, else the first one."""
    first = claim.decision
    if first is None or decided_on(first) > day:
        return None
    appeal = claim.appeal
    if appeal is not None and first.outcome == "declined":
        answer = appeal.decision
        if answer is not None and decided_on(answer) <= day:
            return answer
    return first


def cut_of(decision: Decision) -> set[str]:
    """Whom limits left without points; who was left some by a limit in points is not among them."""
    cut = {who for who, _ in decision.capped_by}
    if cut and any(limit.startswith(BY_GROUP) for _, limit in decision.capped_by):
        cut -= {who for who, points in decision.shares if points and who in cut}
    return cut


def first_decided(claim: Claim, day: date) -> date | None:
    """The day of the first decision, appeals aside; None where a day knows of none."""
    first = claim.decision
    if first is None:
        return None
    decided = decided_on(first)
    return decided if decided <= day else None


def last_decision(claim: Claim) -> Decision | None:
    """The decision that stands in the end, of whatever day: the answer to the appeal, if any."""
    first, appeal = claim.decision, claim.appeal
    if first is None or appeal is None or first.outcome != "declined":
        return first
    return appeal.decision or first


def is_declined(claim: Claim) -> bool:
    """Whether a claim was declined and no appeal made up for it."""
    decision = last_decision(claim)
    return decision is not None and decision.outcome == "declined"


def with_decision(claim: Claim, decision: Decision | None, *, appeal: bool) -> Claim:
    """The claim with a decision laid over it, of itself or of its appeal."""
    if appeal and claim.appeal is not None:
        return replace(claim, appeal=replace(claim.appeal, decision=decision))
    return replace(claim, decision=decision)


def state_on(claim: Claim, day: date) -> State:
    """What a claim is on a day."""
    if claim.submitted > day:
        return State.ABSENT
    decision = decision_on(claim, day)
    withdrawn = claim.withdrawn
    settled = decided_on(decision) if decision is not None else day
    if withdrawn is not None and withdrawn <= min(day, settled):
        return State.WITHDRAWN
    if decision is None:
        return State.SUBMITTED
    if decision.outcome == "approved":
        return State.APPROVED
    appeal = claim.appeal
    if appeal is not None and decision is claim.decision and appeal.date <= day:
        return State.APPEALED
    return State.DECLINED


def award_on(claim: Claim, day: date) -> Decision | None:
    """The decision that gives points, where the claim is approved on the day."""
    decision = decision_on(claim, day)
    if decision is None or decision.outcome != "approved":
        return None
    if claim.withdrawn is not None and claim.withdrawn <= decided_on(decision):
        return None
    return decision


def order_of(claim: Claim) -> Order:
    """Where a claim stands among all; the path tells those apart that are alike in all else."""
    return (
        claim.submitted,
        claim.at or "24",
        claim.mission,
        claim.influencer,
        claim.number,
        claim.place.path,
    )


def order_on(claim: Claim, day: date) -> Order:
    """Where a claim stands among others on a day: by submitting, or by appeal once it appeals."""
    appeal = claim.appeal
    if appeal is None or appeal.date > day:
        return order_of(claim)
    if claim.decision is None or claim.decision.outcome != "declined":
        return order_of(claim)
    return (
        appeal.date,
        "24",
        claim.mission,
        claim.influencer,
        claim.number,
        claim.place.path,
    )


def reversals_on(claim: Claim, day: date) -> Iterator[Reversal]:
    """The reversals that hold on a day: made by then, and not lifted by an appeal."""
    for each in claim.reversals:
        answer = each.appeal.decision if each.appeal else None
        lifted = answer is not None and answer.outcome == "approved" and decided_on(answer) <= day
        if each.date <= day and not lifted:
            yield each


def grown_on(claim: Claim, day: date) -> Iterator[tuple[int, Later, Decision]]:
    """What an approved claim was given later, as far as that was decided by a day."""
    if not claim.quantity_later or award_on(claim, day) is None:
        return
    for index, each in enumerate(claim.quantity_later):
        decision = each.decision
        if decision is not None and decision.outcome == "approved" and decided_on(decision) <= day:
            yield index, each, decision


def counts_on(claim: Claim, day: date) -> Iterator[tuple[Later, Decision | None]]:
    """How many there were later, as known on a day, each with what was decided by then."""
    for each in claim.quantity_later:
        decision = each.decision
        if each.date <= day:
            known = decision is not None and decided_on(decision) <= day
            yield each, decision if known else None


def waiting_later(claim: Claim, day: date) -> int | None:
    """The place of the growth that waits for its decision on a day; None for none."""
    if not claim.quantity_later or award_on(claim, day) is None:
        return None
    for index, each in enumerate(claim.quantity_later):
        if each.date <= day and (each.decision is None or decided_on(each.decision) > day):
            return index
    return None


def later_at(claim: Claim, day: date) -> int | None:
    """The growth that was counted on a day, by its place; None for none."""
    if not claim.quantity_later:
        return None
    dates = [each.date for each in claim.quantity_later]
    return dates.index(day) if day in dates and day != claim.submitted else None


def gone_on(claim: Claim, decision: Decision, day: date, restored: int = 0) -> bool:
    """Whether all points that a claim gave have been taken back by a day, and still are.

    Args:
        claim: approved.
        decision: the one that gives.
        day: what is dated later is not known.
        restored: what a free place gave back; of a decision that limits cut whole, without it,
            that is all there can be.
    """
    if not claim.reversals:
        return False
    taken = sum(n for r in reversals_on(claim, day) for _, n in r.shares)
    restored += sum(each.points for _, _, each in grown_on(claim, day))
    return taken > 0 and taken >= (decision.points + restored or decision.computed)
