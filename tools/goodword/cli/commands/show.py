"""`goodword show ID`: one person, mission, item or record on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli.reading import reading
from goodword.reports.showing import showing

if TYPE_CHECKING:
    from goodword.cli.reading import Asked
    from goodword.reports.report import Report


@reading(
    click.argument("identifier", metavar="ID"),
    says="Show one person, mission, feedback item or record: by its id, by its path, or a claim "
    "as MISSION/DATE-INFLUENCER.",
)
def command(asked: Asked, identifier: str) -> Report:
    """Show it."""
    return showing(asked.snapshot, identifier)
