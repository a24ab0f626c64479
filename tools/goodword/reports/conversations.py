"""`goodword report --conversations`: the conversation cloud, empty cells shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.relation.conversations import cloud, department_of, standings
from goodword.reports.objectives import number, shown
from goodword.reports.report import Column, Field, Report, Table, counted, table, values
from goodword.source.schemas.fields import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.days import Cycle
    from goodword.model.program import Program
    from goodword.relation.conversations import Cell, Standing
    from goodword.relation.measures import Basis

EMPTY = "\u2013"
"""What stands in a cell in which there is nothing."""


def conversations_report(basis: Basis, cycle: Cycle) -> Report:
    """Stage by department, then each conversation with what came of it in a cycle.

    Args:
        basis: what measures are computed from.
        cycle: one that has begun.
    """
    program = basis.program
    title = f"conversations in {cycle.name}, {basis.as_of}"
    value: dict[str, Any] = {"as_of": basis.as_of.isoformat(), "cycle": cycle.name}
    if program.conversations is None:
        note = "there is no program/conversations.yml: goodword new conversation begins it"
        return Report(title, (), (note,), {**value, "cells": [], "conversations": []})
    stages: list[str] = key("mission", "", ("conversation",))["enum"]
    cells = cloud(program, stages, basis.as_of)
    found = standings(basis, cycle)
    fields = _fields(program)
    empty = [each for each in cells if each.empty]
    notes = [f"{len(empty)} of {counted(len(cells), 'cell')} are empty"] if cells else []
    notes += [f"none at {each.stage}: {each.because}" for each in program.conversations.without]
    value |= {
        "cells": values(_CELL, cells),
        "without": {each.stage: each.because for each in program.conversations.without},
        "conversations": values(fields, found),
    }
    return Report(title, (_grid(stages, cells), table(fields, found)), tuple(notes), value)


_CELL: tuple[Field[Cell], ...] = (
    Field("stage", ""),
    Field("department", ""),
    Field("conversations", ""),
    Field("missions", ""),
)


def _grid(stages: Sequence[str], cells: Sequence[Cell]) -> Table:
    """A row a stage, a column a department."""
    departments = list(dict.fromkeys(each.department for each in cells))
    of = {(each.stage, each.department): each for each in cells}
    rows = tuple((stage, *(_said(of[stage, each]) for each in departments)) for stage in stages)
    heads = (Column("stage"), *(Column(each or "no department") for each in departments))
    return Table(heads, rows, "stage by department")


def _said(cell: Cell) -> str:
    """What a cell has: conversations by id, and how many missions carry one there."""
    missions = counted(len(cell.missions), "mission") if cell.missions else ""
    return ", ".join(filter(None, (*cell.conversations, missions))) or EMPTY


def _fields(program: Program) -> tuple[Field[Standing], ...]:
    return (
        Field("id", "conversation", get=lambda each: each.conversation.id),
        Field("stage", "stage", get=lambda each: each.conversation.stage),
        Field("what", "", get=lambda each: each.conversation.what),
        Field("value", "", get=lambda each: each.conversation.value),
        Field(
            "department", "department", get=lambda each: department_of(program, each.conversation)
        ),
        Field("where", "where", get=lambda each: each.communities),
        Field("cornerstones", "", get=lambda each: each.conversation.cornerstones),
        Field("members", "", get=lambda each: each.members),
        Field("", "members of its cornerstones", get=_members),
        Field("missions", "missions"),
        Field("done", "missions done", "number"),
        Field("heard", "feedback heard"),
        Field("objective", "objective", get=lambda each: each.conversation.objective),
        Field("kpis", "", get=_kpis),
        Field("", "outcome", get=_outcomes),
        Field("place", "", get=lambda each: each.place),
    )


def _members(each: Standing) -> str:
    return f"{len(each.members)} of {len(each.conversation.cornerstones)}"


def _kpis(each: Standing) -> list[dict[str, Any]]:
    return [
        {"id": x.kpi.id, "actual": number(x.actual.value), "on_track": x.track}
        for x in each.outcomes
    ]


def _outcomes(each: Standing) -> str:
    return "; ".join(
        f"{x.kpi.id} {shown(x.actual.value) or EMPTY} ({x.track})" for x in each.outcomes
    )
