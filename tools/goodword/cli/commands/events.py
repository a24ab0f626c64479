"""`goodword events`: meetings ahead and past."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli import options
from goodword.cli.session import Session, find_root
from goodword.reports.events import events_report

if TYPE_CHECKING:
    from datetime import date


@click.command(
    help="Show events: who was invited, who came, and what speaks against an invitation (stage, "
    "consent, agreement, capacity).",
)
@click.option("--ahead", is_flag=True, help="Only those that are not over.")
@options.as_of
@options.revision
@options.report_format
@click.pass_obj
def command(
    root: str | None,
    ahead: bool,
    as_of: date | None,
    rev: str | None,
    form: str,
) -> int:
    """Show the events."""
    session = Session(find_root(root), rev, as_of)
    snapshot = session.sound()
    result = events_report(snapshot, ahead=ahead)
    options.show_report(result, form)
    return 0
