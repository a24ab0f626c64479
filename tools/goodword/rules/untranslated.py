"""Texts that are shown have none in one of the program's languages.

A language in `program.languages` has pages of its own. Where a text has none in it, its readers
get the one in the program's first language, marked as such: nothing is broken, and the portal is
half in another language. A page of the program's own in `site/pages/` is such a text too. A
person's own words about themselves need no translation, and neither has one a language in which
there are no pages.

Mend it by writing the text as a mapping, `title: {en: ..., es: ...}`, a page by one of the same
name in the folder of the language, or by leaving the language out of program/program.yml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.marked import marked
from goodword.model.plain import Words
from goodword.rules.rule import Finding, Meets, Rule, Scope
from goodword.texts import LANGUAGES, primary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.model.program import Program
    from goodword.snapshot import Snapshot

OWN = "influencers/"
"""Where people's own words stand."""
NAMED = 3
"""Files that are named, and keys of each; of the others the number is said."""


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Languages with pages in which texts are missing, with the files that these stand in."""
    program = snapshot.program
    settings = program.settings
    if program.broken.lacks("program"):
        return
    first = settings.languages[0]
    for index, tag in _others(settings.languages):
        lacking = _lacking(program, primary(tag))
        count = sum(map(len, lacking.values()))
        if count:
            yield Finding(
                settings.place.at("languages", index),
                f'{count} {"text has" if count == 1 else "texts have"} none in "{tag}", and its '
                f"readers get {'it' if count == 1 else 'them'} in {first}",
                f"in {_files(lacking)}",
            )


def _others(languages: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Languages with pages beside the first, each once, with their places."""
    seen = {primary(languages[0])}
    for index, tag in enumerate(languages):
        own = primary(tag)
        if own not in seen and own in LANGUAGES:
            seen.add(own)
            yield index, tag


def _rows(snapshot: Snapshot) -> Iterator[tuple[None, object]]:
    for _, tag in _others(snapshot.program.settings.languages):
        yield None, (tag, _lacking(snapshot.program, primary(tag)))


def _lacking(program: Program, own: str) -> dict[str, list[str]]:
    """By file, the keys of those texts of which no reader of a language has one of their own."""

    def wrong(_: object, words: Words) -> bool:
        return words.__class__ is Words and all(primary(tag) != own for tag, _ in words)

    lacking: dict[str, list[str]] = {}
    for place, found in marked(program, "x-words", wrong):
        if not place.path.startswith(OWN):
            lacking[place.path] = [_key(each.steps) for each in found]
    for mission in program.missions.values():
        # The model has the one text of a disclosure in its place, where the walk does not come.
        if mission.disclosure and wrong(None, mission.disclosure):
            lacking.setdefault(mission.place.path, []).append("disclosure.text")
    first = program.settings.languages[0]
    there = {where for tag, where in program.own_pages.values() if primary(tag) == own}
    for path, (tag, where) in program.own_pages.items():
        # A page of another language alone is not shown to readers of this one.
        if tag == first and where not in there:
            lacking[path] = ["page"]
    return lacking


def _key(steps: tuple[str | int, ...]) -> str:
    return ".".join(map(str, steps))


def _files(lacking: dict[str, list[str]]) -> str:
    named = [f"{path} ({_some(lacking[path])})" for path in sorted(lacking)[:NAMED]]
    more = len(lacking) - len(named)
    return ", ".join(named) + (f" and {more} more file{'s' * (more > 1)}" if more else "")


def _some(keys: list[str]) -> str:
    more = len(keys) - NAMED
    return ", ".join(keys[:NAMED]) + (f" and {more} more" if more > 0 else "")


RULE = Rule("untranslated", check, Severity.NOTE, scope=Scope.PROGRAM, meets=Meets(_rows))
