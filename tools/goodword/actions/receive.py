"""Receiving feedback: a new item with its first step, or more people for one that is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.actions.acknowledge import step, taken
from goodword.actions.judging import Proposal, refusal
from goodword.edits.draft import Draft
from goodword.edits.naming import free_identifier, identifier

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


@dataclass(frozen=True, slots=True)
class Receiving:
    """A request to record feedback.

    Args:
        title: of a new item, in the program's first language; None where `joins` names one.
        from_: influencer ids of those who raised it.
        date: the day it reached us.
        by: staff id of who records it.
        channel: how it reached us.
        summary: what they said, in staff's words.
        verbatim: their own words.
        source: where it can be read.
        area: what part of the product it is about.
        pillar: of the strategy.
        confidentiality: who may know of the item; None for staff alone.
        joins: id of the item that these people raised too.
        slug: what the new item's name is made of; None for the title.
    """

    title: str | None
    from_: tuple[str, ...]
    date: dt.date
    by: str
    channel: str | None = None
    summary: str | None = None
    verbatim: str | None = None
    source: str | None = None
    area: str | None = None
    pillar: str | None = None
    confidentiality: str | None = None
    joins: str | None = None
    slug: str | None = None


def receive(snapshot: Snapshot, requests: Sequence[Receiving], tree: Tree) -> Proposal:
    """The edits that record feedback: a file for each new item.

    A name that is taken that day gets a number behind it: `2026-08-03-slow-export-2`.
    """
    joining = [
        (each.joins, step("joined", each.date, each.by, from_=list(each.from_)))
        for each in requests
        if each.joins
    ]
    joined = taken(snapshot.program, joining, tree)
    draft = Draft(tree)
    problems = list(joined.problems)
    for each in requests:
        if each.joins:
            continue
        slug = identifier(each.slug or each.title or "")
        if not slug:
            message = f'no name can be made of the title "{each.title}"'
            problems.append(refusal("program/feedback", message, "give one with --slug"))
            continue
        _create(draft, each, slug)
    if problems:
        return Proposal(problems=tuple(problems))
    return Proposal((*joined.edits, *draft.edits))


def _create(draft: Draft, request: Receiving, slug: str) -> None:
    folder = f"program/feedback/{request.date.isoformat()}-"
    first = step(
        "received",
        request.date,
        request.by,
        from_=list(request.from_),
        channel=request.channel,
        source=request.source,
        summary=request.summary,
        verbatim=request.verbatim,
    )
    head = {
        "title": request.title,
        "area": request.area,
        "pillar": request.pillar,
        "confidentiality": request.confidentiality,
    }
    value = {key: each for key, each in head.items() if each}
    draft.create(
        f"{folder}{free_identifier(slug, _Taken(draft, folder))}.yml",
        "feedback",
        {**value, "steps": [first]},
    )


class _Taken:
    """The names of items that are there: of files that begin so."""

    def __init__(self, draft: Draft, folder: str) -> None:
        self._draft = draft
        self._folder = folder

    def __contains__(self, name: object) -> bool:
        """Whether an item of a day has that name."""
        return f"{self._folder}{name}.yml" in self._draft
