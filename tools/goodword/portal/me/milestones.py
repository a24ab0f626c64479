"""A member's own milestones: what they reached, and how far they have come with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.portal.me.section import Section, day_cell, table, tables, words_cell
from goodword.portal.page import condition, gives
from goodword.portal.sheet import Cell
from goodword.texts import apart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodword.audience.view import View
    from goodword.audience.view.how import OwnMilestone
    from goodword.audience.view.mine import Mine
    from goodword.due import Due
    from goodword.portal.page import Reader


def milestones(mine: Mine, view: View, reader: Reader, _: Iterable[Due]) -> Section | None:
    """Those reached, the newest first, then those that can be; None where there are none."""
    texts, own = reader.texts, mine.record.points
    if not own.reached and not own.ahead:
        return None
    reached = (
        (day_cell(each.day, reader), _name(each, reader), Cell(_gives(each, reader)))
        for each in reversed(own.reached)
    )
    ahead = (
        (
            _name(each, reader),
            Cell(apart((condition(said, view, reader) for said in each.conditions), " · ")),
            Cell(_gives(each, reader)),
        )
        for each in own.ahead
    )
    what, needs, get = (f"how.milestones.{each}" for each in ("what", "needs", "gives"))
    return Section(
        "milestones",
        texts("me.milestones"),
        tables=tables(
            table(texts("me.milestones_reached"), ("day", what, get), reached, reader),
            table(texts("me.milestones_ahead"), (what, needs, get), ahead, reader),
        ),
    )


def _name(each: OwnMilestone, reader: Reader) -> Cell:
    cell = words_cell(each.name, reader, other=each.id)
    return cell._replace(more=reader.texts.cycle(each.period)) if each.period else cell


def _gives(each: OwnMilestone, reader: Reader) -> str:
    return gives(each.points, reader, badge=each.badge)
