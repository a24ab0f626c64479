"""Where documents keep versions of the rules that decide about points, tiers, prices and clocks."""

from __future__ import annotations

from typing import Any, NamedTuple

from goodword.model.tiers import Tiers

VERSIONED = {
    "program": ("cycle", "points", "referral"),
    "tiers": ("versions", "ladders"),
    "milestones": ("milestones",),
    "policies": ("versions", "consents", "ndas"),
    "questions": ("versions",),
    "mission": ("points",),
    "reward": ("cost",),
}
"""The keys under which they stand, by kind."""


class Listed(NamedTuple):
    """A list of versions, and the way to it inside its document."""

    way: tuple[str | int, ...]
    versions: tuple[Any, ...]


def lists_of(document: Any) -> dict[str, Listed]:
    """The lists of versions of a document, by their key; those of ladders by the ladder's id."""
    if isinstance(document, Tiers):
        return {
            each.id: Listed((*document.way_of(number), "versions"), each.versions)
            for number, each in enumerate(document.every)
        }
    keys = VERSIONED[kind_of(document)]
    return {key: Listed((key,), getattr(document, key)) for key in keys}


def kind_of(document: Any) -> str:
    """The kind of a document, as its schema is called."""
    name = type(document).__name__.lower()
    return "program" if name == "settings" else name
