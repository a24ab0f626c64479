"""A segment asks for something that nobody on the map has.

A topic, region or category that stands in no profile is nearly always written otherwise there: the
segment then leaves people out, and nobody misses them. Tiers, stages, stances and wants come and
go; that nobody has one today is no finding.

Mend it by a topic, region or category as it stands in the profiles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.rules.of_nobody import had, named, of_nobody
from goodword.rules.rule import Meets, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.rules.rule import Finding
    from goodword.snapshot import Snapshot

_HINT = "write it as profiles have it, or leave it out"


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each topic, region and category that nobody has, in the order of the file."""
    program, found = snapshot.program, snapshot.program.segments
    if found is None or program.broken.lacks("profile"):
        return
    there = had(program)
    for index, each in enumerate(found.segments):
        place = found.place.at("segments", index, "where")
        yield from of_nobody(each.where, named(program, each.where), there, place, _HINT)


def _rows(snapshot: Snapshot) -> Iterator[tuple[None, object]]:
    """Everybody, where there are segments."""
    program = snapshot.program
    for person in program.influencers.values() if program.segments else ():
        yield None, person


RULE = Rule("segment-of-nobody", check, Severity.WARNING, scope=Scope.PROGRAM, meets=Meets(_rows))
