"""Acknowledging feedback: somebody has taken notice; and how every verb adds its step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodword.actions.judging import Proposal, refusal
from goodword.edits.draft import Draft
from goodword.nearest import did_you_mean

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from goodword.model.program import Program
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree

KEYS = ("title", "area", "pillar", "confidentiality", "steps")
"""The keys of a feedback item in the order in which they stand in its file."""


@dataclass(frozen=True, slots=True)
class Acknowledging:
    """A request to acknowledge an item."""

    item: str
    date: dt.date
    by: str


def acknowledge(snapshot: Snapshot, requests: Sequence[Acknowledging], tree: Tree) -> Proposal:
    """The edits that acknowledge items; telling the people who raised them is another thing."""
    wanted = [(each.item, step("acknowledged", each.date, each.by)) for each in requests]
    return taken(snapshot.program, wanted, tree)


def step(name: str, on: dt.date, by: str, **fields: Any) -> dict[str, Any]:
    """A step as its mapping, in the order of its keys, without those that are None or empty."""
    value = {"step": name, "date": on.isoformat(), "by": by, **fields}
    return {
        key.rstrip("_"): each for key, each in value.items() if each not in (None, "", {}, [], ())
    }


def taken(program: Program, steps: Iterable[tuple[str, Mapping[str, Any]]], tree: Tree) -> Proposal:
    """The edits that add steps to the files of items, each after those that are there.

    Args:
        program: what the files say.
        steps: an item's id and the step, in the order in which they are to be added.
        tree: the files that the program was read from.
    """
    draft = Draft(tree)
    problems = []
    for item, value in steps:
        source = program.feedback.get(item)
        if source is None:
            near = did_you_mean(item, program.feedback)
            message = f'there is no feedback item "{item}"{near}'
            problems.append(refusal(f"program/feedback/{item}.yml", message))
        else:
            draft.append_item(source.place.path, ("steps",), dict(value), KEYS)
    if problems:
        return Proposal(problems=tuple(problems))
    return Proposal(draft.edits)


def say(public: str | None, members: str | None, nda: str | None) -> dict[str, str]:
    """What may be said to each audience, without those that get nothing."""
    value = {"public": public, "members": members, "nda": nda}
    return {audience: text for audience, text in value.items() if text}
