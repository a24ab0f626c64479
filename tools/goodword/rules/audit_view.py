"""A department recorded its view of a relationship after the influencer had answered.

The audit compares what the brand believed with what the influencer says. A view written down in
knowledge of the answer is no belief: it counts in no figure, and the report names it. A view of
the day of the answer counts.

Mend the day where it was entered wrongly; otherwise take the view out and give it in the next
audit, before anybody is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.relation.audit import late_views
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each view that is younger than the answer."""
    for audit in snapshot.program.audits.values():
        for index in late_views(audit):
            view = audit.brand[index]
            answered = audit.answer.date if audit.answer else None
            yield Finding(
                audit.place.at("brand", index, "recorded"),
                f"{view.department} recorded its view on {view.recorded}, after the answer of "
                f"{answered}: it does not count",
            )


RULE = Rule("audit-view", check, scope=Scope.FILE)
