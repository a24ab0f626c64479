"""`goodword cycle`: closing, packing and unpacking; shown before it is written."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from goodword.cli import options
from goodword.cli.verbs import commands
from goodword.ledger.statement import INFLUENCER
from goodword.reports.new_effect import new_effect
from goodword.reports.report import Column, Report, Table, counted
from goodword.source.packed_names import ENDING, homes
from goodword.verbs import CYCLE

if TYPE_CHECKING:
    from goodword.actions.asked import Asked
    from goodword.actions.judging import Judgement, Proposal
    from goodword.cli.writing import Writing
    from goodword.verbs import Verb

_SUMS = INFLUENCER[2:13]
"""The figures that add up over people."""


def _carry_out(run: Writing, verb: Verb, _: list[Asked], proposal: Proposal) -> int:
    """As ever; statements are shown as what all people together have in each."""

    def figures(_: Judgement) -> None:
        options.show_report(_figures(proposal))

    def packed(_: Judgement) -> None:
        options.show_report(_packed(proposal))

    shown = {"close": figures, "pack": packed, "unpack": packed}.get(verb.name)
    return run.carry_out(proposal, verb.word, shown=shown, follows=new_effect)


def _packed(proposal: Proposal) -> Report:
    """How many records each packed file has or had, and how many files come and go for it."""
    rows: list[tuple[str | int, ...]] = []
    gone = sum(each.new is None for each in proposal.edits)
    for edit in proposal.edits:
        if edit.path.endswith(ENDING):
            data = edit.new or b""
            held = data.count(b"\n") or sum(edit.path in homes(e.path) for e in proposal.edits)
            rows.append((edit.path, held, len(data)))
    columns = (Column("packed file"), Column("records", "number"), Column("bytes", "number"))
    written_ = len(proposal.edits) - gone
    title = f"{counted(written_, 'file')} written, {counted(gone, 'file')} deleted"
    return Report(title, (Table(columns, tuple(rows)),))


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
    title = counted(count, "statement")
    return Report(title, (Table(columns, tuple(rows)),))


command = commands(CYCLE, carry_out=_carry_out)
