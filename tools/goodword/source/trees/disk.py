"""The files of a program as they lie on the disk, links never followed."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from goodword.source import repository
from goodword.source.ignoring import within_one
from goodword.source.names import DEEPEST
from goodword.source.stats import known_of
from goodword.source.stats_told import gathered
from goodword.source.trees import listing
from goodword.source.trees.listing import READ_LIMIT, Entry

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from goodword.diagnostics import Diagnostic
    from goodword.source.patterns import Patterns
    from goodword.source.stats import Known
    from goodword.source.stats_told import Told
    from goodword.source.trees.listing import Listing

_FLAGS = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY
"""Neither a link at the last step nor a pipe that waits for a writer can be opened unawares."""


class DiskTree:
    """The files below a folder.

    Args:
        root: the folder that holds program/, influencers/ and missions/.
        ahead: gives the first listing that is asked for, where it has been made somewhere else;
            None where that came to nothing.
        patterns: of what git is to ignore; None where git is to be asked for every file.
        roots: those of `listing.ROOTS` that are listed.
    """

    def __init__(
        self,
        root: str | Path,
        ahead: Callable[[], Listing | None] | None = None,
        patterns: Patterns | None = None,
        roots: Sequence[str] = listing.ROOTS,
    ) -> None:
        self.root = Path(root)
        self._ahead = ahead
        self._patterns = patterns
        self._roots = roots
        self._passed: list[str] = []  # files passed over
        self._empty: list[str] = []  # folders
        self._holding: list[str] = []  # folders in which files were listed
        self._unseen = False  # a folder or link is passed over, with whatever lies there
        self._base = os.fspath(self.root) + os.sep
        self.ignores: bool | None = None
        """Whether git ignores a file, as it was listed last."""
        self.free = False
        """Whether no file that was listed last fits a pattern, so that git would ignore none."""
        self.beside: tuple[list[str], list[str]] | None = None
        """What lay beside the files that were listed last: files passed over, and empty folders.

        None where there was more than that, or where it is not known.
        """
        self._told: list[tuple[list[str], bytes]] = []

    def tell(self, paths: list[str], known: bytes) -> None:
        """Take what was known of files when they were read, as `stats_told.pack` gives it."""
        self._told.append((paths, known))

    def told(self) -> Told:
        """What was known of files when they were read, as far as it was told."""
        return gathered(self._told)

    def has_many(self, limit: int) -> bool:
        """Whether there are more files than so many, by the claims of missions alone."""
        count = 0
        with suppress(OSError), os.scandir(self._base + "missions") as missions:
            for mission in missions:
                with suppress(OSError), os.scandir(f"{mission.path}/claims") as claims:
                    count += sum(1 for _ in islice(claims, limit + 1))
                if count > limit:
                    return True
        return False

    @property
    def is_being_listed(self) -> bool:
        """Whether another process makes the list meanwhile that is asked for next."""
        return self._ahead is not None

    def listing(self) -> Listing:
        """All files, less those passed over and those that git ignores.

        What git ignores is asked once, if a file may fit its patterns; without git, or outside a
        repository, nothing is.
        """
        ahead, self._ahead, self.beside = self._ahead, None, None
        self._passed, self._empty, self._holding, self._unseen = [], [], [], False
        if ahead is not None and (made := ahead()) is not None:
            return made
        asked = within_one(self.root)
        known = self._patterns if asked else None
        question = self._question() if asked and known is None else None
        entries: list[Entry] = []
        refused: list[Diagnostic] = []
        folders: list[str] = []
        for name in self._roots:
            try:
                mode = os.lstat(self._base + name).st_mode
            except OSError:
                continue
            if stat.S_ISDIR(mode):
                folders.append(name)
            elif stat.S_ISLNK(mode):
                refused.append(listing.link(name))
            else:
                refused.append(listing.refuse(name, "a file, expected a folder"))
        refused += self._wrong_beside()
        while folders:
            self._list(folders.pop(), folders, entries, refused)
        self.free = known is not None and not self._may_ignore(known, entries, refused)
        if known is not None and not self.free:
            question = self._question()
        files, whole = repository.ignored(question)
        self.ignores = bool(files or whole)
        if files or whole:
            entries = [each for each in entries if not _is_ignored(each.path, files, whole)]
            refused = [each for each in refused if not _is_ignored(each.place.path, files, whole)]
            return listing.screen(entries, refused)
        found = listing.screen(entries, refused, self._holding)
        if not found.refused and not self._unseen:
            self.beside = self._passed, self._empty
        return found

    def _question(self) -> subprocess.Popen[bytes] | None:
        return repository.ask_ignored(self.root, self._roots)

    def _may_ignore(self, known: Patterns, entries: list[Entry], refused: list[Diagnostic]) -> bool:
        """Whether git may ignore one of these by patterns that are known, or has others.

        It takes a folder to be ignored where all is that lies in it, so all has to be seen.
        """
        if refused or self._unseen:
            return True
        return known.may_fit(chain(map(itemgetter(0), entries), self._passed, self._empty))

    def _wrong_beside(self) -> list[Diagnostic]:
        """What lies beside the data folders and was meant to lie in them."""
        try:
            names = [each.name for each in self.root.iterdir()]
        except OSError:
            return []
        return [found for name in names if (found := listing.beside_roots(name))]

    def _list(
        self, folder: str, folders: list[str], entries: list[Entry], refused: list[Diagnostic]
    ) -> None:
        """Take up what lies in a folder; folders inside it are left for later."""
        if folder.count("/") >= DEEPEST:
            refused.append(listing.too_deep(folder))
            return
        try:
            with os.scandir(self._base + folder) as found:
                inside = list(found)
        except OSError as error:
            message = f"the folder cannot be read: {reason(error)}"
            refused.append(listing.refuse(folder, message))
            return
        names = [each.name for each in inside if each.is_file(follow_symlinks=False)]
        others = []
        if len(names) < len(inside):
            others = [each for each in inside if not each.is_file(follow_symlinks=False)]
        if ".git" in names or any(each.name == ".git" for each in others):
            refused.append(listing.repository(folder))
            return
        for each in others:
            self._take(each, f"{folder}/{each.name}", folders, refused)
        start, new = folder + "/", tuple.__new__
        data = [name for name in names if not listing.is_passed_over(name)]
        # What Entry(...) does, without its call: runs for every file.
        entries += [new(Entry, (start + name, None, "")) for name in data]
        if data:
            self._holding.append(folder)
        if not inside or len(data) < len(names):
            refused += listing.posing(start + ".")
            self._passed += [start + name for name in names if listing.is_passed_over(name)]
            if not inside:
                self._empty.append(folder)

    def _take(
        self, found: os.DirEntry[str], path: str, folders: list[str], refused: list[Diagnostic]
    ) -> None:
        """Take up what is no plain file."""
        if found.name[0] != "." and found.name[-1] != "~":
            if found.is_dir(follow_symlinks=False):
                folders.append(path)
                return
            if found.name not in listing.PASSED_OVER:
                refused.append(_no_file(found, path))
        self._unseen = True

    def token(self, path: str) -> str:
        """What the file system knows of a file: it changes when the content does."""
        try:
            known = os.lstat(self._base + path)
        except (OSError, ValueError):
            return ""
        return token_of(known_of(known))

    def read(self, path: str, limit: int = READ_LIMIT) -> bytes | Diagnostic:
        """The first `limit` + 1 bytes of a file; a diagnostic where it is gone or replaced."""
        return self.read_told(path, limit)[0]

    def read_told(
        self, path: str, limit: int = READ_LIMIT
    ) -> tuple[bytes | Diagnostic, os.stat_result | None]:
        """What `read` gives, and what is known of the very file that was read."""
        try:
            handle = os.open(self._base + path, _FLAGS)
        except (OSError, ValueError) as error:
            return _cannot(path, error), None
        try:
            known = os.fstat(handle)
            if not stat.S_ISREG(known.st_mode):
                return listing.refuse(path, "no plain file any more, expected one"), None
            size = known.st_size
            data = os.read(handle, min(size, limit) + 1)
            while len(data) != size and 0 < len(data) <= limit:
                more = os.read(handle, limit + 1 - len(data))
                if not more:
                    break
                data += more
        except OSError as error:
            return _cannot(path, error), None
        finally:
            os.close(handle)
        return data, known

    def read_each_told(
        self, paths: Iterable[str]
    ) -> Iterator[tuple[bytes | Diagnostic, os.stat_result | None]]:
        """What `read_told` gives for each of many paths, in their order.

        The folder is looked up once for all of them, and nothing is called for a file in order.
        """
        try:
            root = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError:
            yield from map(self.read_told, paths)
            return
        try:
            for path in paths:
                try:
                    handle = os.open(path, _FLAGS, dir_fd=root)
                    try:
                        known = os.fstat(handle)
                        size = known.st_size if stat.S_ISREG(known.st_mode) else 0
                        data = os.read(handle, size + 1) if 0 < size <= READ_LIMIT else b""
                    finally:
                        os.close(handle)
                except (OSError, ValueError):
                    yield self.read_told(path)
                    continue
                yield (data, known) if data and len(data) == size else self.read_told(path)
        finally:
            os.close(root)

    def read_many(
        self, paths: Iterable[str], limit: int = READ_LIMIT
    ) -> Iterator[tuple[str, bytes | Diagnostic]]:
        """What `read` gives for each of many paths, in their order."""
        for path in paths:
            yield path, self.read(path, limit)


def _no_file(found: os.DirEntry[str], path: str) -> Diagnostic:
    if found.is_symlink():
        return listing.link(path)
    return listing.refuse(path, "a pipe, socket or device, expected a file", "delete it")


def token_of(known: Known) -> str:
    """What tells a file from what it may become, as `DiskTree.token` does."""
    return f"{known[1]} {known[2]} {known[3]} {known[4]}"


def reason(error: Exception) -> str:
    """What the operating system says, as part of a message."""
    text = error.strerror if isinstance(error, OSError) else None
    return (text or type(error).__name__).lower()


def _cannot(path: str, error: Exception) -> Diagnostic:
    if isinstance(error, FileNotFoundError):
        return listing.refuse(path, "the file was there and is gone", "run the command again")
    return listing.refuse(path, f"the file cannot be read: {reason(error)}")


def _is_ignored(path: str, files: frozenset[str], folders: tuple[str, ...]) -> bool:
    return path in files or f"{path}/".startswith(folders)
