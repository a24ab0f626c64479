"""The days or the people of a claim's records do not follow each other.

A claim is handed in on or after the day it occurred, decided on or after the day it was handed
in, and appealed after it was declined. An appeal is decided by somebody who had no part in the
decision or the reversal it is against; a reversal is never made by who approved; the second
person of a decision is another one than the first. Who decides is on staff that day and, where a
mission names its reviewers, one of them. A claim that was withdrawn before it was decided has no
decision.

Mend the day, or have somebody else decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.rules.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.model.claim import Appeal, Claim, Decision, Reversal
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Days before those they follow, and people who may not decide."""
    program = snapshot.program
    for claim in program.claims.values():
        if claim.submitted < claim.occurred:
            yield Finding(
                claim.place.at("submitted"),
                f"submitted on {claim.submitted}, before it occurred on {claim.occurred}",
            )
        if claim.decision and not _plain(program, claim, claim.decision):
            yield from _decision(program, claim, claim.decision)
        if claim.appeal:
            yield from _appeal(program, claim)
        if claim.reversals:
            yield from _reversals(claim)


def _plain(program: Program, claim: Claim, decision: Decision) -> bool:
    """Whether one of staff decided a claim in time, as nearly always."""
    if decision.second or claim.withdrawn or decision.date < claim.submitted:
        return False
    staff, mission = program.staff.get(decision.by), program.missions.get(claim.mission)
    return staff is None or (
        staff.on(decision.date)
        and (mission is None or not mission.reviewers or decision.by in mission.reviewers)
    )


def _decision(program: Program, claim: Claim, decision: Decision) -> Iterator[Finding]:
    place = claim.place.at("decision")
    if decision.date < claim.submitted:
        yield Finding(
            place.at("date"),
            f"decided on {decision.date}, before it was submitted on {claim.submitted}",
        )
    if claim.withdrawn and claim.withdrawn <= decision.date:
        yield Finding(place, f"decided although it was withdrawn on {claim.withdrawn}")
    yield from _decider(program, claim, decision, place)


def _decider(program: Program, claim: Claim, decision: Decision, place: Place) -> Iterator[Finding]:
    staff = program.staff.get(decision.by)
    if staff is not None and not staff.on(decision.date):
        yield Finding(place.at("by"), f"{staff.id} was not on staff on {decision.date}")
    mission = program.missions.get(claim.mission)
    if staff is not None and mission and mission.reviewers and staff.id not in mission.reviewers:
        reviewers = " or ".join(mission.reviewers)
        yield Finding(
            place.at("by"),
            f"{staff.id} is no reviewer of this mission, expected {reviewers}",
            f"see {mission.place.path}",
        )
    if decision.second and decision.second.by == decision.by:
        yield Finding(
            place.at("second", "by"), f"{decision.by} is the first person too, expected another"
        )


def _appeal(program: Program, claim: Claim) -> Iterator[Finding]:
    place = claim.place.at("appeal")
    appeal = claim.appeal
    if appeal is None:
        return
    if claim.decision is None or claim.decision.outcome != "declined":
        yield Finding(place, "an appeal, but the claim was not declined")
        return
    if appeal.date < claim.decision.date:
        yield Finding(place.at("date"), f"appealed on {appeal.date}, before it was declined")
    answer = appeal.decision
    if answer is None:
        return
    if answer.date < appeal.date:
        yield Finding(place.at("decision", "date"), "decided before the appeal was made")
    part = {claim.decision.by, *([claim.decision.second.by] if claim.decision.second else [])}
    if answer.by in part:
        yield Finding(
            place.at("decision", "by"),
            f"{answer.by} had a part in the decision that is appealed against",
            "have somebody else decide the appeal",
        )
    yield from _decider(program, claim, answer, place.at("decision"))


def _reversals(claim: Claim) -> Iterator[Finding]:
    decision = claim.decision
    if claim.appeal and claim.appeal.decision and claim.appeal.decision.outcome == "approved":
        decision = claim.appeal.decision
    for index, reversal in enumerate(claim.reversals):
        place = claim.place.at("reversals", index)
        if decision is None or decision.outcome != "approved":
            yield Finding(place, "a reversal of points that were never given")
            continue
        if reversal.by == decision.by:
            yield Finding(
                place.at("by"), f"{reversal.by} approved this claim; somebody else reverses"
            )
        if reversal.date < decision.date:
            yield Finding(place.at("date"), f"reversed before it was approved on {decision.date}")
        if reversal.appeal is not None:
            yield from _reversal_appeal(reversal, reversal.appeal, place.at("appeal"))


def _reversal_appeal(reversal: Reversal, appeal: Appeal, place: Place) -> Iterator[Finding]:
    if appeal.date < reversal.date:
        yield Finding(place.at("date"), f"appealed on {appeal.date}, before it was taken back")
    answer = appeal.decision
    if answer is None:
        return
    if answer.date < appeal.date:
        yield Finding(place.at("decision", "date"), "decided before the appeal was made")
    if answer.by in {reversal.by, reversal.second.by if reversal.second else reversal.by}:
        yield Finding(
            place.at("decision", "by"),
            f"{answer.by} had a part in the reversal that is appealed against",
            "have somebody else decide the appeal",
        )


RULE = Rule("decision-days", check)
