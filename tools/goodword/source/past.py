"""What a file held in the history of the newest commit: the texts, newest first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodword.diagnostics import Failure
from goodword.source.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_RAW = re.compile(rb"^:[0-7]{6} ([0-7]{6}) [0-9a-f]+ ([0-9a-f]+) [A-Z]", re.MULTILINE)


class Past:
    """The history of a repository, as far as it is at hand.

    Args:
        top: the top of the repository, or a folder that is in none.
    """

    def __init__(self, top: Path) -> None:
        self._repository: Repository | None = None
        self.whole = False
        try:
            repository = Repository(top)
            if repository.succeeds("rev-parse", "--verify", "--quiet", "HEAD"):
                self._repository = repository
                self.whole = not repository.shallow
        except Failure:
            return

    def texts(self, path: str) -> Iterator[bytes]:
        """What the file held, each text once, the newest first; none where there is no history.

        Args:
            path: from the top of the repository.
        """
        if self._repository is None:
            return
        for blob in self._blobs(path):
            yield self._repository.run("cat-file", "blob", blob)

    def knows(self, path: str) -> bool | None:
        """Whether there ever was such a file; None where that cannot be told."""
        if self._repository is not None and self._blobs(path):
            return True
        return False if self._repository is not None and self.whole else None

    def _blobs(self, path: str) -> list[str]:
        if self._repository is None:
            return []
        flags = ("--format=", "--raw", "--no-abbrev", "--no-renames", "-m", "--full-history")
        output = self._repository.run("log", *flags, "HEAD", "--", path)
        found = (blob.decode() for mode, blob in _RAW.findall(output) if mode.startswith(b"100"))
        return list(dict.fromkeys(found))
