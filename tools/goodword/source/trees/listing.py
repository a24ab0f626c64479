"""What a tree is, which names in it are read, passed over or refused."""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from goodword.diagnostics import Diagnostic, Place, arrange
from goodword.source.names import DEEPEST, fault, fold, is_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOTS = ("program", "influencers", "missions")
"""The folders that hold data; nothing else is listed."""
READ_LIMIT = 64 * 1024
"""Of a larger file this many bytes and one more are read, unless the caller wants more."""

PASSED_OVER = frozenset({"README.md", "notes.md"})
"""Files for people, which may lie anywhere."""

TWICE = (
    "stands twice in one folder of the commit, with contents that may differ",
    "commit it anew",
)
"""What is wrong with such a name, and what to do; no tool that commits makes one."""
_UNPACKED = tuple(f"{root}\\" for root in ROOTS)
_LIKE_A_FILE = re.compile(r"\.(?:yml|yaml|md|csv|age|jsonl?)$", re.IGNORECASE)


class Entry(NamedTuple):
    """A file of a tree.

    Args:
        path: POSIX path from the root of the program.
        size: bytes, where listing tells it.
        token: the id of the content, where listing tells it; else empty, and `Tree.token` may
            know more.
    """

    path: str
    size: int | None
    token: str


class Listing(NamedTuple):
    """All files of a tree, sorted by path, and the names that were refused."""

    files: tuple[Entry, ...]
    refused: tuple[Diagnostic, ...] = ()


class Tree(Protocol):
    """Files of a program, wherever they come from."""

    def listing(self) -> Listing:
        """All files under `ROOTS`, less those that are passed over."""

    def token(self, path: str) -> str:
        """What changes when the content of a listed file does; empty where that is unknown."""

    def read(self, path: str, limit: int = READ_LIMIT) -> bytes | Diagnostic:
        """The first `limit` + 1 bytes of a listed file, or why it cannot be read."""

    def read_many(
        self, paths: Iterable[str], limit: int = READ_LIMIT
    ) -> Iterator[tuple[str, bytes | Diagnostic]]:
        """What `read` gives for each of many paths, in their order."""


def refuse(path: str, message: str, hint: str = "") -> Diagnostic:
    """A diagnostic of rule `tree` for a path, with bytes that are no UTF-8 written as escapes."""
    shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return Diagnostic(Place(shown), "tree", message, hint)


def link(path: str) -> Diagnostic:
    """The words for a symbolic link, which is never followed."""
    return refuse(path, "a symbolic link, expected the file itself", "put a copy in its place")


def repository(path: str) -> Diagnostic:
    """The words for a submodule or another repository inside the program."""
    message = "a repository inside the program, expected plain files"
    return refuse(path, message, "move it out of program/, influencers/ and missions/")


def too_deep(path: str) -> Diagnostic:
    """The words for a folder too deep inside others; what lies below it is not looked at."""
    shown = "/".join(path.split("/")[:DEEPEST])
    message = f"more than {DEEPEST} folders inside each other"
    return refuse(shown, message, "no kind of file lies deeper than four; move or delete it")


def beside_roots(name: str) -> Diagnostic | None:
    """What is wrong with a name beside the data folders: one that was unpacked with backslashes."""
    wrong = fault(name) if name.startswith(_UNPACKED) else None
    return refuse(name, *wrong) if wrong else None


def _folder_for_file(path: str) -> Diagnostic:
    return refuse(path, "a folder, expected a file", "rename the folder")


def posing(path: str) -> list[Diagnostic]:
    """What is wrong with the folders of a path that is no data: one that is named like a file.

    Of a folder with data in it `screen` says so.
    """
    root, *folders = path.split("/")
    if root in ROOTS and not any(each[0] == "." or each[-1] == "~" for each in folders[:-1]):
        for above in sorted(_folders(path), key=len):
            if _LIKE_A_FILE.search(above):
                return [_folder_for_file(above)]
    return []


def is_passed_over(name: str) -> bool:
    """Whether a file or folder of that name is no data: `.x`, `x~`, README.md, notes.md."""
    return name[0] == "." or name[-1] == "~" or name in PASSED_OVER


def is_data(path: str) -> bool:
    """Whether a path names a file under `ROOTS` that is not passed over."""
    folder, _, name = path.rpartition("/")
    return bool(name) and not is_passed_over(name) and _holds_data(folder)


@lru_cache(maxsize=1 << 14)
def _holds_data(folder: str) -> bool:
    """Whether files of a folder are under `ROOTS` and not passed over because of their folder."""
    root, *folders = folder.split("/")
    return root in ROOTS and all(f and f[0] != "." and f[-1] != "~" for f in folders)


def screen(
    entries: Iterable[Entry],
    refused: Iterable[Diagnostic] = (),
    folders: Iterable[str] | None = None,
) -> Listing:
    """The listing of a tree: entries sorted, those with names that cannot be used refused.

    Names are refused that are not UTF-8, hold control characters or backslashes, are not in
    Unicode's composed form, are reserved by Windows, differ from another only in case or
    compatibility, or are those of files on folders; so are folders too deep inside each other.

    Args:
        entries: files that are not passed over.
        refused: what the tree refuses by itself.
        folders: those in which the entries lie; None where that is not known.
    """
    files = sorted(entries, key=itemgetter(0))
    found = list(refused)
    paths = [*map(itemgetter(0), files)]
    around = {_folder(path) for path in paths} if folders is None else {*folders}
    deep = {each for each in around if each.count("/") >= DEEPEST}
    if deep:
        found += [too_deep(folder) for folder in sorted(deep)]
        files = [each for each in files if _folder(each.path) not in deep]
        paths = [each.path for each in files]
    # Two names can only collide where one of them is not in plain lower case.
    joined = "/".join(paths)
    odd = set()
    if not (joined.isascii() and joined == joined.lower()):
        odd = {fold(path) for path in paths if not (path.isascii() and path.islower())}
        odd |= {fold(above) for path in odd for above in _folders(path)}
    judge = _Judge(odd, found)
    around -= deep
    whole = sum(judge.folder(folder) for folder in sorted(around)) == len(around)
    if not (whole and not odd and is_plain(joined)):
        files = [each for each in files if judge.file(each.path)]
    return Listing(tuple(files), arrange(found))


class _Judge:
    """Decides on names, folder by folder; what it refuses is appended to `found`."""

    def __init__(self, odd: set[str], found: list[Diagnostic]) -> None:
        self.odd = odd
        self.found = found
        self.folders = {"": True}
        self.taken: dict[str, str] = {}

    def folder(self, path: str) -> bool:
        """Whether the files of a folder are listed; each folder is judged once."""
        usable = self.folders.get(path)
        if usable is None:
            above = _folder(path)
            usable = self.folder(above) and self.name(path, above)
            if usable and _LIKE_A_FILE.search(path):
                self.found.append(_folder_for_file(path))
                usable = False
            self.folders[path] = usable
        return usable

    def file(self, path: str) -> bool:
        """Whether a file is listed."""
        folder = _folder(path)
        return self.folder(folder) and self.name(path, folder)

    def name(self, path: str, folder: str) -> bool:
        """Whether the last part of a path can be used."""
        wrong = fault(path[len(folder) + 1 :] if folder else path)
        if wrong:
            self.found.append(refuse(path, *wrong))
            return False
        folded = fold(path)
        if folded in self.odd:
            other = self.taken.setdefault(folded, path)
            if other != path:
                message = f"differs only in case from {other}"
                hint = "rename one of them; not every disk can hold both"
                self.found.append(refuse(path, message, hint))
                return False
        return True


def _folder(path: str) -> str:
    """The folder that holds a path; empty for a root."""
    return path[: max(path.rfind("/"), 0)]


def _folders(path: str) -> Iterator[str]:
    """The folders above a path."""
    end = path.rfind("/")
    while end > 0:
        yield path[:end]
        end = path.rfind("/", 0, end)
