"""JSON that strangers send: of a bounded size, and with each key once.

Of two equal keys the last one would count, and whoever looks may have read the first.
"""

from __future__ import annotations

import json
from typing import Any

from goodword.intake.sheet import Refused


class _Twice(ValueError):
    """A key stands twice in a mapping."""


def strict_json(data: bytes, what: str, most: int) -> Any:
    """What the bytes say.

    Args:
        data: UTF-8, -16 or -32.
        what: begins a refusal, as in `the event`.
        most: bytes that are read, whole MiB.

    Raises:
        Refused: it is larger, no JSON, or has a key twice.
    """
    if len(data) > most:
        raise Refused(f"{what} has more than {most >> 20} MiB")
    try:
        return json.loads(data, object_pairs_hook=_once)
    except _Twice as error:
        raise Refused(f'{what} has the key "{error}" twice') from None
    except (ValueError, RecursionError):
        raise Refused(f"{what} is no JSON") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _Twice(name)
        found[name] = value
    return found
