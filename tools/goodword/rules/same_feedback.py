"""The same words of the same person on the same day are two feedback items.

One thing that somebody said is one item: entered twice it is counted twice, and they are to be
told twice. Words are compared without capitals and spacing. An item that was decided a `duplicate`
of the other is in order.

Mend it by deleting the second file where nothing was done about it yet, else by deciding it
`duplicate` `of` the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.model.feedback import Decided, Received
from goodword.nearest import alike
from goodword.rules.rule import Finding, Meets, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.model.feedback import Feedback
    from goodword.snapshot import Snapshot

_Said = tuple["date", str, str]


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """The second of two items, at the person who said it."""
    program = snapshot.program
    first: dict[_Said, str] = {}
    for item in program.feedback.values():
        for index, step in enumerate(item.steps):
            if not isinstance(step, Received):
                continue
            said = [words for words in (_plain(step.summary), _plain(step.verbatim)) if words]
            for number, person in enumerate(step.from_):
                others = [first.setdefault((step.date, person, each), item.id) for each in said]
                other = next((each for each in others if each != item.id), item.id)
                if other == item.id or _settled(item, other, program.feedback[other]):
                    continue
                yield Finding(
                    item.place.at("steps", index, "from", number),
                    f"{person} said the same on {step.date} in {other}",
                    f"delete one of the two, or decide this one duplicate of {other}",
                )


def _rows(snapshot: Snapshot) -> Iterator[tuple[_Said, object]]:
    for item in snapshot.program.feedback.values():
        settled = tuple(step.of for step in item.steps if isinstance(step, Decided) and step.of)
        for index, step in enumerate(item.steps):
            if isinstance(step, Received):
                for number, person in enumerate(step.from_):
                    for words in (_plain(step.summary), _plain(step.verbatim)):
                        if words:
                            yield (step.date, person, words), (item.id, index, number, settled)


def _plain(words: str | None) -> str:
    return alike(words or "")


def _settled(item: Feedback, other: str, first: Feedback) -> bool:
    """Whether one of the two was decided a duplicate of the other."""
    return _duplicate(item, other) or _duplicate(first, item.id)


def _duplicate(item: Feedback, of: str) -> bool:
    return any(isinstance(step, Decided) and step.of == of for step in item.steps)


RULE = Rule(
    "same-feedback", check, Severity.WARNING, scope=Scope.PROGRAM, meets=Meets(_rows, counted=True)
)
