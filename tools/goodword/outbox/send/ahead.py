"""A list of what was noted as begun ahead of sending, each struck off before it is handed over.

Where the machine that sends may vanish with its disk, what is about to be sent is committed and
pushed first. The list says of which of it not a byte has gone: what is struck off and has no
answer is in doubt, what is still on it may go. It knows each attempt by a mark: what was begun
anew since, here or elsewhere, is not the attempt that a list left behind speaks of.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from goodword.diagnostics import Failure
from goodword.edits.disk import flush_folder, write_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from goodword.model.touchpoint import Message


def mark(number: int, at: str) -> str:
    """What an attempt is known by.

    Args:
        number: of the step in the record of its message, from 1.
        at: the moment of that step.
    """
    return f"{number} {at}"


def marked(message: Message) -> str:
    """The mark of the newest attempt; empty where a record has none."""
    steps = message.delivery
    return mark(len(steps), steps[-1].at) if steps else ""


class Ahead:
    """The list in a file.

    Args:
        path: of the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._left: dict[str, str] = {}

    def keep(self, marks: Mapping[str, str]) -> None:
        """Write the list down: ids of messages, and the mark of the attempt at each."""
        self._left = dict(marks)
        self._write()

    def read(self) -> Mapping[str, str]:
        """The ids that are left, with their marks.

        Raises:
            Failure: there is no such list.
        """
        try:
            found = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            found = None
        if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
            raise Failure(f"{self._path} is no list that goodword outbox --begin wrote")
        self._left = found
        return dict(found)

    def strike_off(self, identity: str) -> None:
        """From here on it may have gone; on the disk before this returns."""
        if self._left.pop(identity, None) is not None:
            self._write()

    def _write(self) -> None:
        beside = self._path.with_name(f".{self._path.name}.new~")
        write_file(beside, json.dumps(self._left).encode(), 0o600)
        beside.replace(self._path)
        flush_folder(self._path.parent)
