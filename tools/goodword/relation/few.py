"""What counts as a figure about too few people: the one place that says how many are enough."""

from __future__ import annotations

FEWEST = 5
"""A figure about fewer people could tell of one of them."""


def few(people: int) -> bool:
    """Whether a figure is about fewer than five people, nobody among them."""
    return people < FEWEST
