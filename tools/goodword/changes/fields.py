"""What differs between two values of a model or a view, field by field."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.model.plain import Words
from goodword.model.shape import Part, stated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_UNSAID = frozenset({"place", "id", "snoozed"})
"""Fields that say which thing it is and where, and whether its reminders sleep."""
_NAMES = ("from_", "id", "version", "date")
"""Fields that tell one part of a list from another, the first that is there."""
_LONGEST = 80
"""Letters of a text that are shown; of a longer one it is only said that it changed."""


_WHOLE = 300
"""The same, of a part with all that it states."""


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
        yield Difference(key, told(before), told(after))
        return
    for name in dict.fromkeys((*old, *new)):
        if name not in _UNSAID:
            way = name if name.startswith("[") or not key else f".{name}"
            yield from differences(old.get(name), new.get(name), key + way)


def _parts(value: Any) -> Mapping[str, Any] | None:
    """What a value is made of, by key; None for one that is shown whole."""
    if isinstance(value, Part):
        return {_key(name): getattr(value, name) for name in value.__struct_fields__}
    if isinstance(value, dict):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {_key(each.name): getattr(value, each.name) for each in fields(value)}
    if isinstance(value, tuple) and value and not isinstance(value, Words):
        name = next((each for each in _NAMES if all(hasattr(part, each) for part in value)), None)
        found = {f"[{getattr(part, name)}]": part for part in value} if name else {}
        return found if len(found) == len(value) else None
    return None


def _key(name: str) -> str:
    return name.removesuffix("_")


def told(value: Any) -> str | None:
    """A value in words; None for nothing, `…` for a text that is too long to show."""
    if value in (None, (), {}):
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Words):
        return _cut(value.first)
    if isinstance(value, date | int | str):
        return _cut(str(value))
    parts = stated(value) if isinstance(value, Part) else _parts(value)
    if parts is not None and not isinstance(value, tuple):
        shown = ((k, told(v)) for k, v in parts.items() if k not in _UNSAID and k != "from")
        return _cut(", ".join(f"{k} {v}" for k, v in shown if v is not None), _WHOLE) or "as usual"
    if isinstance(value, tuple):
        shown_parts = [" ".join(filter(None, map(told, _listed(each)))) for each in value]
        return _cut(", ".join(shown_parts))
    return _cut(str(value))


def _listed(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _cut(text: str, most: int = _LONGEST) -> str:
    return text if len(text) <= most else "…"
