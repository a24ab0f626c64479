"""Pins of a program that is there: what it runs with becomes what this version runs with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from goodword.resources import COMMIT, LOCK
from goodword.starter.pinned import ELSEWHERE, HEAD, WHEELS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from goodword.starter.pinned import Pin

_NAME = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*?) *(?:==|@|\[|[<>~!]=|;|$)")
_WHEEL = re.compile(rf"\./({WHEELS}/goodword-[^\s/]+\.whl)")
_OWN = "goodword"
_UNSAFE = "# The following packages are considered to be unsafe"


class Block(NamedTuple):
    """A package, or a comment or option at the edge, with the lines below that belong to it."""

    name: str
    lines: tuple[str, ...]


class Moved(NamedTuple):
    """What becomes of the pins.

    Attributes:
        files: what each is to hold, by path; None for one that goes.
        versions: packages that stood at another version: name, here, now.
        notes: what is said of them.
    """

    files: Mapping[str, bytes | None]
    versions: tuple[tuple[str, str, str], ...] = ()
    notes: tuple[str, ...] = ()


def moved(here: Mapping[str, bytes | None], pin: Pin, former: Collection[str]) -> Moved:
    """The pins of a program as this version has them.

    Packages of your own, and your comments and options, stay behind those of the lock.

    Args:
        here: what `requirements.txt` and `goodword.txt` hold; None where there is none.
        pin: how the running goodword is pinned.
        former: every package that some version had in its lock.
    """
    lock = here.get(LOCK)
    if lock is None:
        return Moved({})
    windows = b"\r\n" in lock
    text = lock.decode(errors="surrogateescape").replace("\r\n", "\n")
    blocks = list(_blocks(text))
    pinned = any(each.name == _OWN for each in blocks) or here.get(COMMIT) is not None
    if pinned and not pin.whole:
        note = "the pins stay: it is not known where this goodword came from; --goodword says it"
        return Moved({}, notes=(note,))
    wanted = pin.files[LOCK].decode()
    new = {each.name: each for each in _blocks(wanted)}
    theirs = {line for block in new.values() for line in block.lines}
    own = [
        each
        for each in blocks
        if (each.name not in new and each.name not in former and each.name != _OWN)
        or (not each.name and not set(each.lines) <= theirs)
    ]
    own = [each for each in own if not _ours(each)]
    made = wanted + "".join(f"{line}\n" for each in own for line in each.lines)
    data = made.encode(errors="surrogateescape")
    files: dict[str, bytes | None] = {LOCK: data.replace(b"\n", b"\r\n") if windows else data}
    files |= {path: each for path, each in pin.files.items() if path != LOCK}
    if COMMIT not in pin.files and here.get(COMMIT) is not None:
        files[COMMIT] = None
    for path in _WHEEL.findall(text):
        files.setdefault(path, None)
    return Moved(files, tuple(_versions(blocks, new)))


def wheels(lock: bytes | None) -> tuple[str, ...]:
    """The wheels of goodword in the repository that a lock names."""
    return tuple(_WHEEL.findall((lock or b"").decode(errors="replace")))


def _blocks(text: str) -> Iterator[Block]:
    lines: list[str] = []
    for line in text.splitlines():
        if lines and line[:1] in {" ", "\t"}:
            lines.append(line)
            continue
        if lines:
            yield Block(_name(lines[0]), tuple(lines))
        lines = [line] if line.strip() else []
    if lines:
        yield Block(_name(lines[0]), tuple(lines))


def _name(line: str) -> str:
    """The package of a line, as pip writes it; empty for a comment or an option."""
    if _WHEEL.match(line):
        return _OWN
    found = None if line[:1] in {"#", "-", "."} else _NAME.match(line)
    return re.sub(r"[-_.]+", "-", found[1]).lower() if found else ""


def _ours(block: Block) -> bool:
    """Whether it is a comment that this tool, or pip-compile, wrote."""
    first = block.lines[0]
    return not block.name and (first in _COMMENTS or first.startswith(_UNSAFE))


_COMMENTS = frozenset((HEAD + ELSEWHERE).splitlines())
"""Lines at the head of a lock, as versions have written them."""


def _versions(here: Iterable[Block], new: Mapping[str, Block]) -> Iterator[tuple[str, str, str]]:
    for each in here:
        if each.name in new and each.name not in {"", _OWN}:
            was, now = (_version(block) for block in (each, new[each.name]))
            if was != now:
                yield each.name, was, now


def _version(block: Block) -> str:
    return block.lines[0].partition("==")[2].split(";")[0].strip(" \\") or block.lines[0].strip()
