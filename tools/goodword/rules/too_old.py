"""A claim was approved that came too late.

Submitted within `claim_grace_days` after its cycle a claim counts for that cycle; later it
counts where it posts; more than `claim_max_age_cycles` after its own cycle it gives nothing,
and what a decline may not give an appeal may not either.

Mend it by declining it with the reason code `too-old`, or by an override with its reason and a
second person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.claim import Decision
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Approved claims submitted too long after they occurred, also those approved on appeal."""
    terms = snapshot.terms
    for claim in snapshot.program.claims.values():
        if claim.submitted < terms.cycle(claim.occurred.toordinal()).end:
            continue
        answer = claim.appeal.decision if claim.appeal else None
        if not any(_gives(each) for each in (claim.decision, answer)):
            continue
        if terms.too_old(claim.occurred, claim.submitted):
            own = terms.cycle(claim.occurred.toordinal()).name
            yield Finding(
                claim.place.at("submitted"),
                f"submitted on {claim.submitted}, too late for what occurred in {own}",
                "decline it with reason_code: too-old, on appeal too",
            )


def _gives(decision: Decision | None) -> bool:
    """Whether a decision gives points, and is no override."""
    if decision is None or decision.outcome != "approved":
        return False
    return decision.reason_code != "override"


RULE = Rule("too-old", check, scope=Scope.FILE)
