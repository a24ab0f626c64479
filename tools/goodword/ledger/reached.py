"""What a book and an account know of milestones: those reached, those ahead, and who keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.ledger.conditions import Measured
    from goodword.ledger.lots import Lot
    from goodword.model.milestones import Milestone


class Reached(NamedTuple):
    """A milestone that somebody has reached.

    Args:
        milestone: as it stood.
        period: in which, such as `2026-Q1` or `2026`; empty where it is once and for all.
        day: the day.
    """

    milestone: Milestone
    period: str
    day: date


class Ahead(NamedTuple):
    """A milestone that can be reached in the present period, and how its conditions stand."""

    milestone: Milestone
    period: str
    conditions: tuple[Measured, ...]


class Watch(Protocol):
    """What is told of all that may reach a milestone; days are ordinals."""

    reached: list[Reached]
    """Those reached so far, in order."""

    def posted(self, day: int, lot: Lot) -> None:
        """A lot has become active."""

    def changed(self, day: int, cycle: int) -> None:
        """Standing rose or fell otherwise than by an award, in the cycle that begins on a day."""

    def entered(self, day: int) -> None:
        """The person has come to another stage."""

    def judged(self, day: int) -> None:
        """Their tiers were judged."""

    def ahead(self, day: int) -> Iterator[Ahead]:
        """What can be reached in the present periods, and how it stands."""
