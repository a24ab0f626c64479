"""Closing cycles: a statement of the figures for each, and no other file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from goodword.actions.asked import proposal
from goodword.actions.judging import refusal, refusals
from goodword.edits import Edit
from goodword.ledger import compute
from goodword.ledger.closing import closer, left_behind, may_close
from goodword.ledger.statement import Statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


def close(snapshot: Snapshot, requests: Sequence[Asked], _: Tree) -> Proposal:
    """The statements of cycles, in order, or why they may not be closed.

    Claims that post until the day count for their cycle; with `carry` those that are not settled
    are left, and count where they post.
    """
    program = snapshot.program
    cycles = {each.subject: program.cycles.named(each.subject) for each in requests}
    wanted = tuple(each for each in cycles.values() if each is not None)
    edits: list[Edit] = []
    may_not = closer(program, requests[0].by, requests[0].date)
    problems = refusals("program/program.yml", may_not)
    notes = []
    drawn: Statements | None = None
    for request in requests:
        cycle = cycles[request.subject]
        if cycle is None:
            continue  # names are looked up before
        path = f"program/statements/{cycle.name}.csv"
        found = refusals(path, may_close(program, cycle, request.date))
        problems += found
        if found:
            break
        if drawn is None or drawn.ledger.as_of != request.date:
            # One ledger for all of a day: until its end a cycle closed on it is as if open.
            drawn = Statements(compute(program, request.date, closes=wanted))
        for claim, why in left_behind(drawn.ledger, cycle):
            where = claim.place.path
            if request.get("carry"):
                notes.append(f"{where} is {why}: it will count where it posts")
            else:
                message = f"{why}, and would not count for {cycle.name}"
                problems.append(refusal(where, message, "settle it, or close with --carry"))
        before = program.statements.get(program.cycles.before(cycle).name)
        text = drawn.text(cycle, request.date, request.by, before).encode()
        edits.append(Edit(path, None, text))
        program = replace(program, statements={**program.statements, cycle.name: text})
    notes.append("from now on whatever alters these figures is refused")
    return proposal(problems, edits, notes=notes)
