"""What an audit found of the program's own questions: the gap of each, and words of the named.

A figure about fewer than five people is not shown, nor one from which such a figure follows.
Words are in no figure. They stand only where the person agreed to be named, and in no page of the
portal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.relation.asked import figures, heard_of, questions_of
from goodword.relation.few import few
from goodword.reports.report import Field, Unshown, table, values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from goodword.diagnostics import Place
    from goodword.model.questions import Question
    from goodword.relation.asked import Figure, Heard
    from goodword.reports.report import Table
    from goodword.snapshot import Snapshot

FEW = Unshown("fewer than five")
"""What stands in place of how many of those who answered, where these are fewer."""
NOT = Unshown("not shown")
"""What stands in a row that is not shown, in the words of the portal: it is about fewer than five,
or such a figure would follow from it."""
NOTES = (
    "a question's row has what departments said before the answer; of all it is the highest",
    "what was said in words is in no figure, and stands only of those who agreed to be named",
)


def _answered(figure: Figure) -> int | Unshown:
    return figure.answered if figure.shown else NOT


def _where_shown(get: Callable[[Figure], int | None]) -> Callable[[Figure], int | None]:
    return lambda figure: get(figure) if figure.shown else None


def _counts(figure: Figure) -> str:
    if figure.question.kind == "scale":
        return "mean, 1 to 5"
    return f"{figure.choice or 'yes'}, %"


_FIGURES: tuple[Field[Figure], ...] = (
    Field("question", "question", get=lambda figure: figure.question.id),
    Field("", "what", get=_counts),
    Field("choice", ""),
    Field("department", "department", cell=lambda name: name or "all"),
    Field("shown", ""),
    Field("answered", "answered", "number", _answered),
    Field("brand", "brand says", "tenths", _where_shown(lambda figure: figure.brand)),
    Field(
        "influencer", "influencers say", "tenths", _where_shown(lambda figure: figure.influencer)
    ),
    Field("gap", "gap", "tenths", _where_shown(lambda figure: figure.gap)),
)
_WORDS: tuple[Field[tuple[str, str, str, Place]], ...] = (
    Field("question", "question", get=lambda said: said[0]),
    Field("id", "id", get=lambda said: said[1]),
    Field("text", "says", get=lambda said: said[2]),
    Field("where", "where", get=lambda said: said[3]),
)


def asked_tables(snapshot: Snapshot, cycle: str, *, words: bool) -> tuple[Table, ...]:
    """The figures of a cycle's questions and, where they are asked for, the words of the named."""
    found = _found(snapshot, cycle)
    every = [each for _, _, those in found for each in those]
    tables = [table(_FIGURES, every, "the program's own questions")] if every else []
    said = [each for question, heard, _ in found for each in _said(question, heard)]
    if words and said:
        tables.append(table(_WORDS, said, "in their words, of who agreed to be named"))
    return tuple(tables)


def asked_value(snapshot: Snapshot, cycle: str, *, words: bool) -> list[dict[str, Any]]:
    """The same as JSON, a question each."""
    first = snapshot.program.settings.languages[0]
    return [
        {
            "id": question.id,
            "text": question.text_.by_language(first),
            "kind": question.kind,
            "ask": question.ask,
            "choices": [
                {"id": each.id, "text": each.text_.by_language(first)} for each in question.choices
            ],
            "answered": len(heard) if heard and not few(len(heard)) else None,
            "figures": values(_FIGURES, those),
            **({"words": values(_WORDS, _said(question, heard))} if words else {}),
        }
        for question, heard, those in _found(snapshot, cycle)
    ]


def _found(
    snapshot: Snapshot, cycle: str
) -> list[tuple[Question, tuple[Heard, ...], tuple[Figure, ...]]]:
    """Each question that was answered, who answered, and the figures."""
    program, day = snapshot.program, snapshot.as_of
    found = []
    for question in questions_of(program, cycle, day):
        heard = heard_of(program, question, cycle, day)
        found.append((question, heard, figures(question, heard)))
    return found


def _said(question: Question, heard: Sequence[Heard]) -> Iterator[tuple[str, str, str, Place]]:
    """What those said in words who agreed to be named."""
    for each in heard:
        answer = each.audit.answer
        if question.kind == "text" and answer is not None and answer.may_be_named:
            at = next(n for n, said in enumerate(answer.said) if said.question == question.id)
            place = each.audit.place.at("answer", "said", at, "text")
            yield question.id, each.audit.influencer, str(each.theirs), place
