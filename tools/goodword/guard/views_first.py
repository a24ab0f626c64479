"""A department's view of a relationship was not committed before the influencer's answer.

An audit compares what the brand believed with what the influencer says. The days in the file can
be chosen; that a view was there before anybody knew the answer, only the history shows: the view
stands in base, or in a commit before the one that brings the answer.

Mend it by taking the late view out; views come first, in a change of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.guard.growth import core
from goodword.guard.promise import Breach, Promise
from goodword.model.audit import Audit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.guard.change import Change
    from goodword.model.audit import BrandView

_HINT = "take the view out, or bring the answer in a later change"


def check(change: Change) -> Iterator[Breach]:
    """Views that are new in head, and the answer they should have come before."""
    for old, new in change.touched:
        if not isinstance(new, Audit) or new.answer is None:
            continue
        known = {core(each) for each in old.brand} if old is not None else set()
        for at, view in enumerate(new.brand):
            if core(view) in known:
                continue
            place = new.place.at("brand", at)
            if old is not None and old.answer is not None:
                message = f"the view of {view.department} is new, base already has the answer"
                yield Breach(place, message, _HINT)
            elif not _before(change, new, view):
                message = f"the view of {view.department} was not committed before the answer"
                yield Breach(place, message, _HINT)


def _before(change: Change, audit: Audit, view: BrandView) -> bool:
    """Whether every commit that brings the view comes before each that brings the answer."""
    path, wanted = audit.place.path, core(view)

    def viewed(model: Audit) -> bool | None:
        return True if wanted in {core(each) for each in model.brand} else None

    def answered(model: Audit) -> bool | None:
        return True if model.answer is not None else None

    views, answers = change.writers(path, viewed), change.writers(path, answered)
    history = change.history
    return bool(views and answers) and all(
        one.id != other.id and history.contains(one.id, other.id)
        for one in views
        for other in answers
    )


PROMISE = Promise("views-first", check)
