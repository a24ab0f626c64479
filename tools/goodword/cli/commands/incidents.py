"""`goodword incidents`: hours to the first word, and who was not told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli.reading import reading
from goodword.reports.incidents import incidents_report

if TYPE_CHECKING:
    from goodword.cli.reading import Asked
    from goodword.reports.report import Report


@reading(
    click.argument("ids", nargs=-1, metavar="[ID]..."),
    says="Show incidents: who had to hear of each, how many hours passed until they did, "
    "who was not told, what we heard. With IDs, person by person.",
)
def command(asked: Asked, ids: tuple[str, ...]) -> Report:
    """Show the incidents."""
    return incidents_report(asked.snapshot, ids)
