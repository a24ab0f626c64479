"""Somebody is said to have been told, and nothing shows it.

An answer with `step: told` pays what is owed to a person, and with the last one a loop is closed.
So it says how it can be looked up (`ref`: the id or address of a message) or what was said
(`summary`). With neither it does not count as told. One that bounced needs none.

Mend it by adding `ref` or `summary` to the answer; where nobody knows any more, tell the person
again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.loops.told import proven
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each answer of this sort, once however many items it speaks of."""
    seen: set[str] = set()
    for people in snapshot.answers.values():
        for person, records in people.items():
            for record in records:
                answer, place = record.answer, record.touchpoint.place
                if answer.step != "told" or answer.delivery == "bounced" or proven(record):
                    continue
                if place.path not in seen:
                    seen.add(place.path)
                    yield Finding(
                        place.at("step"),
                        f"{person} was told, and nothing shows it: it does not count as told",
                        "add ref (the message's id or address) or summary (what was said)",
                    )


RULE = Rule("told-without-proof", check, Severity.WARNING, scope=Scope.FILE)
