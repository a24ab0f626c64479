"""Answers to a person's own feedback: what is owed by the loops, as far as a machine may say it.

A no is said by a person, and so is a question. How things stand meanwhile is too: a word of each
cycle that no one wrote would be none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.outbox.messages.message import Answer
from goodword.outbox.messages.occasion import LATE, Occasion, later
from goodword.rendering.letters import Prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.audience.record import OwnItem
    from goodword.due import Due
    from goodword.outbox.messages.occasion import About

TEMPLATE = "answer"
WORDLESS = frozenset({"acknowledged", "reopened"})
"""Milestones that can be told without words for an audience."""


def answers(about: About) -> Iterator[Occasion]:
    """What is to be told of each item."""
    items = {each.id: each for each in about.lately.items}
    for due in about.dues:
        if due.template == TEMPLATE and due.begun is not None:
            item, round_, milestone = due.about.split("/")
            if item in items:
                yield _answer(about, due, items[item], Answer(item, int(round_), milestone))


def _answer(about: About, due: Due, item: OwnItem, answer: Answer) -> Occasion:
    texts, milestone = about.texts(TEMPLATE), answer.milestone
    word = item.outcome if milestone == "decided" and item.outcome else milestone
    say = texts.of(item.say or {}) if milestone not in WORDLESS else texts.of({})
    begun = due.begun or due.date
    return Occasion(
        f"answer/{due.about}",
        TEMPLATE,
        begun,
        later(max(begun, due.date), LATE),
        {
            "title": about.words(TEMPLATE, item.title, item.id),
            "received": texts.day(item.received),
            "outcome": texts.words.get(f"letter.answer.{word}", ""),
            "say": Prose(say.text, say.language),
        },
        refs=(item.id,),
        by=due.who,
        answer=answer,
        withheld=_withheld(milestone, word, say.text),
    )


def _withheld(milestone: str, word: str, said: str) -> str:
    """Why no machine may say it; empty where one may."""
    if word == "declined":
        return "a-no"
    if milestone == "question":
        return "a-question"
    if not said and milestone not in WORDLESS:
        return "no-words"
    return ""
