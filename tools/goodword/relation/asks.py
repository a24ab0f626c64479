"""What was asked of a person in a quarter, against what they can take, and what they said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.days import EARLIEST, Cycles, CycleVersion, add_months, in_force
from goodword.model.touchpoint import Ask
from goodword.relation.given import stands

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.program import Program

_QUARTERS = Cycles((CycleVersion(EARLIEST),))


class Budget(NamedTuple):
    """Asks of a person over all departments.

    Args:
        quarter: name of the calendar quarter.
        asked: how many there were in it.
        capacity: how many there may be: the person's own figure or the policies', the lower.
        accepted: of those answered in the last twelve months, how many were accepted.
        answered: how many of the last twelve months were answered, or never were (`no-answer`).
        places: the asks of the quarter.
    """

    quarter: str
    asked: int
    capacity: int
    accepted: int
    answered: int
    places: tuple[Place, ...]

    @property
    def used_up(self) -> bool:
        """Whether nothing more may be asked this quarter."""
        return self.asked >= self.capacity

    @property
    def reluctant(self) -> bool:
        """Whether less than half of what was asked was accepted."""
        return self.answered > 0 and 2 * self.accepted < self.answered


def budget(program: Program, person: str, as_of: date) -> Budget:
    """The asks of a person as of a day; the quarter is the one in which the day lies."""
    quarter = _QUARTERS.of(as_of)
    year_ago = add_months(as_of, -12)
    places: list[Place] = []
    accepted = answered = 0
    for day, ask, place in _asks(program, person, as_of):
        if day in quarter:
            places.append(place)
        replied = ask.outcome is not None and (ask.answered is None or ask.answered <= as_of)
        if day > year_ago and replied:
            answered += 1
            accepted += ask.outcome == "accepted"
    profile = program.influencers.get(person)
    version = in_force(program.policy_versions, as_of)
    limits = [profile.asks_per_quarter if profile else 0]
    if version is not None and version.asks_per_quarter is not None:
        limits.append(version.asks_per_quarter)
    return Budget(quarter.name, len(places), min(limits), accepted, answered, tuple(places))


def _asks(program: Program, person: str, as_of: date) -> Iterator[tuple[date, Ask, Place]]:
    for each in program.touchpoints_of.get(person, ()):
        if isinstance(each.detail, Ask) and each.direction == "to-them" and stands(each, as_of):
            yield each.date, each.detail, each.place
