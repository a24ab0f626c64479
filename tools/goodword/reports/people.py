"""Whom a list is about: people by id, and those of a segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Failure, Unnamed
from goodword.ledger.segments import people
from goodword.nearest import one_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.model.program import Program
    from goodword.model.segments import Segment
    from goodword.snapshot import Snapshot


def known_people(snapshot: Snapshot, ids: Sequence[str]) -> tuple[str, ...]:
    """The ids, sorted, each once.

    Raises:
        Unnamed: nobody has one of them.
    """
    known = snapshot.program.influencers
    for each in ids:
        if each not in known:
            raise Unnamed(
                f'there is no influencer "{each}"{one_of(each, known)}',
                "goodword list influencers shows all",
            )
    return tuple(sorted(set(ids)))


def known_segment(program: Program, name: str) -> Segment:
    """The segment of an id.

    Raises:
        Failure: there is none.
    """
    there = program.segment_of
    if name not in there:
        hint = "goodword segments shows all" if there else "goodword new segment begins the first"
        raise Failure(f'there is no segment "{name}"{one_of(name, there)}', hint)
    return there[name]


def within(snapshot: Snapshot, ids: Sequence[str], segment: str | None) -> tuple[str, ...] | None:
    """The people whom a list is about, by id; None for everybody.

    Args:
        snapshot: the program on a day.
        ids: those named; of a segment too, only these of it.
        segment: id of one, of which the people are asked for.

    Raises:
        Failure: a person or a segment that the program does not have.
    """
    named = known_people(snapshot, ids)
    if segment is None:
        return named or None
    found = known_segment(snapshot.program, segment)
    there = people(snapshot.program, found, snapshot.as_of, snapshot.tier_on)
    return tuple(each for each in there if not named or each in named)


def open_segment(program: Program, name: str, what: str) -> Segment:
    """The segment of an id, which may decide what others see.

    Args:
        program: that has it.
        name: its id.
        what: what it would decide, for the message.

    Raises:
        Failure: there is none, or it asks for what only staff know.
    """
    found = known_segment(program, name)
    if found.kept:
        keys = " and ".join(found.kept)
        raise Failure(
            f"{name} asks for {keys}, and {what} would show it to others",
            "take a segment without stances and wants, or name people",
        )
    return found
