"""`goodword list KIND`: people, missions or records as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli import options
from goodword.cli.session import Session, find_root
from goodword.diagnostics import Failure
from goodword.reports.listing import KINDS, listing

if TYPE_CHECKING:
    from datetime import date


@click.command(
    help=f"List things of one KIND: {', '.join(KINDS)}. Fields are those of the files; "
    "`decision.outcome` is a field of a part.",
)
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@click.option(
    "--where",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Only those whose field is (=), is not (!=) or contains (~) the value; repeat for more.",
)
@click.option("--columns", metavar="FIELD,FIELD", help="The fields to show.")
@options.as_of
@options.revision
@options.report_format
@click.pass_obj
def command(
    root: str | None,
    kind: str,
    where: tuple[str, ...],
    columns: str | None,
    as_of: date | None,
    rev: str | None,
    form: str,
) -> int:
    """Show the table."""
    session = Session(find_root(root), rev, as_of)
    chosen = tuple(part.strip() for part in (columns or "").split(",") if part.strip())
    snapshot = session.sound()
    try:
        result = listing(snapshot, kind, where, chosen)
    except Failure as failure:
        raise click.UsageError(f"{failure.message}; {failure.hint}") from None
    options.show_report(result, form)
    return 0
