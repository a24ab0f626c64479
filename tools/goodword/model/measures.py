"""measures/<cycle>.yml: what the KPIs came to, each with its source."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from goodword.model.plain import Data, stem
from goodword.model.shape import Model, Part
from goodword.model.snooze import Snooze

if TYPE_CHECKING:
    from goodword.days import Cycle


class Group(Part, frozen=True, kw_only=True):
    """So many people, and how many of them did what is counted."""

    people: int
    did: int


class Compared(Part, frozen=True, kw_only=True):
    """People who met the program, and people like them who did not."""

    exposed: Group
    control: Group


class Measure(Part, frozen=True, kw_only=True):
    """What one KPI came to: a value, or two groups that are compared."""

    kpi: str
    value: Decimal | Compared
    date: dt.date | None = None
    source: str | None = None

    def on(self, cycle: Cycle) -> dt.date:
        """The day of the figure: as stated, else the last of the cycle it is entered for.

        On which day somebody entered it is not stated anywhere: it counts from its own day on.
        """
        return self.date or cycle.last


class Measures(Model, frozen=True, kw_only=True):
    """The values of a cycle, by its name."""

    cycle: str
    values: tuple[Measure, ...] = ()
    snoozed: tuple[Snooze, ...] = ()

    @classmethod
    def laid_out(cls, data: Data, path: str, started: dt.date) -> Data:
        """The name is the cycle."""
        return {"cycle": stem(path)}
