"""Files with comments: what each key means, taken from the schema, and what else can be said."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from goodword.edits.layout import entry_lines
from goodword.edits.scaffold import COME_LATER, in_schema_order, scaffold
from goodword.source.schemas.fields import document, keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WIDTH = 98


def commented(path: str, kind: str, value: Mapping[str, Any], *about: str) -> bytes:
    """The text of a new file that explains itself.

    Args:
        path: POSIX path from the repository's root.
        kind: the schema's name.
        value: what the file says.
        about: comments for its head, a line each.
    """
    schema = document(kind)
    known = keys(kind, str(value.get("kind", "")) if "oneOf" in schema else "")
    head = scaffold(path, kind, {}, (*about, *_wrapped(_what(schema)))).decode().splitlines()[:-1]
    lines = [*head, ""]
    for key, each in in_schema_order(dict(value), schema).items():
        lines += [f"# {line}" for line in _wrapped(known[key]["description"])]
        lines += entry_lines(key, each, 0)
    if not value:
        lines.append("{}")
    lines += _more(known, value)
    return ("\n".join(lines) + "\n").encode()


def _what(schema: Mapping[str, Any]) -> str:
    return str(schema["description"]).partition(" File:")[0]


def _more(known: Mapping[str, Any], value: Mapping[str, Any]) -> Iterator[str]:
    """The keys that were not said and that people write, a comment each."""
    rest = [key for key in known if key not in value and key not in COME_LATER]
    if rest:
        yield ""
        yield "# More can be said:"
    for key in rest:
        text = f"{key}: {known[key]['description']}"
        for line in _wrapped(text, indent="  "):
            yield f"#   {line}"


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, _WIDTH - 4, subsequent_indent=indent)
