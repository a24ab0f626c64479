"""A copy of this process that does half of the work: it has all that was loaded, at no cost."""

from __future__ import annotations

import mmap
import os
import pickle
import sys
import threading
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

T = TypeVar("T")

TURNS = 250
"""Into so many parts work is divided at most: the number of one is a byte."""
_UNFINISHED, _FINISHED = b"\0", b"\1"
"""What a result in memory begins with."""


def can_copy() -> bool:
    """Whether a copy of this process is safe.

    Elsewhere than on Linux libraries mind; a copy has one thread only, whatever the others hold.
    """
    return sys.platform == "linux" and threading.active_count() == 1 and hasattr(os, "fork")


def can_double() -> bool:
    """Whether a copy of this process is safe and of use: with one processor it would only wait."""
    return can_copy() and len(os.sched_getaffinity(0)) > 1


def aside(
    work: Callable[[], T], *, keeps: Collection[int] = (), holds: bool = False
) -> Callable[[], T | None]:
    """Do work in a copy of this process.

    It leaves no process behind and speaks to none of ours, reads no file that is open here but
    those that it keeps, and writes none that is written here.

    Args:
        work: what it does.
        keeps: our open files that it reads from, none of them a lock.
        holds: it keeps our files open, and with them our locks: for one that writes into a folder
            that is locked. Any other lets go of them: were this process killed, a lock would stay
            for as long as the copy works, and whoever comes next would be refused.

    Returns:
        what waits for the result: None where there can be no copy, or it did not come to its end.
    """
    ours, theirs = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(ours)
        os.close(theirs)
        return lambda: None
    if process == 0:
        code = 1
        try:
            os.close(ours)
            if not holds:
                _let_go_of_all_but({0, 1, 2, theirs, *keeps})
            with os.fdopen(theirs, "wb") as pipe:
                pickle.dump(work(), pipe)
            code = 0
        finally:
            os._exit(code)  # says nothing: whatever went wrong goes wrong again in the first one
    os.close(theirs)

    def wait() -> T | None:
        with os.fdopen(ours, "rb") as pipe:
            data = pipe.read()
        _, status = os.waitpid(process, 0)
        found: T | None = None if status else pickle.loads(data)  # noqa: S301 - our own
        return found

    return wait


def aside_for_all(work: Callable[[], T]) -> Callable[[], T | None]:
    """Do work in a copy of this process, for this one and for copies that are made of it later.

    The result waits in memory until somebody asks, and its maker for nobody.

    Args:
        work: what it does.

    Returns:
        what waits for the result, once in each process: None as for `aside`.
    """
    ended, end = os.pipe()
    kept = os.memfd_create("goodword")
    first = os.getpid()

    def written() -> None:
        with os.fdopen(kept, "wb", closefd=False) as file:
            file.write(_UNFINISHED)
            pickle.dump(work(), file)
        os.pwrite(kept, _FINISHED, 0)

    wait = aside(written, keeps=[kept, end])
    os.close(end)

    def found() -> T | None:
        os.read(ended, 1)  # nothing is ever written: it ends with the copy, for each who reads
        os.close(ended)
        if os.getpid() == first:
            wait()
        try:
            if os.pread(kept, 1, 0) != _FINISHED:
                return None
            # Not read as a file: where one is at in it, all processes share.
            with mmap.mmap(kept, 0, access=mmap.ACCESS_READ) as data, memoryview(data) as view:
                made: T = pickle.loads(view[1:])  # noqa: S301 - our own
        finally:
            os.close(kept)
        return made

    return found


def in_two(work: Callable[[int], T], count: int) -> list[T]:
    """Do work that is numbered in this process and a copy, of which each takes what comes next.

    Args:
        work: what it does for a number.
        count: how many there are, at most `TURNS`.

    Returns:
        what it gave for each number.
    """
    queue = numbers(count)

    def take() -> dict[int, T]:
        found: dict[int, T] = {}
        while taken := os.read(queue, 1):
            found[taken[0]] = work(taken[0])
        return found

    try:
        wait = aside(take, keeps=[queue])
        found = take()
        found |= wait() or {}
    finally:
        os.read(queue, TURNS)  # nobody needs more of a work that failed
        os.close(queue)
    # What is not there was taken by a copy that died.
    return [found[each] if each in found else work(each) for each in range(count)]


def numbers(count: int) -> int:
    """A pipe that holds the numbers below a count; several processes can take from it."""
    queue, end = os.pipe()
    os.write(end, bytes(range(count)))
    os.close(end)
    return queue


def _let_go_of_all_but(kept: Collection[int]) -> None:
    for before, after in pairwise([*sorted(kept), os.sysconf("SC_OPEN_MAX")]):
        os.closerange(before + 1, after)
