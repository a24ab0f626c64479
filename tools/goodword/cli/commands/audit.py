"""`goodword audit`: brand says against influencer says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli.reading import reading
from goodword.reports.audit import audit_report

if TYPE_CHECKING:
    from goodword.cli.reading import Asked
    from goodword.reports.report import Report


@reading(
    click.option(
        "--cycle",
        metavar="CYCLE",
        help="The cycle, as 2026-Q2; default the newest that has an audit.",
    ),
    says="Show the perception audit: the share of relationships that the brand says work against "
    "the share that influencers say work, per department and overall, who is over-claimed, who "
    "would like contact and has none, and who was told what became of feedback. Figures about "
    "fewer than five people are not shown; names only of those who agreed.",
)
def command(asked: Asked, cycle: str | None) -> Report:
    """Show the audit."""
    return audit_report(asked.snapshot, cycle)
