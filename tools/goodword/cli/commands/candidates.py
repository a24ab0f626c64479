"""`goodword candidates`: who is worth talking to, and the map of the market."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli.reading import reading
from goodword.reports.candidates import candidates_report

if TYPE_CHECKING:
    from goodword.cli.reading import Asked
    from goodword.reports.report import Report


@reading(
    click.option(
        "--top",
        type=click.IntRange(min=1),
        default=20,
        show_default=True,
        metavar="N",
        help="How many of the best placed.",
    ),
    click.option("--explain", is_flag=True, help="What each term is made of, with file and line."),
    says="Score everyone on the map against identification.yml: reach (logarithm; older than a "
    "year counts half), relevance, activity and helpfulness, each as percentile rank times its "
    "weight. Then how the best placed stand to us, and everyone, also unreachable and critical. "
    "A score ranks people to talk to; it is no goal.",
)
def command(asked: Asked, top: int, *, explain: bool) -> Report:
    """Show the candidates."""
    return candidates_report(asked.snapshot, top, explain=explain)
