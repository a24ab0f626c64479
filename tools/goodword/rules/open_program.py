"""Something is more confidential than the readers of the repository are trusted with.

Whoever can read a repository can read every file in it. In a `shared` program every reader is
a member, so nothing in it is above `members`; in a `public` one anyone reads, so nothing is
above `public`, names included. What the schemas say is for staff alone, or for them and the person,
only a closed program has: what stance somebody has, whether they can be reached, what they want,
what was said in an audit, segments, assessments of communities. A closed program may hold
everything.

Mend it by moving what is confidential to a closed program, by asking the person, or by setting
`mode: closed` and making the repository private.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Place
from goodword.marked import saying
from goodword.model.program import KINDS
from goodword.model.shape import Part, stated
from goodword.rules.rule import Finding, Rule, Scope
from goodword.source.schemas.annotations import STAFF, Marks, marks
from goodword.source.schemas.fields import document, key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Pointer
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot

_LADDER: tuple[str, ...] = tuple(key("mission", "", ("audience",))["enum"])
_READERS = {"shared": "members", "public": "everyone"}
_CEILING = {"shared": "members", "public": "public"}


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """What is above the ceiling of the program's mode."""
    program = snapshot.program
    mode = program.settings.mode
    ceiling = _CEILING.get(mode)
    if ceiling is None:
        return
    for place, level in _levels(program):
        if _LADDER.index(level) > _LADDER.index(ceiling):
            yield Finding(
                place,
                f"this is for {level}, but in a {mode} program nothing is above {ceiling}",
                f"set {place.pointer[-1]}: {ceiling} where they may have it",
            )
    for place in _kept(program):
        yield Finding(
            place,
            f'"{place.pointer[-1]}" is for staff, but readers of this {mode} program are '
            f"{_READERS[mode]}",
            "take it out, or set mode: closed",
        )
    for person in program.influencers.values():
        consent = person.consent_on(snapshot.as_of)
        shown = consent.recognition if consent else "staff"
        if shown != "public" and (mode == "public" or shown != "members"):
            readers = f"readers of this {mode} program are {_READERS[mode]}"
            yield Finding(
                person.place.at("name"),
                f"{person.id} agreed to be shown to {shown}, but {readers}",
                "ask for their consent, or take them out",
            )


def _kept(program: Program) -> Iterator[Place]:
    """Where something is said that nobody but staff, and perhaps the person, ever reads."""
    for kind in KINDS:
        tree = _staffs(kind.name)
        room = getattr(program, kind.room)
        if tree is None or not room:
            continue
        for model in room.values() if kind.many else (room,):
            for way in _ways(tree, model):
                yield Place(model.place.path, way, key=True)


@cache
def _staffs(kind: str) -> Marks | None:
    """The ways to what is staff's in files of a kind; None where nothing is."""
    found = saying(marks(document(kind), "x-audience"), STAFF)
    return None if found == Marks() else found


def _ways(tree: Marks, value: Any, way: Pointer = ()) -> Iterator[Pointer]:
    """The ways to what is staff's and is said: a default says nothing."""
    if tree.own is not None:
        yield way
    elif isinstance(value, tuple):
        for at, each in enumerate(value if tree.each is not None else ()):
            yield from _ways(tree.each or Marks(), each, (*way, at))
    elif isinstance(value, Part):
        said = stated(value) | stated(getattr(value, "detail", None) or Part())
        for key, below in tree.keys.items():
            if said.get(key) is not None:
                yield from _ways(below, said[key], (*way, key))


def _levels(program: Program) -> Iterator[tuple[Place, str]]:
    for mission in program.missions.values():
        if mission.audience != "members":
            yield mission.place.at("audience"), mission.audience
    for item in program.feedback.values():
        yield item.place.at("confidentiality"), item.confidentiality
    for event in program.events.values():
        if event.audience != "members":
            yield event.place.at("audience"), event.audience
    for touchpoint in program.touchpoints.values():
        yield touchpoint.place.at("audience"), touchpoint.audience


RULE = Rule("open-program", check, scope=Scope.FILE)
