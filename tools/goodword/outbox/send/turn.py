"""One sender at a time: a second one on the same folder is refused, and told why."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from goodword.diagnostics import Failure
from goodword.source.sealed import folder_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """While this lasts nobody else sends from this folder; a sender that dies lets go.

    Raises:
        Failure: somebody sends already.
    """
    folder = folder_of(root, ".goodword")
    if folder is None:
        raise Failure(".goodword cannot be written, so nobody could be kept from sending twice")
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    handle = os.open(folder / "sending", flags, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Failure(
                "another run sends from this folder just now", "wait until it has ended"
            ) from None
        yield
    finally:
        os.close(handle)
