"""A stage of the conversation has no conversation and no reason, or a mission is of another stage.

Once there is a program/conversations.yml, each of the six stages has a conversation in it, or
`without` says why there is none: a program that takes part in some stages has chosen so. What
carries a conversation helps at its stage, so a mission that names a stage names the same one.

Mend it by a conversation of that stage, a reason under `without`, or the other stage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.rules.rule import NOTHING, Finding, Rule, Scope
from goodword.source.schemas.fields import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.conversations import Conversations
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Stages without word or reason, those with both, and missions of another stage."""
    program = snapshot.program
    if program.conversations is not None:
        yield from _stages(program.conversations)
        yield from _missions(program, program.conversations)


def _stages(found: Conversations) -> Iterator[Finding]:
    spoken = {each.stage: each.id for each in found.conversations}
    reasons: set[str] = set()
    for index, each in enumerate(found.without):
        at = found.place.at("without", index, "stage")
        if each.stage in reasons:
            yield Finding(at, f"{each.stage} has a reason already", "leave out one of the two")
        elif each.stage in spoken:
            yield Finding(
                at,
                f"{each.stage} has the conversation {spoken[each.stage]}, and a reason for none",
                "leave out the reason",
            )
        reasons.add(each.stage)
    for stage in key("mission", "", ("conversation",))["enum"]:
        if stage not in spoken and stage not in reasons:
            yield Finding(
                found.place,
                f"the stage {stage} has no conversation, and nothing says why",
                f"add one, or {{stage: {stage}, because: …}} under without",
            )


def _missions(program: Program, found: Conversations) -> Iterator[Finding]:
    stages = {each.id: each.stage for each in found.conversations}
    for mission in program.missions.values():
        for index, each in enumerate(mission.conversations):
            stage = stages.get(each, mission.conversation)
            if mission.conversation is not None and stage != mission.conversation:
                yield Finding(
                    mission.place.at("conversations", index),
                    f"{each} is at the stage {stage}, the mission at {mission.conversation}",
                    "name a conversation of that stage, or mend the stage",
                )


RULE = Rule(
    "conversation-stage", check, severity=Severity.WARNING, scope=Scope.PROGRAM, meets=NOTHING
)
