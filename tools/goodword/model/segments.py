"""segments.yml: saved questions over profiles, which staff ask again and again."""

from __future__ import annotations

from goodword.model.shape import Model, Part

INSIDE = ("invited", "member", "on-leave", "emeritus")
"""Stages whose people are asked about where no others are named."""
KEPT = ("stances", "wants")
"""Keys of what only staff know of a person, and of wants the person: nobody else may infer it."""


class Where(Part, frozen=True, kw_only=True):
    """Who is in a segment: one of the values of each key; a key without values asks nothing."""

    stages: tuple[str, ...] = INSIDE
    categories: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()


class Segment(Part, frozen=True, kw_only=True):
    """A saved question; `name` is what staff call it."""

    id: str
    name: str
    where: Where

    @property
    def kept(self) -> tuple[str, ...]:
        """The keys for which it may decide nothing that others see; empty where it may."""
        return tuple(each for each in KEPT if getattr(self.where, each))


class Segments(Model, frozen=True, kw_only=True):
    """All segments, in the order of the file."""

    segments: tuple[Segment, ...] = ()
