"""`goodword agenda`: what is owed to whom, by when, and whose job it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli import options
from goodword.cli.session import Session, find_root
from goodword.diagnostics import Failure
from goodword.reports.agenda import DAYS, agenda, chosen

if TYPE_CHECKING:
    from datetime import date


@click.command(
    help="Show everything due, by whose job it is, most overdue first, each line with the command "
    "that does it or the file and field to fill. Empty means that nothing is owed to anyone.",
)
@click.option("--owner", metavar="STAFF", help="Only what is this person's job.")
@click.option("--department", metavar="ID", help="Only what is this department's.")
@click.option(
    "--days",
    type=click.IntRange(0, 3650),
    default=DAYS,
    show_default=True,
    help="How many days to look ahead.",
)
@click.option("--all", "every", is_flag=True, help="All lines, not fifteen of each person.")
@options.as_of
@options.revision
@options.written_as("table", "json", "csv", "markdown", "ics")
@click.pass_obj
def command(
    root: str | None,
    owner: str | None,
    department: str | None,
    days: int,
    every: bool,
    as_of: date | None,
    rev: str | None,
    form: str,
) -> int:
    """Show the agenda."""
    session = Session(find_root(root), rev, as_of)
    snapshot = session.sound()
    try:
        if form == "ics":
            from goodword.exports.agenda import calendar

            dues = chosen(snapshot, owner=owner, department=department, days=days)
            click.echo(calendar(dues, snapshot), nl=False)
            return 0
        result = agenda(
            snapshot,
            owner=owner,
            department=department,
            days=days,
            every=every,
            line=session.locator.line,
        )
    except Failure as failure:
        raise click.UsageError(failure.message) from None
    options.show_report(result, form)
    return 0
