"""Groups of missions on a screen: what counts together, how much of it is used, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import from_day, in_force
from goodword.ledger.groups import limits_on, worded
from goodword.ledger.spent import now, spans
from goodword.model.groups import PROGRAM
from goodword.reports.report import Column, Table
from goodword.reports.screens import fact, facts_table, screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.ledger.spent import Spent
    from goodword.model.groups import Group
    from goodword.model.program import Program
    from goodword.reports.report import Report
    from goodword.snapshot import Snapshot

_NEWEST = 12


def group_of(program: Program, identifier: str) -> Group | None:
    """The group that an id, or the name of its limit, is of."""
    groups = program.groups.groups if program.groups else ()
    return next((each for each in groups if identifier in (each.id, each.limit)), None)


def group_screen(snapshot: Snapshot, group: Group) -> Report:
    """A group: its missions and limits, and what of them is used in each span and by whom."""
    program, day = snapshot.program, snapshot.as_of
    facts: list[tuple[str, object]] = [
        ("name", group.name.first),
        ("missions", ", ".join(group.missions)),
    ]
    for each in group.limits:
        exempt = f", {', '.join(each.exempt)} exempt" if each.exempt else ""
        facts.append((f"limit{from_day(each.from_)}", f"{worded(each, group.id)}{exempt}"))
    used = list(spans(snapshot.places, group, day))
    path = program.groups.place.path if program.groups else ""
    value = {
        "kind": "group",
        "id": group.id,
        "path": path,
        "facts": {name: fact(each) for name, each in facts},
        "used": [
            {
                **({"influencer": each.person} if each.person else {}),
                "span": each.span or None,
                "most": each.most,
                "used": each.used,
                "undecided": each.open,
                "left": each.left,
                "used_up": each.up.isoformat() if each.up is not None else None,
            }
            for each in used
        ],
    }
    return screen(
        f"{group.name.first} ({group.id})", [facts_table(facts), _used(used)], path, value
    )


def _used(used: list[Spent]) -> Table:
    each = any(spent.person for spent in used)
    columns = (
        Column("span"),
        *((Column("influencer"),) if each else ()),
        Column("most", "number"),
        Column("used", "number"),
        Column("undecided", "number"),
        Column("left", "number"),
        Column("used up", "date"),
    )
    rows = tuple(
        (
            spent.span or "ever",
            *((spent.person,) if each else ()),
            spent.most,
            spent.used,
            spent.open,
            spent.left,
            spent.up,
        )
        for spent in used[-_NEWEST:]
    )
    return Table(columns, rows, f"newest {_NEWEST} of {len(used)}" if len(used) > _NEWEST else "")


def limits_of(snapshot: Snapshot, mission: str) -> Iterator[tuple[str, str]]:
    """What limits the claims of a mission together with others, and how much everybody used."""
    program, day = snapshot.program, snapshot.as_of
    if program.groups is None:
        return
    for group, limit in limits_on(program.groups_of, mission, day):
        words = worded(limit, group.id)
        spent = now(snapshot.places, group, day) if limit.each == PROGRAM else None
        yield f"group {group.id}", f"{words}: {spent.used} used" if spent else words


def budgets(snapshot: Snapshot) -> list[tuple[Group, Spent]]:
    """The limits that everybody shares on the day, in every span that had a claim by then."""
    program, day = snapshot.program, snapshot.as_of
    found = []
    for group in program.groups.groups if program.groups else ():
        limit = in_force(group.limits, day)
        if limit is not None and limit.each == PROGRAM:
            found += [(group, each) for each in spans(snapshot.places, group, day)]
    return found
