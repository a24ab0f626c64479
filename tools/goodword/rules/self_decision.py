"""Somebody decided their own claim, or that of somebody too close to them.

Nobody decides a claim of which they are one of the people, nor that of a declared relation,
either way round; the same holds for the second person, for appeals and for reversals. An
influencer who is on staff counts under both ids.

Mend it by having somebody else decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.rules.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.model.claim import Claim
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each decider who is one of the claim's people or their relation."""
    close = snapshot.program.relations
    related = frozenset(each for each, _ in close)
    for claim in snapshot.program.claims.values():
        first, person = claim.decision, claim.influencer
        # Nearly all claims: one person, close to nobody, and at most one who decides.
        alone = not (claim.with_ or claim.appeal or claim.reversals) and person not in related
        if alone and (first is None or (first.second is None and first.by != person)):
            continue
        for decider, place in _deciders(claim):
            for person in claim.people:
                if decider == person or (decider, person) in close:
                    why = "it is their own" if decider == person else f"they are close to {person}"
                    yield Finding(
                        place, f"{decider} decided this claim; {why}", "have somebody else decide"
                    )
                    break


def _deciders(claim: Claim) -> Iterator[tuple[str, Place]]:
    appeal = claim.appeal.decision if claim.appeal else None
    for decision, keys in ((claim.decision, ("decision",)), (appeal, ("appeal", "decision"))):
        if decision is None:
            continue
        yield decision.by, claim.place.at(*keys, "by")
        if decision.second:
            yield decision.second.by, claim.place.at(*keys, "second", "by")
    for index, reversal in enumerate(claim.reversals):
        yield reversal.by, claim.place.at("reversals", index, "by")
        if reversal.second:
            yield reversal.second.by, claim.place.at("reversals", index, "second", "by")


RULE = Rule("self-decision", check)
