"""Addresses are kept of somebody who declined, opted out or died.

Nobody is to write to them, so there is nothing that their `contact.age` would be needed for. Who
left may still be owed points or an answer, and is not meant.

Mend it with `goodword influencer contact ID --forget`, which takes the file away and destroys the
key, so that copies of the file in the history of git and in clones open nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.diagnostics import Severity
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot

_GONE = frozenset({"declined", "opted-out", "deceased"})


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Addresses of people whom nobody writes to."""
    program = snapshot.program
    for person, contact in program.contacts.items():
        profile = program.influencers.get(person)
        entry = in_force(profile.history, snapshot.as_of) if profile else None
        if entry is not None and entry.stage in _GONE:
            yield Finding(
                contact.place,
                f"addresses are kept of {person}, who is {entry.stage} since {entry.date}",
                f"goodword influencer contact {person} --forget --write",
            )


RULE = Rule("contact-kept", check, Severity.WARNING, scope=Scope.FILE)
