"""`goodword claim`: claims decided, asked about, reversed, appealed; shown before written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from goodword.cli import options
from goodword.cli.output import write_line
from goodword.cli.verbs import commands
from goodword.ledger.visible import last_decision
from goodword.reports.new_effect import new_effect
from goodword.reports.report import Column, Report, Table, counted
from goodword.verbs import CLAIM

if TYPE_CHECKING:
    from goodword.actions.asked import Asked
    from goodword.actions.judging import Judgement, Proposal
    from goodword.cli.writing import Writing
    from goodword.model.program import Program
    from goodword.verbs import Verb


def _carry_out(run: Writing, verb: Verb, asked: list[Asked], proposal: Proposal) -> int:
    """As ever; all claims of a mission are shown as a table, and asked about before written."""
    params = run.context.params
    if not params.get("all"):
        return run.carry_out(proposal, verb.word, follows=new_effect)
    if not asked:
        write_line("nothing to decide")
        return 0
    paths = tuple(each.subject for each in asked)

    def table(judgement: Judgement) -> None:
        options.show_report(_table(judgement.after.program, paths))

    def confirm() -> None:
        if not params["yes"]:
            _confirm(len(paths))

    return run.carry_out(proposal, verb.word, shown=table, follows=new_effect, confirm=confirm)


def _table(program: Program, paths: tuple[str, ...]) -> Report:
    rows = []
    for path in paths:
        claim = program.claims[path]
        decision = last_decision(claim)
        outcome, points = (decision.outcome, decision.points) if decision else ("", 0)
        rows.append((claim.influencer, claim.occurred, outcome, points, path))
    columns = (
        Column("influencer"),
        Column("occurred", "date"),
        Column("outcome"),
        Column("points", "number"),
        Column("path"),
    )
    return Report(counted(len(rows), "claim"), (Table(columns, tuple(rows)),))


def _confirm(count: int) -> None:
    if not sys.stdin.isatty():
        raise click.UsageError("nobody is there to ask; --yes writes without asking")
    click.confirm(f"Write {counted(count, 'decision')}?", abort=True)


command = commands(CLAIM, carry_out=_carry_out)
