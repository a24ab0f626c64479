"""`goodword loops`: feedback items, who was told, and what is overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from goodword.cli.reading import reading
from goodword.reports.loops import explained, loops_report

if TYPE_CHECKING:
    from goodword.cli.reading import Asked
    from goodword.reports.report import Report


@reading(
    click.argument("items", nargs=-1, metavar="[ITEM]..."),
    click.option(
        "--state", multiple=True, metavar="STATE", help="Only items in this state; repeat."
    ),
    click.option("--overdue", is_flag=True, help="Only items with a clock that is over."),
    click.option("--department", metavar="ID", help="Only items of this department."),
    click.option("--owner", metavar="STAFF", help="Only items of this owner."),
    click.option("--influencer", metavar="ID", help="Only items that this person raised."),
    click.option(
        "--explain",
        is_flag=True,
        help="Say why each is not closed, and who must do what next, by when.",
    ),
    says="Show every feedback item, or the ITEMs named: state, who was told, clocks. A loop is "
    "closed only when everyone who raised it has been told, with proof.",
)
def command(
    asked: Asked, items: tuple[str, ...], state: tuple[str, ...], *, explain: bool, **only: Any
) -> Report:
    """Show the loops."""
    result = loops_report(asked.snapshot, items, state, **only)
    return explained(result, asked.snapshot) if explain else result
