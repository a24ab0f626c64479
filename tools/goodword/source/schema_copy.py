"""The schemas that a program keeps for editors: whether they are those that check judges by."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from goodword.diagnostics import Diagnostic, Place, Severity
from goodword.source.trees import DiskTree, GitTree, Overlay

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from goodword.source.trees import Tree

FOLDER = "schemas"
MEND = "goodword schemas --write"
"""What makes them anew."""
_LARGEST = 1 << 20
"""Bytes; no schema is larger."""


def stale(tree: Tree, directory: Path) -> Diagnostic | None:
    """A note where the tree has schemas of its own and they are others.

    Args:
        tree: the program.
        directory: the folder of the schemas that the tool judges by.
    """
    names = sorted(path.name for path in directory.glob("*.schema.json"))
    if isinstance(tree, Overlay):
        return stale(tree.tree, directory)
    if isinstance(tree, GitTree):
        same = _in_git(tree, directory, names)
    elif isinstance(tree, DiskTree) and (tree.root / FOLDER).is_dir():
        if directory.samefile(tree.root / FOLDER):
            return None
        same = _on_disk(tree, directory, names)
    else:
        return None
    others = [name for name in names if not same.get(name)]
    if not same or not others:
        return None
    first = f"{FOLDER}/{others[0]}"
    what = "differs from" if others[0] in same else "is missing beside"
    more = len(others) - 1
    also = f"; so do {more} more" if more > 1 else "; so does 1 more" if more else ""
    return Diagnostic(
        Place(first),
        "schemas-copy",
        f"this copy {what} the schemas that check judges by{also}",
        f"{MEND} copies them again, so that editors say what check says",
        severity=Severity.NOTE,
    )


def drift(wanted: Mapping[str, bytes], found: Mapping[str, bytes | None]) -> list[Diagnostic]:
    """What is said of copies that are missing, or are others.

    Args:
        wanted: what each is to hold, by path.
        found: what it holds; None where there is none.
    """
    return [
        Diagnostic(
            Place(path),
            "schemas-copy",
            "there is none"
            if found[path] is None
            else "differs from the schema that check judges by",
            f"{MEND} makes it anew",
        )
        for path, content in wanted.items()
        if found[path] != content
    ]


def _on_disk(tree: DiskTree, directory: Path, names: list[str]) -> dict[str, bool]:
    """Whether each copy there is has the same content."""
    found = {}
    for name in names:
        content = tree.read(f"{FOLDER}/{name}", _LARGEST)
        if not isinstance(content, Diagnostic):
            found[name] = content == (directory / name).read_bytes()
    return found


def _in_git(tree: GitTree, directory: Path, names: list[str]) -> dict[str, bool]:
    """Whether each copy in the revision has the same content, by the ids of the blobs."""
    folder = f"{tree.repository.prefix}{FOLDER}/"
    output = tree.repository.run("ls-tree", "-z", "--full-tree", tree.commit, "--", folder)
    found = {}
    for line in output.decode(errors="surrogateescape").split("\0")[:-1]:
        known, _, path = line.partition("\t")
        name = path.removeprefix(folder)
        if name in names:
            found[name] = known.split(" ")[2] == _blob((directory / name).read_bytes(), known)
    return found


def _blob(content: bytes, known: str) -> str:
    """The id that git gives a blob, in the sort of digest that the repository uses."""
    data = b"blob %d\0%s" % (len(content), content)
    long = len(known.split(" ")[2]) == 64
    return (hashlib.sha256(data) if long else hashlib.sha1(data, usedforsecurity=False)).hexdigest()
