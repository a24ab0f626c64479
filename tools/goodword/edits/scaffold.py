"""New files: the schema line, then the keys in the order of the schema."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from goodword.edits.layout import lines_of
from goodword.source.schemas.fields import document

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    Schema = Mapping[str, Any]


def scaffold(path: str, kind: str, value: Mapping[str, Any], about: Sequence[str] = ()) -> bytes:
    """The text of a new file.

    Args:
        path: POSIX path from the repository's root; the schema is named relative to it.
        kind: the schema's name.
        value: what the file says, in the order in which it is to say it.
        about: comments for its head, a line each.
    """
    up = "../" * path.count("/")
    head = f"# yaml-language-server: $schema={up}schemas/{kind}.schema.json"
    lines = [head, *(f"# {line}" for line in about)]
    lines += lines_of(dict(value), 0) if value else ["{}"]
    return ("\n".join(lines) + "\n").encode(errors="surrogatepass")


_WIDTH = 96
COME_LATER = frozenset(
    {
        *("questions", "decision", "appeal", "reversals", "results", "withdrawn", "received", "at"),
        *("influencer", "occurred", "submitted", "portal_key", "tier_floor", "history"),
        *("attended", "reviewed", "heard", "answer", "snoozed", "taken_in", "assessments"),
        *("reviews", "quantity_later"),
    }
)
"""Keys that a new file does not offer: they are made by commands, or the path says them."""


def about(kind: str, said: Collection[str]) -> tuple[str, ...]:
    """Comments for the head of a new file: what it is, and what else can be said.

    Args:
        kind: the schema's name.
        said: the keys that it has.
    """
    schema = document(kind)
    what = str(schema["description"]).partition(" File:")[0]
    more = [key for key in schema["properties"] if key not in said and key not in COME_LATER]
    lines = textwrap.wrap(what, _WIDTH)
    if more:
        lines += textwrap.wrap(f"More can be said: {', '.join(more)}.", _WIDTH)
    return tuple(lines)


def in_schema_order(value: Any, schema: Schema, part: Schema | None = None) -> Any:
    """The value with the keys of its mappings in the order in which the schema names them.

    Keys that the schema does not know come last, in their own order.

    Args:
        value: any value of a document.
        schema: the whole schema, in which parts are looked up.
        part: the schema of this value; the whole one where None.
    """
    part = _resolved(schema, schema if part is None else part, value)
    if isinstance(value, list):
        items = part.get("items", {})
        return [in_schema_order(each, schema, items) for each in value]
    if not isinstance(value, dict):
        return value
    known = part.get("properties", {})
    other = part.get("additionalProperties")
    keys = [key for key in known if key in value] + [key for key in value if key not in known]
    return {
        key: in_schema_order(
            value[key], schema, known.get(key, other if isinstance(other, dict) else {})
        )
        for key in keys
    }


def _resolved(schema: Schema, part: Schema, value: Any) -> Schema:
    """The part of the schema that names the keys of a value: behind references and unions."""
    while "$ref" in part:
        part = schema["$defs"][part["$ref"].removeprefix("#/$defs/")]
    wanted = "object" if isinstance(value, dict) else "array"
    for branch in (*part.get("anyOf", ()), *part.get("oneOf", ())):
        found = _resolved(schema, branch, value)
        if found.get("type") == wanted and _fits(found, value):
            return found
    return part


def _fits(part: Schema, value: Any) -> bool:
    """Whether the constants of a union's branch are those of the value."""
    if not isinstance(value, dict):
        return True
    constants = {k: p["const"] for k, p in part.get("properties", {}).items() if "const" in p}
    return all(value.get(key) == constant for key, constant in constants.items())
