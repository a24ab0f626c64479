"""A measure is dated outside the cycle it is entered for.

The `date` of a measure is the day of the figure, not that of entering it, and so lies inside the
cycle that the file is named for; left out it is the cycle's last day. A figure of another cycle
would stand in two reports, or in the wrong one.

Mend it by the day that the figure is of, by leaving `date` out, or by moving the value to the file
of its cycle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each value whose day is of another cycle."""
    program = snapshot.program
    if program.broken.lacks("program"):
        return
    for measures in program.measures.values():
        cycle = program.cycles.named(measures.cycle)
        if cycle is None:
            continue
        for index, each in enumerate(measures.values):
            if each.date is not None and each.date not in cycle:
                yield Finding(
                    measures.place.at("values", index, "date"),
                    f"{each.date} is outside {cycle.name}, {cycle.start} to {cycle.last}",
                    "write the day that the figure is of, or leave date out",
                )


RULE = Rule("measure-day", check, Severity.WARNING, scope=Scope.FILE)
