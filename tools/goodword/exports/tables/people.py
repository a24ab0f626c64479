"""Computed tables about people and cycles: who there is, and who took part when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.exports.tables.table import Column, computed
from goodword.relation.activity import acts, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.days import Cycle
    from goodword.exports.tables.table import Row
    from goodword.model.profile import Profile
    from goodword.snapshot import Snapshot


def _people(snapshot: Snapshot) -> Iterator[Row]:
    """Everyone whom a file of the program may name, the erased by their new names."""
    program = snapshot.program
    erased = {each.id: each.date for each in program.erasures.values()}
    for person in sorted({*program.influencers, *erased, *snapshot.ledger.members}):
        profile = program.influencers.get(person)
        if profile is None:
            yield (person, *(None,) * 8, erased.get(person))
            continue
        yield (
            person,
            profile.stage_on(snapshot.as_of),
            profile.entered_on(snapshot.as_of),
            *_stay(profile, snapshot.as_of),
            snapshot.ledger.account(person).tier,
            program.owner_of(profile),
            program.department_of(profile),
            profile.category,
            erased.get(person),
        )


def _stay(profile: Profile, day: date) -> tuple[date | None, date | None]:
    """The first day as a member, and the day of leaving; None while they are there, or never."""
    known = [each for each in profile.history if each.date <= day]
    joined = next((each.date for each in known if each.stage == "member"), None)
    if joined is None or known[-1].stage in _THERE:
        return joined, None
    left = known[-1].date
    for each in reversed(known):
        if each.stage in _THERE:
            break
        left = each.date
    return joined, left


_THERE = frozenset({"member", "on-leave"})


def cycles_until(snapshot: Snapshot) -> Iterator[Cycle]:
    """Every cycle from the first of which the files say anything, the present one last."""
    program = snapshot.program
    days = [snapshot.as_of]
    days += [each.history[0].date for each in program.influencers.values()]
    days += [each.occurred for each in program.claims.values()]
    days += [each.received for each in snapshot.loops.items.values()]
    # A stage since always says nothing of when it began.
    known = [day for day in days if day.year > _ALWAYS]
    cycle = program.cycles.of(min(known, default=snapshot.as_of))
    while cycle.start <= snapshot.as_of:
        yield cycle
        cycle = program.cycles.after(cycle)


_ALWAYS = 1900


def _cycles(snapshot: Snapshot) -> Iterator[Row]:
    closed = snapshot.terms.closed
    for cycle in cycles_until(snapshot):
        day = closed.get(cycle.start)
        yield cycle.name, cycle.start, cycle.last, cycle.start.fromordinal(day) if day else None


def _member_cycles(snapshot: Snapshot) -> Iterator[Row]:
    program, as_of = snapshot.program, snapshot.as_of
    done = acts(program, as_of)
    for cycle in cycles_until(snapshot):
        last = last_day(cycle, as_of)
        for person, profile in program.influencers.items():
            stages = profile.stage_on(cycle.start), profile.stage_on(last)
            if any(stages):
                times = sum(act.day in cycle for act in done.get(person, ()))
                yield cycle.name, person, *stages, times


PEOPLE = (
    computed(
        "person",
        "somebody whom the files name, as of the day; `joined` as a member, `gone` when no longer "
        "member or on leave; after an erasure by the new name",
        "id",
        (
            Column("id", needed=True),
            Column("stage"),
            Column("since", "day"),
            Column("joined", "day"),
            Column("gone", "day"),
            Column("tier"),
            Column("owner", names="program_staff"),
            Column("department", names="departments_departments"),
            Column("category", names="departments_categories"),
            Column("erased", "day"),
        ),
        _people,
    ),
    computed(
        "cycle",
        "a cycle up to the day; `last` is its last day, `closed` the day of its statement",
        "name",
        (
            Column("name", needed=True),
            Column("start", "day", needed=True),
            Column("last", "day", needed=True),
            Column("closed", "day"),
        ),
        _cycles,
    ),
    computed(
        "member_cycle",
        "a person in a cycle: the stage on its first and last day, and how often they took part",
        "cycle person",
        (
            Column("cycle", names="cycle", needed=True),
            Column("person", names="person", needed=True),
            Column("stage_first"),
            Column("stage_last"),
            Column("acts", "integer", needed=True),
        ),
        _member_cycles,
        dated="cycle",
    ),
)
