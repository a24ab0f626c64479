"""A language of the program in which the tool's own words are not known.

Headings, dates and sentences of the portal are there in some languages. Of the program's other
languages no pages are built: readers get those of the first that is known, else English ones,
with the program's texts in them.

Mend it by leaving the language out, or let the note stand: it says what readers will see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.rules.rule import Finding, Rule
from goodword.texts import LANGUAGES, known, primary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Languages that have no words, with the one that readers get instead."""
    settings = snapshot.program.settings
    if snapshot.program.broken.lacks("program"):
        return
    instead = known(settings.languages)[0]
    for index, tag in enumerate(settings.languages):
        if primary(tag) not in LANGUAGES:
            yield Finding(
                settings.place.at("languages", index),
                f'there are no interface texts in "{tag}": its readers get pages in {instead}',
                f"there are interface texts in {', '.join(LANGUAGES)}",
            )


RULE = Rule("interface-language", check, Severity.NOTE)
