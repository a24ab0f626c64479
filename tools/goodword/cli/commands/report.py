"""`goodword report`: outcomes against objectives, and what the program did in a cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli import options
from goodword.cli.session import Session, find_root
from goodword.diagnostics import Failure
from goodword.reports.results import results_report

if TYPE_CHECKING:
    from datetime import date


@click.command(
    help="Report on a cycle: pillars in order, objectives, each KPI with baseline, target, actual, "
    "history and source; then loops, participation, thanks, missions by stage of conversation, "
    "feedback that changed something, and the relationship gap.",
)
@click.option("--cycle", metavar="CYCLE", help="The cycle, as 2026-Q3; default the present one.")
@click.option("--explain", is_flag=True, help="The records behind each KPI, with file and line.")
@options.as_of
@options.revision
@options.written_as("table", "markdown", "html", "json", "csv")
@click.pass_obj
def command(
    root: str | None,
    cycle: str | None,
    explain: bool,
    as_of: date | None,
    rev: str | None,
    form: str,
) -> int:
    """Show the report."""
    session = Session(find_root(root), rev, as_of)
    snapshot = session.sound()
    try:
        result = results_report(snapshot, cycle, explain=explain, line=session.locator.line)
    except Failure as failure:
        raise click.UsageError(f"{failure.message}; {failure.hint}") from None
    options.show_report(result, form)
    return 0
