"""The same evidence stands in two claims.

A link counts once a mission: two claims of a mission with the same link are one too many,
unless they name each other in `with`. Links are compared without what does not change where
they lead: upper case in the host, default port, trailing slash, tracking parameters. A
mission may be stricter (`evidence.reuse: never`: a link used for any mission is used up) or
looser (`always`). A witness or an attendance counts once a mission, day and person. Declined
and withdrawn claims do not count.

Mend it by declining the later claim as a duplicate, or by other evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.model.link import canonical
from goodword.rules.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.claim import Claim
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """The later of two claims, on the line of the evidence."""
    program = snapshot.program
    reuse = {mission.id: mission.evidence.reuse for mission in program.missions.values()}
    strict = "never" in reuse.values()
    used: dict[tuple[str, ...], list[Claim]] = {}
    for claim in program.claims_in_order:
        if reuse.get(claim.mission, "always") == "always" or not _counts(claim):
            continue
        for index, evidence in enumerate(claim.evidence):
            keys: tuple[tuple[str, ...], ...]
            if evidence.kind == "link" and evidence.url is not None:
                address = canonical(evidence.url)
                keys = (
                    ((claim.mission, address), (address,))
                    if strict
                    else ((claim.mission, address),)
                )
            elif evidence.kind in {"witness", "attendance"}:
                day = claim.occurred.isoformat()
                keys = tuple((claim.mission, day, person, evidence.kind) for person in claim.people)
            else:
                continue
            if len(keys) == 1 and keys[0] not in used:
                used[keys[0]] = [claim]  # nearly always: nobody showed it before
                continue
            other = _other(claim, keys, used, reuse)
            if other is not None:
                path = ("url",) if evidence.kind == "link" else ()
                yield Finding(
                    claim.place.at("evidence", index, *path),
                    f"this evidence stands already in {other.place.path}",
                    "decline one of them as a duplicate, or ask for other evidence",
                )
            for key in keys:
                used.setdefault(key, []).append(claim)


def _counts(claim: Claim) -> bool:
    return not claim.withdrawn and not (
        claim.decision
        and claim.decision.outcome == "declined"
        and not (claim.appeal and claim.appeal.decision and claim.appeal.decision.points)
    )


def _other(
    claim: Claim,
    keys: tuple[tuple[str, ...], ...],
    used: dict[tuple[str, ...], list[Claim]],
    reuse: dict[str, str],
) -> Claim | None:
    """The first earlier claim that uses the evidence up for this one."""
    for key in keys:
        for other in used.get(key, ()):
            if other is claim or _name_each_other(claim, other):
                continue
            if len(key) == 1 and "never" not in (reuse[claim.mission], reuse[other.mission]):
                continue
            return other
    return None


def _name_each_other(one: Claim, other: Claim) -> bool:
    return one.influencer in other.with_ and other.influencer in one.with_


RULE = Rule("evidence-reused", check)
