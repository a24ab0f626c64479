"""`goodword report`: outcomes against objectives, and what the program did in a cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli.reading import reading
from goodword.reports.results import results_report

if TYPE_CHECKING:
    from goodword.cli.reading import Asked
    from goodword.reports.report import Report


@reading(
    click.option(
        "--cycle", metavar="CYCLE", help="The cycle, as 2026-Q3; default the present one."
    ),
    click.option(
        "--explain", is_flag=True, help="The records behind each KPI, with file and line."
    ),
    says="Report on a cycle: pillars in order, objectives, each KPI with baseline, target, actual, "
    "history and source; then loops, participation, thanks, missions by stage of conversation, "
    "feedback that changed something, and the relationship gap.",
)
def command(asked: Asked, cycle: str | None, *, explain: bool) -> Report:
    """Show the report."""
    return results_report(asked.snapshot, cycle, explain=explain)
