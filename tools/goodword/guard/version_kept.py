"""A version of a rule that is in force is not as it was, or a new one reaches back.

What decides about points, tiers, prices, cycles and clocks is a list of versions, and so is what an
audit asks. One that began before base was last changed may have decided something, or have been
answered: it is neither edited nor taken out, and a new one begins no earlier than that day; nor
does what a first policies.yml says otherwise than the defaults that held before it, nor a milestone
of a first milestones.yml. A new version is announced, at the earliest, three days before the newest
commit of base: nobody could have read of it before. `announced: before` is for what came with the
history of another system, in a mission or reward that base does not have.

Mend it by putting the version back, and by adding one that begins later.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from goodword.days import EARLIEST, from_day
from goodword.diagnostics import Place
from goodword.guard.change import SLACK
from goodword.guard.growth import core, losses
from goodword.guard.promise import Breach, Promise
from goodword.model.shape import replace
from goodword.model.versioned import VERSIONED, kind_of, lists_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.guard.change import Change
    from goodword.model.policies import Policies

_ALONE = frozenset(
    {
        "program/tiers.yml",
        "program/milestones.yml",
        "program/policies.yml",
        "program/audit.yml",
    }
)
"""Without these files, other rules hold than base has, or nobody knows what was answered."""
_FROM_NOW_ON = "what holds from then on begins today or later"
_WITHOUT = "say from, without which it holds from the program's first day on"


def check(change: Change) -> Iterator[Breach]:
    """Each list of versions that is not as base has it."""
    policies = change.head.program.policies
    if policies is not None and change.base.program.policies is None:
        yield from _first(change, policies)
    stated = change.head.program.milestones
    if stated is not None and change.base.program.milestones is None:
        yield from added(change, stated.place.at("milestones"), (), stated.milestones)
    for old, new in _documents(change):
        before = lists_of(old)
        after = lists_of(new) if new is not None else {}
        for key in dict.fromkeys((*before, *after)):
            place = new.place if new is not None else Place(old.place.path)
            there = after.get(key)
            place = place.at(*there.way) if there else place
            was, now = (x.versions if x else () for x in (before.get(key), there))
            yield from kept(change, place, was, now)
            yield from added(change, place, was, now)


def _first(change: Change, policies: Policies) -> Iterator[Breach]:
    """Versions of a first policies.yml that reach back: until then the defaults held."""
    held = change.base.program.policy_versions[0]
    for at, version in enumerate(policies.versions):
        if version.from_ < change.day and replace(version, from_=held.from_) != held:
            yield Breach(
                policies.place.at("versions", at, "from"),
                f"{version.from_} is before {change.day}, the day of the newest commit of base,"
                " and until then other policies held by default",
                _FROM_NOW_ON,
            )


def _documents(change: Change) -> Iterator[tuple[Any, Any]]:
    """As base has them, or as they last were when they could be read, and as head has them."""
    for path, old in sorted(change.base.models.items()):
        # What head has and nobody can read, and a mission or reward that went, others name.
        if kind_of(old) in VERSIONED and path not in change.head.program.broken.files:
            new = change.head.models.get(path)
            if new is not old and (new is not None or path in _ALONE):
                yield old, new


def kept(
    change: Change, place: Place, before: Sequence[Any], after: Sequence[Any]
) -> Iterator[Breach]:
    """Versions in force of a list that head has otherwise, or not at all."""
    numbers = {_name(each): at for at, each in enumerate(after)}
    for version in before:
        if version.from_ > change.day:
            continue
        at = numbers.get(_name(version))
        if at is None:
            yield Breach(
                place,
                f"the version{from_day(version.from_)}, in force or used, is gone",
                "put it back, and add one that begins later",
            )
        elif core(version) != core(after[at]):
            found = next((each for each in losses(version, after[at]) if not each.text), None)
            what = found.message if found else "more is stated than before"
            yield Breach(
                place.at(at, *(found.pointer if found else ())),
                f"the version{from_day(version.from_)} is in force or used: {what}",
                "put it back, and add one that begins later",
            )


def added(
    change: Change, place: Place, before: Sequence[Any], after: Sequence[Any]
) -> Iterator[Breach]:
    """New versions of a list that reach back, or were announced before anybody could know."""
    known = {_name(each) for each in before}
    stated = {_name(each): getattr(each, "announced", None) for each in before}
    earliest = change.day - timedelta(days=SLACK)
    for at, version in enumerate(after):
        if _name(version) not in known and version.from_ < change.day:
            always = version.from_ == change.head.program.settings.first_day
            hint = f"{_FROM_NOW_ON}: {_WITHOUT}" if always else _FROM_NOW_ON
            begins = "its beginning" if version.from_ == EARLIEST else str(version.from_)
            yield Breach(
                place.at(at, "from"),
                f"{begins} is before {change.day}, the day of the newest commit of base",
                hint,
            )
        announced = getattr(version, "announced", None)
        if announced is None or stated.get(_name(version)) == announced:
            continue
        if announced == EARLIEST:
            yield Breach(
                place.at(at, "announced"),
                "announced before the program came here, which base had already",
                "state the day on which it was announced",
            )
        elif announced < earliest:
            yield Breach(
                place.at(at, "announced"),
                f"announced on {announced}, and base had not heard of it on {change.day}",
                f"a new version is announced on {earliest} or later",
            )


def _name(version: Any) -> tuple[Any, ...]:
    """What tells versions apart: the first day, of documents with several a day their name too."""
    return (version.from_, getattr(version, "version", None), getattr(version, "id", None))


PROMISE = Promise("version-kept", check)
