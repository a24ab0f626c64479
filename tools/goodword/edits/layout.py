"""Values as lines of YAML: block style, one key a line, in the order in which they are given."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from goodword.edits.scalars import is_block, scalar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Indent:
    """How a file is indented.

    Args:
        mapping: columns from a key to the keys of the mapping below it.
        dash: columns from a key to the dashes of the list below it.
    """

    mapping: int = 2
    dash: int = 2


HOUSE = Indent()
"""How files that are written anew are indented."""


def lines_of(value: Any, column: int, indent: Indent = HOUSE) -> list[str]:
    """A mapping or list that is not empty, as lines without line ends.

    Args:
        value: a dict with text keys, or a list.
        column: where its keys or dashes begin, from 0.
        indent: how what lies deeper is indented.
    """
    if isinstance(value, dict):
        return _mapping(value, column, indent)
    lines: list[str] = []
    for item in value:
        lines += item_lines(item, column, indent)
    return lines


def item_lines(item: Any, column: int, indent: Indent = HOUSE) -> list[str]:
    """One item of a list, its dash in that column."""
    pad = " " * column
    if _is_nested(item):
        lines = lines_of(item, column + 2, indent)
        return [f"{pad}- {lines[0][column + 2 :]}", *lines[1:]]
    return _leaf(f"{pad}-", item, column + 2)


def entry_lines(key: str, value: Any, column: int, indent: Indent = HOUSE) -> list[str]:
    """One entry of a mapping, its key in that column."""
    head = f"{' ' * column}{scalar(key)}:"
    if _is_nested(value):
        deeper = indent.mapping if isinstance(value, dict) else indent.dash
        return [head, *lines_of(value, column + deeper, indent)]
    return _leaf(head, value, column + indent.mapping)


def inline(value: Any) -> str:
    """The value on one line, as it stands inside `[…]` or `{…}`."""
    if isinstance(value, dict):
        entries = (f"{scalar(key, flow=True)}: {inline(each)}" for key, each in value.items())
        return f"{{{', '.join(entries)}}}"
    if isinstance(value, list):
        return f"[{', '.join(inline(each) for each in value)}]"
    return str(value) if isinstance(value, Decimal) else scalar(value, flow=True)


def _is_nested(value: Any) -> bool:
    return isinstance(value, dict | list) and bool(value)


def _mapping(value: Mapping[str, Any], column: int, indent: Indent) -> list[str]:
    lines: list[str] = []
    for key, each in value.items():
        lines += entry_lines(key, each, column, indent)
    return lines


def _leaf(head: str, value: Any, column: int) -> list[str]:
    """A value that stands behind its key or dash: a scalar, an empty list or mapping."""
    if isinstance(value, str) and is_block(value):
        pad = " " * column
        sign = "|" if value.endswith("\n") else "|-"
        texts: Sequence[str] = value.removesuffix("\n").split("\n")
        return [f"{head} {sign}", *(f"{pad}{text}" if text else "" for text in texts)]
    return [f"{head} {scalar(value) if isinstance(value, str) else inline(value)}"]
