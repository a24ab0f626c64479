"""Amending a part of a file that holds several: a department's lead, a step, a measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.actions.asked import order, proposal
from goodword.actions.judging import refusal
from goodword.edits.draft import Draft
from goodword.nearest import one_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.diagnostics import Diagnostic
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


def amend(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that amend departments, objectives and measures, each named by its id."""
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    for each in requests:
        if each.verb.kind == "departments":
            problems += _lead(snapshot.program, each, draft)
        elif each.verb.kind == "measures":
            problems += _measure(each, draft)
        else:
            problems += _step(snapshot.program, each, draft)
    return proposal(problems, draft.edits)


def _lead(program: Program, request: Asked, draft: Draft) -> list[Diagnostic]:
    there = program.departments
    for index, each in enumerate(there.departments if there else ()):
        if there is not None and each.id == request.subject:
            where = ("departments", index, "lead")
            draft.set_value(there.place.path, where, request.said["lead"], ())
    return []


def _step(program: Program, request: Asked, draft: Draft) -> list[Diagnostic]:
    there, number = program.strategy, request.get("number")
    if there is None:
        return []
    path = there.place.path
    for index, each in enumerate(there.objectives):
        if each.id != request.subject:
            continue
        if not 0 < number <= len(each.steps):
            return [refusal(path, f"{each.id} has {len(each.steps)} steps, and no step {number}")]
        if done := each.steps[number - 1].done:
            return [refusal(path, f"step {number} of {each.id} was done on {done}")]
        where = ("objectives", index, "steps", number - 1, "done")
        draft.set_value(path, where, request.date.isoformat(), ())
    return []


def _measure(request: Asked, draft: Draft) -> list[Diagnostic]:
    path, kpi = request.subject, request.said["kpi"]
    values = draft.says(path).get("values", ()) if path in draft else ()
    for index, each in enumerate(values):
        if each["kpi"] != kpi:
            continue
        said = list(_changes(each, request.said))
        if not said:
            return [refusal(path, f'of "{kpi}" it says so already')]
        for keys, value in said:
            draft.set_value(path, ("values", index, *keys), value, order("measures", "values"))
        return []
    near = one_of(kpi, [each["kpi"] for each in values])
    what = f'there is no value of "{kpi}" yet{near}'
    cycle = path.rpartition("/")[2].removesuffix(".yml")
    return [refusal(path, what, f"enter it: goodword cycle measure {cycle} --kpi {kpi}")]


def _changes(
    there: Mapping[str, Any], said: Mapping[str, Any], above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The keys and the value of each thing that is said otherwise than it is there.

    What is there as a mapping keeps what is not said of it.
    """
    for key, value in said.items():
        old = there.get(key)
        if isinstance(value, dict) and isinstance(old, dict):
            yield from _changes(old, value, (*above, key))
        elif old != value:
            yield (*above, key), value
