"""An existing file with one key renamed: its value, its place and all comments stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Failure
from goodword.edits import scalars
from goodword.edits.meaning import BY_HAND, checked, shown
from goodword.edits.revision import MAPPING, Text, value_at

if TYPE_CHECKING:
    from goodword.diagnostics import Pointer


def rename_entry(data: bytes, pointer: Pointer, name: str) -> bytes:
    """The file with another key for an entry of a mapping.

    Args:
        data: content of the file, which the strict reader accepts.
        pointer: keys and indexes to the value.
        name: the new key.

    Raises:
        Failure: there is no such entry, there is one of that name already, or the file is written
            in a way that cannot be changed without touching more.
    """
    text = Text(data)
    parent, missing = text.nearest(pointer)
    pair = None
    if len(missing) == 1 and parent.id == MAPPING:
        pair = next((each for each in parent.value if each[0].value == pointer[-1]), None)
    if pair is None:
        raise Failure(f"there is no {shown(pointer)}", BY_HAND)
    if text.child(parent, name) is not None:
        raise Failure(f"there is {shown((*pointer[:-1], name))} already", BY_HAND)
    begin, end = pair[0].start_mark.index, pair[0].end_mark.index
    key = scalars.scalar(name, flow=bool(parent.flow_style))
    changed = text.text[:begin] + key + text.text[end:]

    def mean(whole: Any) -> None:
        mapping = value_at(whole, pointer[:-1])
        entries = [(name if key == pointer[-1] else key, each) for key, each in mapping.items()]
        mapping.clear()
        mapping.update(entries)

    return checked(text.value, changed, mean)
