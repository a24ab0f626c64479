"""Where packed records lie: the packed files that may hold a record, by the record's path."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from goodword.days import EARLIEST, LATEST

ENDING = ".jsonl"
"""How packed files end."""
_BEGIN = b'{"file":"'
FILE = re.compile(re.escape(_BEGIN) + rb'([^"\\]*)"')
"""How the line of a record begins, with the path that it had."""
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_REST = rf"-{_ID}(?:\.(?:[2-9]|[1-9][0-9]{{1,3}}))?\.yml"
_NAME = rf"([0-9]{{4}})-[0-9]{{2}}-[0-9]{{2}}{_REST}"
_RECORD = re.compile(
    rf"(?:(missions/{_ID})/claims|influencers/{_ID}/(redemptions|touchpoints))/{_NAME}"
)
_TAIL = re.compile(_REST)
_PERSON = re.compile(_ID)
_LONGEST_ID, _LONGEST_RECORD = 40, 96
_KINDS = {"redemptions": "redemption", "touchpoints": "touchpoint"}
_PARTS = ("", "-Q1", "-Q2", "-Q3", "-Q4", "-H1", "-H2", *(f"-M{n:02}" for n in range(1, 13)))


_PACK = re.compile(
    rf"(?:missions/{_ID}/claims|program/(?:{'|'.join(_KINDS)}))/[0-9]{{4}}(?:{'|'.join(_PARTS)})"
    + re.escape(ENDING)
)


def path_of(text: bytes) -> str:
    """The path that a line says its record had; empty where it does not say so as it is written."""
    found = FILE.match(text)
    return found[1].decode("utf-8", "replace") if found else ""


def paths_in(lines: list[bytes]) -> list[str]:
    """What `path_of` gives of each line; fewer where one of them gives nothing."""
    begin = len(_BEGIN)
    try:
        found = [each[begin : each.index(b'"', begin)] for each in lines if each[:begin] == _BEGIN]
    except ValueError:
        return []
    joined = b"\n".join(found)
    return [] if b"\\" in joined or not found else joined.decode("utf-8", "replace").split("\n")


def is_pack(path: str) -> bool:
    """Whether a file is a packed one, by its path."""
    return _PACK.fullmatch(path) is not None


def room_of(folder: str) -> str:
    """The folder in which the packed records of a folder lie; empty where it has none to pack."""
    above, _, name = folder.rpartition("/")
    root, _, owner = above.partition("/")
    if not owner or "/" in owner:
        return ""
    if root == "missions":
        return folder if name == "claims" else ""
    return f"program/{name}" if root == "influencers" and name in _KINDS else ""


def kind_of(path: str) -> str | None:
    """The kind of a record that can be packed, by its path; None of other paths."""
    found = _RECORD.fullmatch(path)
    return None if found is None else _KINDS.get(found[2] or "", "claim")


def homes(path: str) -> tuple[str, ...]:
    """The packed files that may hold a record: of the cycles in which its day can lie.

    Which these are follows from its path alone, whatever cycles a program has or had.
    """
    found = _RECORD.fullmatch(path)
    if found is None:
        return ()
    return _all_homes(_folder(found), int(found[3]))


@lru_cache(maxsize=1 << 12)
def _all_homes(folder: str, year: int) -> tuple[str, ...]:
    """The packed files of a folder in whose cycle a day of that year can lie."""
    return tuple(
        f"{folder}/{each}{part}{ENDING}" for each in (year, year - 1) for part in _PARTS
    )  # the year of a cycle is the one in which it began


def home(path: str, cycle: str) -> str:
    """The packed file of a cycle in which a record lies: one a mission, or one a kind."""
    return f"{_folder(_RECORD.fullmatch(path))}/{cycle}{ENDING}"


def _folder(found: re.Match[str] | None) -> str:
    """Where packed files of a record's mission, or of its kind, lie."""
    return f"{found[1]}/claims" if found and found[1] else f"program/{found[2] if found else ''}"


class Lying:
    """Says which records may lie in a packed file.

    Args:
        pack: the packed file.
        kind: of its records.
    """

    def __init__(self, pack: str, kind: str) -> None:
        folder, _, name = pack.removesuffix(ENDING).rpartition("/")
        self._years = (name[:4], str(int(name[:4]) + 1))
        # Claims have the folder of their packed file, other kinds one a person.
        rest = f"{self._years[0]}-01-01-a.yml"
        self._room = next((room for room, of in _KINDS.items() if of == kind), "")
        self._folder = folder if not self._room and _holds(f"{folder}/{rest}", kind, pack) else ""
        if self._room and not _holds(f"influencers/a/{self._room}/{rest}", kind, pack):
            self._room = ""

    def __call__(self, path: str) -> bool:
        """Whether a record may."""
        return self.each_once([path])

    def each_once(self, paths: list[str]) -> bool:
        """Whether all of these records may, and none of them twice."""
        cuts = [path.rfind("/") for path in paths]
        # What many paths have in common is looked at once.
        folders = {path[:cut] for path, cut in zip(paths, cuts, strict=True)}
        days = {path[cut + 1 : cut + 11] for path, cut in zip(paths, cuts, strict=True)}
        tails = {path[cut + 11 :] for path, cut in zip(paths, cuts, strict=True)}
        alone = len(set(paths)) == len(paths)
        fit = all(map(self._is_day, days)) and all(map(self._holds, folders))
        return alone and fit and all(map(_is_tail, tails))

    def _is_day(self, text: str) -> bool:
        try:
            return text[:4] in self._years and EARLIEST <= date.fromisoformat(text) <= LATEST
        except ValueError:
            return False

    def _holds(self, folder: str) -> bool:
        """Whether records of a folder are packed there."""
        if not self._room:
            return folder == self._folder
        who, _, room = folder.rpartition("/")
        return room == self._room and who[:12] == "influencers/" and _is_id(who[12:])


def _holds(path: str, kind: str, pack: str) -> bool:
    """Whether a record is one of a kind, and of a packed file, whatever its day."""
    folder, _, name = pack.rpartition("/")
    cycle = name.removesuffix(ENDING)
    short = all(len(each) <= _LONGEST_ID for each in folder.split("/"))
    return short and kind_of(path) == kind and pack == home(path, cycle)


@lru_cache(maxsize=1 << 16)
def _is_id(text: str) -> bool:
    return len(text) <= _LONGEST_ID and _PERSON.fullmatch(text) is not None


@lru_cache(maxsize=1 << 16)
def _is_tail(text: str) -> bool:
    """Whether what follows the day in a name is a record's."""
    return len(text) <= _LONGEST_RECORD - 10 and _TAIL.fullmatch(text) is not None
