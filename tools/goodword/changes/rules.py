"""What changed in the files that say how points come about: the program's own, and offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.changes.fields import differences, told
from goodword.model.program import BY_NAME
from goodword.model.shape import stated
from goodword.model.touchpoint import Promise
from goodword.relation.incidents import incidents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.model.touchpoint import Touchpoint
    from goodword.relation.incidents import Alerted
    from goodword.snapshot import Snapshot

ALONE = tuple(name for name, kind in BY_NAME.items() if not kind.many)
"""Kinds of which a program has one file."""
OFFERS = ("mission", "reward", "event", "community")
"""Kinds of which each file offers something."""
RELATION = ("incident", "audit", "measures")
"""Kinds of which each file says how a relationship or the program does."""
NEW = "new"
_SAID = ("title", "severity", "summary", "due", "brand", "answer", "values")
"""Keys of a new file that say what it is about."""
_ADDRESSES = ("emails", "github")
"""Keys whose values are nobody's in a report."""


class RuleChange(NamedTuple):
    """Something that changed in a rule or an offer.

    Args:
        kind: of the file.
        id: of the mission, reward, event or community; empty for a file of its kind alone.
        what: `new`, `gone`, or the key that differs.
        before: what it was; None where there was nothing.
        after: what it is.
        place: the file.
    """

    kind: str
    id: str
    what: str
    before: str | None
    after: str | None
    place: Place


def rules(before: Snapshot, after: Snapshot) -> Iterator[RuleChange]:
    """What changed in the program's own files, in the order of kinds, key by key."""
    for kind in ALONE:
        room = BY_NAME[kind].room
        old, new = getattr(before.program, room), getattr(after.program, room)
        if not (_broken(before, kind) or _broken(after, kind)):
            yield from _changes(kind, "", old, new)


def offers(before: Snapshot, after: Snapshot) -> Iterator[RuleChange]:
    """What changed in missions, rewards, events and communities, by kind and id, key by key."""
    for kind in OFFERS:
        yield from _many(before, after, kind)


def relation(before: Snapshot, after: Snapshot) -> Iterator[RuleChange]:
    """What changed in incidents, audits, measures and promises made to people, key by key.

    Of an incident also who was told of it since.
    """
    found: list[RuleChange] = []
    for kind in RELATION:
        for each in _many(before, after, kind):
            there = getattr(after.program, BY_NAME[kind].room).get(each.id)
            found.append(each._replace(after=_said(there)) if each.what == NEW else each)
    found += _heard(before, after)
    yield from sorted(found, key=lambda each: (RELATION.index(each.kind), each.id))
    yield from _promised(before, after)


def _promised(before: Snapshot, after: Snapshot) -> Iterator[RuleChange]:
    """Promises that were made to people, kept or put otherwise, by path; their id is whose."""
    old, new = (_promises(each) for each in (before, after))
    for path in sorted(old.keys() | new.keys()):
        if path not in before.program.broken.files and path not in after.program.broken.files:
            name = (new.get(path) or old[path]).influencer
            for each in _changes("promise", name, old.get(path), new.get(path)):
                said = _said(new[path]) if each.what == NEW else each.after
                yield each._replace(what=each.what.removeprefix("detail."), after=said)


def _said(record: Any) -> str | None:
    """What a new file says, without what its path says."""
    detail = getattr(record, "detail", None)
    parts = {**stated(record), **(stated(detail) if detail else {})}
    return told({key: each for key, each in parts.items() if key in _SAID})


def _promises(snapshot: Snapshot) -> dict[str, Touchpoint]:
    there = snapshot.program.touchpoints
    return {path: each for path, each in there.items() if isinstance(each.detail, Promise)}


def _heard(before: Snapshot, after: Snapshot) -> Iterator[RuleChange]:
    """Who was told of an incident since, by incident."""
    knew = {each.incident.id: _told_of(each) for each in _alerted(before)}
    for each in _alerted(after):
        incident, known = each.incident, knew.get(each.incident.id, ())
        since = [person for person in _told_of(each) if person not in known]
        if since:
            yield RuleChange(
                "incident", incident.id, "told", None, told(tuple(since)), incident.place
            )


def _alerted(snapshot: Snapshot) -> tuple[Alerted, ...]:
    return incidents(snapshot.program, snapshot.as_of, snapshot.tier_on)


def _told_of(alerted: Alerted) -> tuple[str, ...]:
    return tuple(each.to for each in alerted.words if each.status == "told")


def _many(before: Snapshot, after: Snapshot, kind: str) -> Iterator[RuleChange]:
    """What changed in the files of a kind, by id, key by key."""
    room = BY_NAME[kind].room
    old, new = getattr(before.program, room), getattr(after.program, room)
    for name in sorted(old.keys() | new.keys()):
        if not (_broken(before, kind, name) or _broken(after, kind, name)):
            yield from _changes(kind, name, old.get(name), new.get(name))


def _broken(snapshot: Snapshot, kind: str, name: str = "") -> bool:
    broken = snapshot.program.broken
    return broken.holds(kind, name) if name else broken.lacks(kind)


def _changes(kind: str, name: str, old: Any, new: Any) -> Iterator[RuleChange]:
    if old is new or old == new:
        return
    if old is None:
        yield RuleChange(kind, name, NEW, None, None, new.place)
    elif new is None:
        yield RuleChange(kind, name, "gone", None, None, old.place)
    else:
        for each in differences(old, new):
            quiet = each.key.endswith(_ADDRESSES)
            values = (None, None) if quiet else (each.before, each.after)
            yield RuleChange(kind, name, each.key, *values, new.place)
