"""What counts on a day: steps up to it that nobody made void, and the answers people got."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from goodword.model.feedback import VoidStep
from goodword.model.touchpoint import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from goodword.model.feedback import Step
    from goodword.model.touchpoint import Touchpoint

Position = tuple["date", int]
"""Where a step stands in time: its day, then its place in the file."""


class Entry(NamedTuple):
    """A step and its position."""

    position: Position
    step: Step

    @property
    def date(self) -> date:
        """Day of the step."""
        return self.position[0]

    @property
    def place(self) -> int:
        """Place in the file's list, from 0."""
        return self.position[1]


def effective(steps: Sequence[Step], as_of: date | None = None) -> tuple[Entry, ...]:
    """The steps that count, in order: by date, then place in the file.

    A void counts for the step it names if that stands before it, unless it is void itself.

    Args:
        steps: as in the file.
        as_of: steps dated later are left out; None leaves none out.
    """
    seen = [
        Entry((step.date, index), step)
        for index, step in enumerate(steps)
        if as_of is None or step.date <= as_of
    ]
    void: set[int] = set()
    for entry in reversed(seen):
        step = entry.step
        if isinstance(step, VoidStep) and entry.place not in void and step.of < entry.place:
            void.add(step.of)
    counted = [e for e in seen if e.place not in void and not isinstance(e.step, VoidStep)]
    counted.sort(key=lambda entry: entry.position)
    return tuple(counted)


class Record(NamedTuple):
    """An answer to one person about one item."""

    date: date
    person: str
    touchpoint: Touchpoint
    answer: Answer


def _order(record: Record) -> tuple[date, str, int, str]:
    return record.date, *record.touchpoint.order


def answers(
    touchpoints: Iterable[Touchpoint], as_of: date | None = None
) -> Mapping[str, Mapping[str, tuple[Record, ...]]]:
    """Answers that count, by item or incident, then person, by date, slug and number.

    Args:
        touchpoints: all of the program.
        as_of: records and voids dated later are left out; None leaves none out.
    """
    found: dict[str, dict[str, list[Record]]] = {}
    for each in touchpoints:
        detail = each.detail
        if not isinstance(detail, Answer) or (as_of is not None and each.date > as_of):
            continue
        if each.void_by(as_of or date.max):
            continue
        record = Record(each.date, each.influencer, each, detail)
        for ref in each.refs:
            found.setdefault(ref, {}).setdefault(each.influencer, []).append(record)
    return {
        item: {person: tuple(sorted(records, key=_order)) for person, records in people.items()}
        for item, people in found.items()
    }
