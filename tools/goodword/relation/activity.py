"""Who was active in a cycle: an approved claim that occurred, feedback, or attendance in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.loops.visible import effective
from goodword.model.feedback import Joined, Received
from goodword.model.plain import by_number
from goodword.relation.given import done

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from goodword.days import Cycle
    from goodword.diagnostics import Place
    from goodword.model.claim import Claim
    from goodword.model.program import Program


class Act(NamedTuple):
    """One thing somebody did, and the record of it."""

    day: date
    place: Place


class Participation(NamedTuple):
    """Members of a cycle's last day and what they did, ids sorted.

    Args:
        members: those whose stage was `member` that day; leave is left out.
        active: those of them who were active in the cycle.
        new: active ones who never were before.
        returning: active ones who were before.
        lapsed: those who were active in the cycle before and not in this one.
    """

    members: tuple[str, ...]
    active: tuple[str, ...]
    new: tuple[str, ...]
    returning: tuple[str, ...]
    lapsed: tuple[str, ...]


def last_day(cycle: Cycle, as_of: date) -> date:
    """The last day of a cycle, or the day asked about where it goes on."""
    return min(cycle.last, as_of)


def completed(program: Program, cycle: Cycle, as_of: date) -> tuple[Claim, ...]:
    """Approved claims that occurred in a cycle, in order; none paid for, none taken back."""
    return tuple(
        claim for claim in program.claims_in_order if claim.occurred in cycle and done(claim, as_of)
    )


def acts(program: Program, as_of: date) -> Mapping[str, tuple[Act, ...]]:
    """What everyone did up to a day, by person, by day, then path."""
    found: dict[str, list[Act]] = {}
    for person, act in (*_claims(program, as_of), *_raised(program, as_of), *_came(program, as_of)):
        found.setdefault(person, []).append(act)
    return {
        person: tuple(sorted(mine, key=lambda a: (a.day, by_number(a.place.path), a.place.pointer)))
        for person, mine in found.items()
    }


def _claims(program: Program, as_of: date) -> Iterator[tuple[str, Act]]:
    for claim in program.claims.values():
        if done(claim, as_of):
            for person in dict.fromkeys(claim.people):
                yield person, Act(claim.occurred, claim.place)


def _raised(program: Program, as_of: date) -> Iterator[tuple[str, Act]]:
    for item in program.feedback.values():
        for entry in effective(item.steps, as_of):
            if isinstance(entry.step, Received | Joined):
                for person in entry.step.from_:
                    yield person, Act(entry.date, item.place.at("steps", entry.place))


def _came(program: Program, as_of: date) -> Iterator[tuple[str, Act]]:
    for event in program.events.values():
        if event.first_day <= as_of:
            for index, person in enumerate(event.attended):
                yield person, Act(event.first_day, event.place.at("attended", index))


def on_stage(program: Program, day: date, *stages: str) -> tuple[str, ...]:
    """Everyone who was in one of the stages on a day, sorted."""
    return tuple(each.id for each in program.influencers.values() if each.stage_on(day) in stages)


def participation(
    program: Program, cycle: Cycle, as_of: date, done_by: Mapping[str, tuple[Act, ...]]
) -> Participation:
    """Who of the members was active in a cycle.

    Args:
        program: what the files say.
        cycle: one that has begun by the day.
        as_of: the day.
        done_by: what `acts` gives for the day.
    """
    before = program.cycles.before(cycle)
    members = on_stage(program, last_day(cycle, as_of), "member")

    def within(person: str, span: Cycle) -> bool:
        return any(act.day in span for act in done_by.get(person, ()))

    active = tuple(each for each in members if within(each, cycle))
    new = tuple(each for each in active if done_by[each][0].day >= cycle.start)
    return Participation(
        members,
        active,
        new,
        tuple(each for each in active if each not in new),
        tuple(each for each in members if each not in active and within(each, before)),
    )
