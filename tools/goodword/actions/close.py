"""Closing cycles: a statement of the figures for each, and no other file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from goodword.actions.judging import Proposal, refusal
from goodword.edits import Edit
from goodword.ledger import compute
from goodword.ledger.closing import closer, left_behind, may_close
from goodword.ledger.statement import statement

if TYPE_CHECKING:
    import datetime as dt

    from goodword.days import Cycle
    from goodword.diagnostics import Diagnostic
    from goodword.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Closing:
    """A request to close cycles.

    Args:
        cycles: which, in order.
        by: staff id of who closes them.
        date: the day; claims that post until then count for their cycle.
        carry: close without claims that are not settled; they count where they post.
    """

    cycles: tuple[Cycle, ...]
    by: str
    date: dt.date
    carry: bool = False


def close(snapshot: Snapshot, request: Closing) -> Proposal:
    """The statements, or why the cycles may not be closed."""
    program = snapshot.program
    edits: list[Edit] = []
    problems: list[Diagnostic] = [
        refusal("program/program.yml", each.message, each.hint)
        for each in closer(program, request.by, request.date)
    ]
    notes = []
    for cycle in request.cycles:
        path = f"program/statements/{cycle.name}.csv"
        found = [
            refusal(path, each.message, each.hint)
            for each in may_close(program, cycle, request.date)
        ]
        problems += found
        if found:
            break
        ledger = compute(program, request.date, closes=cycle)
        for claim, why in left_behind(ledger, cycle):
            where = claim.place.path
            if request.carry:
                notes.append(f"{where} is {why}: it will count where it posts")
            else:
                message = f"{why}, and would not count for {cycle.name}"
                problems.append(refusal(where, message, "settle it, or close with --carry"))
        text = statement(ledger, cycle, request.date, request.by).encode()
        edits.append(Edit(path, None, text))
        program = replace(program, statements={**program.statements, cycle.name: text})
    if problems:
        return Proposal(problems=tuple(problems))
    notes.append("from now on whatever alters these figures is refused")
    return Proposal(tuple(edits), notes=tuple(notes))
