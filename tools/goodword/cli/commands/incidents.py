"""`goodword incidents`: hours to the first word, and who was not told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli import options
from goodword.cli.session import Session, find_root
from goodword.diagnostics import Failure
from goodword.reports.incidents import incidents_report

if TYPE_CHECKING:
    from datetime import date


@click.command(
    help="Show incidents: who had to hear of each, how many hours passed until they did, "
    "who was not told, what we heard. With IDs, person by person.",
)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@options.as_of
@options.revision
@options.report_format
@click.pass_obj
def command(
    root: str | None,
    ids: tuple[str, ...],
    as_of: date | None,
    rev: str | None,
    form: str,
) -> int:
    """Show the incidents."""
    session = Session(find_root(root), rev, as_of)
    snapshot = session.sound()
    try:
        result = incidents_report(snapshot, ids, line=session.locator.line)
    except Failure as failure:
        raise click.UsageError(f"{failure.message}; {failure.hint}") from None
    options.show_report(result, form)
    return 0
