"""What has to do with files that changed, as it was and as it is: two parts of a program.

They have the same files, but for what changed. Whoever is named in one of these, before or now, is
asked for, so that a rule which needs no more finds in the two what the change did to the whole.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.diagnostics import BeyondPart, Diagnostic
from goodword.ledger.coupled import crowded, sharers
from goodword.ledger.groups import together_with
from goodword.load.few import rooms_of_few
from goodword.model.paths import row_of
from goodword.part.asking import Question, part_of
from goodword.source.finding import Finder
from goodword.source.names import fault
from goodword.source.reading import read_documents
from goodword.source.trees import Overlay

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from goodword.model.program import Program
    from goodword.source.schemas import Schemas
    from goodword.source.trees import Tree

MOST = 20
"""Of more people and items than these the whole is read."""
_KINDS = frozenset({"profile", "touchpoint", "redemption", "claim", "feedback"})
"""Of these there are many; what else changes may concern everybody."""


class Revised(NamedTuple):
    """Two parts.

    Args:
        before: as it was.
        now: as it is.
        people: of whom all is in both that decides their points.
        changed: paths of the files that changed.
        new: those of them that were not there before.
        tree: the files, as they were read.
    """

    before: Program
    now: Program
    people: frozenset[str]
    changed: frozenset[str]
    new: frozenset[str]
    tree: Tree


def revised(
    tree: Tree, schemas: Schemas, changed: Collection[str], before: Mapping[str, Any]
) -> Revised:
    """What has to do with files that changed.

    Args:
        tree: the files as they are.
        schemas: the definitions of shape.
        changed: their paths.
        before: what was in them, by path; new ones are not there.

    Raises:
        BeyondPart: that needs the whole.
        Failure: git gives no answer.
    """
    kinds = {path: _kind(path, new=path not in before) for path in changed}
    held = {path: tree.read(path) for path in changed}
    laid = {path: data for path, data in held.items() if not isinstance(data, Diagnostic)}
    if len(laid) < len(held):
        raise BeyondPart
    tree = Overlay(tree, laid)  # what is read twice is the same
    now = {}
    for document in read_documents(tree, sorted(kinds.items()), schemas, workers=0):
        if document.diagnostics:
            raise BeyondPart
        now[document.path] = document.value
    words = {word for path in changed for word in _words([path, now[path], before.get(path)])}
    finder = Finder(tree)
    people = words.intersection(finder.folders("influencers"))
    items = words.intersection(name[:-4] for name in finder.files("program/feedback"))

    def take() -> tuple[Program, frozenset[str]]:
        if len(people) + len(items) > MOST:
            raise BeyondPart
        question = Question(
            (*sorted(people),), loops=True, named=True, items=(*sorted(items),), staff=True
        )
        part = part_of(tree, schemas, question)
        part.see()
        return part.program, part.people

    program, whose = take()
    of_claims = {path.split("/")[1] for path, kind in kinds.items() if kind == "claim"}
    missions = together_with(program, of_claims)
    beside = {
        person
        for claim in program.claims.values()
        if claim.mission in missions and not people.isdisjoint(claim.people)
        for person in claim.people
    }
    if not beside <= people:  # limits that hold for them are looked at where they did it together
        people |= beside.intersection(finder.folders("influencers"))
        program, whose = take()
    old = _with(program, kinds, before)
    there = frozenset(finder.folders("influencers"))
    if any(not there.issuperset(sharers(each, changed)) for each in (old, program)):
        raise BeyondPart  # points are counted also of who is nowhere else
    # Whether a place is free that a limit kept from somebody follows from a mission's claims.
    if any(missions & crowded(each, whose) for each in (old, program)):
        raise BeyondPart
    if any(_close(old, path) != _close(program, path) for path in changed):
        raise BeyondPart  # who may decide about whom is another, whoever these are
    paths = frozenset(changed)
    return Revised(old, program, whose, paths, paths - before.keys(), tree)


def _kind(path: str, *, new: bool) -> str:
    row = row_of(path)
    if row is None or row.kind not in _KINDS or (new and row.kind == "profile"):
        raise BeyondPart
    if path != path.lower() or not path.isascii() or any(map(fault, path.split("/"))):
        raise BeyondPart
    return row.kind


def _close(program: Program, path: str) -> tuple[Any, ...] | None:
    """Who on staff somebody is, and who is close to them, where a file is a profile."""
    person = program.influencers.get(path.split("/")[1])
    if person is None or person.place.path != path:
        return None
    return person.staff, person.relations


def _words(value: Any) -> Iterator[str]:
    """All texts in a value, and the parts of those that are paths."""
    if isinstance(value, str):
        yield value
        for step in value.split("/"):
            yield step.removesuffix(".yml")
            yield step[11:].partition(".")[0]  # behind the day of a record
    elif isinstance(value, dict):
        for each in (*value, *value.values()):
            yield from _words(each)
    elif isinstance(value, list):
        for each in value:
            yield from _words(each)


def _with(program: Program, kinds: Mapping[str, str], values: Mapping[str, Any]) -> Program:
    """A program with other values in some files; without those that have none.

    Raises:
        BeyondPart: it has none of these files.
    """
    rooms = rooms_of_few(program, kinds, values)
    if rooms is None:
        raise BeyondPart  # nobody is in it who is known
    return replace(program, **rooms)
