"""`goodword communities`: where people meet, and who moves them there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli import options
from goodword.cli.session import Session, find_root
from goodword.reports.communities import communities_report

if TYPE_CHECKING:
    from datetime import date


@click.command(
    help="Show communities by size: what we do there, which of our people move them, "
    "whether each was reviewed this cycle, and which of the largest nobody of ours is near.",
)
@click.option(
    "--top",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    metavar="N",
    help="How many of the largest to look at.",
)
@options.as_of
@options.revision
@options.report_format
@click.pass_obj
def command(
    root: str | None,
    top: int,
    as_of: date | None,
    rev: str | None,
    form: str,
) -> int:
    """Show the communities."""
    session = Session(find_root(root), rev, as_of)
    snapshot = session.sound()
    result = communities_report(snapshot, top)
    options.show_report(result, form)
    return 0
