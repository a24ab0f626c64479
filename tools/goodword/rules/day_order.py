"""A day stands before the one it must follow.

A promise is due, and kept, on or after the day it was made; an ask is answered on or after the day
it was asked; a sample is lent until the day it was given or later; an event and an incident end
after they begin; a referral ends after it came in and was qualified; a record is made void on its
own day or later; and what a department saw of a person last was before it recorded its view. A span
ends on the day on which it begins or later: the window of a mission or a reward, somebody's time on
staff, an agreement, a tier given by hand, an opening balance that expires, a target after its
baseline. Feedback is looked at again, and a delivery becomes public, on the day of that step or
later. What else becomes of claims, redemptions and feedback has rules of its own.

Two things of one day are in order.

Mend the day that was entered wrongly; the message names the other.
"""

from __future__ import annotations

from datetime import date
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.marked import marked
from goodword.model.touchpoint import Extension
from goodword.relation.moments import changed, moment
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from zoneinfo import ZoneInfo

    from goodword.snapshot import Snapshot

    Get = Callable[[Any], Any]


class _Span(NamedTuple):
    """Two days of a mapping: how a model has them, the keys of the later one, what is said."""

    earlier: Get
    later: Get
    keys: tuple[str, ...]
    words: str


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each day that is before the one it follows."""
    zone = snapshot.program.zone
    known: dict[tuple[int, type, type], list[_Span]] = {}

    def spans(mark: Mapping[str, str], value: Any) -> list[_Span]:
        detail = getattr(value, "detail", None)
        key = (id(mark), value.__class__, detail.__class__)
        if key not in known:
            known[key] = list(_spans(mark, value, detail))
        return known[key]

    def broken(mark: Mapping[str, str], value: Any) -> bool:
        return any(_before(x.later(value), x.earlier(value), zone) for x in spans(mark, value))

    for place, found in marked(snapshot.program, "x-span", broken):
        for each in found:
            for span in spans(each.mark, each.value):
                earlier, later = span.earlier(each.value), span.later(each.value)
                if _before(later, earlier, zone):
                    at = place.at(*each.steps, *span.keys)
                    yield Finding(at, span.words.format(earlier, later))


def _spans(mark: Mapping[str, str], value: Any, detail: Any) -> Iterator[_Span]:
    """The spans that things of this class have; others are those of another branch."""
    if isinstance(detail, Extension):
        detail = None  # when it may end is said by by-hand
    for span, words in mark.items():
        first, _, last = span.partition("..")
        earlier, later = _getter(first, value, detail), _getter(last, value, detail)
        if earlier and later:
            yield _Span(earlier, later, tuple(last.split(".")), words)


def _getter(path: str, value: Any, detail: Any) -> Get | None:
    """How a model has what a key means: as a field of the same or of the joined name, or a part's.

    What depends on the kind of a touchpoint is a field of its detail.
    """
    key, _, inside = path.partition(".")
    names = (path.replace(".", "_"), f"{key}_" * iskeyword(key) or key)
    for name in names:
        deeper = inside if name == key else ""
        if hasattr(value, name):
            return lambda thing: _inside(getattr(thing, name), deeper)
        if hasattr(detail, name):
            return lambda thing: _inside(getattr(thing.detail, name), deeper)
    return None


def _inside(part: Any, key: str) -> Any:
    return getattr(part, key) if key and part is not None else part


def _before(later: object, earlier: object, zone: ZoneInfo) -> bool:
    """Whether a day or moment is before one; a plain day means all of it where minutes count."""
    if isinstance(later, date) and isinstance(earlier, date):
        return later < earlier
    if not isinstance(later, str) or not isinstance(earlier, str) or later == earlier:
        return False
    if changed(earlier, zone) or changed(later, zone):
        return False  # of a minute that may be two another rule speaks
    end, start = moment(later, zone, end=True), moment(earlier, zone)
    # The end of a plain day is the first minute that no longer belongs to it.
    return end < start or (end == start and "T" not in later)


RULE = Rule("day-order", check, scope=Scope.FILE)
