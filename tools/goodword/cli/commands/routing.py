"""`goodword routing`: whose each influencer is and should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli.reading import reading
from goodword.reports.routing import routing_report

if TYPE_CHECKING:
    from goodword.cli.reading import Asked
    from goodword.reports.report import Report


@reading(
    click.argument("ids", nargs=-1, metavar="[ID]..."),
    click.option("--all", "everyone", is_flag=True, help="Those who are somebody's, too."),
    says="Show who has no category, department or owner, or whose owner has left, and propose the "
    "department of the category and its lead.",
)
def command(asked: Asked, ids: tuple[str, ...], *, everyone: bool) -> Report:
    """Show the routes."""
    return routing_report(asked.snapshot, ids, everyone=everyone)
