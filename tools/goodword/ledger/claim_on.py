"""What a claim is on a day, decided once: whatever shows a claim shows it from here.

A decision that waits for its second signature is none yet; one on appeal takes the place of the
first; points that were taken back are gone from it until an appeal lifts that.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from goodword.ledger.appeals import waiting_reversal
from goodword.ledger.by_hand import Fault
from goodword.ledger.visible import (
    State,
    decided_on,
    decision_on,
    gone_on,
    grown_on,
    reversals_on,
    state_on,
    waiting_later,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.ledger.limits import Places
    from goodword.model.claim import Claim, Decision, Reversal

REVERSED = "reversed"
_APPROVED = State.APPROVED.value  # once: an enumeration looks its values up in Python
SHOWN = (
    State.SUBMITTED.value,
    State.APPROVED.value,
    State.DECLINED.value,
    State.APPEALED.value,
    State.WITHDRAWN.value,
    REVERSED,
)
"""States of claims that are there on a day."""
WAITS = ("submitted", "asked", "appealed", "grown")


@dataclass(frozen=True, slots=True)
class ClaimOn:
    """A claim on a day.

    Args:
        claim: what its file says.
        state: one of `SHOWN`, or `absent` before it was handed in.
        decision: the one in force, the answer to the appeal where there is one; else None.
        decided: the day from which it holds.
        shares: points of each person that the decision or a place which became free later gave,
            and that nobody has taken back.
        back: what took points back, by person, in the order in which it did.
        waits: what somebody has to decide, one of `WAITS` (asked: a question to the claimants
            is open, and the clock stands; grown: there was more of it later); empty for nothing.
        against: what the appeal that waits is against, a decline or a reversal.
        since: the day from which it waits.
        paused: days for which answers were waited for meanwhile.
        contested: what the claimant wrote in an appeal, and the day; None before one.
        answered: reversals against which there was an appeal, the answer to it, and the day from
            which that holds.
    """

    claim: Claim
    state: str
    decision: Decision | None
    decided: date | None
    shares: tuple[tuple[str, int], ...]
    back: tuple[tuple[str, Reversal], ...]
    waits: str
    against: Decision | Reversal | None
    since: date | None
    paused: int
    contested: tuple[date, str] | None
    answered: tuple[tuple[Reversal, Decision, date], ...]

    @property
    def points(self) -> int | None:
        """Points of all that stand; None before a decision."""
        if self.decision is None or self.state == State.WITHDRAWN.value:
            return None
        return sum(points for _, points in self.shares)

    def waited(self, day: date) -> int:
        """Days for which it waits for us on a day, without those in which we waited."""
        return 0 if self.since is None else (day - self.since).days - self.paused

    @property
    def approved(self) -> bool:
        """Whether it was approved, its points taken back or not."""
        return self.state in (_APPROVED, REVERSED)

    def of(self, person: str) -> tuple[str, int]:
        """The state of the claim for one person, and the points that they have of it."""
        points = dict(self.shares).get(person, 0)
        if self.approved:
            gone = not points and self.taken_back(person) is not None
            return (REVERSED if gone else _APPROVED), points
        return self.state, 0

    def taken_back(self, person: str) -> Reversal | None:
        """The latest reversal that took points of a person; None where none did."""
        return next((each for who, each in reversed(self.back) if who == person), None)


def stands_alone(claim: Claim) -> bool:
    """Whether what a claim is on a day follows from its file alone: no limit cut a decision.

    Of a decision that was cut, a place that becomes free later gives points back.
    """
    decision, appeal = claim.decision, claim.appeal
    if decision is not None and decision.capped_by:
        return False
    return appeal is None or appeal.decision is None or not appeal.decision.capped_by


def over(claim: Claim, day: date) -> bool:
    """Whether all that was ever said of a claim was said before a day: it was decided once."""
    decision = claim.decision
    if decision is None or claim.appeal is not None or claim.reversals or claim.quantity_later:
        return False
    return decided_on(decision) < day


def claim_on(claim: Claim, day: date, places: Places) -> ClaimOn:
    """What a claim is on a day.

    Args:
        claim: what its file says.
        day: what is dated later is not known.
        places: the limits of missions, as of that day or a later one.
    """
    state, decision = state_on(claim, day), decision_on(claim, day)
    if state in (State.ABSENT, State.WITHDRAWN):
        decision = None
    shares, gone = {}, False
    taken = []
    if decision is not None and state is State.APPROVED:
        back = places.back(claim, decision, day)
        shares = {**dict(decision.shares), **back}
        more = [each.shares for _, _, each in grown_on(claim, day)]
        for person, points in chain.from_iterable(more):
            shares[person] = shares.get(person, 0) + points
        for each in reversals_on(claim, day):
            for person, points in each.shares:
                shares[person] = max(shares.get(person, 0) - points, 0)
                taken.append((person, each))
        gone = gone_on(claim, decision, day, sum(back.values()))
    waits, against, since = _waits(claim, state, day)
    return ClaimOn(
        claim,
        REVERSED if gone else state.value,
        decision,
        decided_on(decision) if decision is not None else None,
        tuple(shares.items()),
        tuple(taken),
        waits,
        against,
        since,
        sum(
            (each.answered - each.asked).days
            for each in claim.questions
            if each.answered is not None and each.answered <= day
        )
        if waits == "submitted"
        else 0,
        (claim.appeal.date, claim.appeal.text)
        if claim.appeal is not None and claim.appeal.date <= day
        else None,
        tuple(
            (each, answer, decided_on(answer))
            for each in claim.reversals
            if each.appeal is not None and (answer := each.appeal.decision) is not None
            if decided_on(answer) <= day
        ),
    )


def _waits(
    claim: Claim, state: State, day: date
) -> tuple[str, Decision | Reversal | None, date | None]:
    """What has to be decided, against what, and since when it waits."""
    if state is State.SUBMITTED:
        asked = any(
            each.asked <= day and (each.answered is None or each.answered > day)
            for each in claim.questions
        )
        return ("asked" if asked else "submitted"), None, claim.submitted
    if state is State.APPEALED and claim.appeal is not None:
        return "appealed", claim.decision, claim.appeal.date
    index = waiting_reversal(claim, day) if state is State.APPROVED else None
    reversal = claim.reversals[index] if index is not None else None
    if reversal is not None and reversal.appeal is not None:
        return "appealed", reversal, reversal.appeal.date
    later = waiting_later(claim, day) if state is State.APPROVED else None
    if later is not None:
        return "grown", None, claim.quantity_later[later].date
    return "", None, None


def not_withdrawn(claim: Claim, day: date) -> Iterator[Fault]:
    """Why a claim is not withdrawn on a day: it was decided before."""
    decision = claim.decision
    if decision is not None and decided_on(decision) < day:
        yield Fault(
            "withdrawn",
            f"withdrawn on {day}, but it was decided on {decided_on(decision)}, and that stands",
            "leave withdrawn out; points are taken back with goodword claim reverse",
        )
