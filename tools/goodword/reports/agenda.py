"""`goodword agenda`: everything due, grouped by whose job it is, most overdue first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from goodword.diagnostics import Failure
from goodword.due import all_dues
from goodword.due.claims import for_member, reviewers
from goodword.due.due import department as department_of
from goodword.nearest import one_of
from goodword.reports.people import within
from goodword.reports.report import Field, Report, counted, table, values

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from goodword.due import Due
    from goodword.snapshot import Snapshot

LINES = 15
"""Lines shown of one owner, unless more or fewer are asked for."""
DAYS = 7
"""Days that are looked ahead."""
NOTHING = "nothing is owed to anyone"
"""What an empty agenda says."""


def agenda(
    snapshot: Snapshot,
    *,
    owner: str | None = None,
    department: str | None = None,
    segment: str | None = None,
    member: str | None = None,
    days: int = DAYS,
    lines: int | None = LINES,
) -> Report:
    """What is due on the day or soon after; what is owed to people before what files lack.

    Args:
        snapshot: the program on a day.
        owner: only the job of this member of staff.
        department: only what is this department's.
        segment: only what is owed to people of this one.
        member: only claims that wait for a review of this member's.
        days: how far to look ahead.
        lines: how many are shown of each owner, None for all.

    Raises:
        Failure: nobody on staff, no department, no segment or no influencer has that id.
    """
    program = snapshot.program
    dues = chosen(
        snapshot, owner=owner, department=department, segment=segment, member=member, days=days
    )
    fields = _fields(snapshot)
    names = {each: staff.name for each, staff in program.staff.items()}
    if member is not None:
        names[member] = program.influencers[member].name or member
    groups: dict[str, list[Due]] = {each: [] for each in names}
    for due in dues:
        groups[due.who].append(due)
    tables = []
    for who, own in groups.items():
        name = names[who]
        debts = [each for each in own if not each.advice]
        shown = debts[:lines]
        if shown:
            title = f"{name} ({who}): {len(debts)}"
            if len(shown) < len(debts):
                title += f", of which {len(shown)} here and {len(debts) - len(shown)} more: --all"
            tables.append(table(fields, shown, title))
        talks = [each for each in own if each.advice]
        if talks:
            title = f"{name} ({who}), to talk with: {len(talks)}"
            tables.append(table(fields, talks, title))
    return Report(
        f"Agenda of {snapshot.as_of.isoformat()}",
        tuple(tables),
        (
            _sentence(dues, snapshot)
            if dues
            else _nobody(snapshot, (owner, department, segment, member), days),
        ),
        {
            "as_of": snapshot.as_of.isoformat(),
            "days": days,
            "owners": [
                {"owner": who, "due": values(fields, own)} for who, own in groups.items() if own
            ],
        },
        table(
            (Field("", "owner", get=lambda each: each.who), *fields),
            [each for own in groups.values() for each in own],
        ),
    )


def chosen(
    snapshot: Snapshot,
    *,
    owner: str | None = None,
    department: str | None = None,
    segment: str | None = None,
    member: str | None = None,
    days: int = DAYS,
) -> tuple[Due, ...]:
    """The dues that an agenda shows; arguments and errors as for `agenda`."""
    program = snapshot.program
    _must_be(owner, program.staff, "member of staff")
    known = program.departments.departments if program.departments else ()
    _must_be(department, [each.id for each in known], "department")
    _must_be(member, program.influencers, "influencer")
    people = within(snapshot, (), segment)
    every = all_dues(snapshot) if member is None else _to_review(snapshot, member)
    return tuple(
        due
        for due in every
        if due.shown(snapshot.as_of, days)
        and owner in {None, due.who}
        and (department is None or department in _departments(due, snapshot))
        and (people is None or not {*people}.isdisjoint(due.to))
    )


def _to_review(snapshot: Snapshot, member: str) -> Iterator[Due]:
    """Claims that wait for a member's review, each as theirs, with the command that says it."""
    for due in all_dues(snapshot, {"claims"}):
        for _ in reviewers(snapshot, due, (member,)):
            yield for_member(snapshot, due, member)


def _nobody(snapshot: Snapshot, whose: Sequence[str | None], days: int) -> str:
    """What an empty agenda says: nothing is owed, or whose job it is where only one was asked."""
    others = chosen(snapshot, days=days)
    if not others:
        return NOTHING
    asked = " of ".join(each for each in whose if each)
    jobs = Counter(each.who for each in others)
    whose = ", ".join(f"{who} {count}" for who, count in sorted(jobs.items()))
    return f"nothing is the job of {asked}; {counted(len(others), 'line')} in all: {whose}"


def _departments(due: Due, snapshot: Snapshot) -> set[str | None]:
    """Whose a line is; one about people of several departments is all of theirs."""
    if due.department is not None or len(due.to) < 2:
        return {due.department}
    return {department_of(snapshot, person) for person in due.to}


def _must_be(asked: str | None, known: Collection[str], what: str) -> None:
    if asked is not None and asked not in known:
        raise Failure(f'no {what} "{asked}"{one_of(asked, known)}')


def _fields(snapshot: Snapshot) -> tuple[Field[Due], ...]:
    """A line: `late` is in days, None in time; `do` is the command."""

    def late(due: Due) -> int | None:
        return max(0, (snapshot.as_of - due.date).days) or None

    return (
        Field("kind", "", get=lambda each: each.what),
        Field("", "due", "date", lambda each: each.date),
        Field("", "late", "number", late),
        Field("to", "to", cell=_people),
        Field("due", "", "date", lambda each: each.date),
        Field("late", "", "number", late),
        Field("hours_late", "", "number", lambda each: each.hours or None),
        Field("why", "what"),
        Field("department", ""),
        Field("path", "", get=lambda each: each.place),
        Field("field", "", get=lambda each: each.place.pointer),
        Field("line", "", get=lambda each: each.place),
        Field("command", ""),
        Field("", "do", get=lambda each: each.command),
    )


def _people(to: Sequence[str]) -> str:
    return ", ".join(to[:3]) + (f" and {len(to) - 3} more" if len(to) > 3 else "")


def _sentence(dues: Sequence[Due], snapshot: Snapshot) -> str:
    late = sum(each.late(snapshot.as_of) for each in dues)
    people = len({person for each in dues for person in each.to})
    things, whom = counted(len(dues), "thing"), counted(people, "person", "people")
    return f"{things} due, {late} of them late; owed to {whom}"
