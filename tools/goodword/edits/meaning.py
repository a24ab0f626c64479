"""What a changed text must say: exactly what was meant, as the strict reader takes it."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Failure
from goodword.source.documents import LIST, read_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodword.diagnostics import Pointer

BY_HAND = "change it by hand, or write the value in a simpler form"
"""What to do where a tool cannot."""


def shown(pointer: Pointer) -> str:
    """The way to a value, for a message."""
    return "/".join(map(str, pointer)) or "the file"


def checked(value: Any, changed: str, mean: Callable[[Any], None]) -> bytes:
    """The bytes of the new text, once they are seen to say what is meant."""
    meant = copy.deepcopy(value)
    mean(meant)
    data = changed.encode(errors="surrogatepass")
    found, diagnostics = read_document(data, "", LIST)
    if diagnostics:
        said = diagnostics[0]
        raise Failure(f"the changed file could not be read: {said.message}", said.hint)
    if found != meant:
        where = shown(_differing(found, meant))
        raise Failure(f"this file cannot be changed by a tool: {where} would change too", BY_HAND)
    return data


def _differing(one: Any, other: Any) -> Pointer:
    """The way to the first value in which two documents differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        pairs: Any = ((step, one.get(step), other.get(step)) for step in (*one, *other))
    elif isinstance(one, list) and isinstance(other, list):
        pairs = ((step, *pair) for step, pair in enumerate(zip(one, other, strict=False)))
    else:
        return ()
    for step, mine, theirs in pairs:
        if mine != theirs:
            return (step, *_differing(mine, theirs))
    return ()
