"""Measures or an audit are filed under a cycle that the program does not have.

A file in `program/measures/` and a folder in `program/audits/` are named for a cycle as the
program cuts them: `2026-Q3` where cycles are quarters, `2026-M07` where they are months, `2026-H2`
where they are half-years, `2026` where they are years. What is filed under another name stands in
no report.

Mend it by renaming the file or the folder.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each file whose cycle there is not."""
    if snapshot.program.broken.lacks("program"):
        return
    cycles = snapshot.program.cycles
    known: dict[str, bool] = {}
    for place, name in _filed(snapshot.program):
        if name not in known:
            known[name] = cycles.named(name) is not None
        if not known[name]:
            near = cycles.of(date(int(name[:4]), 7, 1)).name
            yield Finding(place, f"the program has no cycle {name}", f"its cycles are like {near}")


def _filed(program: Program) -> Iterator[tuple[Place, str]]:
    for measures in program.measures.values():
        yield measures.place, measures.cycle
    for audit in program.audits.values():
        yield audit.place, audit.cycle


RULE = Rule("cycle-name", check, scope=Scope.FILE)
