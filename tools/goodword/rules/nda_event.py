"""Somebody without a live non-disclosure agreement is invited to an event that needs one.

What is shown under an agreement must not reach people who have not signed it, or whose
agreement has run out by the day of the event. Staff need none.

Mend it by recording the signature in the profile's `nda`, or by taking the person off the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each name among those invited or attending."""
    program = snapshot.program
    for event in program.events.values():
        if not event.nda:
            continue
        day = event.first_day
        for key, names in (("invited", event.invited), ("attended", event.attended)):
            for index, name in enumerate(names):
                person = program.influencers.get(name)
                if person is not None and not person.nda_on(day):
                    yield Finding(
                        event.place.at(key, index),
                        f"{name} has no agreement that is live on {day}",
                        f"record it in {person.place.path}, or leave {name} out",
                    )


RULE = Rule("nda-event", check, scope=Scope.FILE)
