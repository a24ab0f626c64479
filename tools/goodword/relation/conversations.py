"""The conversation cloud: by stage and department what we take part in, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.relation.activity import completed
from goodword.relation.objectives import lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from goodword.days import Cycle
    from goodword.diagnostics import Place
    from goodword.model.conversations import Conversation
    from goodword.model.program import Program
    from goodword.relation.measures import Basis
    from goodword.relation.objectives import Line

OPEN = frozenset({"open", "paused"})
"""What missions are that people do, or did until lately."""


class Cell(NamedTuple):
    """A department at a stage.

    Args:
        stage: of the conversation.
        department: id; None for what is no department's.
        conversations: ids of those that are its own.
        missions: ids of its missions, open or paused on the day, that carry a conversation of the
            stage.
    """

    stage: str
    department: str | None
    conversations: tuple[str, ...]
    missions: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether it takes part in nothing there."""
        return not self.conversations and not self.missions


class Standing(NamedTuple):
    """A conversation in a cycle.

    Args:
        conversation: which.
        members: of its cornerstones those who are members.
        communities: where it goes on, by itself or as communities say, sorted.
        missions: ids of the missions that carry it, sorted.
        done: how many claims of these were approved that occurred in the cycle.
        heard: ids of the feedback that carries it, first received in the cycle, sorted.
        outcomes: the outcome KPIs of its objective, with what they came to.
        place: where the file has it.
    """

    conversation: Conversation
    members: tuple[str, ...]
    communities: tuple[str, ...]
    missions: tuple[str, ...]
    done: int
    heard: tuple[str, ...]
    outcomes: tuple[Line, ...]
    place: Place


def cloud(program: Program, stages: Sequence[str], as_of: date) -> tuple[Cell, ...]:
    """Every stage by every department, also where there is nothing.

    Args:
        program: what the files say.
        stages: in the order in which somebody goes through them.
        as_of: the day: a mission that opens later, or has closed, fills no cell.
    """
    found = program.conversations
    if found is None:
        return ()
    there = program.departments
    departments: list[str | None] = [each.id for each in there.departments] if there else []
    of = {each.id: each for each in found.conversations}
    owners = {each.id: department_of(program, each) for each in found.conversations}
    carried = [
        (mission.id, each.stage, _mission_department(program, mission.id) or owners[each.id])
        for mission in program.missions.values()
        if mission.status in OPEN and mission.open_on(as_of)
        for each in _named(of, mission.conversations)
    ]
    if None in {*owners.values(), *(department for *_, department in carried)}:
        departments.append(None)
    return tuple(
        Cell(
            stage,
            department,
            tuple(x.id for x in of.values() if (x.stage, owners[x.id]) == (stage, department)),
            tuple(dict.fromkeys(id_ for id_, *cell in carried if cell == [stage, department])),
        )
        for stage in stages
        for department in departments
    )


def department_of(program: Program, conversation: Conversation) -> str | None:
    """Whose a conversation is: as stated, else that of its objective."""
    return conversation.department or _of_objective(program, conversation.objective)


def _of_objective(program: Program, objective: str | None) -> str | None:
    objectives = program.strategy.objectives if program.strategy else ()
    return next((each.department for each in objectives if each.id == objective), None)


def _mission_department(program: Program, mission: str) -> str | None:
    found = program.missions[mission]
    return found.department or _of_objective(program, found.objective)


def _named(of: dict[str, Conversation], ids: Iterable[str]) -> list[Conversation]:
    return [of[each] for each in ids if each in of]


def standings(basis: Basis, cycle: Cycle) -> tuple[Standing, ...]:
    """Every conversation in a cycle that has begun, in the order of the file."""
    program, found = basis.program, basis.program.conversations
    if found is None:
        return ()
    kpis = [line for line in lines(basis, cycle) if line.kpi.kind == "outcome"]
    done = completed(program, cycle, basis.as_of)
    heard = {item.id for item in basis.cohort(cycle)}
    rows = []
    for index, each in enumerate(found.conversations):
        missions = [x.id for x in program.missions.values() if each.id in x.conversations]
        places = {x.id for x in program.communities.values() if each.id in x.conversations}
        people = (program.influencers.get(who) for who in each.cornerstones)
        rows.append(
            Standing(
                each,
                tuple(x.id for x in people if x and x.stage_on(basis.as_of) == "member"),
                tuple(sorted({*each.where, *places})),
                tuple(sorted(missions)),
                sum(claim.mission in missions for claim in done),
                tuple(
                    sorted(
                        x.id
                        for x in program.feedback.values()
                        if each.id in x.conversations and x.id in heard
                    )
                ),
                tuple(line for line in kpis if line.objective.id == each.objective),
                found.place.at("conversations", index),
            )
        )
    return tuple(rows)
