"""The reference pages of the kinds of files, made from their schemas: Markdown, one page a kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodword.edits.layout import inline, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Schema = dict[str, Any]

FOLDER = "docs/reference/kinds"
"""Where the pages lie in the repository."""

_LEFT_OUT = "Left out:"
_TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "`true` or `false`",
}


def pages(schemas: Mapping[str, Schema]) -> dict[str, str]:
    """The page of each kind and their index, by path in the repository.

    Args:
        schemas: the schema of each kind, by its name.
    """
    made = {f"{FOLDER}/{kind}.md": _Page(kind, schema).text() for kind, schema in schemas.items()}
    return {f"{FOLDER}/index.md": _index(schemas), **made}


def _index(schemas: Mapping[str, Schema]) -> str:
    rows = [
        f"| [{schema['title']}]({kind}.md) | {_cell(schema['description'])} |"
        for kind, schema in sorted(schemas.items())
    ]
    return "\n".join(
        [
            "# Kinds of files",
            "",
            "Each kind has a schema, `schemas/<kind>.schema.json`; these pages are made from them.",
            "",
            "| kind | what it is |",
            "|---|---|",
            *rows,
            "",
        ]
    )


_SHOWN = {
    "everyone": " *Everyone who has the portal reads it.*",
    "record": " *Whoever may have the record reads it.*",
    "said": " *Those read it to whom it is said.*",
    "recognition": " *Those read it with whom the person shares recognition.*",
    "contact": " *Those read it with whom the person shares contact.*",
    "staff": " *Only in closed programs: nobody reads it but staff, and whose own it is to know.*",
}
"""Who else than staff and the person reads it, by what `x-audience` says in the schema."""


@dataclass(frozen=True)
class _Page:
    """The page of one kind."""

    kind: str
    schema: Schema

    def text(self) -> str:
        """The whole page."""
        lines = [f"# {self.schema['title']}", "", _prose(self.schema["description"]), ""]
        for example in self.schema["examples"]:
            lines += ["```yaml", *lines_of(example, 0), "```", ""]
        lines += self._mapping(self.schema)
        for part in self.schema.get("$defs", {}).values():
            lines += [f"## {part['title']}", "", _prose(part["description"]), ""]
            lines += self._definition(part)
        return "\n".join(lines).rstrip("\n") + "\n"

    def _definition(self, part: Schema) -> list[str]:
        if "enum" in part:
            return _words(part)
        lines = self._mapping(part)
        for branch in (*part.get("anyOf", ()), *part.get("oneOf", ())):
            lines += self._definition(branch) if "$ref" not in branch else []
        if not lines and part.get("examples"):
            shown = ", ".join(f"`{inline(each)}`" for each in part["examples"])
            return [f"For example {shown}.", ""]
        return lines

    def _mapping(self, part: Schema) -> list[str]:
        """The table of a mapping's keys, and of each branch of a union of mappings."""
        lines: list[str] = []
        if "properties" in part:
            head = " and ".join(
                f"`{name}: {each['const']}`"
                for name, each in part["properties"].items()
                if "const" in each
            )
            lines += [f"### {head}", ""] if head else []
            lines += ["| key | value | left out | what it is |", "|---|---|---|---|"]
            lines += list(self._rows(part))
            lines += [""]
            for name, each in part["properties"].items():
                if "enum" in each:
                    lines += [f"Values of `{name}`:", "", *_words(each)]
        if part is self.schema:
            for branch in part.get("oneOf", ()):
                lines += self._mapping(branch)
        return lines

    def _rows(self, part: Schema) -> Iterator[str]:
        for name, each in part["properties"].items():
            meaning, _, left_out = each["description"].partition(f" {_LEFT_OUT} ")
            if name in part.get("required", ()):
                left_out = "must be given"
            elif "default" in each:
                left_out = f"`{inline(each['default'])}`"
            value = self._value(each)
            meaning += _SHOWN.get(each.get("x-audience", ""), "")
            yield f"| `{name}` | {value} | {_cell(left_out.rstrip('.'))} | {_cell(meaning)} |"

    def _value(self, part: Schema) -> str:
        """What a value is, in few words, with a link to what it refers to."""
        if "$ref" in part:
            title = self.schema["$defs"][part["$ref"].removeprefix("#/$defs/")]["title"]
            return f"[{_lower(title)}](#{anchor(title)})"
        if "const" in part:
            return f"`{part['const']}`"
        if "enum" in part:
            return "one of the values below"
        if "anyOf" in part:
            return " or ".join(dict.fromkeys(self._value(each) for each in part["anyOf"]))
        if part.get("type") == "array":
            return f"list: {self._value(part['items'])}"
        if part.get("type") == "object":
            return f"mapping of ids: {self._value(part['additionalProperties'])}"
        return _TYPES[part["type"]]


def _words(part: Schema) -> list[str]:
    rows = zip(part["enum"], part["enumDescriptions"], strict=True)
    table = [f"| `{word}` | {_cell(meaning)} |" for word, meaning in rows]
    return ["| value | meaning |", "|---|---|", *table, ""]


def anchor(title: str) -> str:
    """Where a heading is found: the same from MkDocs and from the usual git hosts."""
    return re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-")


def _lower(title: str) -> str:
    """A title in the middle of a sentence; abbreviations stay as they are."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def _prose(text: str) -> str:
    """Text for Markdown: what stands in angle brackets is a name to fill in and no markup."""
    return re.sub(r"<([^<> ][^<>]*)>", r"&lt;\1&gt;", text)


def _cell(text: str) -> str:
    """Text for the cell of a table."""
    return _prose(text).replace("|", "\\|")
