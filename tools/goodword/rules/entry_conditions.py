"""Somebody entered a stage without what identification asks before it.

`entry` in program/identification.yml says what must be true before a person is invited or becomes
a member: a consent or an agreement in force, a personal word on record, a topic or a region of
those sought, a category, an account, or somebody who brought them in. Each move is judged on its
own day; what has no day is judged as it stands in the profile. Who comes back from leave or after
leaving enters anew. A consent that allows nothing is a withdrawal, and is none. Of somebody who was
erased nothing is asked: what was true of them went with them.

Mend it by recording what there was on that day, by correcting the day of the move, or, where the
program asks too much, by changing `entry`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.relation.entry import unmet
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot

_WORDS = {
    "topic": "a topic of those sought",
    "region": "a region of those listed",
    "contact": "a personal word on record",
    "referral": "somebody who brought them in (referred_by)",
    "category": "a category",
    "account": "an account",
    "consent": "a consent in force",
    "nda": "an agreement in force",
}


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each move into a stage whose conditions were not met that day."""
    program = snapshot.program
    if program.identification is None:
        return
    asked = {stage for stage, _ in program.identification.entry}
    for person in program.influencers.values() if asked else ():
        if person.id in program.erased:
            continue
        for index, entry in enumerate(person.history):
            if entry.stage not in asked:
                continue
            lacking = unmet(program, person, entry.stage, entry.date)
            if lacking:
                stated = person.stated_stage is not None and len(person.history) == 1
                place = person.place.at("stage") if stated else person.place.at("history", index)
                yield Finding(
                    place,
                    f"{person.id} became {entry.stage} on {entry.date} without "
                    + " and ".join(_WORDS[each] for each in lacking),
                    "see entry in program/identification.yml",
                )


RULE = Rule("entry-conditions", check, scope=Scope.PERSON)
