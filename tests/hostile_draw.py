"""Which text stands where: every field gets texts of both kinds, each place another one."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from goodword.rendering.prose import plain
from tests.hostile_build import FORMS, field_of, program, written
from tests.hostile_program import fits, with_text
from tests.hostile_texts import OWN, as_host
from tests.hostile_world import STYLES
from tests.test_schema_model import WALKERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from goodword.model.program import Program
    from tests.hostile_build import Place

DEEP = "GOODWORD_HOSTILE"
"""A variable: set to `deep`, every field gets every text, which takes some minutes."""
EACH = 52
"""So many texts of the public lists, and of ours, stand in each place one after the other."""
JOINED = {"text": 1, "link": 3, "mail": 3}
"""So many texts stand behind each other in a place that takes them; an address takes several."""
LONGEST = {"text": 10_000, "link": 1_900, "mail": 230}
"""Letters of them at most."""


@cache
def fitting(kind: str, field: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the texts that a field takes in the way in which it takes texts."""
    documents, at = next(
        (documents, each)
        for documents, places in map(written, range(STYLES))
        for each in places
        if (each.kind, each.field) == (kind, field)
    )
    return tuple(
        text
        for text in texts
        if fits(WALKERS[kind], with_text(documents[at.path], at.way, FORMS[at.takes](text)))
    )


def chosen(place: Place, texts: tuple[str, ...], number: int) -> list[str]:
    """The texts that stand in a place in the program of that number."""
    may = fitting(place.kind, place.field, texts)
    many = JOINED[place.takes]
    first = number * many + place.spread(len(may))
    found = [may[each % len(may)] for each in range(first, first + many)]
    while len(found) > 1 and len("".join(found)) > LONGEST[place.takes]:
        found.pop()
    return found


def turned(
    texts: Iterable[str], number: int, seen: Callable[[Place, list[str]], None] | None = None
) -> Program:
    """A program in which each place has another one of the texts.

    Args:
        texts: which.
        number: of the program; another number, and every place has another text.
        seen: told what stands where.
    """
    # A page on which Markdown shows nothing is another one than one with words.
    given = tuple(each if plain(each) else f"{each}\n\nz" for each in texts)

    def choose(place: Place) -> str:
        found = chosen(place, given, number)
        if seen:
            seen(place, found)
        form = as_host if place.takes == "link" and number % 2 else FORMS[place.takes]
        # Areas are tags, and two that read the same would have one page.
        return form("".join(found) + (f" {place.ordinal}" if place.field == "area" else ""))

    return program(number % STYLES, choose)


@dataclass
class Draw:
    """Programs one after the other, and which texts stood in which field.

    Args:
        public: texts of the public lists.
    """

    public: Sequence[str]
    texts: dict[str, dict[tuple[str, str], set[str]]] = field(default_factory=dict)

    def rounds(self) -> Iterator[tuple[int, Program]]:
        """The style of each program, and the program."""
        deep = os.environ.get(DEEP) == "deep"
        for source, texts in (("public", self.public), ("ours", tuple(OWN.values()))):
            stood: dict[tuple[str, str], set[str]] = defaultdict(set)
            self.texts[source] = stood

            def seen(
                place: Place,
                found: list[str],
                stood: dict[tuple[str, str], set[str]] = stood,
            ) -> None:
                stood[place.kind, place.field].update(found)

            for number in range(len(texts) if deep else EACH):
                yield number % STYLES, turned(texts, number, seen)


def fields() -> set[tuple[str, str]]:
    """Every field that takes texts of many kinds, by kind and way."""
    return {
        (each.kind, field_of(each.way)) for style in range(STYLES) for each in written(style)[1]
    }
