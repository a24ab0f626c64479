"""`goodword list KIND`: influencers, missions or records as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli.options import segment_option
from goodword.cli.reading import reading
from goodword.reports.listing import KINDS, listing

if TYPE_CHECKING:
    from goodword.cli.reading import Asked
    from goodword.reports.report import Report


@reading(
    click.argument("kind", type=click.Choice(KINDS), metavar="KIND"),
    click.option(
        "--where",
        multiple=True,
        metavar="FIELD=VALUE",
        help="Only those whose field is (=), is not (!=) or contains (~) the value; "
        "repeat for more.",
    ),
    click.option("--columns", metavar="FIELD,FIELD", help="The fields to show."),
    segment_option,
    says=f"List things of one KIND: {', '.join(KINDS)}. Fields are those of the files; "
    "`decision.outcome` is a field of a part.",
)
def command(
    asked: Asked, kind: str, where: tuple[str, ...], columns: str | None, segment: str | None
) -> Report:
    """Show the table."""
    chosen = tuple(part.strip() for part in (columns or "").split(",") if part.strip())
    return listing(asked.snapshot, kind, where, chosen, segment)
