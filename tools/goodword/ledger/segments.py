"""Who is in a segment on a day, and why: one answer for every command, rule, due and page.

A tier is the one with which the day began. What is done on a day can lift nobody into who may do
it, and no decision of the day changes another: points never wait for themselves.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from goodword.ledger.held_tiers import tiers_held
from goodword.model.regions import lies_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from goodword.ledger.held_tiers import TierOn
    from goodword.model.profile import Profile
    from goodword.model.program import Program
    from goodword.model.segments import Segment

_DAY = timedelta(days=1)


class Asked(NamedTuple):
    """A key of a segment, and what a person has of it on a day.

    Args:
        key: of `where`.
        wanted: the values, one of which is needed.
        held: those that the person has.
        met: whether one of them is wanted.
    """

    key: str
    wanted: tuple[str, ...]
    held: tuple[str, ...]
    met: bool


def asked(segment: Segment, person: Profile, day: date, tier: TierOn) -> Iterator[Asked]:
    """What a segment asks of a person, key by key; the tier last, since it wants the ledger.

    Args:
        segment: which.
        person: of whom.
        day: the day; stage, tier and wants have days, all else is as the profile has it.
        tier: the tier of a person on a day; asked for the evening before.
    """
    where = segment.where
    stage = person.stage_on(day)
    yield _asked("stages", where.stages, (stage,) if stage else ())
    for key, wanted, held in (
        ("categories", where.categories, (person.category,) if person.category else ()),
        ("topics", where.topics, person.topics),
        ("stances", where.stances, (person.stance,)),
        ("wants", where.wants, tuple(dict.fromkeys(x.what for x in person.wants_on(day)))),
    ):
        if wanted:
            yield _asked(key, wanted, held)
    if where.regions:
        region = (person.region,) if person.region else ()
        near = any(lies_in(each, wanted) for each in region for wanted in where.regions)
        yield Asked("regions", where.regions, region, near)
    if where.tiers:
        yield _asked("tiers", where.tiers, tiers_held(where.tiers, person.id, day - _DAY, tier))


def _asked(key: str, wanted: tuple[str, ...], held: tuple[str, ...]) -> Asked:
    return Asked(key, wanted, held, not set(wanted).isdisjoint(held))


def holds(segment: Segment, person: Profile, day: date, tier: TierOn) -> bool:
    """Whether a person is in a segment on a day; arguments as for `asked`."""
    return all(each.met for each in asked(segment, person, day, tier))


def people(program: Program, segment: Segment, day: date, tier: TierOn) -> tuple[str, ...]:
    """The ids of everybody in a segment on a day, sorted."""
    every = program.influencers.values()
    return tuple(sorted(each.id for each in every if holds(segment, each, day, tier)))


def deciding(program: Program, ids: Iterable[str]) -> tuple[Segment, ...]:
    """Those of the segments that may decide what others than staff see.

    One that asks for what only staff know decides nothing: else who is let in, told or written to
    would learn it. That such a one is named is a finding of the rule `segment-decides`.
    """
    there = program.segment_of
    return tuple(there[each] for each in ids if each in there and not there[each].kept)


def among(
    program: Program, ids: Iterable[str], person: Profile, day: date, tier: TierOn
) -> tuple[str, ...]:
    """Of the segments that decide something those in which a person is, by id.

    Args:
        program: that has them.
        ids: of the segments, as a mission, reward, event or sequence names them.
        person: of whom.
        day: on which.
        tier: the tier of a person on a day.
    """
    found = deciding(program, ids)
    return tuple(each.id for each in found if holds(each, person, day, tier))


def lets_in(program: Program, ids: Iterable[str], person: Profile, day: date, tier: TierOn) -> bool:
    """Whether what is for some segments is for a person; what names none is for everybody."""
    return not ids or bool(among(program, ids, person, day, tier))
