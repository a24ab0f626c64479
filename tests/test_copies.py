"""A copy of a process is alone: it keeps nothing that is open in the one that it was made from."""

from __future__ import annotations

import fcntl
import os
import time
from typing import TYPE_CHECKING

import pytest

from goodword.source.copies import aside, can_copy

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(not can_copy(), reason="no copy of a process is safe here")
def test_a_copy_that_works_on_holds_the_lock_of_who_has_ended(tmp_path: Path) -> None:
    """As after a kill: the copy lives on for a while, and the next one may have its turn."""
    held, started, ended = (tmp_path / name for name in ("held", "started", "ended"))

    def work() -> str:
        started.touch()
        while not ended.exists():
            time.sleep(0.001)
        return "done"

    first = os.open(held, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(first, fcntl.LOCK_EX)
    wait = aside(work)
    os.close(first)
    while not started.exists():
        time.sleep(0.001)
    second = os.open(held, os.O_RDWR)
    try:
        fcntl.flock(second, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        os.close(second)
        ended.touch()
    assert wait() == "done"
