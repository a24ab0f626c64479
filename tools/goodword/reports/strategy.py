"""The strategy beside what came of it: the market, what influence means, steps on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.reports.report import Field, table, values

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.reports.report import Table
    from goodword.snapshot import Snapshot


class Step(NamedTuple):
    """A step towards an objective, and how it stands: done, late or open."""

    objective: str
    what: str
    by: date | None
    done: date | None
    state: str


_WORDS: tuple[Field[tuple[str, str]], ...] = (
    Field("", "what", get=lambda each: each[0]),
    Field("", "in words", get=lambda each: each[1]),
)
_STEP: tuple[Field[Step], ...] = (
    Field("objective", "objective"),
    Field("what", "step"),
    Field("by", "by", "date"),
    Field("done", "done", "date"),
    Field("state", "state"),
)


def strategy_tables(snapshot: Snapshot) -> list[Table]:
    """What the strategy says in words, and its steps; no table of nothing."""
    words, steps = list(_words(snapshot)), list(_steps(snapshot))
    found = [table(_WORDS, words, "the strategy")] if words else []
    return [*found, table(_STEP, steps, "steps towards objectives")] if steps else found


def strategy_value(snapshot: Snapshot) -> dict[str, Any]:
    """The same for JSON; nothing of a program without a strategy."""
    strategy = snapshot.program.strategy
    if strategy is None:
        return {}
    market, influence = strategy.marketplace, strategy.influence
    sought = snapshot.program.identification
    return {
        "marketplace": {
            "audience": market.audience,
            "segments": list(market.segments),
            "scope": market.scope,
        },
        "influence": {
            "greater_than_average": influence.greater_than_average,
            "multiplier": influence.multiplier,
        },
        "behaviours": list(sought.behaviours) if sought else [],
        "steps": values(_STEP, _steps(snapshot)),
    }


def _words(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    strategy, sought = snapshot.program.strategy, snapshot.program.identification
    if strategy is None:
        return
    market, influence = strategy.marketplace, strategy.influence
    said = (
        ("whom they talk to", market.audience),
        *(("of these", each) for each in market.segments),
        ("scope", market.scope),
        ("greater than average", influence.greater_than_average),
        ("multiplier", influence.multiplier),
        *(("behaviour sought", each) for each in (sought.behaviours if sought else ())),
    )
    yield from ((what, words) for what, words in said if words)


def _steps(snapshot: Snapshot) -> Iterator[Step]:
    strategy, day = snapshot.program.strategy, snapshot.as_of
    for objective in strategy.objectives if strategy else ():
        for each in objective.steps:
            done = each.done if each.done is not None and each.done <= day else None
            late = done is None and each.by is not None and each.by < day
            state = "done" if done else "late" if late else "open"
            yield Step(objective.id, each.what, each.by, done, state)
