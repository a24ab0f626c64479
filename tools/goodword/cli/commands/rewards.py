"""`goodword rewards`: the catalogue with prices, what is left, and what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli import options
from goodword.cli.session import Session, find_root
from goodword.reports.rewards import rewards_report

if TYPE_CHECKING:
    from datetime import date


@click.command(
    help="Show the catalogue: price and terms in force, what is left of the stock, how many were "
    "asked for and how many of these wait.",
)
@options.as_of
@options.revision
@options.report_format
@click.pass_obj
def command(root: str | None, as_of: date | None, rev: str | None, form: str) -> int:
    """Show the rewards."""
    snapshot = Session(find_root(root), rev, as_of).sound()
    options.show_report(rewards_report(snapshot), form)
    return 0
