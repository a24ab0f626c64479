"""`goodword leaderboard`: ranks of a cycle, or of what occurred between two days."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from goodword.audience.people import gather
from goodword.cli import options
from goodword.cli.later import later_states
from goodword.cli.session import Session, find_root
from goodword.diagnostics import Failure
from goodword.reports.leaderboard import leaderboard_report

if TYPE_CHECKING:
    from datetime import date


@click.command(
    help="Show who stands where. --cycle counts what an award counts for; --from and --to, both "
    "included, the day on which it occurred.",
)
@click.option("--cycle", metavar="CYCLE", help="A cycle such as 2026-Q3; default the present one.")
@click.option("--from", "start", type=options.Day(), metavar="DAY", help="First day.")
@click.option("--to", "end", type=options.Day(), metavar="DAY", help="Last day, included.")
@click.option(
    "--audience",
    type=click.Choice(["public", "members", "nda", "staff"]),
    help="Only those who agreed to be ranked before this audience; default everyone.",
)
@options.as_of
@options.revision
@options.report_format
@click.pass_obj
def command(
    root: str | None,
    cycle: str | None,
    start: date | None,
    end: date | None,
    audience: str | None,
    as_of: date | None,
    rev: str | None,
    form: str,
) -> int:
    """Show the ranks."""
    if (start is None) != (end is None):
        raise click.UsageError("--from and --to go together: both days are included")
    if cycle is not None and start is not None:
        raise click.UsageError("--cycle and --from/--to are two ways to choose; give one of them")
    session = Session(find_root(root), rev, as_of)
    snapshot = session.sound()
    shown = None
    if audience is not None:
        today = datetime.now(snapshot.program.zone).date()
        people = gather(snapshot, audience, today, later_states(session))
        shown = {p: people.account(p) for p, may in people.sharing.items() if may.ranked}
    days = (start, end) if start is not None and end is not None else None
    try:
        result = leaderboard_report(snapshot, cycle, days, shown)
    except Failure as failure:
        raise click.UsageError(f"{failure.message}; {failure.hint}") from None
    options.show_report(result, form)
    return 0
