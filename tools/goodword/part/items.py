"""Feedback that people raised: with what it was merged into, and what everybody was told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.model.feedback import Decided
from goodword.source.holding import hints, holding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from goodword.part.reading import Documents

_FOLDER = "program/feedback"


def take_items(
    documents: Documents, people: Collection[str], items: Iterable[str] = ()
) -> frozenset[str]:
    """Take feedback, all that is merged with it, and the answers about any of it.

    Args:
        documents: takes them.
        people: who raised it.
        items: ids of feedback besides.

    Returns:
        who raised any of it or was told something, with a profile: theirs was taken too.
    """
    finder = documents.finder
    files = dict(finder.contents(_FOLDER))
    wanted = {f"{each}.yml" for each in items} & files.keys()
    if people:
        held = holding(people)
        wanted |= {name for name, data in files.items() if held(data)}
        # What they were told of counts as an answer to them, whoever raised it.
        told = (
            each for each in documents.program.touchpoints.values() if each.influencer in people
        )
        wanted |= {f"{ref}.yml" for each in told for ref in each.refs} & files.keys()
    known: set[str] = set()
    while wanted - known:
        fresh = wanted - known
        known |= fresh
        documents.take(f"{_FOLDER}/{name}" for name in fresh)
        held = holding(name[:-4] for name in fresh)
        wanted |= {name for name, data in files.items() if held(data)}
        wanted |= _targets(documents, fresh) & files.keys()
    if not known:
        return frozenset()
    _take_answers(documents, {name[:-4] for name in known})
    program = documents.program
    there = {each.influencer for each in program.touchpoints.values()}
    there |= program.raised_by.keys()
    there = {each for each in there if finder.has(f"influencers/{each}/profile.yml")}
    documents.take(f"influencers/{each}/profile.yml" for each in there)
    return frozenset(there)


def _targets(documents: Documents, names: Iterable[str]) -> set[str]:
    """Names of the files into which others were merged, at any time."""
    items = (documents.program.feedback[name[:-4]] for name in names)
    steps = (step for item in items for step in item.steps)
    return {f"{step.of}.yml" for step in steps if isinstance(step, Decided) and step.of is not None}


def _take_answers(documents: Documents, items: Collection[str]) -> None:
    """Take the touchpoints of everybody that name one of these."""
    held = holding(items)
    documents.take_of_everybody("touchpoints", lambda _, data: held(data), hints(items))
