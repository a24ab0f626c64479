"""What is owed to whom: which milestone each originator must be told of, and from when."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from goodword.loops.originators import Span
    from goodword.loops.rounds import Milestone


class Debt(NamedTuple):
    """A milestone owed to a person.

    Args:
        person: influencer id.
        milestone: what must be told.
        since: the later of the step's day and the day the person came.
        until: day on which it was replaced, its round ended, or the person went; None while
            it stands.
        left: the person went, and with that it ended.
    """

    person: str
    milestone: Milestone
    since: date
    until: date | None
    left: bool


def debts(milestones: Sequence[Milestone], spans: Mapping[str, Sequence[Span]]) -> Iterator[Debt]:
    """All debts of an item, those that ended too, by person, then in the order of the steps.

    Somebody is owed the newest milestone before they came and each that follows.
    """
    for person in sorted(spans):
        for since, until in spans[person]:
            newest: Milestone | None = None
            owed: list[Milestone] = []
            for milestone in milestones:
                if milestone.position < since:
                    newest = milestone
                elif until is None or milestone.date < until:
                    owed.append(milestone)
            if newest is not None:
                owed.insert(0, newest)
            for milestone in owed:
                start = max(milestone.date, since[0])
                end = milestone.end
                left = until is not None and (end is None or until < end)
                if left:
                    end = until
                if end is None or end > start:
                    yield Debt(person, milestone, start, end, left)
