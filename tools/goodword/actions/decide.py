"""Deciding what becomes of feedback, why, and what may be said of it to whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.actions.acknowledge import step, taken

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from goodword.actions.judging import Proposal
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


@dataclass(frozen=True, slots=True)
class Ruling:
    """A request to decide an item.

    Args:
        item: its id.
        date: the day of the decision.
        by: staff id of who decides.
        outcome: planned, exploring, already-available, deferred, declined, duplicate, needs-info.
        rationale: why, in staff's words, which nobody else reads.
        say: what may be said, by audience.
        revisit: for deferred, the day it is looked at again.
        link: for already-available, where it is.
        of: for duplicate, the item it repeats.
        reason_code: for declined, why, as one word.
    """

    item: str
    date: dt.date
    by: str
    outcome: str
    rationale: str
    say: Mapping[str, str] = field(default_factory=dict)
    revisit: dt.date | None = None
    link: str | None = None
    of: str | None = None
    reason_code: str | None = None


def decide(snapshot: Snapshot, requests: Sequence[Ruling], tree: Tree) -> Proposal:
    """The edits that decide items."""
    wanted = [
        (
            each.item,
            step(
                "decided",
                each.date,
                each.by,
                outcome=each.outcome,
                reason_code=each.reason_code,
                rationale=each.rationale,
                say=dict(each.say),
                revisit=each.revisit.isoformat() if each.revisit else None,
                link=each.link,
                of=each.of,
            ),
        )
        for each in requests
    ]
    return taken(snapshot.program, wanted, tree)
