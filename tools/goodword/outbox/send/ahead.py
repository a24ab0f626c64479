"""A list of what was noted as begun ahead of sending, each struck off before it is handed over.

Where the machine that sends may vanish with its disk, what is about to be sent is committed and
pushed first. The list says of which of it not a byte has gone: what is struck off and has no
answer is in doubt, what is still on it may go.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from goodword.diagnostics import Failure
from goodword.edits.disk import flush_folder, write_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Ahead:
    """The list in a file.

    Args:
        path: of the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._left: list[str] = []

    def keep(self, ids: Iterable[str]) -> None:
        """Write the list down: ids of messages."""
        self._left = list(ids)
        self._write()

    def read(self) -> tuple[str, ...]:
        """The ids that are left.

        Raises:
            Failure: there is no such list.
        """
        try:
            found = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            found = None
        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            raise Failure(f"{self._path} is no list that goodword outbox --begin wrote")
        self._left = found
        return tuple(found)

    def strike_off(self, identity: str) -> None:
        """From here on it may have gone; on the disk before this returns."""
        if identity in self._left:
            self._left.remove(identity)
            self._write()

    def _write(self) -> None:
        beside = self._path.with_name(f".{self._path.name}.new~")
        write_file(beside, json.dumps(self._left).encode(), 0o600)
        beside.replace(self._path)
        flush_folder(self._path.parent)
