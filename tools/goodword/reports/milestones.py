"""Milestones in `goodword points`: what a person has reached, and what the others lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.conditions import words
from goodword.reports.report import Field, table, values
from goodword.texts import english

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from goodword.ledger import Account
    from goodword.ledger.conditions import Measured
    from goodword.ledger.reached import Ahead, Reached
    from goodword.reports.report import Table

_REACHED: tuple[Field[Reached], ...] = (
    Field("date", "reached", "date", lambda each: each.day),
    Field("id", "milestone", get=lambda each: each.milestone.id),
    Field("period", "period"),
    Field("points", "points", "number", lambda each: each.milestone.points),
    Field("badge", "badge", get=lambda each: each.milestone.badge),
)
_AHEAD: tuple[Field[tuple[Ahead, Measured]], ...] = (
    Field("id", "milestone", get=lambda each: each[0].milestone.id),
    Field("period", "period", get=lambda each: each[0].period),
    Field("condition", "condition", get=lambda each: _words(each[1])),
    Field("there", "there", "number", lambda each: each[1].there),
    Field("short", "short", "number", lambda each: each[1].short),
)


def _words(found: Measured) -> str:
    return english().say(words(found.condition, found.needed))


def milestone_tables(account: Account) -> Iterator[Table]:
    """What a person has reached, and what is ahead, condition by condition."""
    if account.milestones:
        yield table(_REACHED, account.milestones, f"{account.id}, milestones reached")
    if account.ahead:
        yield table(_AHEAD, _conditions(account), f"{account.id}, milestones ahead")


def milestones_value(account: Account) -> dict[str, Any]:
    """The same for JSON."""
    return {
        "reached": values(_REACHED, account.milestones),
        "ahead": values(_AHEAD, _conditions(account)),
    }


def _conditions(account: Account) -> list[tuple[Ahead, Measured]]:
    return [(each, one) for each in account.ahead for one in each.conditions]
