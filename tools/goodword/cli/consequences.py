"""What comes of an action, in sentences: on the day it is dated, and on the day that is looked at.

What is done today has one such day. What is dated earlier (`--on`) has two, and they differ where
something came since: points that a claim gave then may have expired. A sentence that holds on
both days stands once and plain; one that holds on one of them names it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date


def consequences(
    before: Snapshot,
    after: Snapshot,
    days: Collection[date],
    sentences: Callable[[Snapshot, Snapshot], Iterable[str]],
) -> tuple[str, ...]:
    """Sentences, those that hold on one day only with that day.

    Args:
        before: the program as it is, on the day that is looked at.
        after: the program as it would be, on the same day.
        days: on which what is done is dated. Of several no one day says what came of all, so that
            only the day that is looked at is told of, and named.
        sentences: what comes of it, from the program before and after on one day.
    """
    now = tuple(sentences(before, after))
    if not {*days} - {before.as_of}:
        return now
    if len({*days}) > 1:
        return tuple(f"on {before.as_of}: {each}" for each in now)
    day = min(days)
    was = Snapshot(before.program, day, people=before.people)
    then = tuple(sentences(was, Snapshot(after.program, day, like=was, people=after.people)))
    return (
        *(each if each in now else f"on {day}: {each}" for each in then),
        *(f"on {before.as_of}: {each}" for each in now if each not in then),
    )
