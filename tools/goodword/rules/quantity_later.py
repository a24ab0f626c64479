"""More of a claim came later, and what is said or decided of it does not hold.

A claim whose mission counts something may grow: `quantity_later` says how many there were by a
later day, in all. Each count is of a later day than the claim and the one before it, and of more
than was counted before. It is decided like a claim, once that is approved, by staff who may, for
the difference: what a claim of so many would be worth by the claim's own version and quality, less
what it was worth before, split as the claim is. Nobody has a share who has none of the claim on
that day. Missions in a group whose limit in points has begun by the day of the count count no more
of a claim, nor does a claim whose points were stated, of which all was taken back before, or for
which money was given.

A count that waits is looked at in the same way: what could only be declined is not noted.

Mend it by letting `goodword claim approve` or `decline` write the decision, or by putting the day
or the quantity right.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from goodword.ledger.award import may_decide
from goodword.ledger.award import too_close as too_close_or_there
from goodword.ledger.deciders import on_staff, reviewers_known, too_close
from goodword.ledger.later import answers_later, gone_before, unfit_later, unfit_open
from goodword.ledger.visible import award_on, decided_on
from goodword.ledger.worth import agrees
from goodword.rules.frozen_points import rows
from goodword.rules.rule import Finding, Meets, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.model.claim import Claim, Decision, Later, Second
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Counts that do not follow each other, and decisions that are not right."""
    program = snapshot.program
    for claim in program.claims.values():
        if not claim.quantity_later or program.broken.touches(claim.mission, *claim.people):
            continue
        yield from _days(claim)
        for index, each in enumerate(claim.quantity_later):
            if each.decision is None:
                place = claim.place.at("quantity_later", index, "quantity")
                for why in unfit_open(snapshot.places, claim, index):
                    yield Finding(place, why.message, why.hint)
            else:
                place = claim.place.at("quantity_later", index, "decision")
                yield from _decided(snapshot, claim, each, each.decision, place)
                if each.decision.outcome == "approved":
                    yield from _given(snapshot, claim, index, each.decision, place)


def _days(claim: Claim) -> Iterator[Finding]:
    days = (claim.submitted, *(each.date for each in claim.quantity_later))
    for index, (before, day) in enumerate(pairwise(days)):
        if day <= before:
            what = "the claim" if index == 0 else "the count before"
            yield Finding(
                claim.place.at("quantity_later", index, "date"),
                f"counted on {day}, not after {what}, of {before}",
                "say the day on which it was counted; one count a day",
            )


def _decided(
    snapshot: Snapshot, claim: Claim, later: Later, decision: Decision, place: Place
) -> Iterator[Finding]:
    program = snapshot.program
    if decision.date < later.date:
        yield Finding(place.at("date"), f"decided on {decision.date}, before it was counted")
    if award_on(claim, decided_on(decision)) is None:
        yield Finding(place, "decided before the claim was approved", "decide that one first")
    if not isinstance(decision.by, str):
        yield Finding(place.at("by"), "decided by several, expected one of staff", "name who")
        return
    # Of a reviewer who is not there unknown-reference speaks, of the mission.
    asked = may_decide if reviewers_known(program, claim) else too_close_or_there
    for why in asked(program, claim, decision.by, decision.date):
        yield Finding(place.at("by"), why.message, why.hint)
    second = decision.second
    if second is None:
        limit = snapshot.terms.policy(decision.date).escalate_above
        if limit is not None and decision.outcome == "approved" and decision.computed > limit:
            message = (
                f"{decision.computed} points decided by one person, expected two above {limit}"
            )
            yield Finding(place.at("by"), message, "add second: {by, date}")
    else:
        yield from _second(program, claim, later, decision.by, second, place)


def _second(
    program: Program, claim: Claim, later: Later, by: str, second: Second, place: Place
) -> Iterator[Finding]:
    """Who else agreed: another one of staff, close to nobody, to what had been counted."""
    if program.same_person(second.by, by):
        message = f"{second.by} is the first person too, expected another"
        yield Finding(place.at("second", "by"), message)
    close = too_close(program, second.by, claim.people)
    if close is not None:
        yield Finding(place.at("second", "by"), close, "have somebody else decide")
    absent = on_staff(program, second.by, second.date)
    if absent is not None and second.by in program.staff:
        yield Finding(place.at("second", "by"), absent.message)
    if second.date < later.date:
        message = f"agreed on {second.date}, before it was counted on {later.date}"
        yield Finding(place.at("second", "date"), message)


def _given(
    snapshot: Snapshot, claim: Claim, index: int, decision: Decision, place: Place
) -> Iterator[Finding]:
    # What was taken back on the same day may not have been known.
    before = decided_on(decision) - timedelta(days=1)
    unfit = [
        *unfit_later(snapshot.places, claim, index, decision),
        *gone_before(snapshot.places, claim, before),
    ]
    for each in unfit:
        yield Finding(place, each.message, each.hint)
    answers = answers_later(snapshot.places, claim, index)
    if unfit or not answers or answers[0].version is None:
        return
    if not any(agrees(decision, claim, each) for each in answers) or (
        decision.points != sum(points for _, points in decision.shares)
    ):
        shares = ", ".join(f"{who} {points}" for who, points in answers[0].shares) or "nobody any"
        yield Finding(
            place.at("points"),
            f"points is {decision.points}, but the difference is {answers[0].computed}, of which"
            f" have: {shares}",
            "let goodword claim approve write it",
        )


RULE = Rule("quantity-later", check, scope=Scope.MISSION, meets=Meets(rows))
