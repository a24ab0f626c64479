"""Somebody was told what they may not know yet.

What was decided may be told to those for whose audience its `say` has a text; what was delivered
may be told from its `public` day, and before that to those under a non-disclosure agreement. An
answer dated earlier tells something that was to be kept.

Mend it by adding the text to `say`, by an earlier `public`, by the day on which they were really
told, or by talking to whoever told them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.loops.told import target, tellable
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each answer that says what the person's audience may not have."""
    program = snapshot.program
    for item, people in snapshot.answered:
        owing = snapshot.milestones[item.id]
        for person, records in people.items():
            profile = program.influencers.get(person)
            for record in records:
                spoken = target(record, owing) if record.answer.step == "told" else None
                if spoken is None or profile is None:
                    continue
                since = tellable(spoken, spoken.date, profile, record.date)
                if since is not None and since <= record.date:
                    continue
                what = f"told on {record.date} what was {spoken.name}"
                if since:
                    message = f"{what}, not to be said to {person} before {since}"
                    hint = f"see public in {item.place.path}"
                else:
                    message = f"{what}, but its say has nothing for {person}"
                    hint = f"see say in {item.place.path}"
                yield Finding(record.touchpoint.place.at("milestone"), message, hint)


RULE = Rule("told-withheld", check, Severity.WARNING, scope=Scope.ITEM)
