"""`goodword audit`: brand says against influencer says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli import options
from goodword.cli.session import Session, find_root
from goodword.diagnostics import Failure
from goodword.reports.audit import audit_report

if TYPE_CHECKING:
    from datetime import date


@click.command(
    help="Show the perception audit: the share of relationships that the brand says work against "
    "the share that influencers say work, per department and overall, who is over-claimed, who "
    "would like contact and has none, and who was told what became of feedback. Figures about "
    "fewer than five people are not shown; names only of those who agreed.",
)
@click.option(
    "--cycle", metavar="CYCLE", help="The cycle, as 2026-Q2; default the newest that has an audit."
)
@options.as_of
@options.revision
@options.report_format
@click.pass_obj
def command(
    root: str | None, cycle: str | None, as_of: date | None, rev: str | None, form: str
) -> int:
    """Show the audit."""
    session = Session(find_root(root), rev, as_of)
    snapshot = session.sound()
    try:
        result = audit_report(snapshot, cycle, line=session.locator.line)
    except Failure as failure:
        raise click.UsageError(f"{failure.message}; {failure.hint}") from None
    options.show_report(result, form)
    return 0
