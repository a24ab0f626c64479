"""Where documents keep versions of the rules that decide about points, tiers, prices and clocks."""

from __future__ import annotations

from typing import Any

VERSIONED = {
    "program": ("cycle", "points"),
    "tiers": ("versions",),
    "policies": ("versions", "consents", "ndas"),
    "questions": ("versions",),
    "mission": ("points",),
    "reward": ("cost",),
}
"""The lists of versions, by kind."""


def kind_of(document: Any) -> str:
    """The kind of a document, as its schema is called."""
    name = type(document).__name__.lower()
    return "program" if name == "settings" else name
