"""`goodword show ID`: one person, mission, item or record on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli import options
from goodword.cli.session import Session, find_root
from goodword.diagnostics import Failure
from goodword.reports.showing import showing

if TYPE_CHECKING:
    from datetime import date


@click.command(
    help="Show one person, mission, feedback item or record: by its id, by its path, or a claim "
    "as MISSION/DATE-INFLUENCER.",
)
@click.argument("identifier", metavar="ID")
@options.as_of
@options.revision
@options.report_format
@click.pass_obj
def command(
    root: str | None, identifier: str, as_of: date | None, rev: str | None, form: str
) -> int:
    """Show it."""
    snapshot = Session(find_root(root), rev, as_of).sound()
    try:
        result = showing(snapshot, identifier)
    except Failure as failure:
        raise click.UsageError(f"{failure.message}; {failure.hint}") from None
    options.show_report(result, form)
    return 0
