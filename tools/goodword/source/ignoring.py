"""Whether git ignores one of a few files, asked for these alone: a whole tree takes it a second.

And whether it is to be asked at all.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from goodword.diagnostics import Failure
from goodword.source import repository

if TYPE_CHECKING:
    from collections.abc import Iterable


def within_one(folder: Path) -> bool:
    """Whether a folder lies in a repository, or in a folder that could be one of git's own.

    Where it does not, git finds none either: starting it takes as long as reading a small program.
    """
    here = Path(os.path.realpath(folder))
    return any(
        os.path.lexists(f"{each}/.git") or os.path.lexists(f"{each}/HEAD")
        for each in (here, *here.parents)
    )


def ignores(root: Path, paths: Iterable[str]) -> bool:
    """Whether git ignores one of these files of a folder; those that are committed it does not.

    Raises:
        Failure: there is a repository and git gives no answer.
    """
    if not within_one(root):
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
