"""`goodword record ID`: everything kept about a person, theirs to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli.reading import reading
from goodword.reports.record import record_report

if TYPE_CHECKING:
    from goodword.cli.reading import Asked
    from goodword.reports.report import Report


@reading(
    click.argument("identifier", metavar="ID"),
    says="Show everything kept about the person ID that is theirs to take along: what they gave "
    "and got over all years, points, claims, feedback and what they were told, consent, messages. "
    "Without what is about others or was written for staff alone.",
)
def command(asked: Asked, identifier: str) -> Report:
    """Show the record."""
    return record_report(asked.snapshot, identifier)
