"""`goodword leaderboard`: ranks of a cycle, or of what occurred between two days."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from goodword.audience.people import gather
from goodword.audience.sharing import AUDIENCES
from goodword.cli import options
from goodword.cli.later import later_states
from goodword.cli.reading import reading
from goodword.reports.leaderboard import leaderboard_report

if TYPE_CHECKING:
    from datetime import date

    from goodword.cli.reading import Asked
    from goodword.reports.report import Report


@reading(
    click.option(
        "--cycle", metavar="CYCLE", help="A cycle such as 2026-Q3; default the present one."
    ),
    click.option("--from", "start", type=options.Day(), metavar="DAY", help="First day."),
    click.option("--to", "end", type=options.Day(), metavar="DAY", help="Last day, included."),
    click.option(
        "--audience",
        type=click.Choice(AUDIENCES),
        help="Only those who agreed to be ranked before this audience; default everyone.",
    ),
    says="Show who stands where. --cycle counts what an award counts for; --from and --to, both "
    "included, the day on which it occurred.",
)
def command(
    asked: Asked,
    cycle: str | None,
    start: date | None,
    end: date | None,
    audience: str | None,
) -> Report:
    """Show the ranks."""
    if (start is None) != (end is None):
        raise click.UsageError("--from and --to go together: both days are included")
    if cycle is not None and start is not None:
        raise click.UsageError("--cycle and --from/--to are two ways to choose; give one of them")
    snapshot = asked.snapshot
    shown = None
    if audience is not None:
        today = datetime.now(snapshot.program.zone).date()
        people = gather(snapshot, audience, today, later_states(asked.session))
        shown = {p: people.account(p) for p, may in people.sharing.items() if may.ranked}
    days = (start, end) if start is not None and end is not None else None
    return leaderboard_report(snapshot, cycle, days, shown)
