"""`goodword events`: meetings ahead and past."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli.reading import reading
from goodword.reports.events import events_report

if TYPE_CHECKING:
    from goodword.cli.reading import Asked
    from goodword.reports.report import Report


@reading(
    click.option("--ahead", is_flag=True, help="Only those that are not over."),
    says="Show events: who was invited, who came, and what speaks against an invitation (stage, "
    "consent, agreement, capacity).",
)
def command(asked: Asked, *, ahead: bool) -> Report:
    """Show the events."""
    return events_report(asked.snapshot, ahead=ahead)
