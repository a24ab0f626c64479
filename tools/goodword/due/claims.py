"""Claims to decide, how long they have waited, and what keeps them from being approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, owner, present
from goodword.ledger.award import Decided, Verdict, decide
from goodword.ledger.claim_on import over
from goodword.ledger.naming import reference
from goodword.ledger.peers import awaits, progress, reviewers_of
from goodword.ledger.visible import waiting_later, with_decision
from goodword.texts.said import English, Named, Said
from goodword.verbs import whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from goodword.ledger.claim_on import ClaimOn
    from goodword.ledger.deciders import Refusal
    from goodword.model.claim import Claim
    from goodword.snapshot import Snapshot
    from goodword.texts.said import Slot

APPROVE = "goodword claim approve"
"""The command that every claim waits for, unless something keeps it from being approved."""

CANNOT = "as it is it cannot be approved: "
"""What stands before the reason for which approving would be refused."""


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each undecided claim, unless it waits for its people to answer a question.

    One that approving would refuse says why, with the command that can be run instead.
    """
    program = snapshot.program
    for claim in program.claims_in_order:
        if over(claim, snapshot.as_of):
            continue  # nearly all are
        on = snapshot.claim(claim)
        if on.waits == "grown" and on.since is not None:
            yield _grown(snapshot, on, on.since)
        if on.waits != "submitted" or on.since is None:
            continue
        mission = program.missions.get(claim.mission)
        said, command = _said(snapshot, on)
        yield Due(
            "claims",
            claim.people,
            _decider(snapshot, claim),
            after(on.since, snapshot.allowed(on)),
            said,
            claim.place,
            command,
            since=claim.submitted,
            department=mission.department if mission else None,
        )


def _said(snapshot: Snapshot, on: ClaimOn, who: str = "") -> tuple[Said, str]:
    """What is due of a claim that waits, and the command that does it or what must come first.

    Args:
        snapshot: the program on the day.
        on: the claim.
        who: id of who decides, staff or a member who reviews; whoever has the job where empty.
    """
    claim, day = on.claim, snapshot.as_of
    said = Said("owed.claims", {"mission": Named("mission", claim.mission)}, on.waited(day))
    command = f"{APPROVE} {{claim}}"
    there = progress(snapshot.program, claim, day)
    if there is not None:
        so_far: dict[str, Slot] = {"what": said, "count": there[0], "needed": there[1]}
        said = Said("owed.reviewed", so_far)
    for first in kept_from_approval(snapshot, claim, who)[:1]:
        keeps = "owed.but" if first.command.startswith(APPROVE) else "owed.not_approved"
        reason: dict[str, Slot] = {"what": said, "reason": English(first.message)}
        said = Said(keeps if first.command else "owed.nobody_may", reason)
        command = first.command
    return said, command.replace("{claim}", reference(claim.place.path))


def for_member(snapshot: Snapshot, due: Due, member: str) -> Due:
    """What is due of a claim as a member has it for whose review it waits, and their command."""
    said, command = _said(snapshot, snapshot.claim(snapshot.program.claims[due.place.path]), member)
    own = whole(f"{command} --by {member}") if command.startswith(APPROVE) else ""
    return due._replace(who=member, said=said, command=own)


def reviewers(snapshot: Snapshot, due: Due, people: Iterable[str]) -> Iterator[str]:
    """Those of these people who are members for whose review a claim that is due waits.

    Args:
        snapshot: the program on the day.
        due: as `find` has it; for anything else they are nobody.
        people: influencers.
    """
    program = snapshot.program
    claim = program.claims.get(due.place.path)
    if claim is None or due.what != "claims" or snapshot.claim(claim).waits != "submitted":
        return
    if reviewers_of(program, claim).members is not None:
        yield from (each for each in people if awaits(program, claim, each, snapshot.as_of))


def _grown(snapshot: Snapshot, on: ClaimOn, since: date) -> Due:
    """More of an approved claim, which is decided like the claim."""
    claim, mission = on.claim, snapshot.program.missions.get(on.claim.mission)
    index = waiting_later(claim, snapshot.as_of) or 0
    return Due(
        "claims",
        claim.people,
        _decider(snapshot, claim),
        after(since, snapshot.allowed(on)),
        Said("owed.grown", {"mission": Named("mission", claim.mission)}),
        claim.place.at("quantity_later", index),
        f"{APPROVE} {reference(claim.place.path)}",
        since=since,
        department=mission.department if mission else None,
    )


def kept_from_approval(snapshot: Snapshot, claim: Claim, who: str = "") -> tuple[Refusal, ...]:
    """What approving a claim as it is would be refused for.

    Args:
        snapshot: the program on the day of the decision.
        claim: one that waits for it.
        who: id of who decides, staff or a member; whoever has the job where empty.
    """
    verdict = Verdict(who or _decider(snapshot, claim), snapshot.as_of)
    # What was decided later is not known on the day.
    then = with_decision(claim, None, appeal=True)
    if snapshot.claim(claim).waits != "appealed":
        then = with_decision(then, None, appeal=False)
    found = decide(
        snapshot.program, then, verdict, places=snapshot.places, ledger=lambda: snapshot.ledger
    )
    return () if isinstance(found, Decided) else found


def _decider(snapshot: Snapshot, claim: Claim) -> str:
    mission = snapshot.program.missions.get(claim.mission)
    reviewers = mission.reviewers if mission else ()
    wanted = reviewers or (owner(snapshot, claim.influencer),)
    return present(snapshot, wanted, claim.people)
