"""Shells are built once a run of the tests: what MkDocs makes of a folder follows from its files.

All processes that share the tests (`pytest -n`) take part. Everything around MkDocs is as it is:
how a folder is laid out, and how what was built is judged, dressed, sealed and kept.
"""

from __future__ import annotations

import fcntl
import functools
import hashlib
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[[Path, int], None]
    """Builds a folder, as of some seconds, into its folder `built`."""


def digest(folder: Path) -> str:
    """Of every file and its path."""
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        found.update(f"{path.relative_to(folder)}\0{len(data)}\0".encode() + data)
    return found.hexdigest()


def once(run: Run, shared: Path) -> Run:
    """Builds a folder that was built before by taking what came of it, at whatever time it was.

    Args:
        run: builds.
        shared: keeps what was built; for this run of the tests alone.
    """

    @functools.wraps(run)
    def build(folder: Path, epoch: int) -> None:
        kept = shared / digest(folder)
        with kept.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # who comes second waits for what the first makes
            if not kept.exists():
                run(folder, epoch)
                made = shutil.copytree(folder / "built", kept.with_suffix(".new"))
                made.rename(kept)
                return
        shutil.copytree(kept, folder / "built")

    return build
