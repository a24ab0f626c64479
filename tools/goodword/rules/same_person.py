"""Two profiles are of the same person.

A copied folder counts one person twice: points, clocks and figures are split between the two.
Two profiles with the same name, compared without capitals and spacing, are held for one person
where their biography, a link, a figure of reach or a history of several stages is the same, or
everything that they say. The same name alone is not enough: many people share one.

Mend it by deleting the copy, its records moved to the other folder; where they really are two
people, by what tells them apart, such as an account each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.nearest import alike
from goodword.rules.rule import Finding, Meets, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.model.profile import Profile
    from goodword.snapshot import Snapshot

_OWN = frozenset({"place", "id", "name", "snoozed", "portal_key", "taken_in"})
"""Fields of a profile that say nothing of who somebody is, or are compared by themselves."""


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """The second of two, at its name."""
    named: dict[str, list[Profile]] = {}
    for person in snapshot.program.influencers.values():
        name = alike(person.name)
        named.setdefault(name, []).append(person)
    for people in named.values():
        if len(people) > 1:
            yield from _twice(people)


def _twice(people: Sequence[Profile]) -> Iterator[Finding]:
    """Those of one name who have something in common with one before them."""
    first: dict[str, str] = {}
    for person in people:
        others = [(first.setdefault(each, person.id), each) for each in _telling(person)]
        other, what = next((each for each in others if each[0] != person.id), (None, ""))
        if other is not None:
            yield Finding(
                person.place.at("name"),
                f"{person.id} and {other} have the same name and {what.partition(':')[0]}",
                "delete the copy, or say what tells them apart, such as an account each",
            )


def _rows(snapshot: Snapshot) -> Iterator[tuple[str, object]]:
    for person in snapshot.program.influencers.values():
        yield alike(person.name), (person.id, *_telling(person))


def _names(snapshot: Snapshot) -> Iterator[str]:
    return (alike(person.name) for person in snapshot.program.influencers.values())


def _telling(person: Profile) -> Iterator[str]:
    """What two people of one name do not have in common: a word for it, then what it is."""
    if person.bio:
        yield f"the same biography: {person.bio!r}"
    yield from (f"the same link: {link}" for link in person.links)
    yield from (f"the same figure of reach: {figure!r}" for figure in person.reach)
    if len(person.history) > 1:
        yield f"the same history: {[(entry.date, entry.stage) for entry in person.history]!r}"
    said = [getattr(person, field) for field in person.__struct_fields__ if field not in _OWN]
    yield f"everything else in common: {said!r}"


RULE = Rule(
    "same-person",
    check,
    Severity.WARNING,
    scope=Scope.PROGRAM,
    meets=Meets(_rows, counted=True, keys=_names),
)
