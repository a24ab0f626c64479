"""`goodword loops`: feedback items, who was told, and what is overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli import options
from goodword.cli.session import Session, find_root
from goodword.diagnostics import Failure
from goodword.reports.loops import explained, loops_report

if TYPE_CHECKING:
    from datetime import date


@click.command(
    help="Show every feedback item, or the ITEMs named: state, who was told, clocks. A loop is "
    "closed only when everyone who raised it has been told, with proof.",
)
@click.argument("items", nargs=-1, metavar="[ITEM]...")
@click.option("--state", multiple=True, metavar="STATE", help="Only items in this state; repeat.")
@click.option("--overdue", is_flag=True, help="Only items with a clock that is over.")
@click.option("--department", metavar="ID", help="Only items of this department.")
@click.option("--owner", metavar="STAFF", help="Only items of this owner.")
@click.option("--influencer", metavar="ID", help="Only items that this person raised.")
@click.option(
    "--explain",
    is_flag=True,
    help="Say why each is not closed, and who must do what next, by when.",
)
@options.as_of
@options.revision
@options.report_format
@click.pass_obj
def command(
    root: str | None,
    items: tuple[str, ...],
    state: tuple[str, ...],
    overdue: bool,
    department: str | None,
    owner: str | None,
    influencer: str | None,
    explain: bool,
    as_of: date | None,
    rev: str | None,
    form: str,
) -> int:
    """Show the loops."""
    session = Session(find_root(root), rev, as_of)
    snapshot = session.sound()
    try:
        result = loops_report(
            snapshot,
            items,
            state,
            overdue=overdue,
            department=department,
            owner=owner,
            influencer=influencer,
            line=session.locator.line,
        )
    except Failure as failure:
        raise click.UsageError(f"{failure.message}; {failure.hint}".rstrip("; ")) from None
    options.show_report(explained(result, snapshot) if explain else result, form)
    return 0
