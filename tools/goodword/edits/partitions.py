"""A program's part of a folder that several share: replaced as a whole, whatever else is in it.

In the folder of each table a program has one of its own, `program=<name>`. New ones are made aside;
when all are there that is noted, and then each takes the place of the old one. Who dies before the
note has changed nothing; what was left to do after it the next run does first. Nothing waits for
the disk: what a machine without power loses here the next export brings back.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import re
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from goodword.diagnostics import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from types import TracebackType
    from typing import Self

NAME = re.compile(r"[a-z0-9](?:-?[a-z0-9])*")
"""What a program may be called in a lake."""
_LONGEST = 400
"""Letters that say whose a part is."""
_STEP = re.compile(r"[A-Za-z0-9_=.-]+")


class Partitions:
    """A program's part being written; leaving the block without `finish` leaves all as it was.

    Args:
        lake: the folder that programs share.
        program: what this one is called in it.
        whose: the program in words, by which it is told from others of that name.
        stated: whether somebody chose the name: then the part is replaced whosever it was.

    Raises:
        Failure: the name is none, the folder is something else, it cannot be written, or the part
            is another program's.
    """

    def __init__(self, lake: Path, program: str, whose: str = "", *, stated: bool = True) -> None:
        if not NAME.fullmatch(program) or len(program) > 40:
            raise Failure(
                f'"{program}" cannot be the name of a program in a lake',
                "write lower-case letters, digits and single hyphens, 40 at most: --program acme",
            )
        self._lake = lake
        self._own = f"program={program}"
        self._work = lake / f".goodword-{program}"
        self._lock = -1
        self._whose, self._stated = whose[:_LONGEST], stated
        self._tables: dict[str, None] = {}
        self.files = 0

    def __enter__(self) -> Self:
        """Wait for another run of the same program, and end what one that died has begun."""
        try:
            if self._lake.exists() and not self._lake.is_dir():
                raise Failure(f"{self._lake} is not a folder", "choose another one for the lake")
            self._work.mkdir(parents=True, exist_ok=True)
            self._lock = os.open(self._work, os.O_RDONLY | os.O_NOFOLLOW)
            fcntl.flock(self._lock, fcntl.LOCK_EX)
            self._own_part()
            self._put()
            self._clear()
        except OSError as error:
            raise self._cannot(error) from error
        return self

    def _own_part(self) -> None:
        """Refuse a part that another program has: two names may give the same id."""
        try:
            noted = self._noted.read_text(encoding="utf-8", errors="replace")[:_LONGEST]
        except FileNotFoundError:
            return  # it is new, or of a version that noted nothing
        if not self._stated and noted != self._whose:
            os.close(self._lock)
            raise Failure(
                f"{self._own} of the lake is the part of {noted}, not of {self._whose}",
                "choose another name: --program NAME; the same one replaces that part",
            )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Clear away what was not finished."""
        if not self._ready.exists():
            self._clear()
        os.close(self._lock)

    def file(self, table: str, below: str, data: bytes) -> None:
        """Write one file of a table; its path is relative, with `/` between plain names."""
        steps = (table, *below.split("/"))
        if not all(_STEP.fullmatch(step) and step.strip(".") for step in steps):
            raise Failure(f"{table}/{below} cannot be the path of a part")
        target = self._work / "new" / table / below
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        except OSError as error:
            raise self._cannot(error) from error
        self._tables[table] = None
        self.files += 1

    def finish(self) -> None:
        """Put the new parts in the place of the old ones."""
        try:
            beside = self._work / "ready~"
            beside.write_text(json.dumps(sorted(self._tables)), encoding="utf-8")
            self._noted.write_text(self._whose, encoding="utf-8")
            beside.replace(self._ready)
            self._put()
        except OSError as error:
            raise self._cannot(error) from error

    @property
    def _noted(self) -> Path:
        """Says whose the part is."""
        return self._work / "whose"

    @property
    def _ready(self) -> Path:
        """Is there while new parts take the place of old ones, and says which tables there are."""
        return self._work / "ready"

    def _put(self) -> None:
        """Do what is left of replacing, wherever it was broken off."""
        if not self._ready.exists():
            return
        wanted = self._listed(self._ready)
        for table in sorted({*wanted, *self._listed(self._work / "tables")}):
            new, there = self._work / "new" / table, self._lake / table / self._own
            old = self._work / "old" / table
            if there.is_symlink() or there.parent.is_symlink():
                raise OSError(errno.ELOOP, "it is a symbolic link", str(there))
            if new.exists() or table not in wanted:
                if there.exists():
                    shutil.rmtree(old, ignore_errors=True)
                    old.parent.mkdir(exist_ok=True)
                    there.rename(old)
                if table in wanted:
                    there.parent.mkdir(exist_ok=True)
                    new.rename(there)
                else:
                    with suppress(OSError):  # another program has such a table
                        there.parent.rmdir()
        self._ready.replace(self._work / "tables")
        self._clear()

    @staticmethod
    def _listed(path: Path) -> Iterable[str]:
        """The tables that a note names; nothing but names, whoever wrote it."""
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return ()
        return tuple(each for each in found if isinstance(each, str) and re.fullmatch(r"\w+", each))

    def _clear(self) -> None:
        for name in ("new", "old"):
            shutil.rmtree(self._work / name, ignore_errors=True)

    def _cannot(self, error: OSError) -> Failure:
        return Failure(f"the lake cannot be written to {self._lake}: {error.strerror or error}")
