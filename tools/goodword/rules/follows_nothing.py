"""Somebody on staff follows a topic that nothing and nobody has.

A digest tells of communities and feedback with the topic. One that stands in none of them, nor in
a profile, is nearly always written otherwise there: whoever follows it hears of nothing, and
misses nothing.

Mend it by a topic as communities, feedback or profiles have it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.rules.of_nobody import lacking
from goodword.rules.rule import Finding, Meets, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.program import Program
    from goodword.snapshot import Snapshot

_HINT = "write it as communities, feedback or profiles have it, or unfollow it"


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each topic that is followed and nowhere else, in the order of the file."""
    program = snapshot.program
    broken = any(map(program.broken.lacks, ("profile", "community", "feedback")))
    if broken or not _followed(program):
        return
    there = set(_topics(program))
    for at, staff in enumerate(program.settings.staff):
        for number, each in enumerate(staff.follows):
            if each.topic is not None and each.topic not in there:
                place = program.settings.place.at("staff", at, "follows", number, "topic")
                yield lacking("nothing", "topic", each.topic, there, Finding(place, "", _HINT))


def _followed(program: Program) -> bool:
    """Whether anybody follows a topic."""
    return any(each.topic for staff in program.settings.staff for each in staff.follows)


def _topics(program: Program) -> Iterator[str]:
    """The topics of communities, by each of their assessments too, of feedback and of people."""
    for community in program.communities.values():
        yield from community.topics
        for made in community.assessments:
            yield from made.topics or ()
    for item in program.feedback.values():
        if item.topic is not None:
            yield item.topic
    for person in program.influencers.values():
        yield from person.topics


def _rows(snapshot: Snapshot) -> Iterator[tuple[None, object]]:
    """The topics that there are, where anybody follows one."""
    if _followed(snapshot.program):
        for topic in sorted(set(_topics(snapshot.program))):
            yield None, topic


RULE = Rule("follows-nothing", check, Severity.WARNING, scope=Scope.PROGRAM, meets=Meets(_rows))
