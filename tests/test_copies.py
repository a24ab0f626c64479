"""A copy of a process is alone: it keeps nothing that is open in the one that it was made from."""

from __future__ import annotations

import fcntl
import os
import time
from typing import TYPE_CHECKING

from goodword.source.copies import aside, aside_for_all

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


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


def test_what_a_copy_made_is_there_for_every_copy_and_for_who_made_them() -> None:
    large = [bytes([each]) * 100_000 for each in range(200)]  # more than a pipe holds
    wait = aside_for_all(lambda: large)
    others = [aside(wait, holds=True) for _ in range(3)]  # all of which read at once
    assert [each() for each in (*others, wait)] == [large] * 4


def test_what_a_copy_did_not_finish_is_there_for_nobody() -> None:
    def dies() -> None:
        raise KeyboardInterrupt

    wait = aside_for_all(dies)
    other = aside(lambda: [wait()], holds=True)
    assert other() == [None]
    assert wait() is None


def test_where_there_can_be_no_copy_nothing_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    assert aside_for_all(lambda: 1)() is None
