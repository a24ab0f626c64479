"""identification.yml: whom we look for, how candidates are scored, and what each stage asks."""

from __future__ import annotations

from datetime import date

from goodword.model.plain import Data, Shares
from goodword.model.shape import Model
from goodword.model.snooze import Snooze

WEIGHTS = {"reach": 20, "relevance": 30, "activity": 20, "helpfulness": 30}
"""What each term of a score counts; only their proportion matters."""


class Identification(Model, frozen=True, kw_only=True):
    """What is sought; `weights` of the terms of a score, `entry` the conditions by stage."""

    behaviours: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    weights: Shares
    entry: tuple[tuple[str, tuple[str, ...]], ...] = ()
    snoozed: tuple[Snooze, ...] = ()

    @classmethod
    def laid_out(cls, data: Data, path: str, started: date) -> Data:
        """Terms that are not weighed count as they do by default."""
        entry = data.get("entry", {})
        return {
            "weights": WEIGHTS | data.get("weights", {}),
            "entry": [(stage, asked) for stage, asked in entry.items() if asked],
        }
