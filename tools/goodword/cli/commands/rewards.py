"""`goodword rewards`: the catalogue with prices, what is left, and what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.cli.reading import reading
from goodword.reports.rewards import rewards_report

if TYPE_CHECKING:
    from goodword.cli.reading import Asked
    from goodword.reports.report import Report


@reading(
    says="Show the catalogue: price and terms in force, what is left of the stock, how many were "
    "asked for and how many of these wait.",
)
def command(asked: Asked) -> Report:
    """Show the rewards."""
    return rewards_report(asked.snapshot)
