"""The words of a new program, in its own languages as far as there are words in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.texts import LANGUAGES, Texts, primary

if TYPE_CHECKING:
    from goodword.starter.answers import Answers


def known(answers: Answers) -> list[str]:
    """Languages of a program for which there are words; none where its first has none."""
    known = [tag for tag in answers.languages if primary(tag) in LANGUAGES]
    return known if known[:1] == [answers.languages[0]] else []


def words(answers: Answers, key: str, **values: str) -> str | dict[str, str]:
    """A text that is shown: in each of the program's languages, plain where it has but one."""
    tags = known(answers) or ["en"]
    if len(tags) == 1:
        return Texts(tags[0])(key, **values)
    return {tag: Texts(tag)(key, **values) for tag in tags}


def text(answers: Answers, key: str) -> str:
    """A text that is written down in one language, the program's first."""
    return Texts(answers.languages[0])(key)
