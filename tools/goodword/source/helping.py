"""Slices that a worker reads, helped by this process whenever it would wait for that.

For who does little with what is read: with a process more than there are processors, one of them
would be left behind by the others in the end.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from goodword.source.handing import AHEAD
from goodword.source.workers import start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from goodword.source.slice_reader import Reader
    from goodword.source.slices import Result, Slice
    from goodword.source.workers import Questions, Worker

_GIVEN = 3
"""How many slices the worker has: with fewer it would wait, with more be left behind."""


@dataclass(slots=True)
class _Turn:
    """A slice that is read or waits: whether the worker has it, and what it came to."""

    part: Slice
    given: bool = False
    result: Result | None = None


def helped(
    reader: Reader, slices: Iterator[Slice], meanwhile: Callable[[], object]
) -> Iterator[tuple[Slice, Result]]:
    """The slices in their order, each with what reading it gave.

    Args:
        reader: reads what the worker does not: all of it, where there can be none.
        slices: what is to be read.
        meanwhile: what this process does first, when the worker has begun.
    """
    workers = start(reader, 1)
    ahead = _Ahead(reader, slices, next(iter(workers), None))
    results = _begun(ahead, workers)
    ahead.begin()
    meanwhile()
    return results


def answered(
    reader: Reader, slices: Iterator[Slice], questions: Questions
) -> tuple[Iterator[bool], Iterator[tuple[Slice, Result]]]:
    """What a worker answers, and then the same; it reads from now on, as soon as it has answered.

    Args:
        reader: see `helped`.
        slices: the same; they are asked for while the worker is at the questions.
        questions: what the worker answers before it reads; there may be fewer answers.
    """
    workers = start(reader, 1, questions)
    ahead = _Ahead(reader, slices, next(iter(workers), None))
    results = _begun(ahead, workers)
    ahead.give(AHEAD)
    return workers[0].answers() if workers else iter(()), results


def _begun(ahead: _Ahead, workers: list[Worker]) -> Iterator[tuple[Slice, Result]]:
    """The results; one that has begun ends the workers too when nobody wants its results."""
    results = _until_the_end(ahead, workers)
    next(results)
    return chain.from_iterable(results)


def _until_the_end(
    ahead: _Ahead, workers: list[Worker]
) -> Iterator[Iterable[tuple[Slice, Result]]]:
    """Nothing, and then all results."""
    try:
        yield ()
        yield ahead.results()
    finally:
        for each in workers:
            each.stop()


class _Ahead:
    """The slices that come next.

    Args:
        reader: reads in this process.
        slices: all that are to be read.
        worker: reads in another one; None where there is none.
    """

    def __init__(self, reader: Reader, slices: Iterator[Slice], worker: Worker | None) -> None:
        self._reader = reader
        self._slices = slices
        self._worker = worker
        self._turns: deque[_Turn] = deque()

    def begin(self) -> None:
        """Give the worker its first slices."""
        self._filled()

    def results(self) -> Iterator[tuple[Slice, Result]]:
        """Each slice with what reading it gave."""
        while self._filled():
            first = self._turns[0]
            while first.result is None:
                self._do_one(first)
            yield self._turns.popleft().part, first.result

    def give(self, count: int) -> None:
        """Let the worker have so many of the slices that come next, with those that it has."""
        self._turns += map(_Turn, islice(self._slices, max(AHEAD - len(self._turns), 0)))
        if self._worker is not None:
            given = sum(each.given for each in self._turns)
            for each in islice(self._free(), max(count - given, 0)):
                self._worker.give(each.part)
                each.given = True

    def _filled(self) -> bool:
        """Whether there is one; those that follow are there too, and the worker has the next."""
        self.give(_GIVEN)
        return bool(self._turns)

    def _free(self) -> Iterator[_Turn]:
        return (each for each in self._turns if not each.given and each.result is None)

    def _do_one(self, first: _Turn) -> None:
        """Take what the worker has read, read the next slice here, or wait."""
        mine = next(self._free(), None)
        if first.given and (mine is None or self._is_ready()):
            self._take(first)
        elif mine is not None:
            mine.result = self._reader.read(mine.part)

    def _is_ready(self) -> bool:
        """Whether the worker has read a slice, or died."""
        return self._worker is not None and self._worker.input.poll()

    def _take(self, first: _Turn) -> None:
        first.result = self._worker.take(first.part) if self._worker is not None else None
        first.given = False
        if first.result is None:  # it died; what it had is read here
            self._worker = None
            for each in self._turns:
                each.given = False
