"""Questions of the handbook that the files leave open, once they answer one of them.

What problem, which pillars, what objectives, which marketplace, what is greater than average, how
found, how measured: who looks for people without an answer looks for the usual names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Place
from goodword.due.due import Due, lead
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.program import Program
    from goodword.model.strategy import Strategy
    from goodword.snapshot import Snapshot

_STRATEGY, _FOUND = "program/strategy.yml", "program/identification.yml"


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each open question, for the first of staff, due on the last day of the cycle.

    A program with neither a strategy nor an identification has not begun to answer, and owes none.
    """
    program = snapshot.program
    if program.strategy is None and program.identification is None:
        return
    for what, place, command in _open(program):
        if program.broken.lacks(place.path.removeprefix("program/").removesuffix(".yml")):
            continue
        yield Due(
            "foundations",
            (),
            lead(snapshot, None),
            snapshot.cycle.last,
            what,
            # A file that is not there cannot keep that the line was put off: the program's does.
            place if _is_there(program, place.path) else program.settings.place,
            f"goodword {command}",
            since=snapshot.cycle.start,
        )


def _is_there(program: Program, path: str) -> bool:
    absent = {_STRATEGY: program.strategy, _FOUND: program.identification}
    return absent.get(path, program) is not None


def _open(program: Program) -> Iterator[tuple[Said, Place, str]]:
    if program.settings.purpose is None:
        what = Said("owed.foundations.purpose")
        yield what, program.settings.place.at("purpose"), "strategy purpose"
    strategy = program.strategy
    if strategy is None:
        what = Said("owed.foundations.pillars")
        yield what, Place(_STRATEGY, ("pillars",)), "strategy pillars"
    else:
        yield from _of_strategy(strategy)
    found = program.identification
    if found is None or not (found.behaviours or found.topics):
        what = Said("owed.foundations.found")
        yield what, Place(_FOUND, ("behaviours",)), "strategy behaviours"


def _of_strategy(strategy: Strategy) -> Iterator[tuple[Said, Place, str]]:
    served = {each.pillar for each in strategy.objectives}
    for pillar in strategy.pillars:
        if pillar not in served:
            what = Said("owed.foundations.objective", {"pillar": Named("pillar", pillar)})
            yield what, strategy.place.at("objectives"), f"new objective --pillar {pillar}"
    if strategy.marketplace.audience is None:
        what = Said("owed.foundations.audience")
        place = strategy.place.at("marketplace", "audience")
        yield what, place, "strategy audience"
    if strategy.influence.greater_than_average is None:
        what = Said("owed.foundations.average")
        place = strategy.place.at("influence", "greater_than_average")
        yield what, place, "strategy average"
