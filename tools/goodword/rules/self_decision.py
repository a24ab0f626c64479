"""Somebody decided their own claim, or that of somebody too close to them.

Nobody decides a claim of which they are one of the people, nor that of a declared relation,
either way round; the same holds for the second person, for questions, appeals and reversals. Who is
both an influencer and on staff counts under both ids, and so do their relations, whoever
declared them. Where `program.yml` has a `referral`, nor does who brought one of the people, under
either id, for what is decided gives points to them too.

Mend it by having somebody else decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.deciders import part_takers, too_close
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each who took part and is one of the claim's people or their relation."""
    program = snapshot.program
    related = frozenset(each for each, _ in program.relations) | program.gaining.keys()
    for claim in program.claims.values():
        first, person = claim.decision, claim.influencer
        # Nearly all claims: one person, close to nobody, and at most one who decides.
        more = claim.with_ or claim.appeal or claim.reversals or claim.questions or claim.reviews
        alone = not more and person not in related
        if alone and (first is None or (first.second is None and person not in first.deciders)):
            continue
        for decider, where in part_takers(claim):
            why = too_close(program, decider, claim.people)
            if why is not None:
                yield Finding(claim.place.at(*where), why, "have somebody else decide")


RULE = Rule("self-decision", check, scope=Scope.PERSON)
