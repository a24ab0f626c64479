"""The strategy beside what came of it: the market, what influence means, steps on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.reports.report import Field, table, values
from goodword.reports.sought import sought_value, sought_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.model.strategy import Objective
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
_OBJECTIVE: tuple[Field[Objective], ...] = (
    Field("id", "objective"),
    Field("goal", "goal", get=lambda each: each.goal.first),
    Field("department", "department"),
    Field("elements", "made of"),
)
_STEP: tuple[Field[Step], ...] = (
    Field("objective", "objective"),
    Field("what", "step"),
    Field("by", "by", "date"),
    Field("done", "done", "date"),
    Field("state", "state"),
)


def strategy_tables(snapshot: Snapshot) -> list[Table]:
    """What the strategy says in words, its objectives, and its steps; no table of nothing."""
    strategy = snapshot.program.strategy
    if strategy is None:
        return []
    words = list(sought_words(sought_value(snapshot.program)))
    steps = list(_steps(snapshot))
    found = [table(_WORDS, words, "the strategy")] if words else []
    if strategy.objectives:
        found.append(table(_OBJECTIVE, strategy.objectives, "objectives in words"))
    return [*found, table(_STEP, steps, "steps towards objectives")] if steps else found


def strategy_value(snapshot: Snapshot) -> dict[str, Any]:
    """The same for JSON; nothing of a program without a strategy."""
    if snapshot.program.strategy is None:
        return {}
    return {
        "sought": sought_value(snapshot.program),
        "steps": values(_STEP, _steps(snapshot)),
    }


def _steps(snapshot: Snapshot) -> Iterator[Step]:
    strategy, day = snapshot.program.strategy, snapshot.as_of
    for objective in strategy.objectives if strategy else ():
        for each in objective.steps:
            done = each.done if each.done is not None and each.done <= day else None
            late = done is None and each.by is not None and each.by < day
            state = "done" if done else "late" if late else "open"
            yield Step(objective.id, each.what, each.by, done, state)
