"""An existing file with one value set or one item added, every other line kept as it is.

ruamel.yaml says where the parts of the text begin and end, and of plain files libyaml, which is
quicker and says the same; the new text is put in there. Nothing is dumped anew, so comments,
quotes, indentation, order and blank lines stay. The result is read back by the strict reader and
must say exactly what was meant, else the file is refused.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Failure
from goodword.edits import layout, scalars
from goodword.edits.meaning import BY_HAND, checked, shown
from goodword.source.documents import LIST, composed, read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from goodword.diagnostics import Pointer

MAPPING, SEQUENCE, SCALAR = "mapping", "sequence", "scalar"
"""What a node is, by its `id`."""
_COLON = re.compile(r"\s*:")
_COMMA = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*,")


def _ended(change: Callable[..., bytes]) -> Callable[..., bytes]:
    """A change that gives the last line its end where it cannot be made without."""

    @functools.wraps(change)
    def changed(data: bytes, *arguments: Any) -> bytes:
        try:
            return change(data, *arguments)
        except Failure:
            if data.endswith(b"\n"):
                raise
            return change(data + b"\n", *arguments)

    return changed


@_ended
def set_value(data: bytes, pointer: Pointer, value: Any, order: Sequence[str] = ()) -> bytes:
    """The file with that value at that place, whether or not there was one.

    Args:
        data: content of the file, which the strict reader accepts.
        pointer: keys and indexes to the value; mappings that are missing on the way are added.
        value: a dict, list, text, whole number, truth value; no None.
        order: the keys of the mapping in the order in which they belong; a new one comes after
            the last of those before it, or at the end.

    Raises:
        Failure: the file is written in a way that cannot be changed without touching more.
    """
    text = Text(data)
    parent, missing = text.nearest(pointer)
    key = pointer[len(pointer) - len(missing)]
    for step in reversed(missing[1:]):
        value = {step: value}
    target = pointer[: len(pointer) - len(missing) + 1]
    if parent.id == SEQUENCE:
        changed = text.with_item(parent, int(key), value)
    else:
        changed = text.with_entry(parent, str(key), value, order)

    def mean(whole: Any) -> None:
        value_at(whole, target[:-1])[key] = value

    return checked(text.value, changed, mean)


@_ended
def append_item(data: bytes, pointer: Pointer, value: Any, order: Sequence[str] = ()) -> bytes:
    """The file with one more item at the end of the list there; the list is made if need be.

    Args:
        data: content of the file, which the strict reader accepts.
        pointer: keys and indexes to the list.
        value: the item.
        order: as for `set_value`, for a list that is missing.

    Raises:
        Failure: as for `set_value`.
    """
    text = Text(data)
    parent, missing = text.nearest(pointer)
    if missing and not (len(missing) == 1 and text.child(parent, missing[0])):
        return set_value(data, pointer, [value], order)
    node = text.child(parent, pointer[-1]) if pointer else parent
    if node.id != SEQUENCE:
        raise Failure(f"{shown(pointer)} is no list, so nothing can be added to it", BY_HAND)

    def mean(whole: Any) -> None:
        value_at(whole, pointer).append(value)

    return checked(text.value, text.with_appended(node, value), mean)


@_ended
def remove_entry(data: bytes, pointer: Pointer) -> bytes:
    """The file without that entry of a mapping; a comment beside it stays, on its own line.

    Args:
        data: content of the file, which the strict reader accepts.
        pointer: keys and indexes to the value.

    Raises:
        Failure: as for `set_value`; the entry is the only one, or stands in braces.
    """
    text = Text(data)
    parent, missing = text.nearest(pointer)
    if len(missing) != 1 or parent.id != MAPPING:
        raise Failure(f"there is no {shown(pointer)}", BY_HAND)

    def mean(whole: Any) -> None:
        del value_at(whole, pointer[:-1])[pointer[-1]]

    return checked(text.value, text.without_entry(parent, str(pointer[-1])), mean)


def value_at(value: Any, pointer: Pointer) -> Any:
    """The value to which keys and indexes lead."""
    for step in pointer:
        value = value[step]
    return value


def _composed(text: str) -> Any:
    """Where the parts of a text are that is not of the plain sort.

    ruamel minds a tab before a comment, which YAML allows; a space in its place moves nothing.
    What a tab means inside a text is not asked of it.
    """
    # Few files need it, and it takes longer to come than a few changes take.
    from ruamel.yaml import YAML  # noqa: PLC0415 - slow
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415 - slow

    said = "it cannot be read"
    for each in dict.fromkeys((text, text.replace("\t", " "))):
        try:
            return YAML(typ="safe", pure=True).compose(each)
        except YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            if mark is not None and each is text:
                said = f"line {mark.line + 1} is written in a way that it does not know"
    raise Failure(f"this file cannot be changed by a tool: {said}", BY_HAND)


class Text:
    """A file's text and what stands where in it.

    Args:
        data: content of the file.
    """

    def __init__(self, data: bytes) -> None:
        plain = composed(data)
        if plain is None:
            # As large as a map may be; records are judged.
            self.value, diagnostics = read_document(data, "", LIST)
            if diagnostics:
                raise Failure(f"the file cannot be read: {diagnostics[0].message}", "mend it first")
            self.text = data.decode()
            self.root = _composed(self.text)
        else:
            self.value, self.root = plain
            self.text = data.decode()
        self.indent = _guess(self.root)

    def child(self, node: Any, step: str | int) -> Any:
        """The node that a step leads to, or None."""
        if node.id == MAPPING:
            return next((value for key, value in node.value if key.value == step), None)
        if node.id == SEQUENCE and isinstance(step, int) and step < len(node.value):
            return node.value[step]
        return None

    def nearest(self, pointer: Pointer) -> tuple[Any, Pointer]:
        """The innermost mapping or list on the way that exists, and the steps from there on."""
        node = self.root
        for number, step in enumerate(pointer):
            found = self.child(node, step)
            if found is None or number == len(pointer) - 1:
                return node, pointer[number:]
            if found.id == SCALAR:
                found_at = shown(pointer[: number + 1])
                raise Failure(f"{found_at} is a plain value, expected a mapping", BY_HAND)
            node = found
        return node, ()

    def end(self, node: Any) -> int:
        """The offset after the last character of a node's content."""
        begin: int = node.start_mark.index
        end: int = node.end_mark.index
        if node.id == SCALAR:
            if node.style in ("|", ">"):
                header = self.text[begin : self.text.find("\n", begin)]
                if "+" in header.partition("#")[0]:
                    return end - self.text.endswith("\n", 0, end)
                return begin + len(self.text[begin:end].rstrip(" \n"))
            if begin == end and not node.style:
                raise Failure("a key without a value stands in the way", BY_HAND)
            return end
        if node.flow_style:
            return end
        last = node.value[-1]
        return self.end(last[1] if isinstance(last, tuple) else last)

    def inserted(self, offset: int, lines: list[str]) -> str:
        """The text with lines added below the line in which the offset lies."""
        end = self.text.find("\n", offset)
        block = "\n".join(lines)
        if end < 0:
            return f"{self.text}\n{block}"
        return f"{self.text[: end + 1]}{block}\n{self.text[end + 1 :]}"

    def with_entry(self, parent: Any, key: str, value: Any, order: Sequence[str]) -> str:
        """The text with an entry of a mapping set."""
        for key_node, old in parent.value:
            if key_node.value == key:
                return self._replaced(parent, key_node, old, value)
        if parent.flow_style:
            entry = f"{scalars.scalar(key, flow=True)}: {layout.inline(value)}"
            return self._into_flow(parent, [each for _, each in parent.value], entry)
        after = parent.value[-1][1]
        if key in order:
            before = set(order[: order.index(key)])
            placed = [each for name, each in parent.value if name.value in before]
            after = placed[-1] if placed else after
        column = parent.start_mark.column
        return self.inserted(self.end(after), layout.entry_lines(key, value, column, self.indent))

    def without_entry(self, parent: Any, key: str) -> str:
        """The text without an entry of a mapping."""
        found = next((pair for pair in parent.value if pair[0].value == key), None)
        if found is None or parent.flow_style or len(parent.value) == 1:
            raise Failure(f"{key} cannot be taken out by a tool", BY_HAND)
        begin = self.text.rfind("\n", 0, found[0].start_mark.index) + 1
        pad = self.text[begin : found[0].start_mark.index]
        if pad.strip():
            raise Failure(f"{key} stands behind something else on its line", BY_HAND)
        end = self.end(found[1])
        beside = self.text[end : self._line_end(end)].strip()
        comment = f"{pad}{beside}\n" if beside else ""
        return self.text[:begin] + comment + self.text[self._line_end(end) + 1 :]

    def with_item(self, parent: Any, index: int, value: Any) -> str:
        """The text with an item of a list replaced by a scalar or, in a flow list, anything."""
        old = self.child(parent, index)
        if old is None:
            raise Failure(f"the list has no item {index + 1}")
        if not parent.flow_style and isinstance(value, dict | list):
            raise Failure("an item of this list cannot be replaced by a tool", BY_HAND)
        return self._spliced(old, layout.inline(value) if parent.flow_style else _like(old, value))

    def with_appended(self, node: Any, value: Any) -> str:
        """The text with an item added to the end of a list."""
        if node.flow_style:
            return self._into_flow(node, node.value, layout.inline(value))
        lines = layout.item_lines(value, node.start_mark.column, self.indent)
        return self.inserted(self.end(node), lines)

    def _spliced(self, old: Any, new: str) -> str:
        return self.text[: old.start_mark.index] + new + self.text[self.end(old) :]

    def _into_flow(self, parent: Any, values: list[Any], new: str) -> str:
        """The text with something more before the bracket that closes."""
        if not values:
            begin = parent.start_mark.index + 1
            return f"{self.text[:begin]}{new}{self.text[begin:]}"
        last = self.end(values[-1])
        comma = _COMMA.match(self.text, last)
        if comma:
            return f"{self.text[: comma.end()]} {new}{self.text[comma.end() :]}"
        return f"{self.text[:last]}, {new}{self.text[last:]}"

    def _replaced(self, parent: Any, key: Any, old: Any, value: Any) -> str:
        """The text with another value behind a key that is there."""
        if parent.flow_style or (
            old.id != SCALAR and old.flow_style and isinstance(value, dict | list)
        ):
            return self._spliced(old, layout.inline(value))
        column = parent.start_mark.column
        first, *below = layout.entry_lines(key.value, value, column, self.indent)
        block = old.id != SCALAR and not old.flow_style
        if not below and not block:
            return self._spliced(old, _like(old, value))
        colon = _COLON.match(self.text, key.end_mark.index)
        if colon is None:
            raise Failure("a key stands apart from its colon", BY_HAND)
        head = self.text[: colon.end()]
        first = first[len(" " * column + scalars.scalar(key.value)) + 1 :]
        end = self.end(old)
        begin = colon.end() if block else end
        comment = self.text[begin : self._line_end(begin)].rstrip()
        rest = self.text[self._line_end(end) :]
        return head + first + comment + "".join(f"\n{line}" for line in below) + rest

    def _line_end(self, offset: int) -> int:
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end


def _like(old: Any, value: Any) -> str:
    """A scalar in the quotes of the one it replaces."""
    if isinstance(value, str):
        style = old.style if old.id == SCALAR else None
        if style == "'" and (single := scalars.single_quoted(value)) is not None:
            return single
        if style in ("'", '"'):
            return scalars.quoted(value)
        return scalars.scalar(value)
    return layout.inline(value)


def _guess(root: Any) -> layout.Indent:
    """How a file is indented: what it does most often, else the house's way."""
    steps: dict[str, list[int]] = {MAPPING: [], SEQUENCE: []}
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.id == MAPPING:
            for _, value in node.value:
                waiting.append(value)
                if value.id != SCALAR and not (node.flow_style or value.flow_style):
                    step = value.start_mark.column - node.start_mark.column
                    steps[value.id].append(step)
        elif node.id == SEQUENCE:
            waiting += node.value
    house = layout.HOUSE
    mapping, dash = (sorted(found) for found in (steps[MAPPING], steps[SEQUENCE]))
    return layout.Indent(
        max(sorted(set(mapping)), key=mapping.count) if mapping else house.mapping,
        max(sorted(set(dash)), key=dash.count) if dash else house.dash,
    )
