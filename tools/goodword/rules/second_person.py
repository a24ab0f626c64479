"""A claim worth more than one person may decide was decided by one.

Two people decide where a claim is worth more than `escalate_above` of the points policy in
force on the day of the decision, compared with `computed`.

Mend it by adding `second` with who agreed, and on which day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.ledger.terms import Terms
    from goodword.model.claim import Decision
    from goodword.snapshot import Snapshot

HINT = "add second: {by, date}"


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Decisions that need a second person and name none."""
    terms = snapshot.terms
    if all(policy.escalate_above is None for policy in snapshot.program.settings.points):
        return
    limits = (policy.escalate_above for policy in snapshot.program.settings.points)
    least = min(limit for limit in limits if limit is not None)
    for claim in snapshot.program.claims.values():
        if claim.decision is not None and claim.decision.computed > least:
            yield from _decision(terms, claim.decision, claim.place.at("decision"))
        if claim.appeal is not None and claim.appeal.decision is not None:
            place = claim.place.at("appeal", "decision")
            yield from _decision(terms, claim.appeal.decision, place)


def _decision(terms: Terms, decision: Decision, place: Place) -> Iterator[Finding]:
    if decision.outcome != "approved" or decision.second is not None:
        return
    if len(decision.deciders) > 1:
        return
    limit = terms.policy(decision.date).escalate_above
    if limit is not None and decision.computed > limit:
        yield Finding(
            place.at("by"),
            f"{decision.computed} points decided by one person, expected two above {limit}",
            "add second: {by, date}",
        )


RULE = Rule("second-person", check, scope=Scope.FILE)
