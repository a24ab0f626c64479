"""What an audience will newly see on the portal: the difference of two Views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.changes.fields import differences

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from goodword.audience.view import View

PAGES = ("missions", "rewards", "items", "events", "communities", "people")
"""Parts of a View whose entries have an id, and a page or a place on one."""
_NAMES = {"communities": "community", "people": "person"}
_WHOLE = ("program", "pillars", "how")
"""Parts that are shown on the pages on how it works and what it is for."""
WHOLE = "how it works"
"""What these two pages are called."""
_DERIVED = frozenset({"rank", "review_days", "clock", "left"})
"""Figures that move by themselves when others do."""
NEW, CHANGED, GONE = "new", "changed", "gone"


class Seen(NamedTuple):
    """Something that the audience sees for the first time, otherwise, or no more.

    Args:
        kind: mission, reward, item, event, community, person, or `how it works`.
        id: of it; empty where there is one.
        title: as the audience reads it; what is gone has none, since it may be gone for a reason.
        what: `new`, `changed` or `gone`.
        keys: what of it changed.
    """

    kind: str
    id: str
    title: str
    what: str
    keys: tuple[str, ...] = ()


def seen(before: View, after: View, parts: Collection[str] = (*PAGES, WHOLE)) -> tuple[Seen, ...]:
    """What is new, then what changed, then what is gone.

    Args:
        before: what the audience had.
        after: what it has now.
        parts: what is compared, of `PAGES` and `WHOLE`.
    """
    found: list[Seen] = []
    for part in PAGES:
        if part in parts:
            found += _part(part, _by_id(before, part), _by_id(after, part))
    if WHOLE not in parts:
        return in_order(found)
    keys = [
        each for part in _WHOLE for each in _keys(getattr(before, part), getattr(after, part), part)
    ]
    if keys:
        found.append(Seen(WHOLE, "", "", CHANGED, tuple(dict.fromkeys(keys))))
    return in_order(found)


def in_order(found: Iterable[Seen]) -> tuple[Seen, ...]:
    """What is new first, what is gone last; each in the order of pages, then by id."""
    order, kinds = (NEW, CHANGED, GONE), (*map(_kind, PAGES), WHOLE)
    return tuple(
        sorted(found, key=lambda each: (order.index(each.what), kinds.index(each.kind), each.id))
    )


def _kind(part: str) -> str:
    return _NAMES.get(part, part[:-1])


def _by_id(view: View, part: str) -> dict[str, Any]:
    return {each.id: each for each in getattr(view, part)}


def _part(part: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Seen]:
    kind = _kind(part)
    for name in sorted(old.keys() | new.keys()):
        if name not in new:
            yield Seen(kind, name, "", GONE)
        elif name not in old:
            yield Seen(kind, name, title(new[name]), NEW)
        elif keys := tuple(_keys(old[name], new[name])):
            yield Seen(kind, name, title(new[name]), CHANGED, keys)


def _keys(old: Any, new: Any, outer: str = "") -> Iterator[str]:
    found = (each.key for each in differences(old, new))
    names = (each.partition("[")[0].partition(".")[0] or outer for each in found)
    yield from (each for each in dict.fromkeys(names) if each not in _DERIVED)


def title(thing: Any) -> str:
    """What a thing of a View is called, in the first language that it has."""
    words = thing.title if hasattr(thing, "title") else thing.name
    if isinstance(words, str):
        return words
    return next(iter(words.values()), "") if words else ""
