"""A claim was decided by others, or by fewer, than its mission asks for.

Where a mission says `reviewers: {staff: 1, members: 3}`, so many of staff or so many members decide
together. `by` of the decision then names all of them, and `reviews` has what each of them said, no
later than the decision, and the last of it says what the decision says: the same outcome, and of an
approval the same quality, quantity, points and bonuses. Points that override what was computed are
not given by several. They are different people. A member who reviews is
a member on that day, is no witness of the claim, and brought none of its people to the program; who
has a part in it, or a relation to somebody who has, is named by `self-decision`. What a decision
kept under `judged` counts, not what the mission says later. An appeal is answered by staff.

Mend it by letting `goodword claim approve` or `decline` write what each says with `--by`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.deciders import on_staff, too_close
from goodword.ledger.peers import (
    is_member,
    may_review,
    needed,
    no_member,
    reviewers_of,
    same,
    several,
)
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.model.claim import Claim, Decision, Review
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot

_HINT = "let goodword claim approve or decline write what each of them says"


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Decisions of too few, and reviews of those who may not review."""
    program = snapshot.program
    several = {each.id for each in program.missions.values() if each.quorum is not None}
    for claim in program.claims.values():
        decision = claim.decision
        asked = claim.mission in several or claim.reviews
        if decision is not None and (asked or not isinstance(decision.by, str) or decision.judged):
            yield from _decision(snapshot, claim, decision)
        for index, review in enumerate(claim.reviews):
            yield from _review(program, claim, review, claim.place.at("reviews", index))
        for place, answer in _answers(claim):
            if not isinstance(answer.by, str):
                message = "an appeal answered by several, expected one of staff"
                yield Finding(place.at("by"), message, "name who of staff answered it")


def _review(program: Program, claim: Claim, review: Review, place: Place) -> Iterator[Finding]:
    if review.date < claim.submitted:
        message = f"reviewed on {review.date}, before it was submitted on {claim.submitted}"
        yield Finding(place.at("date"), message)
    if is_member(program, review.by):
        # Who is too close is named by self-decision, of staff and members alike.
        if too_close(program, review.by, claim.people) is None:
            found = may_review(program, claim, review.by, review.date)
        else:
            found = no_member(program, review.by, review.date)
        for why in found:
            yield Finding(place.at("by"), why.message, why.hint)
    elif review.by in program.staff:
        absent = on_staff(program, review.by, review.date)
        if absent is not None:
            yield Finding(place.at("by"), absent.message, absent.hint)


def _answers(claim: Claim) -> Iterator[tuple[Place, Decision]]:
    if claim.appeal is not None and claim.appeal.decision is not None:
        yield claim.place.at("appeal", "decision"), claim.appeal.decision
    for index, each in enumerate(claim.reversals):
        if each.appeal is not None and each.appeal.decision is not None:
            yield claim.place.at("reversals", index, "appeal", "decision"), each.appeal.decision


def _decision(snapshot: Snapshot, claim: Claim, decision: Decision) -> Iterator[Finding]:
    program = snapshot.program
    place = claim.place.at("decision", "by")
    by, reviewers = decision.deciders, reviewers_of(program, claim, decision)
    members = [each for each in by if is_member(program, each)]
    stated = decision.reason_code == "override" and not claim.brought_over
    if stated and several(reviewers, members=bool(members)):
        message = "other points than were computed, where several decide together"
        yield Finding(claim.place.at("decision", "reason_code"), message, _HINT)
    if isinstance(decision.by, str):
        if not members and needed(reviewers, members=False) > len(_signers(program, decision)):
            yield Finding(
                place,
                f"decided by {decision.by} alone, expected {reviewers.staff} of staff",
                _HINT,
            )
        return
    if members and len(members) < len(by):
        others = ", ".join(each for each in by if each not in members)
        message = f"decided by members and by {others}, expected either so many of staff or members"
        yield Finding(place, message, "name the one or the others")
        return
    wanted = needed(reviewers, members=bool(members))
    there = len(_signers(program, decision))
    if not wanted:
        yield Finding(
            place,
            f"decided by {', '.join(members)}, but members do not review {claim.mission}",
            "let one of staff decide it",
        )
    elif there < wanted:
        who = "members" if members else "of staff"
        yield Finding(place, f"decided by {there}, expected {wanted} {who}", _HINT)
    yield from _unsaid(snapshot, claim, decision, place)


def _signers(program: Program, decision: Decision) -> list[str]:
    """Who decided, each person once; of staff the second person as well."""
    found: list[str] = []
    second = decision.second
    also = (second.by,) if second is not None and second.by in program.staff else ()
    for each in (*decision.deciders, *also):
        if not any(program.same_person(each, other) for other in found):
            found.append(each)
    return found


def _unsaid(
    snapshot: Snapshot, claim: Claim, decision: Decision, place: Place
) -> Iterator[Finding]:
    """Those who are named, and whose last review does not say so."""
    program, version = snapshot.program, None
    if claim.mission in program.missions:
        version = snapshot.terms.points_version(claim.mission, claim.occurred)
    last = {each.by: each for each in claim.reviews if each.date <= decision.date}
    for index, who in enumerate(decision.deciders):
        said = last.get(who)
        if said is None or said.outcome != decision.outcome:
            yield Finding(
                place.at(index),
                f"{who} is named, but no review of theirs says {decision.outcome}"
                f" by {decision.date}"
                if said is None
                else f"{who} is named, but their last review says {said.outcome}",
                _HINT,
            )
        elif not same(said, decision, version):
            yield Finding(
                place.at(index),
                f"{who} is named, but their last review says another quality, quantity, points or"
                " bonuses",
                _HINT,
            )
        if any(program.same_person(who, each) for each in decision.deciders[:index]):
            yield Finding(place.at(index), f"{who} is named twice", "name each person once")


RULE = Rule("reviewers", check, scope=Scope.PERSON)
