"""`goodword routing`: whose each influencer is and should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli import options
from goodword.cli.session import Session, find_root
from goodword.diagnostics import Failure
from goodword.reports.routing import routing_report

if TYPE_CHECKING:
    from datetime import date


@click.command(
    help="Show who has no category, department or owner, or whose owner has left, and propose the "
    "department of the category and its lead.",
)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--all", "everyone", is_flag=True, help="Those who are somebody's, too.")
@options.as_of
@options.revision
@options.report_format
@click.pass_obj
def command(
    root: str | None,
    ids: tuple[str, ...],
    everyone: bool,
    as_of: date | None,
    rev: str | None,
    form: str,
) -> int:
    """Show the routes."""
    session = Session(find_root(root), rev, as_of)
    snapshot = session.sound()
    try:
        result = routing_report(snapshot, ids, everyone=everyone)
    except Failure as failure:
        raise click.UsageError(f"{failure.message}; {failure.hint}") from None
    options.show_report(result, form)
    return 0
