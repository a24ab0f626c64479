"""What tiers are called: those of the first ladder by their own names, others with the ladder's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.words import shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from goodword.audience.view import Words
    from goodword.model.program import Program
    from goodword.model.tiers import Tier


def names_on(program: Program, day: date) -> dict[str, Words]:
    """Names of the tiers in force on a day, by how files name them, ladder by ladder."""
    return names_of(program, program.tiers.tiers_on(day) if program.tiers else {})


def names_of(program: Program, tiers: Mapping[str, Tier]) -> dict[str, Words]:
    """Names of tiers by how files name them: `Gold`, or `Gold (Experts)` of another ladder."""
    return {each: _name(program, each, tier) for each, tier in tiers.items()}


def _name(program: Program, each: str, tier: Tier) -> Words:
    own = shown(tier.name, program)
    ladder = program.tiers.ladder_of(each) if program.tiers and "/" in each else None
    if ladder is None:
        return own
    # Every view comes with it, and few programs have a second ladder.
    from goodword.audience.view.how import with_ladder  # noqa: PLC0415 - slow

    return with_ladder(own, shown(ladder.name, program))
