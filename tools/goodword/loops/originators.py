"""Who raised an item: joined, withdrawn, merged in with a duplicate, and un-merged again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.model.feedback import Decided, Joined, Received, Reopened, Withdrawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from goodword.loops.visible import Entry, Position

AFTER_ALL = 1 << 30
"""Place of what happens in another file: after every step of that day in this one."""


class Span(NamedTuple):
    """A time during which somebody is an originator: from a position, gone on the day `until`."""

    since: Position
    until: date | None


class Merge(NamedTuple):
    """A time during which an item's originators are another item's too, `[since, until)`."""

    source: str
    since: date
    until: date | None


Spans = dict[str, list[Span]]


def own_spans(entries: Sequence[Entry]) -> Spans:
    """When each person raised this very item."""
    spans: Spans = {}
    for position, step in entries:
        if isinstance(step, Received | Joined):
            for person in step.from_:
                mine = spans.setdefault(person, [])
                if mine and mine[-1].until == position[0]:
                    mine[-1] = Span(mine[-1].since, None)
                elif not mine or mine[-1].until is not None:
                    mine.append(Span(position, None))
        elif isinstance(step, Withdrawn):
            for person in step.from_:
                mine = spans.get(person, [])
                if mine and mine[-1].until is None:
                    mine[-1] = Span(mine[-1].since, position[0])
    return spans


def merges(items: Mapping[str, Sequence[Entry]]) -> Mapping[str, tuple[Merge, ...]]:
    """Which items were merged into which, and when; by the item they were merged into."""
    found: dict[str, list[Merge]] = {}
    for item, entries in items.items():
        merged: tuple[str, date] | None = None
        for (day, _), step in entries:
            if not isinstance(step, Decided | Reopened):
                continue
            if merged is not None:
                found.setdefault(merged[0], []).append(Merge(item, merged[1], day))
            of = step.of if isinstance(step, Decided) and step.outcome == "duplicate" else None
            merged = (of, day) if of is not None else None
        if merged is not None:
            found.setdefault(merged[0], []).append(Merge(item, merged[1], None))
    return {item: tuple(each) for item, each in found.items()}


def _sooner(one: date | None, other: date | None) -> date | None:
    if one is None or other is None:
        return one or other
    return min(one, other)


def _upstream(root: str, into: Mapping[str, Sequence[Merge]]) -> Iterator[Merge]:
    """All items merged into the root, through others too, with the time they were.

    On any one day an item is merged into one other at most, so a circle can only come back to
    the root; there it is cut.
    """
    waiting: list[Merge] = list(into.get(root, ()))
    while waiting:
        source, since, until = waiting.pop()
        if source == root or (until is not None and until <= since):
            continue
        yield Merge(source, since, until)
        for merge in into.get(source, ()):
            start = max(since, merge.since)
            waiting.append(Merge(merge.source, start, _sooner(until, merge.until)))


def _united(spans: list[Span]) -> list[Span]:
    """Spans that touch made one, in order."""
    united: list[Span] = []
    for span in sorted(spans, key=lambda each: each.since):
        if united and (united[-1].until is None or united[-1].until >= span.since[0]):
            last = united[-1]
            if last.until is not None:
                end = None if span.until is None else max(last.until, span.until)
                united[-1] = Span(last.since, end)
        else:
            united.append(span)
    return united


def _together(
    own: Spans, parts: Iterable[tuple[Merge, Mapping[str, Sequence[Span]]]]
) -> Mapping[str, Sequence[Span]]:
    """An item's own people and those of merged items for the time they were merged."""
    spans = {person: list(mine) for person, mine in own.items()}
    for merge, people in parts:
        for person, theirs in people.items():
            for span in theirs:
                day = max(span.since[0], merge.since)
                end = _sooner(span.until, merge.until)
                if end is None or end > day:
                    spans.setdefault(person, []).append(Span((day, AFTER_ALL), end))
    return {person: _united(mine) for person, mine in spans.items()}


def _sources_first(items: Iterable[str], into: Mapping[str, Sequence[Merge]]) -> Iterator[str]:
    """The items, each after all that were merged into it; circles are left out."""
    waiting = {item: {merge.source for merge in into.get(item, ())} for item in items}
    targets: dict[str, list[str]] = {}
    for item, sources in waiting.items():
        for source in sources:
            targets.setdefault(source, []).append(item)
    ready = [item for item, sources in waiting.items() if not sources]
    while ready:
        item = ready.pop()
        yield item
        for target in targets.get(item, ()):
            waiting[target].discard(item)
            if not waiting[target]:
                ready.append(target)


def spans(
    own: Mapping[str, Spans], into: Mapping[str, Sequence[Merge]]
) -> Mapping[str, Mapping[str, Sequence[Span]]]:
    """When each person was an originator of each item, of its own or through a merged one.

    Args:
        own: `own_spans` of every item.
        into: `merges` of all items.
    """
    found: dict[str, Mapping[str, Sequence[Span]]] = {}
    for item in _sources_first(own, into):
        merged = into.get(item, ())
        found[item] = (
            _together(own[item], ((merge, found[merge.source]) for merge in merged))
            if merged
            else own[item]
        )
    for item in own:
        if item not in found:  # merged both ways in the course of time, or in a circle
            upstream = ((merge, own.get(merge.source, {})) for merge in _upstream(item, into))
            found[item] = _together(own[item], upstream)
    return found


def merged_now(item: str, into: Mapping[str, Sequence[Merge]]) -> tuple[str, ...]:
    """The items that are duplicates of this one and were not un-merged, sorted."""
    return tuple(sorted(merge.source for merge in into.get(item, ()) if merge.until is None))
