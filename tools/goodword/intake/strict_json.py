"""JSON that strangers send: of a bounded size, and with each key once.

Of two equal keys the last one would count, and whoever looks may have read the first.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from goodword.intake.sheet import Refused

if TYPE_CHECKING:
    from goodword.intake.sheet import Say


class _Twice(ValueError):
    """A key stands twice in a mapping."""


def strict_json(data: bytes, what: Say, most: int) -> Any:
    """What the bytes say.

    Args:
        data: UTF-8, -16 or -32.
        what: begins a refusal, as in `the event`.
        most: bytes that are read, whole MiB.

    Raises:
        Refused: it is larger, no JSON, or has a key twice.
    """
    if len(data) > most:
        raise Refused("json-large", what=what, most=most >> 20)
    try:
        return json.loads(data, object_pairs_hook=_once)
    except _Twice as error:
        raise Refused("json-twice", what=what, name=str(error)[:80]) from None
    except (ValueError, RecursionError):
        raise Refused("json-none", what=what) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _Twice(name)
        found[name] = value
    return found
