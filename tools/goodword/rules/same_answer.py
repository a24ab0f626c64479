"""Many people were told the same text.

Being told counts when it is personal: about their item, with outcome and why. When five or more
people got the same `summary` word for word, in answers that no machine sent, somebody went
through the motions.

Mend it by writing to each person about what they said; one text for all belongs into `say`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.nearest import alike
from goodword.rules.rule import Finding, Meets, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.loops.visible import Record
    from goodword.snapshot import Snapshot

MANY = 5
"""From so many people on it is named."""


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each such text once, at the first answer that has it."""
    texts: dict[str, dict[str, Record]] = {}
    for text, person, record in _told(snapshot):
        mine = texts.setdefault(text, {})
        mine[person] = min(mine.get(person, record), record, key=_order)
    for text in sorted(texts):
        told = texts[text]
        if len(told) >= MANY:
            first = min(told.values(), key=_order)
            yield Finding(
                first.touchpoint.place.at("summary"),
                f"{len(told)} people were told this same text",
                "tell each of them about what they said",
            )


def _told(snapshot: Snapshot) -> Iterator[tuple[str, str, Record]]:
    """Each text that somebody was told, who, and the answer."""
    for people in snapshot.answers.values():
        for person, records in people.items():
            for record in records:
                if record.answer.step != "told" or record.answer.automated:
                    continue
                text = alike(record.touchpoint.summary or "")
                if text:
                    yield text, person, record


def _rows(snapshot: Snapshot) -> Iterator[tuple[str, object]]:
    return ((text, (person, *_order(record))) for text, person, record in _told(snapshot))


def _texts(snapshot: Snapshot) -> Iterator[str]:
    return (text for text, _, _ in _told(snapshot))


def _order(record: Record) -> tuple[str, str]:
    return record.date.isoformat(), record.touchpoint.place.path


RULE = Rule(
    "same-answer",
    check,
    Severity.WARNING,
    scope=Scope.PROGRAM,
    meets=Meets(_rows, counted=True, keys=_texts),
)
