"""Feedback items as an audience may have them: their confidentiality decides, and `say`.

Outside staff nothing of an item is shown but its title, days, state and the text of `say` for
the audience; never who raised it, severity, or the rationale. What is not public yet is not in
the items that are handed over (`known`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from goodword.audience.permissions import taken_back
from goodword.audience.sharing import may_have, sharing
from goodword.audience.view import (
    ClockView,
    ItemStep,
    ItemView,
    LoopRate,
    LoopsView,
    Who,
)
from goodword.audience.words import said, shown, shown_or_none
from goodword.loops.visible import effective
from goodword.model.feedback import (
    Decided,
    Delivered,
    Delivering,
    Joined,
    Received,
    VoidStep,
    Withdrawn,
)
from goodword.relation.few import beside_oneself

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from goodword.audience.known import Known
    from goodword.audience.view import Words
    from goodword.loops import Item
    from goodword.model.feedback import Feedback, Step
    from goodword.snapshot import Snapshot

T = TypeVar("T")

_GROUPS = {
    "delivered": "delivered",
    "declined": "declined",
    "available": "available",
}
_QUIET = frozenset({"closed-withdrawn", "closed-duplicate", "open-duplicate"})
"""States of items that outside staff say nothing of their own."""


def visible(known: Known, audience: str) -> list[tuple[Item, Feedback]]:
    """The items that the audience may have."""
    found = []
    for item in known.loops.items.values():
        source = known.feedback[item.id]
        if may_have(audience, source.confidentiality) and (
            audience == "staff"
            or not (item.state in _QUIET or (taken_back(source) and not item.merged))
        ):
            found.append((item, source))
    return found


def items(snapshot: Snapshot, known: Known, audience: str, today: date) -> tuple[ItemView, ...]:
    """Items as the audience may have them, newest step first."""
    views = [
        _item(snapshot, each, source, audience, today) for each, source in visible(known, audience)
    ]
    return tuple(sorted(views, key=lambda view: (_newest(view), view.id), reverse=True))


def _newest(view: ItemView) -> date:
    return max((step.date for step in view.steps), default=view.received)


def _timeline(steps: Iterable[Step], audience: str) -> Iterator[ItemStep]:
    """The steps as they are listed: who came and went can be counted, so only staff see that."""
    received = False
    for step in steps:
        crowd = isinstance(step, Joined | Withdrawn) or (isinstance(step, Received) and received)
        received = received or isinstance(step, Received)
        if audience == "staff" or not crowd:
            yield ItemStep(step.step, step.date)


def _item(snapshot: Snapshot, item: Item, source: Feedback, audience: str, today: date) -> ItemView:
    program = snapshot.program
    steps = [entry.step for entry in effective(source.steps, snapshot.as_of)]
    decided = _last(steps, Decided)
    delivered = _last(steps, Delivered)
    view = ItemView(
        id=item.id,
        title=shown(source.title, program),
        state=item.state,
        group=_group(item.state, delivered, decided),
        received=item.received,
        area=source.area,
        pillar=source.pillar,
        department=_department(snapshot, item.department),
        say=_say(snapshot, (delivered, decided), source, audience),
        decided=decided.date if decided else None,
        delivered=delivered.date if delivered else None,
        link=decided.link if decided and decided.outcome == "already-available" else None,
        scope=delivered.scope if delivered else None,
        revisit=decided.revisit if decided else None,
        clock=_clock(item),
        steps=tuple(_timeline(steps, audience)),
        people=len(item.originators)
        if audience == "staff"
        else beside_oneself(len(item.originators)),
    )
    if audience != "staff":
        return view
    started = _last(steps, Delivering)
    return replace(
        view,
        link=view.link or (started.link if started else None),
        where=delivered.where if delivered else None,
        remaining={program.settings.languages[0]: delivered.remaining}
        if delivered and delivered.remaining
        else None,
        originators=tuple(_who(snapshot, each, today) for each in item.originators),
    )


def _last(steps: Iterable[Step], kind: type[T]) -> T | None:
    return next((each for each in reversed(list(steps)) if isinstance(each, kind)), None)


def _group(state: str, delivered: Delivered | None, decided: Decided | None) -> str:
    ended = state.partition("-")[2]
    if ended in _GROUPS:
        return _GROUPS[ended]
    if state == "closed-exempt":
        if delivered is not None:
            return "delivered"
        return "declined" if decided and decided.outcome == "declined" else "available"
    return "closed" if state.startswith("closed") else "open"


def _say(
    snapshot: Snapshot,
    steps: tuple[Delivered | None, Decided | None],
    source: Feedback,
    audience: str,
) -> Words | None:
    """The newest text for the audience; a look back does not say what was made void since."""
    void = any(isinstance(step, VoidStep) for step in source.steps)
    still = [entry.step for entry in effective(source.steps)] if void else source.steps
    for step in steps:
        if step is not None and (audience == "staff" or step in still):
            found = said(step.say, audience)
            if found:
                return shown_or_none(found, snapshot.program)
    return None


def _clock(item: Item) -> ClockView | None:
    """The worst of the clocks that run: members see what staff see."""
    if item.state.startswith("closed"):
        return None
    first = item.pressing
    if first is None:
        return None
    return ClockView(first.clock, first.status, first.due, first.days if first.late else 0)


def _department(snapshot: Snapshot, department: str | None) -> Words | None:
    found = snapshot.program.departments
    each = found.department(department) if found and department else None
    return shown(each.name, snapshot.program) if each else None


def _who(snapshot: Snapshot, person: str, today: date) -> Who:
    profile = snapshot.program.influencers.get(person)
    allowed = profile is not None and sharing(profile, "staff", today).recognition
    return Who(person, profile.name if profile and allowed else None, page=allowed)


def loops(snapshot: Snapshot, known: Known, audience: str) -> LoopsView:
    """Closure of the items that the audience may have, by cycle and by department."""
    found = [item for item, _ in visible(known, audience)]
    cycles: dict[tuple[date, str], list[Item]] = {}
    departments: dict[str, list[Item]] = {}
    for item in found:
        cycle = snapshot.program.cycles.of(item.received)
        cycles.setdefault((cycle.start, cycle.name), []).append(item)
        departments.setdefault(item.department or "", []).append(item)
    return LoopsView(
        len(found),
        _closed(found),
        tuple(
            LoopRate({"": name}, len(of), _closed(of)) for (_, name), of in sorted(cycles.items())
        ),
        tuple(
            LoopRate(words, len(of), _closed(of))
            for department, of in sorted(departments.items())
            if (words := _department(snapshot, department))
        ),
    )


def _closed(found: Iterable[Item]) -> int:
    return sum(item.state.startswith("closed") for item in found)
