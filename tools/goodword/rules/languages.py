"""A text that is shown lacks the program's first language, or has one the program does not.

A text is a string in the program's first language, or a mapping of languages to texts with at
least that one: whoever reads another language falls back on it. Languages beside those of
`program.languages` have no page on which they could be shown.

Mend it by adding the text, or by adding the language to program/program.yml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.marked import marked
from goodword.nearest import one_of
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.diagnostics import Place
    from goodword.model.plain import Words
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Texts by language that the program cannot show, or cannot fall back on."""
    program = snapshot.program
    if program.broken.lacks("program"):
        return
    languages = program.settings.languages
    known = frozenset(languages)

    def wrong(_: object, words: Words) -> bool:
        """Whether texts by language lack the first one, or have one too many."""
        stated = [language for language, _ in words]
        return stated != [""] and (languages[0] not in stated or not known.issuperset(stated))

    for place, found in marked(program, "x-words", wrong):
        for each in found:
            yield from _findings(each.value, place.at(*each.steps), languages)
    for mission in program.missions.values():
        # The model has the one text of a disclosure in its place, where the walk does not come.
        if mission.disclosure and wrong(None, mission.disclosure):
            place = mission.place.at("disclosure", "text")
            yield from _findings(mission.disclosure, place, languages)


def _findings(words: Words, place: Place, languages: Sequence[str]) -> Iterator[Finding]:
    stated = [language for language, _ in words]
    if languages[0] not in stated:
        yield Finding(
            place,
            f"no text in {languages[0]}, the program's first language",
            f"there are: {', '.join(stated)}",
        )
    for language in stated:
        if language not in languages:
            yield Finding(
                type(place)(place.path, (*place.pointer, language), key=True),
                f'the program has no language "{language}"{one_of(language, languages)}',
                f"languages of program/program.yml: {', '.join(languages)}",
            )


RULE = Rule("languages", check, scope=Scope.FILE)
