"""A new record is dated long before it was committed, or before what base already has.

A claim says when it was handed in (`submitted`, `received`) and a request when it was made; places
of missions, prices and order follow these days. More than three days before the newest commit of
base they cannot be checked: where somebody on staff wrote the record down it is a warning, and
else an error. The day of a stage that somebody else than staff dates back is an error where a
condition or the eligibility of a mission counts days as a member, or something is given for
bringing somebody. A request for a reward, a reversal and points taken by hand are never dated
before one of the same person that base already has, for that was computed without them.

Mend it by dating the record on the day it is recorded; `received` keeps the true day of what came
in earlier.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

from goodword.days import EARLIEST
from goodword.diagnostics import Severity
from goodword.guard.change import SLACK
from goodword.guard.promise import Breach, Promise
from goodword.guard.recorded_by import on_staff
from goodword.guard.resting import days_count, refers
from goodword.model.claim import Claim
from goodword.model.profile import Profile
from goodword.model.redemption import Redemption
from goodword.model.touchpoint import Adjustment, Touchpoint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from typing import Any

    from goodword.diagnostics import Pointer
    from goodword.guard.change import Change

_DAYS: dict[type, tuple[str, ...]] = {Claim: ("submitted", "received"), Redemption: ("requested",)}
"""The days of a new record that order follows, by kind."""


def check(change: Change) -> Iterator[Breach]:
    """New records that are dated too early."""
    yield from _early(change)
    if refers(change) or days_count(change):
        yield from _stages(change)
    newest: dict[str, tuple[date, str]] = {}
    for path, model in change.base.models.items():
        for person, day, _, what in _movements(model):
            newest[person] = max(newest.get(person, (day, "")), (day, f"{what} in {path}"))
    for old, new in change.touched:
        # Counted, for a second one on the day of one that base has is new all the same.
        known = Counter((person, day, what) for person, day, _, what in _movements(old))
        for person, day, pointer, what in _movements(new):
            last = newest.get(person)
            known[person, day, what] -= 1
            if known[person, day, what] < 0 and last is not None and day < last[0]:
                yield Breach(
                    new.place.at(*pointer),
                    f"{what} of {person} on {day} is before {last[0]}, the day of {last[1]}",
                    "date it on the day it is recorded",
                )


def _early(change: Change) -> Iterator[Breach]:
    earliest = change.day - timedelta(days=SLACK)
    by_staff: list[tuple[Any, str, date]] = []
    for old, new in change.touched:
        for key in _DAYS.get(type(new), ()):
            day = getattr(new, key)
            if day is None or day >= earliest or (old is not None and getattr(old, key) == day):
                continue
            writers = change.writers(new.place.path, attrgetter(key))
            if writers and all(on_staff(change, each) for each in writers):
                by_staff.append((new, key, day))
                continue
            yield Breach(
                new.place.at(key),
                f"{key} on {day}, more than {SLACK} days before {change.day}, the day of the newest"
                " commit of base",
                f"somebody on staff writes it down, or it is dated {earliest} or later",
            )
    if by_staff:
        records = len({new.place.path for new, _, _ in by_staff})
        new, key, day = min(by_staff, key=lambda each: (each[2], each[0].place.path))
        others = records - 1
        more = f", and {others} more record{'s' * (others > 1)}" if others else ""
        yield Breach(
            new.place.at(key),
            f"{key} on {day}, more than {SLACK} days before {change.day}, written down by staff"
            f"{more}",
            "received keeps the true day; submitted is the day it is recorded",
            Severity.WARNING,
        )


def _stages(change: Change) -> Iterator[Breach]:
    """Stages that somebody who is not on staff dates back, so that they took part for longer."""
    earliest = change.day - timedelta(days=SLACK)
    for old, new in change.touched:
        if not isinstance(new, Profile):
            continue
        known = {(each.date, each.stage) for each in old.history} if old is not None else set()
        for index, entry in enumerate(new.history):
            said = (entry.date, entry.stage)
            if entry.date >= earliest or said in known:
                continue

            def probe(document: Profile, said: tuple[date, str] = said) -> bool | None:
                there = {(each.date, each.stage) for each in document.history}
                return True if said in there else None

            writers = change.writers(new.place.path, probe)
            if not writers or not all(on_staff(change, each) for each in writers):
                on = "without a day" if entry.date == EARLIEST else f"on {entry.date}"
                yield Breach(
                    new.place.at("history", index),
                    f"{entry.stage} {on}, more than {SLACK} days before {change.day}, the day of"
                    " the newest commit of base",
                    f"somebody on staff writes it down, or it is dated {earliest} or later",
                )


def _movements(model: Any) -> Iterator[tuple[str, date, Pointer, str]]:
    """What takes points of people: whose, when, where it stands, and what it is."""
    if isinstance(model, Redemption):
        yield model.influencer, model.requested, ("requested",), "a request"
    elif isinstance(model, Claim):
        for index, reversal in enumerate(model.reversals):
            for person, _ in reversal.shares:
                yield person, reversal.date, ("reversals", index, "date"), "a reversal"
    elif (
        isinstance(model, Touchpoint)
        and isinstance(model.detail, Adjustment)
        and model.detail.points < 0
        and not model.void
    ):
        yield model.influencer, model.date, (), "points taken by hand"


PROMISE = Promise("record-dated", check)
