"""Loops by whose they are, for staff: departments, owners, and what is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.engagement import department_name
from goodword.audience.view.staff import LoopGroup, OpenLoop
from goodword.audience.words import shown
from goodword.days import LATEST
from goodword.loops.figures import summary
from goodword.loops.item import UNTOLD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodword.audience.people import People
    from goodword.audience.view import Words
    from goodword.loops import Item


def _owner(people: People, owner: str | None) -> str | None:
    """The name of a member of staff, the id where there is none of it."""
    member = people.snapshot.program.staff.get(owner or "")
    return member.name if member else owner


def _group(label: Words, items: Iterable[Item]) -> LoopGroup:
    counts = summary(items)
    return LoopGroup(
        label,
        counts.items,
        counts.open,
        counts.overdue,
        counts.delivered_not_told,
        counts.declined_not_told,
    )


def loops_by_department(people: People) -> tuple[LoopGroup, ...]:
    """Items by the department that triage gave them to; those that are nobody's last."""
    items = tuple(people.snapshot.loops.items.values())
    ids = sorted({each.department for each in items}, key=lambda each: (each is None, each or ""))
    return tuple(
        _group(
            department_name(people, each) or {},
            [item for item in items if item.department == each],
        )
        for each in ids
    )


def loops_by_owner(people: People) -> tuple[LoopGroup, ...]:
    """Items by the person whose job they are; those that are nobody's last."""
    items = tuple(people.snapshot.loops.items.values())
    ids = sorted({each.owner for each in items}, key=lambda each: (each is None, each or ""))
    return tuple(
        _group(
            {"": _owner(people, each) or each} if each else {},
            [item for item in items if item.owner == each],
        )
        for each in ids
    )


def open_loops(people: People) -> tuple[OpenLoop, ...]:
    """Items that are not closed, the most overdue first."""
    items = people.snapshot.loops.items.values()
    found = [_open_loop(people, each) for each in items if not each.closed]
    late = {"abandoned": 0, "overdue": 1, "due-soon": 2}
    return tuple(
        sorted(
            found,
            key=lambda each: (late.get(each.status or "", 3), each.due or LATEST, each.id),
        )
    )


def _open_loop(people: People, item: Item) -> OpenLoop:
    program = people.snapshot.program
    first = item.pressing
    untold = sorted({each.to for each in item.told if each.status in UNTOLD})
    return OpenLoop(
        id=item.id,
        title=shown(program.feedback[item.id].title, program),
        state=item.state,
        department=department_name(people, item.department),
        owner=_owner(people, item.owner),
        received=item.received,
        clock=first.clock if first else None,
        status=first.status if first else None,
        due=first.due if first else None,
        days=first.days if first and first.late else 0,
        untold=tuple(people.who(each) for each in untold if each in program.influencers),
    )
