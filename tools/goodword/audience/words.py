"""Texts of the program as pages take them: language to text, the program's first one first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodword.audience.sharing import AUDIENCES
from goodword.model.feedback import Say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodword.audience.view import Words as ViewWords
    from goodword.model.plain import Words
    from goodword.model.program import Program

_SAYS = {
    audience: [
        each
        for each in reversed(AUDIENCES[: AUDIENCES.index(audience) + 1])
        if each in Say.__struct_fields__
    ]
    for audience in AUDIENCES
}
"""The texts of a `say` that an audience may have, the one for it first."""
# Up to a mark that ends a sentence: before a space or the end, or a full-width one anywhere.
_SENTENCE = re.compile("(?:.*?(?:[.!?](?= |$)|[\u3002\uff01\uff1f]))|.*")


def shown(words: Words | None, program: Program) -> ViewWords:
    """The texts by language; an empty mapping where there are none."""
    if words is None:
        return {}
    first = program.settings.languages[0]
    texts = words.by_language(first)
    return dict(sorted(texts.items(), key=lambda item: (item[0] != first, item[0])))


def shown_or_none(words: Words | None, program: Program) -> ViewWords | None:
    """The same, None where there are none."""
    return None if words is None else shown(words, program)


def department_names(program: Program) -> Mapping[str, ViewWords]:
    """The names of departments by id."""
    known = program.departments.departments if program.departments else ()
    return {each.id: shown(each.name, program) for each in known}


def category_names(program: Program) -> Mapping[str, ViewWords]:
    """The names of categories by id."""
    known = program.departments.categories if program.departments else ()
    return {each.id: shown(each.name, program) for each in known}


def said(say: Say, audience: str) -> Words | None:
    """What may be said to an audience: the text for it, else that for a wider one."""
    return next((text for level in _SAYS[audience] if (text := getattr(say, level))), None)


def first_sentence(words: Words, program: Program) -> ViewWords:
    """The first sentence of each text: what a mission without a summary is summed up by."""
    return {language: _first_sentence(text) for language, text in shown(words, program).items()}


def _first_sentence(text: str) -> str:
    found = _SENTENCE.match(" ".join(text.split()))
    return found[0] if found else ""
