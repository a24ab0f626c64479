"""Exempting people from being told, for one of the reasons that count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.actions.judging import Proposal
from goodword.actions.tell import answered, round_of, unknown
from goodword.edits.draft import Draft

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from goodword.diagnostics import Diagnostic
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


@dataclass(frozen=True, slots=True)
class Exempting:
    """A request to exempt people from a milestone of an item.

    Args:
        item: its id.
        people: influencer ids.
        date: the day.
        by: staff id of who says so.
        milestone: what they are not told of.
        reason: opted-out, unreachable, left, deceased or nda-withheld.
        round: of the item; None for the one it is in.
        summary: more of the reason, in words.
    """

    item: str
    people: tuple[str, ...]
    date: dt.date
    by: str
    milestone: str
    reason: str
    round: int | None = None
    summary: str | None = None


def exempt(snapshot: Snapshot, requests: Sequence[Exempting], tree: Tree) -> Proposal:
    """The edits that record exemptions: a new file for each person."""
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    for each in requests:
        found = unknown(snapshot.program, each.item, each.people)
        problems += found
        if not found:
            fields = {
                "step": "exempt",
                "milestone": each.milestone,
                "round": round_of(snapshot, each.item, each.round),
                "reason": each.reason,
                "by": each.by,
                "summary": each.summary,
            }
            answered(draft, each.item, each.people, each.date, fields)
    return Proposal(problems=tuple(problems)) if problems else Proposal(draft.edits)
