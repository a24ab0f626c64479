"""What screens of `goodword show` are made of, and that of a feedback item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Failure
from goodword.model.feedback import VoidStep
from goodword.reports.report import Column, Report, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from goodword.snapshot import Snapshot

_FACTS = (Column("field"), Column("value"))


def facts_table(pairs: Iterable[tuple[str, object]]) -> Table:
    """What is known of a thing, by name; what says nothing is left out."""
    rows = ((name, str(value)) for name, value in pairs if value not in (None, "", ()))
    return Table(_FACTS, tuple(rows))


def fact(value: object) -> object:
    """A fact as JSON has it."""
    return value if value is None or isinstance(value, str | int) else str(value)


def screen(title: str, tables: list[Table], path: str, value: Mapping[str, object]) -> Report:
    """One screen: the tables that have rows, and the path of the file."""
    shown = tuple(table for table in tables if table.rows)
    return Report(title, shown, (path,), value)


def item_screen(snapshot: Snapshot, identifier: str) -> Report:
    """A feedback item.

    Raises:
        Failure: it was not there on the day.
    """
    source = snapshot.program.feedback[identifier]
    item = snapshot.loops.items.get(identifier)
    if item is None:
        first = min(each.date for each in source.steps)
        raise Failure(
            f'"{identifier}" was not there on {snapshot.as_of}', f"its first step is of {first}"
        )
    facts: list[tuple[str, object]] = [
        ("state", item.state),
        ("round", item.round),
        ("department", item.department),
        ("owner", item.owner),
        ("confidentiality", source.confidentiality),
        ("originators", ", ".join(item.originators)),
    ]
    steps = Table(
        (Column("date", "date"), Column("step"), Column("by"), Column("what")),
        tuple(
            (each.date, each.step, getattr(each, "by", None), _done(each))
            for each in source.steps
            if each.date <= snapshot.as_of
        ),
        "steps",
    )
    told = Table(
        (Column("to"), Column("milestone"), Column("status"), Column("date", "date")),
        tuple((each.to, each.milestone, each.status, each.date or each.due) for each in item.told),
        "told",
    )
    value = {
        "kind": "feedback",
        "id": identifier,
        "path": source.place.path,
        "facts": {name: fact(each) for name, each in facts},
    }
    title = f"{source.title.first} ({identifier})"
    return screen(title, [facts_table(facts), steps, told], source.place.path, value)


_SAID = ("outcome", "reason_code", "severity", "department", "owner", "what", "cause", "channel")
"""What a step says beside who and when, by the names that steps have for it."""


def _done(step: Any) -> str:
    """What a step says, without the texts that are for somebody: `declined, too-costly`."""
    said = [getattr(step, name) for name in _SAID if getattr(step, name, None)]
    if isinstance(step, VoidStep):
        said.append(f"step {step.of}: {step.reason}")
    return ", ".join(map(str, said))
