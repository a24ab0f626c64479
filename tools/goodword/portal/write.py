"""Writes a folder as a whole: into a new one, which takes the old one's place when it is done."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from goodword.diagnostics import Failure

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

MARK = ".goodword-portal"
"""A file by which a folder is known as a portal that may be replaced."""
YOUNG = 60
"""Seconds for which a new folder is left alone: its maker may not have claimed it yet."""
STEP = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_ANEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


class Output:
    """A folder being written; leaving the block without `finish` leaves everything as it was.

    Args:
        destination: the folder that it will be.
        what: it holds, as messages name it.
        command: what makes it.
        mark: a file by which a folder is known as one that may be replaced.

    Raises:
        Failure: something is there that is not such a folder, or it cannot be written.
    """

    def __init__(
        self,
        destination: Path,
        what: str = "a portal",
        command: str = "goodword portal",
        mark: str = MARK,
    ) -> None:
        if destination.name in {"", ".."}:  # `.` and the like: a folder is replaced by its name
            destination = Path(os.path.abspath(destination))  # noqa: PTH100 - follows no link
        if not destination.name:
            raise Failure(f"{destination} cannot be replaced", f"choose another one for {what}")
        self._destination = destination
        self._what = what
        self._command = command
        self._mark = mark
        self._old = destination.with_name(f".{destination.name}.old")
        self._made = {""}
        self._new = Path()
        self._claim = -1
        self.files = 0
        self.again = False
        """Whether a file may be there: a copy of this process that died has written some."""

    def __enter__(self) -> Self:
        """Make the new folder beside the old one."""
        here = self._destination
        try:
            if self._old.is_dir() and not here.exists():
                self._old.rename(here)  # a run before this one died between its two renames
            if here.is_symlink() or (here.exists() and not here.is_dir()):
                raise Failure(f"{here} is not a folder", f"choose another one for {self._what}")
            if here.is_dir() and any(here.iterdir()) and not (here / self._mark).is_file():
                raise Failure(
                    f"{here} holds something else than {self._what}",
                    "choose an empty or a new folder: this one would be replaced",
                )
            here.parent.mkdir(parents=True, exist_ok=True)
            self._clear()
            self._new = Path(tempfile.mkdtemp(prefix=f".{here.name}.", dir=here.parent))
            self._claim = os.open(self._new, os.O_RDONLY)
            fcntl.flock(self._claim, fcntl.LOCK_EX)
            self._new.chmod(0o755)
            made = f"Made by {self._command}; the next run replaces this folder.\n"
            self.file(self._mark, made.encode())
        except OSError as error:
            raise self._cannot(error) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Clear away what was not finished."""
        shutil.rmtree(self._new, ignore_errors=True)
        os.close(self._claim)

    def _clear(self) -> None:
        """Remove what builds that were killed have left: nobody holds their folders any more."""
        here = self._destination
        for left in here.parent.glob(f".{here.name}.*"):
            try:
                old = left.lstat().st_mtime < time.time() - YOUNG
                if left.is_symlink() or not left.is_dir() or not old:
                    continue
                if left != self._old and not (left / self._mark).is_file():
                    continue
                held = os.open(left, os.O_RDONLY)
            except OSError:
                continue
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left, ignore_errors=True)
            except OSError:
                continue  # another build is at work in it
            finally:
                os.close(held)

    def file(self, path: str, data: bytes) -> None:
        """Write one file; its path is relative, with `/` between plain names."""
        folder = path.rpartition("/")[0]
        try:
            if folder not in self._made or path.startswith("/"):
                self._folder(folder)
            # By the handle of the new folder: the way to it is not walked again for each page.
            file = os.open(path, _ANEW if self.again else _NEW, 0o666, dir_fd=self._claim)
            try:
                written = os.write(file, data)
                while written < len(data):
                    written += os.write(file, data[written:])
            finally:
                os.close(file)
        except OSError as error:
            raise self._cannot(error) from error
        self.files += 1

    def _folder(self, path: str) -> None:
        """Make a folder, and those above it that are not there yet."""
        above, _, step = path.rpartition("/")
        if path.startswith("/") or not STEP.fullmatch(step):
            raise Failure(f"{path} cannot be the path of a page")
        if above not in self._made:
            self._folder(above)
        try:  # noqa: SIM105 - as dear as the call itself, for each page
            os.mkdir(path, dir_fd=self._claim)
        except FileExistsError:
            pass  # a copy of this process may have made it
        self._made.add(path)

    def clear(self, folder: str) -> None:
        """Remove a folder with what a copy of this process has written into it, if it is there.

        Args:
            folder: its path with `/` at its end, of which this process has written nothing.
        """
        shutil.rmtree(self._new / folder, ignore_errors=True)

    def finish(self) -> None:
        """Put the new folder in the old one's place."""
        try:
            shutil.rmtree(self._old, ignore_errors=True)
            if self._destination.exists():
                self._destination.rename(self._old)
            self._new.rename(self._destination)
        except OSError as error:
            raise self._cannot(error) from error
        shutil.rmtree(self._old, ignore_errors=True)

    def _cannot(self, error: OSError) -> Failure:
        why = error.strerror or error
        return Failure(f"{self._what} cannot be written to {self._destination}: {why}")
