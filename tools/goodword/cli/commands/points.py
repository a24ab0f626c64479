"""`goodword points`: everyone's points, tiers, and what is pending or about to expire."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli import options
from goodword.cli.session import Session, find_root
from goodword.diagnostics import Failure
from goodword.reports.points import points_report

if TYPE_CHECKING:
    from datetime import date


@click.command(
    help="Show the points of members and of all who have any, or of the IDs named: awarded, "
    "pending, spendable, standing, tier and what is lacking for the next.",
)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--cycle", metavar="CYCLE", help="Cycle of the column standing_cycle, as 2026-Q3.")
@click.option("--explain", is_flag=True, help="Every entry with its reason, file and line.")
@options.as_of
@options.revision
@options.report_format
@click.pass_obj
def command(
    root: str | None,
    ids: tuple[str, ...],
    cycle: str | None,
    explain: bool,
    as_of: date | None,
    rev: str | None,
    form: str,
) -> int:
    """Show the points."""
    session = Session(find_root(root), rev, as_of)
    snapshot = session.sound()
    try:
        result = points_report(snapshot, ids, cycle, explain=explain, line=session.locator.line)
    except Failure as failure:
        raise click.UsageError(f"{failure.message}; {failure.hint}") from None
    options.show_report(result, form)
    return 0
