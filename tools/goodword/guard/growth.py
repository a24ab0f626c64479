"""Whether a record of base is contained in that of head: what counts only grows.

What counts are people, dates, points, outcomes, reasons, evidence and who decided. Free text may
be corrected afterwards, and is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.model.claim import Judged
from goodword.model.mission import Eligibility
from goodword.model.plain import Pairs, Words
from goodword.model.redemption import RedemptionJudged
from goodword.model.shape import Part, fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.diagnostics import Pointer

TEXTS = frozenset({"summary", "helped", "title", "note", "text"})
"""Free text."""
FREE = frozenset({"place", "snoozed", "area", "pillar", "confidentiality", "warning", "audience"})
"""What sorts a record and says nothing of what was done."""
LATER = frozenset(
    {
        "answer",
        "answered",
        "appeal",
        "approved",
        "became",
        "cancelled",
        "channel",
        "decision",
        "declined",
        "effort_hours",
        "ended",
        "expires",
        "fulfilled",
        "hours",
        "kept",
        "link",
        "out_of_funds",
        "out_of_stock",
        "outcome",
        "qualified",
        "ref",
        "returned",
        "review",
        "say",
        "second",
        "topics",
        "until",
        "void",
        "where",
        "withdrawn",
    }
)
"""What may be entered once where it was left out, since it happens later."""
LISTS = frozenset(
    {
        "assessments",
        "brand",
        "consent",
        "digests",
        "disclosure",
        "evidence",
        "hashes",
        "history",
        "nda",
        "nominated_by",
        "quantity_later",
        "questions",
        "refs",
        "results",
        "reversals",
        "reviews",
        "steps",
        "stock",
        "taken_in",
        "tier_floor",
        "told",
    }
)
"""Lists to which entries may be added."""
PLACED = frozenset({"steps"})
"""Lists whose entries are named by their place (`of` of a void step): added to at the end alone."""
_WRITTEN = {"percents": "with"}
"""Where a file has what its model calls otherwise."""
_JUDGED = (Judged, RedemptionJudged, Eligibility)
"""What was true at one moment: nothing of it happens later."""
_NOTHING = (None, (), False)


class Loss(NamedTuple):
    """What is not as base has it: where, what is wrong, and whether it is free text."""

    pointer: Pointer
    message: str
    text: bool = False


def losses(old: Any, new: Any, only: frozenset[str] | None = None) -> Iterator[Loss]:
    """What base says and head does not say any more.

    Args:
        old: a document, or a part of one, as base has it.
        new: as head has it.
        only: looks at these fields alone; at all of them where None.
    """
    if type(old) is not type(new):
        yield Loss((), f"was {_shown(old)}, is {_shown(new)}")
        return
    for field in fields(old):
        if field.name in FREE or (only is not None and field.name not in only):
            continue
        before, after = getattr(old, field.name), getattr(new, field.name)
        later = before in _NOTHING and field.name in LATER and not isinstance(old, _JUDGED)
        if before != after and not later:
            key = _WRITTEN.get(field.name, field.encode_name)
            yield from _field(field.name, key, before, after)


def _field(name: str, key: str, before: Any, after: Any) -> Iterator[Loss]:
    if name in TEXTS:
        yield Loss((key,), f"{key} was corrected", text=True)
    elif name in LISTS:
        yield from _entries(key, before, after)
    elif isinstance(before, Part) and isinstance(after, Part):
        for found in losses(before, after):
            yield found._replace(pointer=(key, *found.pointer))
    elif isinstance(before, Part) and after is None:
        yield Loss((), f"{key} is gone")
    else:
        yield _within(key, before, after) or Loss(
            (key,), f"{key} was {_shown(before)}, is {_shown(after)}"
        )


def _within(key: str, before: Any, after: Any) -> Loss | None:
    """What is otherwise in a list of parts, of the first entry that is; None of other values."""
    parts = isinstance(before, tuple) and isinstance(after, tuple) and (*before, *after)
    if not parts or not all(isinstance(each, Part) for each in parts):
        return None
    for number, (old, new) in enumerate(zip(before, after, strict=False)):
        found = next((each for each in _between(old, new) if not each.text), None)
        if found is not None:
            what = f"entry {number + 1} of {key}: {found.message}"
            return Loss((key, number, *found.pointer), what)
    if len(before) == len(after):
        return None  # free text alone
    return Loss((key,), f"{key} had {_many(before)}, has {_many(after)}")


def _many(entries: Sequence[Any]) -> str:
    return f"{len(entries)} entr{'y' if len(entries) == 1 else 'ies'}"


def _entries(key: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[Loss]:
    """Entries of base that head lacks, or has otherwise; those that are added do not matter."""
    at = 0
    texts: list[Loss] = []
    for number, entry in enumerate(before):
        for index in range(at, min(at + 1, len(after)) if key in PLACED else len(after)):
            found = list(_between(entry, after[index]))
            if all(each.text for each in found):
                texts += [each._replace(pointer=(key, index, *each.pointer)) for each in found]
                at = index + 1
                break
        else:
            yield _missing(key, number, entry, after)
            return
    yield from texts


def _between(old: Any, new: Any) -> Iterator[Loss]:
    if isinstance(old, Part) and type(old) is type(new):
        yield from losses(old, new)
    elif old != new:
        yield Loss((), f"was {_shown(old)}, is {_shown(new)}")


def _missing(key: str, number: int, entry: Any, after: Sequence[Any]) -> Loss:
    """The entry that is gone; what became of it, where head has something in its place."""
    what = f"entry {number + 1} of {key}"
    if number >= len(after):
        return Loss((key,), f"{what} is gone")
    found = [each for each in _between(entry, after[number]) if not each.text]
    if len(found) == 1 and found[0].pointer:
        return Loss((key, number, *found[0].pointer), f"{what}: {found[0].message}")
    return Loss((key, number), f"{what} is another than base has there")


def core(value: Any) -> Any:
    """A value without its free texts, to be compared by what counts."""
    if isinstance(value, Part):
        names = [each.name for each in fields(value) if each.name not in TEXTS | FREE]
        return (type(value).__name__, *(core(getattr(value, name)) for name in names))
    if isinstance(value, tuple):
        return tuple(map(core, value))
    return value


def _shown(value: Any) -> str:
    if value is None or value == ():
        return "left out"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Words):
        return " / ".join(text for _, text in value)
    if isinstance(value, Pairs):
        return ", ".join(f"{name}: {each}" for name, each in value)
    if isinstance(value, tuple):
        return ", ".join(_shown(each) for each in value)
    if isinstance(value, Part):
        return "another entry"
    return str(value)
