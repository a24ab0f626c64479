"""Whom the program looks for, in its own words: for the report, for candidates, for staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.model.strategy import Influence, Marketplace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from goodword.model.program import Program


def sought_value(program: Program) -> dict[str, Any]:
    """What strategy and identification say of it; what they do not say is None or empty."""
    strategy, found = program.strategy, program.identification
    where = strategy.marketplace if strategy else Marketplace()
    what = strategy.influence if strategy else Influence()
    return {
        "audience": where.audience,
        "segments": list(where.segments),
        "scope": where.scope,
        "greater_than_average": what.greater_than_average,
        "multiplier": what.multiplier,
        "behaviours": list(found.behaviours) if found else [],
    }


def sought_words(sought: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The same as words beside what they are about, without what is not said."""
    for name, said in sought.items():
        if said:
            yield name.replace("_", " "), said if isinstance(said, str) else "; ".join(said)
