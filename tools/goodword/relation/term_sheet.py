"""What a term is decided from: what a person did, gave and got in it, leave taken out.

Nothing here adds up to a figure of the person; what lies in a leave counts neither for nor against.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from goodword.loops.visible import effective
from goodword.model.feedback import Joined, Received
from goodword.relation.given import FROM_THEM, FROM_US, OWED, done, hours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.model.feedback import Feedback
    from goodword.model.profile import Profile
    from goodword.model.term import Term
    from goodword.relation.account import Relations

LEAVE = "on-leave"


class Span(NamedTuple):
    """Days, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: object) -> bool:
        """Whether a day lies inside."""
        return isinstance(day, date) and self.first <= day <= self.last


class LaneCount(NamedTuple):
    """A lane of the relation, whose it is, and how much: hours for missions, else how often."""

    side: str
    lane: str
    much: int


class MissionCount(NamedTuple):
    """A mission done in the term: its stage of conversation, how often, and the hours it took."""

    group: str | None
    mission: str
    title: str
    times: int
    hours: int


class Opened(NamedTuple):
    """A loop that the person opened in the term, and where it stands."""

    item: str
    title: str
    day: date
    state: str
    delivered: date | None
    place: Place


class Sheet(NamedTuple):
    """The sheet of a term on a day.

    Args:
        span: the days of the term so far; beyond its last day while it runs on.
        leave: the spans of it in which they were on leave.
        days: how many of its days count.
        lanes: every lane, theirs first, then ours, then what we owe.
        missions: by group, then id.
        opened: by day.
        passed: how many records of a leave are left out.
    """

    span: Span
    leave: tuple[Span, ...]
    days: int
    lanes: tuple[LaneCount, ...]
    missions: tuple[MissionCount, ...]
    opened: tuple[Opened, ...]
    passed: int


def sheet(relations: Relations, term: Term, over: date | None) -> Sheet:
    """What a term came to by the day of the relations.

    Args:
        relations: everyone's on the day.
        term: one that has begun by then.
        over: the day on which it was over by then; None while it runs.
    """
    span = Span(term.from_, max(term.from_, min(over or relations.as_of, relations.as_of)))
    person = relations.program.influencers.get(term.influencer)
    leave = tuple(leaves(person, span)) if person else ()
    counts = dict.fromkeys((*FROM_THEM, *FROM_US, *OWED), 0)
    passed = 0
    seen: set[tuple[str, str]] = set()
    for each in reversed(relations.given.get(term.influencer, ())):
        if each.date not in span:
            continue
        if any(each.date in away for away in leave):
            passed += 1
        elif not each.about or (each.lane, each.about) not in seen:
            seen.add((each.lane, each.about))
            counts[each.lane] += each.count
    sides = [("them", FROM_THEM), ("us", FROM_US), ("owed", OWED)]
    return Sheet(
        span,
        leave,
        span.days - sum(each.days for each in leave),
        tuple(LaneCount(side, lane, counts[lane]) for side, lanes in sides for lane in lanes),
        tuple(_missions(relations, term, span, leave)),
        tuple(_opened(relations, term, span, leave)),
        passed,
    )


def leaves(person: Profile, span: Span) -> Iterator[Span]:
    """The spans of leave within a span."""
    for index, entry in enumerate(person.history):
        if entry.stage != LEAVE:
            continue
        ends = person.history[index + 1 : index + 2]
        last = ends[0].date - timedelta(days=1) if ends else span.last
        away = Span(max(entry.date, span.first), min(last, span.last))
        if away.first <= away.last:
            yield away


def _missions(
    relations: Relations, term: Term, span: Span, leave: tuple[Span, ...]
) -> Iterator[MissionCount]:
    program = relations.program
    found: dict[str, list[int]] = {}
    for claim in program.claims_with.get(term.influencer, ()):
        day = claim.occurred
        counted = day in span and not any(day in away for away in leave)
        if counted and done(claim, relations.as_of):
            found.setdefault(claim.mission, []).append(hours(program, claim))
    rows = []
    for name, took in found.items():
        mission = program.missions.get(name)
        group = mission.conversation if mission else None
        title = mission.title.first if mission else name
        rows.append(MissionCount(group, name, title, len(took), sum(took)))
    yield from sorted(rows, key=lambda each: (each.group or "~", each.mission))


def _opened(
    relations: Relations, term: Term, span: Span, leave: tuple[Span, ...]
) -> Iterator[Opened]:
    program = relations.program
    rows = []
    for name in program.raised_by.get(term.influencer, ()):
        item = relations.loops.items.get(name)
        day = _raised(program.feedback[name], term.influencer, relations.as_of)
        if item is None or day is None or day not in span or any(day in away for away in leave):
            continue
        rows.append(Opened(name, item.title, day, item.state, item.delivered, item.place))
    yield from sorted(rows, key=lambda each: (each.day, each.item))


def _raised(item: Feedback, person: str, as_of: date) -> date | None:
    """The first day on which a person raised an item."""
    days = [
        entry.date
        for entry in effective(item.steps, as_of)
        if isinstance(entry.step, Received | Joined) and person in entry.step.from_
    ]
    return min(days, default=None)
