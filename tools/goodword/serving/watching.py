"""Notices that files of a program have changed: told by the system, else by looking.

Being told only wakes: what has changed is seen by what the file system knows of each file, so that
nothing hangs on a report that came late, twice or never.
"""

from __future__ import annotations

import logging
import os
import time
from threading import Event
from typing import TYPE_CHECKING, NamedTuple

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from goodword.source.trees.listing import ROOTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver

FOLDERS = (*ROOTS, "site")
"""Folders of a program on which its portal depends."""
BRANCHES = frozenset({"HEAD", "FETCH_HEAD", "packed-refs"})
"""Files of .git that are written when later states of the program arrive or go."""
QUIET = 0.05
"""Seconds without a change after which a row of them is taken to be over."""
LONGEST = 1.0
"""Seconds after which a row of changes is looked at, though it goes on."""
SETTLED = 2_000_000_000
"""Nanoseconds for which a file that was written may be written again unnoticed: file systems have
clocks of up to two seconds."""
CHEAP = 0.03
"""Seconds that a look at all files may take where it is done once a second beside being told."""
EVENTS: list[type[FileSystemEvent]] = [
    *(DirCreatedEvent, DirDeletedEvent, DirMovedEvent, FileClosedEvent),
    *(FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent),
]
"""What is told: not that a file was opened or read, which is what happens on being told."""


class Seen(NamedTuple):
    """What the file system knew of all files.

    Args:
        when: nanoseconds, before the first was looked at.
        files: size, times and inode by path.
    """

    when: int
    files: Mapping[str, tuple[int, int, int, int]]

    def unchanged(self, before: Seen) -> frozenset[str]:
        """Files that hold for certain what they held then."""
        return frozenset(
            path
            for path, known in self.files.items()
            if before.files.get(path) == known and max(known[1:3]) < before.when - SETTLED
        )


def look(root: Path, beside: Iterable[Path] = ()) -> Seen:
    """What the file system knows of a program's files; links are not followed.

    Args:
        root: the program's folder.
        beside: other folders on which its portal depends, whose files have whole paths.
    """
    when = time.time_ns()
    found: dict[str, tuple[int, int, int, int]] = {}
    start = f"{root}{os.sep}"
    ahead = [*(f"{start}{each}" for each in FOLDERS), *map(str, beside)]
    while ahead:
        try:
            with os.scandir(ahead.pop()) as inside:
                for each in inside:
                    if each.is_dir(follow_symlinks=False):
                        ahead.append(each.path)
                    else:
                        known = each.stat(follow_symlinks=False)
                        times = (known.st_mtime_ns, known.st_ctime_ns)
                        found[each.path.removeprefix(start)] = (known.st_size, *times, known.st_ino)
        except OSError:
            continue  # it went while it was looked at, or cannot be read: judged when it is read
    for name in BRANCHES:
        try:
            known = os.lstat(f"{start}.git/{name}")
        except OSError:
            continue
        times = (known.st_mtime_ns, known.st_ctime_ns)
        found[f".git/{name}"] = (known.st_size, *times, known.st_ino)
    return Seen(when, found)


class Watcher:
    """Waits for changes of a program's files.

    Args:
        root: the program's folder.
        beside: other folders on which its portal depends.
    """

    def __init__(self, root: Path, beside: Iterable[Path] = ()) -> None:
        self._root = root
        self._beside = tuple(each for each in beside if not each.is_relative_to(root))
        self._woken = Event()
        self._observer: BaseObserver | None = None
        logging.getLogger("watchdog").addHandler(logging.NullHandler())  # it talks of its threads
        self._watched: dict[str, int] = {}
        self._cost = 0.0
        self._next = 0.0
        self.told = True
        """Whether the system tells of changes; where it does not, files are looked at."""
        self.seen = self.look()
        self._watch()

    def look(self) -> Seen:
        """What the file system knows now, for `seen`."""
        began = time.monotonic()
        found = look(self._root, self._beside)
        self._cost = time.monotonic() - began
        self._next = time.monotonic() + (1.0 if self._cost < CHEAP else max(2.0, 10 * self._cost))
        return found

    def stop(self) -> None:
        """Watch no more."""
        if self._observer:
            self._observer.stop()

    def changed(self) -> bool:
        """Whether something may have changed since the last look that was taken."""
        return self._woken.is_set()

    def wait(self, seconds: float) -> Seen | None:
        """What is seen now, where it is other than before; None after so many seconds."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            due = self._looks_by_itself() and time.monotonic() >= self._next
            if due or self._woken.wait(min(left, 0.25)):
                self._calm()
                found = self.look()
                self._watch()
                if found.files != self.seen.files:
                    self.seen = found
                    return found
        return None

    def _looks_by_itself(self) -> bool:
        return not self.told or self._cost < CHEAP

    def _calm(self) -> None:
        """Let a row of changes come to its end: a checkout, an editor that renames."""
        end = time.monotonic() + LONGEST
        while self._woken.is_set() and time.monotonic() < end:
            self._woken.clear()
            self._woken.wait(QUIET)
        self._woken.clear()

    def _watch(self) -> None:
        """Watch what there is; folders that came, or came back, too."""
        found = dict(self._folders())
        if found == self._watched or not self.told:
            return
        self._watched = found
        self.stop()
        observer = Observer()
        own = [*(str(self._root / each) for each in FOLDERS), *map(str, self._beside)]
        branches = (str(self._root / ".git" / each) for each in BRANCHES)
        handler = _Waking(self._woken, (*own, *branches))
        try:
            for path, deep in ((each, not self._is_flat(each)) for each in found):
                observer.schedule(handler, path, recursive=deep, event_filter=EVENTS)
            observer.start()
        except OSError:  # too many folders for the system, or no such thing here
            self.told = False
            observer.unschedule_all()
            return
        self._observer = observer

    def _is_flat(self, path: str) -> bool:
        return path in {str(self._root), str(self._root / ".git")}

    def _folders(self) -> Iterable[tuple[str, int]]:
        own = (self._root / each for each in ("", ".git", *FOLDERS))
        for each in (*own, *self._beside):
            try:
                known = os.lstat(each)
            except OSError:
                continue
            if each.is_dir() and not each.is_symlink():
                yield str(each), known.st_ino


class _Waking(FileSystemEventHandler):
    def __init__(self, woken: Event, places: tuple[str, ...]) -> None:
        self._woken = woken
        self._places = places
        self._below = tuple(f"{each}{os.sep}" for each in places)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Wake up for one of these places; which file it was is looked at later."""
        for path in (os.fsdecode(event.src_path), os.fsdecode(event.dest_path)):
            if path in self._places or path.startswith(self._below):
                self._woken.set()
