"""Somebody was told through a channel that speaks to everyone.

A changelog, newsletter, portal page, digest, blog, website, roadmap or release note tells nobody
personally that their own feedback came to something: such an answer does not count as told,
unless the person's consent of that day is `messages: portal-only`.

Mend it by telling the person, and recording how.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.loops.told import personal
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each answer of this sort; one that bounced has failed for another reason."""
    program = snapshot.program
    seen: set[str] = set()
    for people in snapshot.answers.values():
        for person, records in people.items():
            profile = program.influencers.get(person)
            for record in records:
                place = record.touchpoint.place
                if (
                    place.path in seen
                    or record.answer.step != "told"
                    or record.answer.delivery == "bounced"
                    or profile is None
                    or personal(record, profile)
                ):
                    continue
                seen.add(place.path)
                yield Finding(
                    place.at("channel"),
                    f"a {record.touchpoint.channel} is for everyone: "
                    f"{person} does not count as told",
                    "tell them personally",
                )


RULE = Rule("impersonal-answer", check, Severity.WARNING, scope=Scope.ITEM)
