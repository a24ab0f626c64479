"""A language of the program in which no pages are built.

Headings, dates and sentences of the portal are there in some languages. Of the program's other
languages no pages are built: readers get those of the first that is known, else English ones,
with the program's texts in them. Parts of the world share the pages of their language: of `pt-BR`
and `pt-PT` only the first that is named has some.

Mend it by leaving the language out, or let the note stand: it says what readers will see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.rules.rule import Finding, Rule, Scope
from goodword.texts import LANGUAGES, known, primary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Languages that have no pages, with the one that readers get instead."""
    settings = snapshot.program.settings
    if snapshot.program.broken.lacks("program"):
        return
    built = known(settings.languages)
    instead = built[0]
    for index, tag in enumerate(settings.languages):
        same = next((each for each in built if primary(each) == primary(tag)), tag)
        if same != tag:
            yield Finding(
                settings.place.at("languages", index),
                f'"{tag}" has no pages of its own: its readers get those in {same}, which comes '
                "before it",
                f"leave {tag} out, or name it before {same}",
            )
        if primary(tag) not in LANGUAGES:
            yield Finding(
                settings.place.at("languages", index),
                f'there are no interface texts in "{tag}": its readers get pages in {instead}',
                f"there are interface texts in {', '.join(LANGUAGES)}; leave {tag} out, or let "
                "this stand",
            )


RULE = Rule("interface-language", check, Severity.NOTE, scope=Scope.FILE)
