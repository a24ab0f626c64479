"""git commands whose answers are taken later: they write into files, so that none waits."""

from __future__ import annotations

import weakref
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from goodword.source.repository import answer, refusal, start

if TYPE_CHECKING:
    from pathlib import Path
    from subprocess import Popen


class Asked:
    """A git command under way, which goes on while other things are done.

    Args:
        folder: where it runs.
        arguments: the command.

    Raises:
        Failure: git cannot be started.
    """

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._output = TemporaryFile()  # noqa: SIM115 - closed with the answer
        self._process = start(folder, *arguments, stdout=self._output)
        self._forgotten = weakref.finalize(self, _end, self._process, self._output)

    def answer(self) -> bytes:
        """What it prints, waited for; asked once.

        Raises:
            Failure: it does not end well; its message is git's own.
        """
        with self._output:
            _, errors = answer(self._process)
            self._forgotten.detach()
            if self._process.returncode:
                raise refusal(errors)
            self._output.seek(0)
            return self._output.read()


def _end(process: Popen[bytes], output: IO[bytes]) -> None:
    """What becomes of a question to which nobody wants an answer any more."""
    process.kill()
    process.communicate()
    output.close()
