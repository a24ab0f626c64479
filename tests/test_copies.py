"""A copy of a process is alone: it keeps nothing that is open in the one that it was made from."""

from __future__ import annotations

import fcntl
import os
import time
from typing import TYPE_CHECKING

from goodword.source.copies import aside

if TYPE_CHECKING:
    from pathlib import Path


def comes(path: Path) -> bool:
    """Whether something comes to be there within a minute."""
    until = time.monotonic() + 60
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.001)
    return path.exists()


def test_a_copy_that_works_on_holds_the_lock_of_who_has_ended(tmp_path: Path) -> None:
    """As after a kill: the copy lives on for a while, and the next one may have its turn."""
    held, started, ended = (tmp_path / name for name in ("held", "started", "ended"))

    def work() -> str:
        started.touch()
        return "done" if comes(ended) else "nobody came"

    first = os.open(held, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(first, fcntl.LOCK_EX)
    wait = aside(work)
    os.close(first)
    assert comes(started)
    second = os.open(held, os.O_RDWR)
    try:
        fcntl.flock(second, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        os.close(second)
        ended.touch()
    assert wait() == "done"


def test_a_copy_has_lost_what_it_is_to_read_from() -> None:
    queue, end = os.pipe()
    os.write(end, b"ab")
    assert os.read(queue, 1) == b"a"
    assert aside(lambda: os.read(queue, 1), keeps=[queue])() == b"b"
    os.close(queue)
    os.close(end)
