"""A ladder that is in force looks at something else, or another one stands first.

Only what stands in a version of a ladder can change from a day on. What the ladder looks at
(`over`), what counts for it and when people move would hold for all days that were, and with them
who could do which mission and have which reward: so these stay as they are once one of its versions
is in force, and so do the missions that count for it, whether it names them, their groups or their
topics. A mission that is new may count. Tiers that other files name by their ids alone are those of
the first ladder, and so that one stays the first.

Mend it by putting it back, and by adding a ladder of another id whose version begins today or
later, behind the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.guard.promise import Breach, Promise
from goodword.model.tiers import ALL, TWO_CYCLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.guard.change import Change
    from goodword.model.tiers import Counts, Ladder, Over, Tiers

_HINT = "put it back, and add a ladder of another id that begins later"


def check(change: Change) -> Iterator[Breach]:
    """What of ladders in force is not as base has it."""
    old, new = change.base.program.tiers, change.head.program.tiers
    if old is None or new is None:
        return
    there = {each.id: number for number, each in enumerate(new.every)}
    for was in old.every:
        if was.versions[0].from_ <= change.day and was.id in there:
            number = there[was.id]
            place, now = new.place_of(number), new.every[number]
            yield from _otherwise(place, was, now)
            if was.counts == now.counts != ALL:
                yield from _counted(change, place, was)
    first = old.first
    if first.versions[0].from_ <= change.day and new.first.id != first.id:
        yield Breach(_of(new), f"the first ladder was {first.id}, is {new.first.id}", _HINT)


def _of(tiers: Tiers) -> Place:
    return tiers.place.at("ladders", 0, "id") if tiers.ladders else tiers.place.at("versions")


def _otherwise(place: Place, was: Ladder, now: Ladder) -> Iterator[Breach]:
    for key, before, after in (
        ("over", _over(was.over), _over(now.over)),
        ("counts", _counts(was.counts), _counts(now.counts)),
        ("moves", was.moves, now.moves),
    ):
        if before != after:
            message = f"ladder {was.id} is in force: {key} was {before}, is {after}"
            yield Breach(place.at(key), message, _HINT)


def _counted(change: Change, place: Place, ladder: Ladder) -> Iterator[Breach]:
    """Missions that begin or cease to count, since their group or topics are others."""
    before, after = (x.snapshot.terms.counted(ladder) for x in (change.base, change.head))
    for mission in sorted((before or frozenset()) ^ (after or frozenset())):
        if mission in change.base.program.missions and mission in change.head.program.missions:
            does = "counts for it from now on" if mission in (after or ()) else "counts no more"
            yield Breach(
                place.at("counts"),
                f"ladder {ladder.id} is in force: {mission} {does}",
                "put back its groups and topics, or state the topics that it had",
            )


def _over(over: Over) -> str:
    if over.months is not None:
        return f"{over.months} months"
    if over == TWO_CYCLES:
        return "two cycles"
    return "ever" if over.cycles is None else f"{over.cycles} cycles"


def _counts(counts: Counts) -> str:
    named = (*counts.groups, *counts.missions, *counts.topics)
    return ", ".join(named) if named else "everything"


PROMISE = Promise("ladder-kept", check)
