"""Asking something of people, and recording what they answered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.actions.contact import recorded
from goodword.actions.judging import Proposal, refusal
from goodword.edits.draft import Draft
from goodword.model.touchpoint import Ask
from goodword.relation.asks import budget

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree

KEYS = ("kind", "for", "department", "outcome", "answered", "date", "by", "channel", "summary")
"""The keys of an ask in the order in which they stand in its file."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A request to record that something was asked of a person.

    Args:
        influencer: of whom.
        date: the day.
        by: staff id of who asked.
        for_: what was asked.
        department: which asks; None where nobody in particular.
        channel: how.
        summary: more of it.
    """

    influencer: str
    date: dt.date
    by: str
    for_: str
    department: str | None = None
    channel: str | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """A request to record the answer to an ask: its path, the day, accepted or another outcome."""

    record: str
    date: dt.date
    outcome: str


def ask_influencer(
    snapshot: Snapshot, requests: Sequence[Asking | Answered], tree: Tree
) -> Proposal:
    """The edits that record asks, a new file each, and answers, in the file of the ask."""
    program = snapshot.program
    wanted = [
        (
            each.influencer,
            each.date,
            {
                "kind": "ask",
                "for": each.for_,
                "department": each.department,
                "by": each.by,
                "channel": each.channel,
                "summary": each.summary,
            },
        )
        for each in requests
        if isinstance(each, Asking)
    ]
    made = recorded(program, wanted, tree)
    draft = Draft(tree)
    problems = list(made.problems)
    for each in requests:
        if isinstance(each, Asking):
            continue
        found = program.touchpoints.get(each.record)
        detail = found.detail if found else None
        if not isinstance(detail, Ask):
            problems.append(refusal(each.record, "is no ask", "name the record of an ask"))
        elif detail.outcome is not None:
            problems.append(refusal(each.record, f"was answered already: {detail.outcome}"))
        else:
            draft.set_value(each.record, ("outcome",), each.outcome, KEYS)
            draft.set_value(each.record, ("answered",), each.date.isoformat(), KEYS)
    if problems:
        return Proposal(problems=tuple(problems))
    return Proposal((*made.edits, *draft.edits), notes=tuple(_beyond(snapshot, requests)))


def _beyond(snapshot: Snapshot, requests: Sequence[Asking | Answered]) -> Iterator[str]:
    """A sentence for each ask that is more than a person can take in its quarter."""
    asked: Counter[tuple[str, str]] = Counter()
    for each in requests:
        if isinstance(each, Asking):
            found = budget(snapshot.program, each.influencer, each.date)
            asked[each.influencer, found.quarter] += 1
            number = found.asked + asked[each.influencer, found.quarter]
            if number > found.capacity:
                yield (
                    f"this is ask {number} of {each.influencer} in {found.quarter}, "
                    f"of {found.capacity} that they can take"
                )
