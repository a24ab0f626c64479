"""Slices handed out to workers, so that each has the next when it has read what it had."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import chain
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from goodword.source.workers import start

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.source.slice_reader import Reader
    from goodword.source.slices import Result, Slice
    from goodword.source.workers import Worker

AHEAD = 16
"""How many slices are under way or wait to be taken; they take memory."""
_EACH = 3
"""How many slices a worker has at most: with fewer it could wait, with more one would be left
behind by the others in the end."""


def run(reader: Reader, slices: Iterator[Slice], count: int) -> Iterator[tuple[Slice, Result]]:
    """The slices in their order, each with what reading it gave; they are being read from now on.

    Args:
        reader: reads what no worker does.
        slices: what is to be read.
        count: how many workers.
    """
    results = _run(reader, slices, count)
    next(results)  # one that has begun ends its workers too when nobody wants its results
    return chain.from_iterable(results)


def _run(
    reader: Reader, slices: Iterator[Slice], count: int
) -> Iterator[Sequence[tuple[Slice, Result]]]:
    """The same one by one, and nothing at first, once the workers have something to do."""
    workers = start(reader, count)
    ahead = _Ahead(workers, slices)
    try:
        ahead.fill()
        yield ()
        while (turn := ahead.next()) is not None:
            yield ((turn.part, turn.result or reader.read(turn.part)),)
    finally:
        for each in workers:
            each.end()
        for each in workers:
            each.stop()


@dataclass(slots=True)
class _Turn:
    """A slice that a worker has, and what it came to; none where nobody has it."""

    part: Slice
    worker: Worker | None
    result: Result | None = None


class _Ahead:
    """The slices that come next, while workers read them.

    Args:
        workers: who read.
        slices: all that are to be read.
    """

    def __init__(self, workers: Sequence[Worker], slices: Iterator[Slice]) -> None:
        self._given: dict[Worker, deque[_Turn]] = {each: deque() for each in workers}
        self._slices = slices
        self._turns: deque[_Turn] = deque()

    def fill(self) -> None:
        """Take what workers have read, and give them the next ones."""
        self._take(0)
        while len(self._turns) < AHEAD:
            free = [each for each, turns in self._given.items() if len(turns) < _EACH]
            if (self._given and not free) or (part := next(self._slices, None)) is None:
                return
            # Files differ in size, so turns would leave one behind the others.
            worker = min(free, key=lambda each: each.load, default=None)
            turn = _Turn(part, worker)
            self._turns.append(turn)
            if worker is None:
                return
            worker.give(part)
            self._given[worker].append(turn)

    def next(self) -> _Turn | None:
        """The next slice, when it was read; without a result where this process has to."""
        self.fill()
        if not self._turns:
            return None
        first = self._turns[0]
        while first.result is None and first.worker in self._given:
            self._take(None)
            self.fill()
        return self._turns.popleft()

    def _take(self, seconds: float | None) -> None:
        """Take what workers have read, and wait so long for that; None is until there is some."""
        asked = [each for each, turns in self._given.items() if turns]
        ready = wait([each.input for each in asked], seconds) if asked else []
        for worker in [each for each in asked if each.input in ready]:
            turn = self._given[worker].popleft()
            turn.result = worker.take(turn.part)
            if turn.result is None:  # it died; what it had is read by who asks
                del self._given[worker]
