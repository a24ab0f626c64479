"""The perception audit: what departments think of a relationship, then what the person says."""

from __future__ import annotations

from typing import Any

from goodword.verbs.verb import Field, Verb, group, verb

_CYCLE = Field("cycle", "Of which cycle, such as 2026-Q3; default {}.", "CYCLE", "")


def _cycle(default: str) -> Field:
    return _CYCLE._replace(help=str(_CYCLE.help).format(default))


_SAID = Field(
    "said",
    "What they say to a question of the program's own: its id and yes or no, 1 to 5, a choice or "
    "words; repeat for more.",
    "QUESTION=ANSWER",
    many=True,
)
_VIEW: dict[str, Any] = {"action": "say", "into": "brand", "on": "recorded"}
VIEW = verb(
    "view",
    "brand",
    "Record what a department thinks of the relationship with each PERSON, before they are asked.",
    Field("department", "Whose view it is.", "ID"),
    Field("relationship", "What it thinks there is."),
    Field("last-two-way", "The day on which both last had a word."),
    _SAID,
    _cycle("the present one"),
    needs=("department", "relationship"),
    subject="audited",
    word="audit",
    kind="audit",
    **_VIEW,
)

QUESTION = verb(
    "question",
    "versions",
    "One more question of the perception audit. Those asked before stay; a version that began "
    "is never changed.",
    Field("text", "The question, as it is asked.", "TEXT", "questions.text"),
    Field("id", "Default made of the text.", "ID", ""),
    Field("kind", "What answers it.", key="questions.kind"),
    Field("ask", "Whom; default brand-first.", key="questions.ask"),
    Field(
        "choice",
        "What there is to choose from; repeat for more.",
        "TEXT",
        "questions.choices",
        many=True,
    ),
    Field("starts", "The first day on which it is asked; default today.", key="from"),
    needs=("text", "kind"),
    action="pose",
    word="file",
    kind="questions",
)

AUDIT = group(
    "audit",
    "What departments say of a relationship, and what the person says. Dry unless --write.",
    VIEW,
    verb(
        "answer",
        "answer",
        "Record what each PERSON says of the relationship. --by is who collected it, of no "
        "department that is judged.",
        Field("relationship", "What they say there is."),
        Field("wants-one", "They would like to be in contact.", flag=True),
        Field(
            "told",
            "Were they told what became of their feedback?",
            key="told_what_became_of_feedback",
        ),
        Field("may-be-named", "They may be named with it.", flag=True),
        _SAID,
        _cycle("their newest audit"),
        needs=("relationship",),
        subject="answered",
        action="say",
        who="collected_by",
    ),
    like=Verb("", "", "", word="audit", kind="audit"),
)
