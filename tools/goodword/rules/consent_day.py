"""A consent is dated before the person was on the map.

What a person agrees to is asked once they are known: a consent older than the first entry of their
history was written under another year, or belongs to somebody else.

Mend the day of the consent, or put the day on which they came onto the map first into `history`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.rules.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each entry that is older than the person's first stage."""
    for person in snapshot.program.influencers.values():
        first = min(entry.date for entry in person.history)
        for index, consent in enumerate(person.consent):
            if consent.from_ < first:
                yield Finding(
                    person.place.at("consent", index, "from"),
                    f"consent of {consent.from_}, before {person.id} was on the map, since {first}",
                    "correct the day, or begin history with the day they came onto the map",
                )


RULE = Rule("consent-day", check, Severity.WARNING)
