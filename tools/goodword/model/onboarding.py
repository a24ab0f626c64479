"""onboarding.yml: sequences of steps and messages after somebody was invited or joined."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.model.plain import ids

if TYPE_CHECKING:
    from goodword.diagnostics import Place
    from goodword.model.plain import Data


@dataclass(frozen=True, slots=True)
class SequenceStep:
    """A step due `after_days` calendar days after `of`: invited, joined, or the step before."""

    id: str
    after_days: int
    of: str
    template: str | None
    channel: str | None
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """A sequence; `for_` is the stage that it is for."""

    id: str
    for_: str
    steps: tuple[SequenceStep, ...]


@dataclass(frozen=True, slots=True)
class Onboarding:
    """All sequences, in the order of the file."""

    place: Place = field(compare=False, repr=False)
    sequences: tuple[Sequence, ...]


def _step(data: Data) -> SequenceStep:
    return SequenceStep(
        data["id"],
        data.get("after_days", 0),
        data.get("of", "joined"),
        data.get("template"),
        data.get("channel"),
        ids(data.get("unless")),
    )


def read(data: Data, place: Place) -> Onboarding:
    """The onboarding of a document that fits its schema."""
    return Onboarding(
        place,
        tuple(
            Sequence(each["id"], each.get("for", "member"), tuple(map(_step, each["steps"])))
            for each in data.get("sequences", [])
        ),
    )
