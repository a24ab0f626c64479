"""Hearing people: their answer to a question, or whether what was delivered solves it."""

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
class Hearing:
    """A request to record what people said of an item.

    Args:
        item: its id.
        people: influencer ids.
        date: the day.
        by: staff id of who heard it.
        verdict: solves, partly or no; None for an answer to a question.
        channel: how.
        round: of the item; None for the one it is in.
        summary: what they said.
    """

    item: str
    people: tuple[str, ...]
    date: dt.date
    by: str
    verdict: str | None = None
    channel: str | None = None
    round: int | None = None
    summary: str | None = None


def hear(snapshot: Snapshot, requests: Sequence[Hearing], tree: Tree) -> Proposal:
    """The edits that record answers and verdicts: a new file for each person."""
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    for each in requests:
        found = unknown(snapshot.program, each.item, each.people)
        problems += found
        if not found:
            fields = {
                "step": "verdict" if each.verdict else "replied",
                "verdict": each.verdict,
                "round": round_of(snapshot, each.item, each.round),
                "by": each.by,
                "channel": each.channel,
                "summary": each.summary,
            }
            answered(draft, each.item, each.people, each.date, fields)
    return Proposal(problems=tuple(problems)) if problems else Proposal(draft.edits)
