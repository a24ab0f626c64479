"""A verdict is recorded on something that was not there to be judged.

A verdict says whether what was made solves what was asked for. So the item, or the one that it
repeats, must have been delivered, in part at least, or have been called already available, on the
day of the verdict or before. Otherwise it counts for nothing: the person is asked all the same once
it is delivered, and till then the loop seems to have their consent.

Mend it by the day on which they really said it, or by the delivery that is missing in the item.
What somebody said of a promise is an answer without `verdict`: `step: replied`, with a `summary`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.loops.rounds import gives
from goodword.model.feedback import Decided
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.model.feedback import Feedback
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each verdict before anything was there."""
    program = snapshot.program
    for item, people in snapshot.answered:
        for records in people.values():
            for record in records:
                if record.answer.verdict is None or _is_there(program, item, record.date):
                    continue
                first = _first(item)
                later = f" before {first}" if first else ""
                yield Finding(
                    record.touchpoint.place.at("verdict"),
                    f"a verdict of {record.date}, but {item.id} was not delivered{later}",
                    f"goodword feedback hear {item.id} {record.touchpoint.influencer} --summary … "
                    "records what they said without a verdict",
                )


def _is_there(program: Program, item: Feedback, day: date) -> bool:
    """Whether there was something by a day, of the item or of one that it repeats.

    Steps that were made void later count: on their day they were there to be judged. What a file
    that cannot be read may say is not missed.
    """
    seen: set[str] = set()
    left = [item.id]
    while left:
        name = left.pop()
        found = program.feedback.get(name)
        if found is None or any(gives(each) and each.date <= day for each in found.steps):
            return True
        seen.add(name)
        repeats = (each.of for each in found.steps if isinstance(each, Decided) and each.of)
        left += [each for each in repeats if each not in seen]
    return False


def _first(item: Feedback) -> date | None:
    """The first day on which there is something."""
    return min((each.date for each in item.steps if gives(each)), default=None)


RULE = Rule("verdict-of-nothing", check, scope=Scope.ITEM)
