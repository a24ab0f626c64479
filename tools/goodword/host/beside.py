"""Files of a repository that lie beside the program's data: read from the disk or a revision."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from goodword.diagnostics import Failure
from goodword.source.repository import Repository, prefix

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 4 << 20
"""Bytes; the host itself reads no CODEOWNERS above 3 MiB."""


def top_of(root: Path) -> tuple[Path, str]:
    """The top of the repository, and the way from there to the program's folder.

    Args:
        root: the program's folder.

    Returns:
        the folder itself and an empty way where there is no repository; a way ends with a slash.
    """
    way = prefix(root)
    return (root.parents[way.count("/") - 1] if way else root), way


def held(top: Path, path: str, revision: str | None = None) -> bytes | None:
    """What a file holds; None where there is none, or no plain file.

    Args:
        top: the top of the repository.
        path: POSIX path from there.
        revision: a git revision, None for the disk.

    Raises:
        Failure: it is larger than any file of its kind, or cannot be read.
    """
    if revision is not None:
        return _in_git(Repository(top), path, revision)
    file = top / path
    try:
        if not os.path.lexists(file):
            return None
        if any(each.is_symlink() for each in (file, *file.parents) if each.is_relative_to(top)):
            return None
        if not file.is_file():
            return None
        with file.open("rb") as stream:
            return _within(path, stream.read(LARGEST + 1))
    except OSError as error:
        raise Failure(f"{path}: {(error.strerror or str(error)).lower()}") from None


def _in_git(repository: Repository, path: str, revision: str) -> bytes | None:
    commit = repository.commit(revision)
    entry = repository.run("ls-tree", "-z", "--full-tree", "--long", commit, "--", path)
    mode, _, rest = entry.partition(b" ")
    if mode not in {b"100644", b"100755"}:
        return None
    _, blob, size = rest.partition(b"\t")[0].split()
    if int(size) > LARGEST:
        raise _too_large(path)
    return repository.run("cat-file", "blob", blob.decode())


def _within(path: str, data: bytes) -> bytes:
    if len(data) > LARGEST:
        raise _too_large(path)
    return data


def _too_large(path: str) -> Failure:
    return Failure(f"{path} has more than {LARGEST >> 20} MiB", "put the right file in its place")
