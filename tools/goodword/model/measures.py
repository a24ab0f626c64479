"""measures/<cycle>.yml: what the KPIs came to, each with its source."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from goodword.model.plain import day_or_none

if TYPE_CHECKING:
    import datetime as dt

    from goodword.days import Cycle
    from goodword.diagnostics import Place
    from goodword.model.plain import Data


@dataclass(frozen=True, slots=True)
class Measure:
    """The value of one KPI."""

    kpi: str
    value: Decimal
    date: dt.date | None
    source: str | None

    def on(self, cycle: Cycle) -> dt.date:
        """The day of the figure: as stated, else the last of the cycle it is entered for.

        On which day somebody entered it is not stated anywhere: it counts from its own day on.
        """
        return self.date or cycle.last


@dataclass(frozen=True, slots=True)
class Measures:
    """The values of a cycle, by its name."""

    place: Place = field(compare=False, repr=False)
    cycle: str
    values: tuple[Measure, ...]


def read(data: Data, place: Place) -> Measures:
    """The measures of a document that fits its schema."""
    return Measures(
        place,
        place.path[place.path.rfind("/") + 1 : -4],
        tuple(
            Measure(
                each["kpi"],
                Decimal(each["value"]),
                day_or_none(each.get("date")),
                each.get("source"),
            )
            for each in data["values"]
        ),
    )
