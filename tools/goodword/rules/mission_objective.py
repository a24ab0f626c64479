"""A mission serves no objective although the program has a strategy.

Once there is a strategy, each mission says which objective it serves: missions support the
program, not the reverse. A mission that is only proposed, or closed, may be without.

Mend it by setting `objective` to one of program/strategy.yml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Open and paused missions without an objective."""
    program = snapshot.program
    if program.strategy is None:
        return
    objectives = ", ".join(each.id for each in program.strategy.objectives)
    for mission in program.missions.values():
        if mission.objective is None and mission.status in {"open", "paused"}:
            yield Finding(
                mission.place,
                f'mission "{mission.id}" serves no objective',
                f"set objective to one of: {objectives}" if objectives else "state an objective",
            )


RULE = Rule("mission-objective", check, scope=Scope.FILE)
