"""Receiving feedback: a new item with its first step, or more people for one that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.actions.asked import order, proposal
from goodword.actions.judging import refusal
from goodword.edits.draft import Draft
from goodword.edits.naming import free_identifier, identifier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree

_HEAD = ("area", "pillar", "confidentiality", "warning")
"""What is said of the item and not of its first step; it stands above the steps."""


def receive(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that record feedback: a file for each new item.

    A name that is taken that day gets a number behind it: `2026-08-03-slow-export-2`.
    """
    draft = Draft(tree)
    problems = []
    for each in requests:
        step = each.entry(step=each.part)
        if joins := each.get("joins"):
            path = snapshot.program.feedback[joins].place.path
            draft.append_item(path, ("steps",), step, order("feedback"))
        elif slug := identifier(each.get("slug") or each.subject):
            folder = f"program/feedback/{each.date.isoformat()}-"
            head = {key: each.said[key] for key in _HEAD if key in each.said}
            draft.create(
                f"{folder}{free_identifier(slug, _Taken(draft, folder))}.yml",
                "feedback",
                {"title": each.subject, **head, "steps": [step]},
            )
        else:
            message = f'no name can be made of the title "{each.subject}"'
            problems.append(refusal("program/feedback", message, "give one with --slug"))
    return proposal(problems, draft.edits)


class _Taken:
    """The names of items that are there: of files that begin so."""

    def __init__(self, draft: Draft, folder: str) -> None:
        self._draft = draft
        self._folder = folder

    def __contains__(self, name: object) -> bool:
        """Whether an item of a day has that name."""
        return f"{self._folder}{name}.yml" in self._draft
