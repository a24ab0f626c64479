"""`goodword cycle close`: the figures of a cycle become a statement; shown before written."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import click

from goodword.actions.close import Closing, close
from goodword.cli import options
from goodword.cli.writing import Writing, known, shared
from goodword.ledger.closing import open_cycles
from goodword.ledger.statement import INFLUENCER
from goodword.reports.report import Column, Report, Table

if TYPE_CHECKING:
    from datetime import date

    from goodword.actions.judging import Proposal
    from goodword.days import Cycle
    from goodword.model.program import Program

_SUMS = INFLUENCER[2:13]
"""The figures that add up over people."""


@click.group(help="Cycles. Dry unless --write: the figures are shown.")
def command() -> None:
    """Hold the commands about cycles."""


@command.command(
    "close",
    help="Write the statement of each CYCLE, such as 2026-Q3, once its grace is over. Claims "
    "submitted in time that are undecided, in appeal or maturing are named.",
)
@click.argument("cycles", nargs=-1, metavar="[CYCLE]...")
@click.option("--carry", is_flag=True, help="Close without those claims; they count later.")
@click.option("--with-earlier", is_flag=True, help="Close those before it that are open too.")
@shared
def _close(context: click.Context, **_: Any) -> int:
    """Close."""
    run = Writing(context)
    row = context.params
    if row["from_file"] is not None:
        raise click.UsageError("cycles are named, not listed in a table")
    if not row["cycles"]:
        raise click.UsageError("name a cycle, such as 2026-Q3")
    program = run.program
    cycles = sorted({_cycle(program, name, run.day(row)) for name in row["cycles"]})
    if row["with_earlier"]:
        earlier = {each for cycle in cycles for each in open_cycles(program, cycle)}
        cycles = sorted(earlier)
    request = Closing(tuple(cycles), run.by(row), run.day(row), row["carry"])
    proposal = close(run.snapshot, request)
    return run.carry_out(
        proposal,
        "statement",
        shown=lambda _: options.show_report(_figures(proposal), "table"),
    )


def _cycle(program: Program, name: str, day: date) -> Cycle:
    """The cycle of that name; of the ones around a day something near is proposed."""
    found = program.cycles.named(name)
    if found is None:
        present = program.cycles.of(day)
        around = [present.name, program.cycles.before(present).name]
        known("cycle", name, around)
        raise click.UsageError(f'there is no cycle "{name}"')
    return found


def _figures(proposal: Proposal) -> Report:
    """What all people together have in each statement."""
    rows: list[tuple[str | int, ...]] = []
    for edit in proposal.edits:
        sums = dict.fromkeys(_SUMS, 0)
        lines = list(csv.reader((edit.new or b"").decode().splitlines()))[2:]
        people = [
            dict(zip(INFLUENCER, each, strict=True)) for each in lines if each[0] == "influencer"
        ]
        for person in people:
            for name in _SUMS:
                sums[name] += int(person[name])
        rows.append((edit.path, len(people), *sums.values()))
    columns = (
        Column("statement"),
        Column("people", "number"),
        *(Column(name, "number") for name in _SUMS),
    )
    count = len(rows)
    title = f"{count} statement{'s' if count != 1 else ''}"
    return Report(title, (Table(columns, tuple(rows)),))
