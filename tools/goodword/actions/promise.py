"""Promising something to people by a day, and recording that it was kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.actions.contact import recorded
from goodword.actions.judging import Proposal, refusal
from goodword.edits.draft import Draft
from goodword.model.touchpoint import Promise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree

KEYS = ("kind", "summary", "due", "kept", "date", "by", "channel")
"""The keys of a promise in the order in which they stand in its file."""


@dataclass(frozen=True, slots=True)
class Promising:
    """A request to record a promise.

    Args:
        influencer: to whom.
        date: the day.
        by: staff id of who promised.
        due: the last day to keep it.
        summary: what was promised.
        channel: how.
        about: names of records that it is about.
    """

    influencer: str
    date: dt.date
    by: str
    due: dt.date
    summary: str
    channel: str | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A request to record that a promise was kept: its path and the day."""

    record: str
    date: dt.date


def promise(snapshot: Snapshot, requests: Sequence[Promising | Kept], tree: Tree) -> Proposal:
    """The edits that record promises, a new file each, and that they were kept."""
    program = snapshot.program
    wanted = [
        (
            each.influencer,
            each.date,
            {
                "kind": "promise",
                "summary": each.summary,
                "due": each.due.isoformat(),
                "by": each.by,
                "channel": each.channel,
                "refs": list(each.about),
            },
        )
        for each in requests
        if isinstance(each, Promising)
    ]
    made = recorded(program, wanted, tree)
    draft = Draft(tree)
    problems = list(made.problems)
    for each in requests:
        if isinstance(each, Promising):
            continue
        found = program.touchpoints.get(each.record)
        detail = found.detail if found else None
        if not isinstance(detail, Promise):
            problems.append(refusal(each.record, "is no promise", "name the record of a promise"))
        elif kept := detail.kept_by(dt.date.max):
            problems.append(refusal(each.record, f"was kept already, on {kept}"))
        else:
            draft.set_value(each.record, ("kept",), each.date.isoformat(), KEYS)
    if problems:
        return Proposal(problems=tuple(problems))
    return Proposal((*made.edits, *draft.edits))
