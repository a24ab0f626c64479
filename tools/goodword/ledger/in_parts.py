"""Points by hand in parts: too many for one signature together, though none of them is alone."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from goodword.ledger.by_hand import most_alone
from goodword.model.touchpoint import Adjustment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from goodword.model.program import Program
    from goodword.model.touchpoint import Touchpoint


class Parts(NamedTuple):
    """What one person alone gives somebody, or takes of them, on one day.

    Args:
        records: two or more.
        points: of all of them.
        limit: so many one person may give alone.
    """

    records: tuple[Touchpoint, ...]
    points: int
    limit: int

    @property
    def last(self) -> Touchpoint:
        """The record that came last."""
        return max(self.records, key=attrgetter("order"))

    @property
    def message(self) -> str:
        """What is wrong with it."""
        last = self.last
        return (
            f"{self.points} points of {last.influencer} by {last.by} on {last.date}, in"
            f" {len(self.records)} records, are more than {self.limit}, so two people decide"
        )


def in_parts(program: Program, touchpoints: Iterable[Touchpoint]) -> Iterator[Parts]:
    """What is too much for one person together.

    Args:
        program: what the files say.
        touchpoints: those that count; of them points by hand without a second are looked at.
    """
    days: dict[tuple[str, str, date, bool], list[tuple[int, Touchpoint]]] = {}
    for each in touchpoints:
        detail = each.detail
        if isinstance(detail, Adjustment) and detail.second is None:
            key = (each.influencer, str(each.by), each.date, detail.points > 0)
            days.setdefault(key, []).append((abs(detail.points), each))
    for found in days.values():
        points, records = zip(*found, strict=True)
        limit = most_alone(program, records[0].date)
        if limit is not None and sum(points) > limit >= max(points):
            yield Parts(records, sum(points), limit)
