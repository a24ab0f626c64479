"""Everybody in the directory as one file, which the browser loads when a long list is filtered.

What many share (countries, languages, topics, tiers) stands once and is named by its place, so
that thousands of people fit into a file of the size of a picture.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from goodword.portal.pages.people import DATA, card_of, spoken
from goodword.portal.search import also

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.audience.view import View
    from goodword.portal.page import Reader

TOPICS = 4
"""Topics that a card names."""


class _Shared:
    """Values with their words, each once, by their place."""

    def __init__(self) -> None:
        self.found: dict[str, list[str]] = {}
        self._places: dict[str, int] = {}

    def place(self, value: str, *words: str) -> int:
        if value not in self._places:
            self._places[value] = len(self._places)
            self.found[value] = [value, *words]
        return self._places[value]


def files(view: View, reader: Reader) -> Iterator[tuple[str, bytes]]:
    """The file with its path from the language's root; none where nobody is shown.

    A person is id, name, initials, colour, then the places of country, languages, topics and tier
    (-1 for none), then other spellings of the name. assets/goodword.js reads it.
    """
    if not view.people:
        return
    texts = reader.texts
    tiers = {tier.id: tier.name for tier in view.how.tiers}
    shared = {name: _Shared() for name in ("region", "language", "topic", "tier")}
    people: list[list[Any]] = []
    for person in view.people:
        card = card_of(person, tiers, reader)
        filters = dict(card.filters)
        region, tier = filters.get("region"), filters.get("tier")
        chosen = texts.of(card.tier or {})
        people.append(
            [
                person.id,
                card.name,
                card.initials,
                card.hue,
                shared["region"].place(region, texts.territory(region)) if region else -1,
                [shared["language"].place(each) for each in spoken(person)],
                [shared["topic"].place(each) for each in person.topics],
                shared["tier"].place(tier, chosen.text, chosen.language) if tier else -1,
                also(card.name, card.words),
            ]
        )
    found: dict[str, Any] = {name: list(each.found.values()) for name, each in shared.items()}
    text = json.dumps({**found, "people": people}, ensure_ascii=False, separators=(",", ":"))
    # Whoever takes it for a page finds no tag in it.
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    yield DATA, text.encode(errors="replace")
