"""The days or the people of a claim's records do not follow each other.

A claim is handed in on or after the day it occurred, withdrawn and decided on or after the day it
was handed in, and appealed after it was declined, within `clocks.appeal_within` of the policies.
An appeal is decided by people who had no part in the decision or the reversal it is against; a
reversal is never made, nor seconded, by who approved; the second person is always another one than
the first, also under another id, and agrees to no claim or appeal before it was made, and to no
reversal before the award or after it was taken back. The true day of handing in (`received`) is
`submitted` or an earlier one, and one day before it occurred at the earliest, since the world's
days differ. Who takes part is on staff that day; where a mission names its reviewers, who decides
or asks is one of them. Questions come one at a time, before the decision. A claim that was
withdrawn before it was decided has no decision, and one that is decided is not withdrawn. What an
appeal gives back is all that the reversal took.

Mend the day, or have somebody else decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.appeals import too_late
from goodword.ledger.claim_on import not_withdrawn
from goodword.ledger.deciders import on_staff, reviewers_known
from goodword.ledger.visible import decided_on, last_decision
from goodword.model.claim import Decision
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.claim import Appeal, Claim, Reversal, Second
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Days before those they follow, and people who may not decide."""
    program = snapshot.program
    for claim in program.claims.values():
        yield from _handed_in(claim)
        if claim.questions:
            yield from _questions(program, claim)
        if claim.decision and not _plain(program, claim, claim.decision):
            yield from _decision(program, claim, claim.decision)
        if claim.appeal:
            yield from _appeal(snapshot, claim)
        if claim.reversals:
            yield from _reversals(program, claim)


def _handed_in(claim: Claim) -> Iterator[Finding]:
    """The days of handing in, and of taking out again."""
    if claim.submitted < claim.occurred:
        yield Finding(
            claim.place.at("submitted"),
            f"submitted on {claim.submitted}, before it occurred on {claim.occurred}",
        )
    received, withdrawn = claim.received, claim.withdrawn
    if received is not None and received > claim.submitted:
        yield Finding(
            claim.place.at("received"),
            f"received on {received}, after it was submitted on {claim.submitted}",
            "received is the true day, submitted the later one on which it was recorded",
        )
    elif received is not None and (claim.occurred - received).days > 1:
        yield Finding(
            claim.place.at("received"),
            f"received on {received}, before it occurred on {claim.occurred}",
        )
    if withdrawn is not None and withdrawn < claim.submitted:
        yield Finding(
            claim.place.at("withdrawn", "date"),
            f"withdrawn on {withdrawn}, before it was submitted on {claim.submitted}",
        )


def _questions(program: Program, claim: Claim) -> Iterator[Finding]:
    """Each is asked by who may decide, after the one before was answered, before the decision."""
    before = None
    for index, each in enumerate(claim.questions):
        place = claim.place.at("questions", index)
        yield from _reviewer(program, claim, each.by, each.asked, place.at("by"))
        if each.asked < claim.submitted:
            yield Finding(
                place.at("asked"),
                f"asked on {each.asked}, before it was submitted on {claim.submitted}",
            )
        elif claim.decision and claim.appeal is None and each.asked > claim.decision.date:
            yield Finding(
                place.at("asked"),
                f"asked on {each.asked}, after it was decided on {claim.decision.date}",
            )
        if each.answered is not None and each.answered < each.asked:
            yield Finding(place.at("answered"), f"answered on {each.answered}, before it was asked")
        if before is not None and (before.answered is None or each.asked < before.answered):
            yield Finding(
                place.at("asked"),
                f"asked on {each.asked}, while the question of {before.asked} waited",
                "note the day on which that one was answered: answered",
            )
        before = each


def _plain(program: Program, claim: Claim, decision: Decision) -> bool:
    """Whether one of staff decided a claim in time, as nearly always."""
    if decision.second or claim.withdrawn or decision.date < claim.submitted:
        return False
    if not isinstance(decision.by, str):
        return False
    staff, mission = program.staff.get(decision.by), program.missions.get(claim.mission)
    if staff is None or mission is None or not staff.on(decision.date):
        return False
    return not mission.reviewers or decision.by in mission.reviewers


def _decision(program: Program, claim: Claim, decision: Decision) -> Iterator[Finding]:
    place = claim.place.at("decision")
    if decision.date < claim.submitted:
        yield Finding(
            place.at("date"),
            f"decided on {decision.date}, before it was submitted on {claim.submitted}",
        )
    if claim.withdrawn and claim.withdrawn <= decision.date:
        yield Finding(place, f"decided although it was withdrawn on {claim.withdrawn}")
    elif claim.withdrawn:
        for fault in not_withdrawn(claim, claim.withdrawn):
            yield Finding(claim.place.at(fault.field), fault.message, fault.hint)
    yield from _decider(program, claim, decision, place)
    yield from _agreed(decision.second, claim.submitted, "it was submitted", place)


def _agreed(second: Second | None, begun: date, what: str, place: Place) -> Iterator[Finding]:
    """Whether a second person agreed to what was not there yet."""
    if second is not None and second.date < begun:
        yield Finding(
            place.at("second", "date"), f"agreed on {second.date}, before {what} on {begun}"
        )


def _decider(program: Program, claim: Claim, decision: Decision, place: Place) -> Iterator[Finding]:
    for who, where in decided_by(decision, place):
        yield from _reviewer(program, claim, who, decision.date, where)
    yield from _second(program, decision.deciders, decision.second, place.at("second", "by"))


def _reviewer(
    program: Program, claim: Claim, by: str, day: date, place: Place
) -> Iterator[Finding]:
    yield from _present(program, by, day, place)
    mission = program.missions.get(claim.mission)
    if not reviewers_known(program, claim):
        return  # unknown-reference says so of the mission
    if by in program.staff and mission and mission.reviewers and by not in mission.reviewers:
        reviewers = " or ".join(mission.reviewers)
        yield Finding(
            place,
            f"{by} is no reviewer of this mission, expected {reviewers}",
            f"see {mission.place.path}",
        )


def _present(program: Program, by: str, day: date, place: Place) -> Iterator[Finding]:
    """Whether one of staff was so that day; an id that is not there another rule names."""
    absent = on_staff(program, by, day) if by in program.staff else None
    if absent is not None:
        yield Finding(place, absent.message, absent.hint)


def decided_by(decision: Decision, place: Place) -> Iterator[tuple[str, Place]]:
    """Everybody who decided, the second person aside, and where it says so."""
    if isinstance(decision.by, str):
        yield decision.by, place.at("by")
    else:
        yield from ((each, place.at("by", index)) for index, each in enumerate(decision.by))


def _second(
    program: Program, by: tuple[str, ...], second: Second | None, place: Place
) -> Iterator[Finding]:
    if second is None:
        return
    if any(program.same_person(second.by, each) for each in by):
        yield Finding(place, f"{second.by} is the first person too, expected another")
    yield from _present(program, second.by, second.date, place)


def _no_part(
    program: Program, answer: Decision, part: Iterable[str], place: Place, what: str
) -> Iterator[Finding]:
    """Who answers an appeal, and who seconds it, had no part in what it is against."""
    takers = [*decided_by(answer, place)]
    if answer.second:
        takers.append((answer.second.by, place.at("second", "by")))
    for taker, where in takers:
        if any(program.same_person(taker, each) for each in part):
            yield Finding(
                where,
                f"{taker} had a part in the {what} that is appealed against",
                "have somebody else decide the appeal",
            )


def _pair(first: Decision | Reversal) -> tuple[str, ...]:
    by = first.deciders if isinstance(first, Decision) else (first.by,)
    return (*by, first.second.by) if first.second else by


def _appeal(snapshot: Snapshot, claim: Claim) -> Iterator[Finding]:
    program = snapshot.program
    place = claim.place.at("appeal")
    appeal = claim.appeal
    if appeal is None:
        return
    if claim.decision is None or claim.decision.outcome != "declined":
        yield Finding(place, "an appeal, but the claim was not declined")
        return
    if appeal.date < claim.decision.date:
        yield Finding(place.at("date"), f"appealed on {appeal.date}, before it was declined")
    late = too_late(snapshot.terms, decided_on(claim.decision), appeal.date)
    if late is not None:
        yield Finding(place.at("date"), late.message, late.hint)
    answer = appeal.decision
    if answer is None:
        return
    if answer.date < appeal.date:
        yield Finding(place.at("decision", "date"), "decided before the appeal was made")
    part = _pair(claim.decision)
    yield from _no_part(program, answer, part, place.at("decision"), "decision")
    yield from _decider(program, claim, answer, place.at("decision"))
    yield from _agreed(answer.second, appeal.date, "it was appealed", place.at("decision"))


def _reversals(program: Program, claim: Claim) -> Iterator[Finding]:
    decision = last_decision(claim)
    for index, reversal in enumerate(claim.reversals):
        place = claim.place.at("reversals", index)
        if decision is None or decision.outcome != "approved":
            yield Finding(place, "a reversal of points that were never given")
            continue
        takers = [(reversal.by, reversal.date, place.at("by"))]
        if reversal.second:
            second = reversal.second
            takers.append((second.by, second.date, place.at("second", "by")))
        for taker, day, where in takers:
            if any(program.same_person(taker, each) for each in _pair(decision)):
                yield Finding(where, f"{taker} approved this claim; somebody else reverses")
            yield from _present(program, taker, day, where)
        if reversal.second and program.same_person(reversal.second.by, reversal.by):
            yield Finding(
                takers[1][2], f"{reversal.second.by} is the first person too, expected another"
            )
        yield from _agreed(reversal.second, decision.date, "it was approved", place)
        if reversal.second and reversal.second.date > reversal.date:
            yield Finding(
                place.at("second", "date"),
                f"agreed on {reversal.second.date}, after it was taken back on {reversal.date}",
            )
        if reversal.date < decision.date:
            yield Finding(place.at("date"), f"reversed before it was approved on {decision.date}")
        if reversal.appeal is not None:
            yield from _reversal_appeal(program, reversal, reversal.appeal, place.at("appeal"))


def _reversal_appeal(
    program: Program, reversal: Reversal, appeal: Appeal, place: Place
) -> Iterator[Finding]:
    if appeal.date < reversal.date:
        yield Finding(place.at("date"), f"appealed on {appeal.date}, before it was taken back")
    answer = appeal.decision
    if answer is None:
        return
    if answer.date < appeal.date:
        yield Finding(place.at("decision", "date"), "decided before the appeal was made")
    part = _pair(reversal)
    yield from _no_part(program, answer, part, place.at("decision"), "reversal")
    for who, where in decided_by(answer, place.at("decision")):
        yield from _present(program, who, answer.date, where)
    where = place.at("decision", "second", "by")
    yield from _second(program, answer.deciders, answer.second, where)
    yield from _agreed(answer.second, appeal.date, "it was appealed", place.at("decision"))
    taken = sum(points for _, points in reversal.shares)
    if answer.outcome == "approved" and answer.points != taken:
        yield Finding(
            place.at("decision", "points"),
            f"points is {answer.points}, but the reversal took {taken}",
            "an appeal against a reversal lifts all of it, or nothing",
        )


RULE = Rule("decision-days", check, scope=Scope.PERSON)
