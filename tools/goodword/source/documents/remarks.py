"""What is no mistake of YAML, and probably none of its writer's meaning either: a text cut off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.events import ScalarEvent

from goodword.diagnostics import Diagnostic, Mark, Place, Severity
from goodword.source.documents import scalars

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEGUN = re.compile(rb" #[^\s#!]")
"""What a text cut off has, if not a tab: looked for first, since letters are found faster."""
_CUT = re.compile(rb"[^\s#][ \t]+#[^\s#!]")
_BEHIND = re.compile(r"[ \t]+(#[^\s#!]\S*)")


def remarks(data: bytes, path: str) -> tuple[Diagnostic, ...]:
    """Warnings about texts that end before a `#` with no space behind it, as in `Evening #3`.

    Args:
        data: content of a file that the reader accepts.
        path: its path, for the diagnostics.
    """
    if (_BEGUN.search(data) is None and b"\t#" not in data) or _CUT.search(data) is None:
        return ()
    return tuple(_cut_off(data, path))


def _cut_off(data: bytes, path: str) -> Iterator[Diagnostic]:
    lines = data.decode().split("\n")
    next_event: Any = CParser(data).get_event
    try:
        while (event := next_event()) is not None:
            if event.__class__ is not ScalarEvent or event.style or not event.value:
                continue
            end: Any = event.end_mark
            found = _BEHIND.match(lines[end.line], end.column) if end.line < len(lines) else None
            if found is None or not isinstance(scalars.resolve(event.value), str):
                continue
            mark = Mark(end.line + 1, found.start(1) + 1, end.line + 1, found.end(1) + 1)
            message = f"the text ends before `{found[1]}`, which is taken for a comment"
            hint = "quote the whole text, or put a space behind the # of a comment"
            yield Diagnostic(Place(path), "yaml", message, hint, mark, Severity.WARNING)
    except YAMLError:
        return
