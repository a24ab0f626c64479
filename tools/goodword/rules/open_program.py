"""Something is more confidential than the readers of the repository are trusted with.

Whoever can read a repository can read every file in it. In a `shared` program every reader is
a member, so nothing in it is above `members`; in a `public` one anyone reads, so nothing is
above `public`, names included. Segments and assessments of communities are staff's, so that only a
closed program has any. A closed program may hold everything.

Mend it by moving what is confidential to a closed program, by asking the person, or by setting
`mode: closed` and making the repository private.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.rules.rule import Finding, Rule, Scope
from goodword.source.schemas.fields import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
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
    if program.segments is not None:
        yield Finding(
            program.segments.place,
            f"segments are for staff, but readers of this {mode} program are {_READERS[mode]}",
            "take the file out, or set mode: closed",
        )
    for community in program.communities.values():
        if community.assessments:
            yield Finding(
                community.place.at("assessments"),
                f"assessments are for staff, but readers of this {mode} program are "
                f"{_READERS[mode]}",
                "take them out, or set mode: closed",
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
