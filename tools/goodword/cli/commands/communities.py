"""`goodword communities`: where people meet, and who moves them there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli.reading import reading
from goodword.reports.communities import communities_report

if TYPE_CHECKING:
    from goodword.cli.reading import Asked
    from goodword.reports.report import Report


@reading(
    click.option(
        "--top",
        type=click.IntRange(min=1),
        default=10,
        show_default=True,
        metavar="N",
        help="How many of the largest to look at.",
    ),
    says="Show communities by size: what we do there, which of our people move them, "
    "whether each was reviewed this cycle, and which of the largest nobody of ours is near.",
)
def command(asked: Asked, top: int) -> Report:
    """Show the communities."""
    return communities_report(asked.snapshot, top)
