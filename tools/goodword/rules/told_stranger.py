"""Somebody was told of a feedback item that they did not raise.

An answer counts only for who raised the item, or one that was merged into it, at any time. Told
to anybody else it closes no loop, and may show one person what another one said.

Mend it by adding the person with a `joined` step where they raised it too, by correcting `refs`,
or by keeping the record as a `contact`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.loops.originators import merges, own_spans, spans
from goodword.loops.visible import effective
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each answer to somebody who never raised the item."""
    program = snapshot.program
    entries = {item: effective(each.steps) for item, each in program.feedback.items()}
    own = {item: own_spans(each) for item, each in entries.items()}
    raised = spans(own, merges(entries))
    for item, people in sorted(snapshot.answers.items()):
        if item not in own or program.broken.lacks("feedback"):
            continue
        for person, records in people.items():
            if person in raised[item]:
                continue
            for record in records:
                refs = record.touchpoint.refs
                yield Finding(
                    record.touchpoint.place.at("refs", refs.index(item)),
                    f"{person} did not raise {item}: this answer closes no loop",
                    "add a joined step to the item where they did",
                )


RULE = Rule("told-stranger", check, Severity.WARNING, scope=Scope.ITEM)
