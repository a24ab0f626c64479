"""onboarding.yml: sequences of steps and messages after somebody was invited or joined."""

from __future__ import annotations

from goodword.model.shape import Model, Part


class SequenceStep(Part, frozen=True, kw_only=True):
    """A step due `after_days` calendar days after `of`: invited, joined, or the step before."""

    id: str
    after_days: int = 0
    of: str = "joined"
    template: str | None = None
    channel: str | None = None
    unless: tuple[str, ...] = ()


class Sequence(Part, frozen=True, kw_only=True):
    """A sequence; `for_` is the stage that it is for, `segments` those of it, where not all."""

    id: str
    for_: str = "member"
    segments: tuple[str, ...] = ()
    steps: tuple[SequenceStep, ...]


class Onboarding(Model, frozen=True, kw_only=True):
    """All sequences, in the order of the file."""

    sequences: tuple[Sequence, ...] = ()
