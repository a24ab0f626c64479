"""`goodword agenda`: what is owed to whom, by when, and whose job it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from goodword.cli import options
from goodword.cli.asking import needed
from goodword.cli.output import show, write_line
from goodword.cli.root import find_root
from goodword.cli.session import Session
from goodword.cli.typed import kept
from goodword.diagnostics import Failure
from goodword.formats import markdown
from goodword.reports.agenda import DAYS, LINES, agenda, chosen

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from goodword.reports.report import Report

LONGEST = 60_000
"""Characters of an issue's text; GitHub takes 65,536."""


@click.command(
    help="Show everything due, by whose job it is, most overdue first, each line with the command "
    "that does it. Empty means that nothing is owed to anyone.",
)
@click.option("--owner", metavar="STAFF", help="Only what is this person's job.")
@click.option("--department", metavar="ID", help="Only what is this department's.")
@options.segment_option
@click.option("--member", metavar="ID", help="Only claims that wait for this member's review.")
@click.option(
    "--days",
    type=click.IntRange(0, 3650),
    default=DAYS,
    show_default=True,
    help="How many days to look ahead.",
)
@click.option(
    "--snooze", metavar="PATH", help="Put the line about this file off; with --until, --because."
)
@click.option("--what", metavar="KIND", help="With --snooze: which, where several are due.")
@click.option("--until", type=options.Day(), help="With --snooze: the last day, within 30.")
@click.option("--because", metavar="TEXT", help="With --snooze: why.")
@click.option("--by", metavar="STAFF", help="With --snooze: who; default who has git's email.")
@click.option("--write", is_flag=True, help="With --snooze: write it; else only show.")
@options.branch
@click.option("--all", "every", is_flag=True, help="All lines, not fifteen of each person.")
@click.option(
    "--issue",
    is_flag=True,
    help="Write the Markdown of an issue, as short as hosts take it; nothing in a shared or public "
    "program, where others read the repository.",
)
@options.as_of
@options.revision
@options.report_format("ics")
@click.pass_context
def command(
    context: click.Context,
    /,
    owner: str | None,
    department: str | None,
    segment: str | None,
    member: str | None,
    days: int,
    every: bool,
    issue: bool,
    as_of: date | None,
    rev: str | None,
    form: str,
    **putting_off: Any,
) -> int:
    """Show the agenda, or put a line of it off."""
    if putting_off["snooze"]:
        return _snooze(context, putting_off)
    for name, value in putting_off.items():
        if value:
            raise click.UsageError(f"--{name} belongs to --snooze")
    session = Session(find_root(context.obj), rev, as_of)
    snapshot = session.sound()
    whose: dict[str, Any] = {
        "owner": owner,
        "department": department,
        "segment": segment,
        "member": member,
    }
    try:
        if form == "ics":
            from goodword.exports.calendar import agenda_calendar

            dues = chosen(snapshot, **whose, days=days)
            show(agenda_calendar(snapshot, dues).decode())
            return 0
        told = partial(agenda, snapshot, **whose, days=days)
        if issue:
            return _issue(told, snapshot.program.settings.mode, session)
        result = told(lines=None if every else LINES)
    except Failure as failure:
        raise click.UsageError(failure.message) from None
    options.show_report(result, form, session.locator.spot)
    return 0


def _issue(told: Callable[..., Report], mode: str, session: Session) -> int:
    """Write what fits into an issue: ever fewer lines of each owner, and in the end cut short."""
    if mode != "closed":
        what = (
            f"the program is {mode}: whoever reads the repository would read what others are owed"
        )
        write_line(f"nothing is written; {what}", error=True)
        return 0
    text = ""
    for lines in (LINES, 8, 4, 2, 1):
        text = markdown.report(told(lines=lines), line=session.locator.spot)
        if len(text) <= LONGEST:
            break
    whole = text if len(text) <= LONGEST else f"{text[:LONGEST].rpartition(chr(10))[0]}\n"
    show(whole)
    return 0


def _snooze(context: click.Context, asked: dict[str, Any]) -> int:
    # What writes judges too: who only reads the agenda does not wait for all rules to be read.
    from goodword.actions.asked import Asked
    from goodword.actions.snooze import SNOOZE, snooze
    from goodword.cli.writing import Writing

    with kept(context):
        run = Writing(context)
        needed(asked, "until", "because")
        path = asked["snooze"].removeprefix("./")
        row = {"on": None, "by": asked["by"]}
        said = {"until": asked["until"].isoformat(), "because": asked["because"]}
        wanted = Asked(SNOOZE, path, run.day(row), run.by(row), said, steer=asked)
        return run.carry_out(snooze(run.snapshot, [wanted], run.session.tree), "line")
