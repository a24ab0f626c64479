"""A claim was approved that came too late.

Submitted within `claim_grace_days` after its cycle a claim counts for that cycle; later it
counts where it posts; more than `claim_max_age_cycles` after its own cycle it gives nothing.

Mend it by declining it with the reason code `too-old`, or by an override with its reason and a
second person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.rules.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Approved claims submitted too long after they occurred."""
    terms = snapshot.terms
    for claim in snapshot.program.claims.values():
        decision = claim.decision
        if claim.submitted == claim.occurred or decision is None:
            continue
        if decision.outcome != "approved" or decision.reason_code == "override":
            continue
        if terms.too_old(claim.occurred, claim.submitted):
            own = terms.cycle(claim.occurred.toordinal()).name
            yield Finding(
                claim.place.at("submitted"),
                f"submitted on {claim.submitted}, too late for what occurred in {own}",
                "decline it with reason_code: too-old",
            )


RULE = Rule("too-old", check)
