"""What differs between two values of a model or a view, field by field."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.days import ALWAYS, EARLIEST
from goodword.model import shape
from goodword.model.plain import Words
from goodword.model.shape import BEFORE, Part, stated
from goodword.texts import Said, english

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_UNSAID = frozenset({"place", "id", "snoozed"})
"""Fields that say which thing it is and where, and whether its reminders sleep."""
_NAMES = ("from_", "id", "version", "date", "kpi", "department")
"""Fields that tell one part of a list from another, the first that does."""
_QUIET = frozenset({"emails", "github"})
"""Fields of a part whose values are nobody's in a report."""
_LONGEST, _WHOLE = 80, 300
"""Letters of a text that are shown, and of a part with all that it states."""
_AHEAD = 20
"""Letters that are shown before the first that differs, where a text is too long."""


class Difference(NamedTuple):
    """A field that differs.

    Args:
        key: the way to it, as the file has its keys: `points[2026-10-01].value`.
        before: what it was in words; None where there was nothing.
        after: what it is.
    """

    key: str
    before: str | None
    after: str | None


def differences(before: Any, after: Any, key: str = "") -> Iterator[Difference]:
    """Every field that differs, in the order of the model.

    Args:
        before: a struct, a dataclass or a plain value; None for nothing.
        after: the same kind of value, or None.
        key: the way to both.
    """
    if before is after or before == after:
        return
    old, new = _parts(before), _parts(after)
    if (old or before == ()) and (new or after == ()):
        old, new = old or {}, new or {}
    if old is None or new is None or not (old or new):
        yield Difference(key, *_seen(_undated(key, before), _undated(key, after)))
        return
    for name in dict.fromkeys((*old, *new)):
        if name not in _UNSAID:
            way = name if name.startswith("[") or not key else f".{name}"
            was = old.get(name)
            if was is None and name.startswith("[") and _too_long(new[name]):
                yield Difference(key + way, None, "new")
                was = _one_before(name, new)
            yield from differences(was, new.get(name), key + way)


def _one_before(name: str, there: Mapping[str, Any]) -> Any:
    """The version before a new one, with which it is compared where it is too long to show.

    A part of a list of other things is compared with nothing, key by key.
    """
    versions = list(there)
    at = versions.index(name)
    if hasattr(there[name], "from_") and at:
        return shape.replace(there[versions[at - 1]], from_=there[name].from_)
    return {}


def _parts(value: Any) -> Mapping[str, Any] | None:
    """What a value is made of, by key; None for one that is shown whole."""
    if isinstance(value, Part):
        return {_key(name): getattr(value, name) for name in value.__struct_fields__}
    if isinstance(value, dict):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {_key(each.name): getattr(value, each.name) for each in fields(value)}
    if isinstance(value, tuple) and value and not isinstance(value, Words):
        for name in _NAMES:
            names = [getattr(part, name, None) for part in value]
            if None not in names and len(set(names)) == len(names):
                return {f"[{_words(each)}]": part for each, part in zip(names, value, strict=True)}
    return None


def _undated(key: str, value: Any) -> Any:
    """The word of the files for an announcement on a day that nobody wrote down."""
    return BEFORE if value == EARLIEST and key.endswith("announced") else value


def _key(name: str) -> str:
    return name.removesuffix("_")


def told(value: Any) -> str | None:
    """A value in words, its first letters where it has many; None for nothing."""
    return _seen(None, value)[1]


def _seen(before: Any, after: Any) -> tuple[str | None, str | None]:
    """Two values in words; of long ones the letters around the first that differs."""
    was, now = _words(before), _words(after)
    if isinstance(before, Words) and isinstance(after, Words) and was == now:
        # The first language stays, another one changes.
        was, now = (", ".join(f"{tag} {text}" for tag, text in each) for each in (before, after))
    pairs = enumerate(zip(was or "", now or "", strict=False))
    same = next(
        (at for at, (one, other) in pairs if one != other), min(len(was or ""), len(now or ""))
    )
    return _around(was, same, _most(before)), _around(now, same, _most(after))


def _most(value: Any) -> int:
    return _WHOLE if isinstance(value, Part | dict) else _LONGEST


def _too_long(value: Any) -> bool:
    """Whether a part is too long to be shown whole."""
    return _parts(value) is not None and len(_words(value) or "") > _WHOLE


def _around(text: str | None, same: int, most: int) -> str | None:
    """A text, or so many letters of it from shortly before the first that differs on."""
    if text is None or len(text) <= most:
        return text
    start = max(0, min(same, len(text)) - _AHEAD)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    shown = text[start : start + most]
    if start + most < len(text):
        shown = shown.rpartition(" ")[0] or shown
        shown += " …"
    return f"… {shown}" if start else shown


def _words(value: Any) -> str | None:
    """A value in words, whole; None for nothing."""
    if value in (None, (), {}):
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Words):
        return value.first
    if isinstance(value, Said):
        return english().say(value)
    if isinstance(value, date | int | str):
        return ALWAYS if value == EARLIEST else str(value)
    parts = stated(value) if isinstance(value, Part) else _parts(value)
    if parts is not None and not isinstance(value, tuple):
        unsaid = _UNSAID | _QUIET | {"from"}
        shown = ((k, _words(_undated(k, v))) for k, v in parts.items() if k not in unsaid)
        return ", ".join(f"{k} {v}" for k, v in shown if v is not None) or "as usual"
    if isinstance(value, tuple):
        return ", ".join(" ".join(filter(None, map(_words, _listed(each)))) for each in value)
    return str(value)


def _listed(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) and not isinstance(value, Words | Said) else (value,)
