"""The words in which a document that does not fit its schema is explained: pure text."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goodword.diagnostics import Pointer

_LONGEST = 60

TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
}
"""What the types of JSON Schema are called in messages."""


def name_of(pointer: Pointer) -> str:
    """What a value is called: its key, its number in a list, or the file."""
    if not pointer:
        return "the file"
    last = pointer[-1]
    if isinstance(last, str):
        return shortened(last)
    return f"item {last + 1} of {name_of(pointer[:-1])}"


def shortened(text: str) -> str:
    """The text in one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def shown(value: object, written: str = "") -> str:
    """A value as it stands in a message.

    Args:
        value: as it was read.
        written: a word of the file that stands for a truth value or for nothing.
    """
    if value is None:
        return f"{written}, which stands for nothing" if written else "empty"
    if isinstance(value, bool):
        return written or ("true" if value else "false")
    if isinstance(value, str):
        return json.dumps(shortened(value), ensure_ascii=False) if value else "empty"
    if isinstance(value, (int, Decimal)):
        return shortened(str(value))
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    return "a mapping" if value else "an empty mapping"


def listed(words: Sequence[str], last: str = "or") -> str:
    """Words one after the other: `a, b or c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def counted(count: int, thing: str, things: str | None = None) -> str:
    """A number and what it counts: `1 item`, `5 items`."""
    return f"{count} {thing if count == 1 else things or thing + 's'}"


def expected(schema: Mapping[str, Any]) -> str:
    """What a schema without branches asks for, as far as one sentence says it."""
    message = schema.get("patternErrorMessage")
    if message is not None:
        return str(message).removeprefix("expected ")
    if "enum" in schema:
        return "one of " + ", ".join(str(each) for each in schema["enum"])
    if "const" in schema:
        return shown(schema["const"])
    kind = schema.get("type")
    return TYPES[kind] if isinstance(kind, str) and kind in TYPES else "something else"


def suggestion(name: str, schema: Mapping[str, Any]) -> str:
    """How a key that is missing could be written, from the examples of its schema."""
    examples = schema.get("examples")
    if not examples:
        return f"add {name}"
    flow = json.dumps(examples[0], ensure_ascii=False)
    return f"add it, such as {name}: {flow}" if len(flow) <= 2 * _LONGEST else f"add {name}"
