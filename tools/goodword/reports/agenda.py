"""`goodword agenda`: everything due, grouped by whose job it is, most overdue first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Failure
from goodword.due import all_dues
from goodword.due.due import department as department_of
from goodword.nearest import did_you_mean
from goodword.reports.report import Column, Report, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from goodword.diagnostics import Place
    from goodword.due import Due
    from goodword.snapshot import Snapshot

LINES = 15
"""Lines shown of one owner, unless all are asked for."""
DAYS = 7
"""Days that are looked ahead."""
COLUMNS = (
    Column("due", "date"),
    Column("late", "number"),
    Column("to"),
    Column("what"),
    Column("do"),
)
"""`late` is in days, empty where it is in time; `do` is the command, or the file and field."""
NOTHING = "nothing is owed to anyone"
"""What an empty agenda says."""


def agenda(
    snapshot: Snapshot,
    *,
    owner: str | None = None,
    department: str | None = None,
    days: int = DAYS,
    every: bool = False,
    line: Callable[[Place], int | None] = lambda place: None,  # noqa: ARG005 - no tree at hand
) -> Report:
    """What is due on the day or soon after; what is owed to people before what files lack.

    Args:
        snapshot: the program on a day.
        owner: only the job of this member of staff.
        department: only what is this department's.
        days: how far to look ahead.
        every: show more than `LINES` of each owner.
        line: finds the line of a place.

    Raises:
        Failure: nobody on staff, or no department, has that id.
    """
    program = snapshot.program
    dues = chosen(snapshot, owner=owner, department=department, days=days)
    groups: dict[str, list[Due]] = {each: [] for each in program.staff}
    for due in dues:
        groups[due.who].append(due)
    tables = []
    for who, own in groups.items():
        name = program.staff[who].name
        debts = [each for each in own if not each.advice]
        shown = debts if every else debts[:LINES]
        if shown:
            title = f"{name} ({who}): {len(debts)}"
            if len(shown) < len(debts):
                title += f", of which {len(shown)} here and {len(debts) - len(shown)} more: --all"
            tables.append(Table(COLUMNS, tuple(_row(each, snapshot) for each in shown), title))
        talks = [each for each in own if each.advice]
        if talks:
            title = f"{name} ({who}), to talk with: {len(talks)}"
            tables.append(Table(COLUMNS, tuple(_row(each, snapshot) for each in talks), title))
    return Report(
        f"Agenda of {snapshot.as_of.isoformat()}",
        tuple(tables),
        (_sentence(dues, snapshot) if dues else _nobody(snapshot, owner, department, days),),
        {
            "as_of": snapshot.as_of.isoformat(),
            "days": days,
            "owners": [
                {"owner": who, "due": [_value(each, snapshot, line) for each in own]}
                for who, own in groups.items()
                if own
            ],
        },
        Table(
            (Column("owner"), *COLUMNS),
            tuple((who, *_row(each, snapshot)) for who, own in groups.items() for each in own),
        ),
    )


def chosen(
    snapshot: Snapshot,
    *,
    owner: str | None = None,
    department: str | None = None,
    days: int = DAYS,
) -> tuple[Due, ...]:
    """The dues that an agenda shows; arguments and errors as for `agenda`."""
    program = snapshot.program
    _must_be(owner, program.staff, "member of staff")
    known = program.departments.departments if program.departments else ()
    _must_be(department, [each.id for each in known], "department")
    return tuple(
        due
        for due in all_dues(snapshot)
        if due.shown(snapshot.as_of, days)
        and owner in {None, due.who}
        and (department is None or department in _departments(due, snapshot))
    )


def _nobody(snapshot: Snapshot, owner: str | None, department: str | None, days: int) -> str:
    """What an empty agenda says: nothing is owed, or whose job it is where only one was asked."""
    others = chosen(snapshot, days=days)
    if not others:
        return NOTHING
    asked = " of ".join(each for each in (owner, department) if each)
    counted = Counter(each.who for each in others)
    lines = "1 line" if len(others) == 1 else f"{len(others)} lines"
    whose = ", ".join(f"{who} {count}" for who, count in sorted(counted.items()))
    return f"nothing is the job of {asked}; {lines} in all: {whose}"


def _departments(due: Due, snapshot: Snapshot) -> set[str | None]:
    """Whose a line is; one about people of several departments is all of theirs."""
    if due.department is not None or len(due.to) < 2:
        return {due.department}
    return {department_of(snapshot, person) for person in due.to}


def _must_be(asked: str | None, known: Collection[str], what: str) -> None:
    if asked is not None and asked not in known:
        raise Failure(f'no {what} "{asked}"{did_you_mean(asked, known)}')


def _late(due: Due, snapshot: Snapshot) -> int | None:
    days = (snapshot.as_of - due.date).days
    return days if days > 0 else None


def _row(due: Due, snapshot: Snapshot) -> tuple[Any, ...]:
    fill = due.place.path
    if due.place.pointer:
        fill = f"fill {'.'.join(map(str, due.place.pointer))} in {fill}"
    people = ", ".join(due.to[:3]) + (f" and {len(due.to) - 3} more" if len(due.to) > 3 else "")
    return due.date, _late(due, snapshot), people, due.why, due.command or fill


def _value(due: Due, snapshot: Snapshot, line: Callable[[Place], int | None]) -> dict[str, Any]:
    return {
        "kind": due.what,
        "to": list(due.to),
        "due": due.date.isoformat(),
        "late": _late(due, snapshot),
        "hours_late": due.hours or None,
        "why": due.why,
        "department": due.department,
        "path": due.place.path,
        "field": list(due.place.pointer),
        "line": line(due.place),
        "command": due.command or None,
    }


def _sentence(dues: Sequence[Due], snapshot: Snapshot) -> str:
    late = sum(each.late(snapshot.as_of) for each in dues)
    people = len({person for each in dues for person in each.to})
    lines = "1 thing" if len(dues) == 1 else f"{len(dues)} things"
    whom = "1 person" if people == 1 else f"{people} people"
    return f"{lines} due, {late} of them late; owed to {whom}"
