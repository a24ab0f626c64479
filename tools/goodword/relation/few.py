"""What counts as a figure about too few people: the one place that says how many are enough.

A figure about people who are not all named is shown in steps. Whatever is taken from whatever, of
two pages, two audiences or two days, a difference is nothing, or that of a whole step: it tells
neither that one person came nor how many are left beside those whose names are there.
"""

from __future__ import annotations

FEWEST = 5
"""A figure about fewer people could tell of one of them."""


def few(people: int) -> bool:
    """Whether a figure is about fewer than five people, nobody among them."""
    return people < FEWEST


def in_steps(people: int) -> int:
    """The step below a figure, of so many people or more: 5, 10, 15 and so on; 0 for a few."""
    return people - people % FEWEST


def beside_oneself(people: int) -> int | None:
    """How many there are at least, shown to people who may be one of them; None for too few.

    Whoever is one of them takes themselves off: of five that would be the four others.
    """
    return None if few(people - 1) else in_steps(people)
