"""Whether git ignores one of a few files, asked for these alone: a whole tree takes it a second.

And whether it is to be asked at all.
"""

from __future__ import annotations

import os
import weakref
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from goodword.diagnostics import Failure
from goodword.source import repository

if TYPE_CHECKING:
    from collections.abc import Iterable
    from subprocess import Popen


def within_one(folder: Path) -> bool:
    """Whether a folder lies in a repository, or in a folder that could be one of git's own.

    Where it does not, git finds none either: starting it takes as long as reading a small program.
    """
    here = Path(os.path.realpath(folder))
    return any(
        os.path.lexists(f"{each}/.git") or os.path.lexists(f"{each}/HEAD")
        for each in (here, *here.parents)
    )


class Ignoring:
    """The question whether git ignores one of a few files, which it answers meanwhile.

    Args:
        root: their folder.
        paths: of the files; those that are committed it does not ignore.
    """

    def __init__(self, root: Path, paths: Iterable[str]) -> None:
        self._root = root
        self._process: Popen[bytes] | None = None
        if not within_one(root):
            return
        with TemporaryFile() as asked, suppress(Failure):  # without git nothing is ignored
            asked.write(b"".join(os.fsencode(path) + b"\0" for path in paths))
            asked.seek(0)
            self._process = repository.start(root, *_WHICH_FIT, stdin=asked.fileno())
            self._forgotten = weakref.finalize(self, _end, self._process)

    def answer(self) -> bool:
        """Whether it ignores one, waited for; False once that was said.

        Raises:
            Failure: there is a repository and git gives no answer.
        """
        process, self._process = self._process, None
        if process is None:
            return False
        self._forgotten.detach()
        output, _ = repository.answer(process)
        if process.returncode in (0, 1):
            return bool(output) and not self._tracked().issuperset(output.split(b"\0"))
        # It says nothing of a folder where it cannot work, such as one inside `.git`; why, this
        # asks.
        repository.ignored(repository.ask_ignored(self._root, ("program/program.yml",)))
        return False

    def _tracked(self) -> frozenset[bytes]:
        """All paths that are committed or about to be; an empty one ends a list of paths."""
        output, _ = repository.answer(repository.start(self._root, "ls-files", "-z"))
        return frozenset(output.split(b"\0")) | {b""}


_WHICH_FIT = ("--no-literal-pathspecs", "check-ignore", "--no-index", "-z", "--stdin")
"""Which of some paths fit a pattern; whether git has them is known at once of all, since this
compares each with every file that git has. It refuses to take paths as they are."""


def _end(process: Popen[bytes]) -> None:
    """What becomes of a question to which nobody wants an answer any more."""
    process.kill()
    process.communicate()
