"""`goodword candidates`: who is worth talking to, and the map of the market."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli import options
from goodword.cli.session import Session, find_root
from goodword.reports.candidates import candidates_report

if TYPE_CHECKING:
    from datetime import date


@click.command(
    help="Score everyone on the map against identification.yml: reach (logarithm; older than a "
    "year counts half), relevance, activity and helpfulness, each as percentile rank times its "
    "weight. Then how the best placed stand to us, and everyone, also unreachable and critical. "
    "A score ranks people to talk to; it is no goal.",
)
@click.option(
    "--top",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="N",
    help="How many of the best placed.",
)
@click.option("--explain", is_flag=True, help="What each term is made of, with file and line.")
@options.as_of
@options.revision
@options.report_format
@click.pass_obj
def command(
    root: str | None,
    top: int,
    explain: bool,
    as_of: date | None,
    rev: str | None,
    form: str,
) -> int:
    """Show the candidates."""
    session = Session(find_root(root), rev, as_of)
    snapshot = session.sound()
    result = candidates_report(snapshot, top, explain=explain, line=session.locator.line)
    options.show_report(result, form)
    return 0
