"""`goodword points`: everyone's points, tiers, and what is pending or about to expire."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli.reading import reading
from goodword.reports.points import points_report

if TYPE_CHECKING:
    from goodword.cli.reading import Asked
    from goodword.reports.report import Report


@reading(
    click.argument("ids", nargs=-1, metavar="[ID]..."),
    click.option(
        "--cycle", metavar="CYCLE", help="Cycle of the column standing_cycle, as 2026-Q3."
    ),
    click.option("--explain", is_flag=True, help="Every entry with its reason, file and line."),
    says="Show the points of members and of all who have any, or of the IDs named: awarded, "
    "pending, spendable, standing, tier and what is lacking for the next.",
)
def command(asked: Asked, ids: tuple[str, ...], cycle: str | None, *, explain: bool) -> Report:
    """Show the points."""
    return points_report(asked.snapshot, ids, cycle, explain=explain)
