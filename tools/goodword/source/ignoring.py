"""Whether git ignores one of a few files, asked for these alone: a whole tree takes it a second."""

from __future__ import annotations

import os
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from goodword.diagnostics import Failure
from goodword.source import repository

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def ignores(root: Path, paths: Iterable[str]) -> bool:
    """Whether git ignores one of these files of a folder; those that are committed it does not.

    Raises:
        Failure: there is a repository and git gives no answer.
    """
    here = root.absolute()
    if not any(os.path.lexists(folder / ".git") for folder in (here, *here.parents)):
        return False
    with TemporaryFile() as asked:
        asked.write(b"".join(os.fsencode(path) + b"\0" for path in paths))
        asked.seek(0)
        try:
            process = repository.start(root, "check-ignore", "-z", "--stdin", stdin=asked.fileno())
        except Failure:
            return False  # without git nothing is ignored
        output, _ = repository.answer(process)
    if process.returncode in (0, 1):
        return bool(output)
    # It says nothing of a folder where it cannot work, such as one inside `.git`; why, this asks.
    repository.ignored(repository.ask_ignored(root, ("program/program.yml",)))
    return False
