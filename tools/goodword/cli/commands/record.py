"""`goodword record ID`: everything kept about a person, theirs to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli import options
from goodword.cli.session import Session, find_root
from goodword.diagnostics import Failure
from goodword.reports.record import record_report

if TYPE_CHECKING:
    from datetime import date


@click.command(
    help="Show everything kept about the person ID that is theirs to take along: what they gave "
    "and got over all years, points, claims, feedback and what they were told, consent, messages. "
    "Without what is about others or was written for staff alone.",
)
@click.argument("identifier", metavar="ID")
@options.as_of
@options.revision
@options.written_as("table", "markdown", "json")
@click.pass_obj
def command(
    root: str | None, identifier: str, as_of: date | None, rev: str | None, form: str
) -> int:
    """Show the record."""
    snapshot = Session(find_root(root), rev, as_of).sound()
    try:
        result = record_report(snapshot, identifier)
    except Failure as failure:
        raise click.UsageError(f"{failure.message}; {failure.hint}") from None
    options.show_report(result, form)
    return 0
