"""The ids that a shell is offered: names of files and folders, and ids that stand in one file.

No file is read as YAML, for that would take longer than a person waits for a key.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from goodword.source.home import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLAIN = re.compile(r"[a-z0-9][a-z0-9.-]*", re.IGNORECASE)
"""Names that a shell takes as they are; what else a folder holds is not offered."""
_MOST = 1000
_ID = re.compile(r"""(?<![^\s{,])id: *["']?([a-z0-9][a-z0-9-]*)""")
_LARGEST = 64 * 1024


class Names(click.ParamType[Any]):
    """An id, which a shell completes.

    Args:
        places: where its names lie.
    """

    name = "id"

    def __init__(self, places: tuple[str, ...]) -> None:
        self.places = places

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002 - click's signature
        incomplete: str,
    ) -> list[CompletionItem]:
        """The names that begin so, as they are given on the command line."""
        stated = ctx.find_root().params.get("root")
        root = Path(stated) if stated else nearest(Path.cwd())
        if root is None:
            return []
        found = (name for place in self.places for name in _names(root, place, incomplete))
        own = (name for name in found if name.startswith(incomplete))
        return [CompletionItem(name) for name in islice(own, _MOST)]


def _names(root: Path, place: str, begun: str) -> Iterator[str]:
    """The names of a place that may begin so, in order."""
    if place.startswith("="):
        yield from place[1:].split()
        return
    file, inside, key = place.partition("#")
    if inside:
        yield from _ids(root / file, key)
        return
    folder, _, last = place.rpartition("/")
    before, star, after = folder.partition("/*/")
    if star:
        whose, slash, _ = begun.partition("/")
        for owner in _listed(root / before, folders=True):
            if owner != whose if slash else not owner.startswith(whose):
                continue
            own = {*_names(root, f"{before}/{owner}/{after}/{last}", "")}
            # Packed files are large, so that they are read for one owner alone.
            own |= _packed(root, f"{before}/{owner}/{after}") if slash else set()
            yield from (f"{owner}/{name}" for name in sorted(own))
        return
    ending = last.removeprefix("*")
    for name in _listed(root / folder, folders=not ending):
        if name.endswith(ending):
            yield name.removesuffix(ending)


def _packed(root: Path, folder: str) -> set[str]:
    """The names of the records that lay in a folder and are packed."""
    kind = folder.rpartition("/")[2]
    above = folder if kind == "claims" else f"program/{kind}"
    begins = re.compile(rb'^\{"file":"%s/([^"/]+)\.yml"' % folder.encode(), re.MULTILINE)
    found: set[str] = set()
    for name in _listed(root / above, folders=False):
        if name.endswith(".jsonl"):
            with suppress(OSError):
                found |= {
                    each.decode() for each in begins.findall((root / above / name).read_bytes())
                }
    return found


def _ids(file: Path, key: str) -> list[str]:
    """The ids of the entries under a key, wherever it stands in the file, as lines have them."""
    try:
        with file.open("rb") as stream:
            lines = stream.read(_LARGEST).decode("utf-8", "replace").split("\n")
    except OSError:
        return []
    begins = re.compile(rf"( *(?:- )?){key}:")
    found: list[str] = []
    for at, line in enumerate(lines):
        if begun := begins.match(line):
            found += _first_level(_below(lines[at:], len(begun[1]), begun.end()))
    return sorted(set(found))


def _below(lines: list[str], indent: int, after: int) -> Iterator[str]:
    """What belongs to a key: the rest of its line, and those further in or that begin an entry."""
    yield " " * after + lines[0][after:]
    for line in lines[1:]:
        text = line.lstrip(" ")
        inner = len(line) - len(text)
        entry = inner == indent and text.startswith("- ")
        if text and not text.startswith("#") and inner <= indent and not entry:
            return
        yield line


def _first_level(lines: Iterator[str]) -> list[str]:
    """The ids furthest out: what lies deeper has ids of its own."""
    found: dict[int, list[str]] = {}
    for line in lines:
        code = line.partition(" #")[0]
        for each in _ID.finditer(code):
            flow = code.find("{")
            found.setdefault(flow if flow >= 0 else each.start(), []).append(each[1])
    return found[min(found)] if found else []


def _listed(folder: Path, *, folders: bool) -> list[str]:
    """The plain names in a folder, of its folders or of its files."""
    try:
        with os.scandir(folder) as entries:
            found = [
                each.name
                for each in entries
                if _PLAIN.fullmatch(each.name)
                and (each.is_dir if folders else each.is_file)(follow_symlinks=False)
            ]
    except OSError:
        return []
    return sorted(found)
