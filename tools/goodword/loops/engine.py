"""From the files to the loops of a day: each item's state, who was told, and its clocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.days import Cycles
from goodword.loops.clocks import Watch, in_order, slowest
from goodword.loops.deciding import answered, item_clocks
from goodword.loops.figures import summary
from goodword.loops.item import Brief, Item, Loops, Told, Verdict
from goodword.loops.originators import merged_now, merges, own_spans, spans
from goodword.loops.owed import debts
from goodword.loops.rounds import milestones, progress
from goodword.loops.state import closed_items, standing, state
from goodword.loops.tellings import Listener, due_day, heartbeats, telling, verify
from goodword.loops.told import (
    clock_start,
    counts,
    ever_silent,
    payments,
    settle,
    silent_from,
    tellable,
)
from goodword.loops.visible import answers, effective
from goodword.loops.workdays import work_days
from goodword.model.feedback import Decided, Received, Triaged

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import date

    from goodword.loops.item import Clock
    from goodword.loops.originators import Merge, Span
    from goodword.loops.owed import Debt
    from goodword.loops.rounds import Milestone, Progress
    from goodword.loops.state import Standing
    from goodword.loops.told import Settled
    from goodword.loops.visible import Entry, Record
    from goodword.model.program import Program

    Unheard = tuple[tuple[date, tuple[str, ...]], ...]


def _no_tier(person: str, day: date) -> str | None:  # noqa: ARG001 - a program without tiers
    return None


def watch(
    program: Program, as_of: date, tier: Callable[[str, date], str | None] = _no_tier
) -> Watch:
    """What clocks are read against on a day; versions that begin later are not known yet."""
    versions = program.settings.cycle
    known = tuple(each for each in versions if each.from_ <= as_of) or versions[:1]
    cycles = program.cycles if len(known) == len(versions) else Cycles(known)
    return Watch(as_of, work_days(program.calendar), cycles, program.policy_versions, tier)


@dataclass(slots=True)
class _Draft:
    """An item half-way: everything but whether its loop is closed."""

    entries: tuple[Entry, ...]
    records: Mapping[str, tuple[Record, ...]]
    spans: Mapping[str, Sequence[Span]]
    milestones: tuple[Milestone, ...]
    progress: Progress
    debts: list[tuple[Debt, Settled]]
    people: tuple[str, ...]
    standing: Standing
    verdicts: tuple[Verdict, ...]


class _Engine:
    def __init__(self, program: Program, watch: Watch) -> None:
        self.program = program
        self.watch = watch
        self.as_of = watch.as_of
        self.entries: dict[str, tuple[Entry, ...]] = {}
        for item, feedback in program.feedback.items():
            entries = effective(feedback.steps, watch.as_of)
            if any(isinstance(entry.step, Received) for entry in entries):
                self.entries[item] = entries
        self.records = answers(program.touchpoints.values(), watch.as_of)
        self.ever_silent = ever_silent(program.influencers.values())
        self.own = {item: own_spans(entries) for item, entries in self.entries.items()}
        self.into: Mapping[str, Sequence[Merge]] = merges(self.entries)
        self.spans = spans(self.own, self.into)

    def silent(self, person: str, since: date, until: date | None) -> date | None:
        """The first day in the span on which nothing is said to the person any more."""
        if person not in self.ever_silent:
            return None
        end = self.as_of if until is None else min(until, self.as_of)
        return silent_from(self.program.influencers.get(person), since, end)

    def draft(self, item: str) -> _Draft:
        entries = self.entries[item]
        records = self.records.get(item, {})
        people = self.program.influencers
        raised = self.spans[item]
        owing = milestones(entries)
        far = progress(entries)
        paid = {
            person: payments(owing, mine, people.get(person)) for person, mine in records.items()
        }
        settled = [
            (
                debt,
                settle(
                    debt,
                    paid.get(debt.person, ()),
                    people.get(debt.person),
                    self.silent(debt.person, debt.since, debt.until),
                ),
            )
            for debt in debts(owing, raised)
        ]
        present = tuple(sorted(p for p, mine in raised.items() if mine[-1].until is None))
        of = getattr(far.decision.step, "of", None) if far.decision else None
        place = standing(far.phase, far.round, of, settled, present=bool(present))
        verdicts = [
            Verdict(person, record.date, record.answer.verdict)
            for person, mine in records.items()
            for record in mine
            if record.answer.verdict is not None
        ]
        verdicts.sort(key=lambda each: (each.date, each.by))
        return _Draft(
            entries, records, raised, owing, far, settled, present, place, tuple(verdicts)
        )

    def told(self, draft: _Draft) -> tuple[tuple[Told, ...], list[Clock]]:
        """What is owed in the last round, and the clocks of the people."""
        verdicts: dict[str, list[date]] = {}
        for each in draft.verdicts:
            verdicts.setdefault(each.by, []).append(each.date)
        told: list[Told] = []
        by_milestone: dict[tuple[str, int, int], list[Clock]] = {}
        for debt, settled in draft.debts:
            profile = self.program.influencers.get(debt.person)
            on = min(day for day in (self.as_of, debt.until, settled.day) if day is not None)
            free = tellable(debt.milestone, debt.since, profile, on)
            start = clock_start(debt, free)
            due = None if start is None else due_day(self.watch, debt, start)
            tell: Clock | None = None
            if start is not None and due is not None:
                tell = telling(self.watch, debt, settled, start, due)
            for clock in (tell, verify(self.watch, debt, settled, verdicts)):
                if clock is not None:
                    key = (clock.clock, clock.round, debt.milestone.position[1])
                    by_milestone.setdefault(key, []).append(clock)
            if debt.until is None:
                age = None if tell is None else tell.age
                told.append(self._told(debt, settled, (free, due, age)))
        return tuple(told), [slowest(each) for each in by_milestone.values()]

    def _told(
        self, debt: Debt, settled: Settled, clock: tuple[date | None, date | None, int | None]
    ) -> Told:
        """How a debt stands, given the day it may be told from, the last day to, and its age."""
        free, due, age = clock
        reason = ""
        if settled.told is not None:
            status, day = "told", settled.told
        elif settled.exempt is not None:
            status, day, reason = "exempt", settled.exempt, settled.reason
        elif free is None or free > self.as_of:
            reason = "no-say" if free is None else "not-public"
            status, day = "withheld", None
        else:
            late = due is not None and due < self.as_of
            status, day = ("overdue" if late else "due"), None
        name, index = debt.milestone.name, debt.milestone.position[1]
        return Told(debt.person, name, status, day, due, reason, index, age)

    def beats(self, draft: _Draft) -> tuple[list[Clock], Unheard]:
        """The heartbeats, of each cycle that of the slowest person, and who is owed one."""
        first = draft.entries[0].date
        if self.watch.cycles.of(first).end > self.as_of:
            return [], ()
        by_start: dict[date, list[Clock]] = {}
        unheard: dict[date, list[str]] = {}
        for person in sorted(draft.spans):
            profile = self.program.influencers.get(person)
            listener = Listener(
                person,
                profile,
                draft.records.get(person, ()),
                draft.spans[person],
                self.silent(person, first, None),
            )
            own = list(heartbeats(self.watch, listener, draft.progress.quiet, draft.progress.round))
            for clock in own:
                by_start.setdefault(clock.start, []).append(clock)
                if clock.running:
                    unheard.setdefault(clock.due, []).append(person)
        owed = tuple((due, tuple(unheard[due])) for due in sorted(unheard))
        return [slowest(clocks) for clocks in by_start.values()], owed

    def heard(self, draft: _Draft) -> list[Record]:
        """The answers of everybody, of what they were told only what counts as told."""
        people = self.program.influencers
        return [
            record
            for person, mine in draft.records.items()
            for record in mine
            if record.answer.step != "told" or counts(record, people.get(person))
        ]

    def answered(self, draft: _Draft) -> bool:
        """Whether what is asked in needs-info was answered."""
        decision = draft.progress.decision
        if draft.standing.phase != "needs-info" or decision is None:
            return False
        return answered(decision.date, self.heard(draft), draft.progress.round)

    def item(self, item: str, draft: _Draft, *, closed: bool) -> Item:
        feedback = self.program.feedback[item]
        told, clocks = self.told(draft)
        beats, unheard = self.beats(draft)
        clocks += beats
        gone = None
        if not draft.people:
            ends = [mine[-1].until for mine in draft.spans.values()]
            gone = max((day for day in ends if day is not None), default=None)
        clocks += item_clocks(self.watch, draft.entries, self.heard(draft), draft.people, gone)
        far = draft.progress
        triage = far.triage.step if far.triage else None
        department, owner = (
            (triage.department, triage.owner) if isinstance(triage, Triaged) else (None, None)
        )
        decision = far.decision.step if far.decision else None
        decision = decision if isinstance(decision, Decided) else None
        return Item(
            item,
            feedback.title.first,
            state(draft.standing, closed=closed),
            far.round,
            department,
            owner,
            draft.people,
            _received(draft),
            told,
            in_order(clocks),
            feedback.place.at("steps", draft.entries[-1].place),
            draft.standing.phase,
            far.decision.date if far.decision else None,
            far.delivery.date if far.delivery else None,
            decision.outcome if decision else None,
            draft.standing.of,
            decision.revisit if decision and draft.standing.phase == "deferred" else None,
            draft.verdicts,
            merged_now(item, self.into),
            unheard,
            self.answered(draft),
        )


def compute(
    program: Program, as_of: date, tier: Callable[[str, date], str | None] = _no_tier
) -> Loops:
    """Every item that was received by the day, as it stood during it.

    Args:
        program: what the files say.
        as_of: the day; what is dated later is left out.
        tier: the tier of a person on a day, where clocks differ by tier.
    """
    engine = _Engine(program, watch(program, as_of, tier))
    drafts, closed = _drafts(engine)
    items = {
        item: engine.item(item, draft, closed=item in closed) for item, draft in drafts.items()
    }
    return Loops(as_of, items, summary(items.values()))


def states(program: Program, as_of: date) -> dict[str, Brief]:
    """The same items without their clocks, for which no country's days of work are looked up."""
    drafts, closed = _drafts(_Engine(program, watch(program, as_of)))
    return {
        item: Brief(
            item,
            state(draft.standing, closed=item in closed),
            _received(draft),
            draft.people,
        )
        for item, draft in drafts.items()
    }


def _drafts(engine: _Engine) -> tuple[dict[str, _Draft], Collection[str]]:
    """Every item half-way, and those whose loop is closed."""
    drafts = {item: engine.draft(item) for item in sorted(engine.entries)}
    return drafts, closed_items({item: draft.standing for item, draft in drafts.items()})


def _received(draft: _Draft) -> date:
    return next(e.date for e in draft.entries if isinstance(e.step, Received))
