"""What a person said to the program's own questions, with the question as it was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.record import OwnSaid
from goodword.audience.words import shown
from goodword.relation.asked import asked_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def own_said(snapshot: Snapshot, person: str) -> Iterator[OwnSaid]:
    """What they said by the day, audit by audit, in the order of the file."""
    program = snapshot.program
    for audit in program.audits_of.get(person, ()):
        answer = audit.answer
        if answer is None or answer.date > snapshot.as_of:
            continue
        questions = {each.id: each for each in asked_by(program, answer)}
        for said in answer.said:
            question = questions.get(said.question)
            kind, value = next(iter(said.given.items()), ("text", None))
            words = {each.id: each.text_ for each in question.choices} if question else {}
            yield OwnSaid(
                audit.cycle,
                answer.date,
                shown(question.text_, program) if question else {"": said.question},
                {True: "yes", False: "no"}[value] if isinstance(value, bool) else _text(value),
                kind,
                shown(words.get(said.choice or ""), program),
            )


def _text(value: int | str | None) -> str | None:
    return None if value is None else str(value)
