"""Processes that read slices, so that every processor has work.

They are copies of this one, which have all that it imported; where that is not safe they are
started anew (nothing is inherited but the environment). They are in a process group of their own
(Ctrl-C reaches them only through the process that asked), and end when its end of the pipe does.
One that dies leaves its slices to the process that asked; so does one that cannot be started.
"""

from __future__ import annotations

import fcntl
import gc
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from goodword.source.cache import Cache
from goodword.source.copies import can_copy
from goodword.source.schemas import Schemas
from goodword.source.slice_reader import Reader
from goodword.source.slices import Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from subprocess import Popen

    from goodword.source.slices import Slice

    Questions = Sequence[Callable[[], bool]]

_ROOM = 1 << 20
"""Bytes that may wait in a pipe."""
_BOOT = """\
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from goodword.source.workers import serve
serve()
"""


class Worker:
    """A process that reads slices, seen from the one that asks.

    Args:
        reader: what it reads with.
        questions: what it answers before it reads, if it is a copy of this process.

    Raises:
        OSError: it cannot be started.
    """

    def __init__(self, reader: Reader, questions: Questions = ()) -> None:
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        self.output = Connection(ours_out, readable=False)
        self.input = Connection(ours_in, writable=False)
        self.load = 0
        self._asked = 0
        try:
            if can_copy():
                _widen(theirs_in)
                _widen(theirs_out)
                self.process: Popen[bytes] | Copy = Copy(reader, theirs_in, theirs_out, questions)
                self._asked = len(questions)
            else:
                self.process = _started(theirs_in, theirs_out)
                self.send((reader.root, reader.repository, reader.schemas.directory, _kept(reader)))
        except OSError:
            self.output.close()
            self.input.close()
            raise
        finally:
            os.close(theirs_in)
            os.close(theirs_out)

    def give(self, part: Slice) -> None:
        """Hand a slice over."""
        self.load += len(part.items)
        self.send(part)

    def send(self, message: object) -> None:
        """Hand something over; what goes to a process that died is lost."""
        try:
            self.output.send(message)
        except OSError:
            return

    def answers(self) -> Iterator[bool]:
        """Answers to the questions, as soon as there are; no more once the process died.

        All of them are to be taken before the first result is.
        """
        for _ in range(self._asked):
            found = self._received()
            if not isinstance(found, bool):
                return
            yield found

    def take(self, part: Slice) -> Result | None:
        """The result of the slice that was given first; None where the process died."""
        self.load -= len(part.items)
        found = self._received()
        return found if isinstance(found, Result) else None

    def _received(self) -> Any:
        """What it says next; None where it died."""
        try:
            return self.input.recv()
        except (EOFError, OSError):
            return None

    def end(self) -> None:
        """Have the process end, whatever it does."""
        self.output.close()
        self.input.close()
        # It may be in the middle of a slice that nobody wants any more.
        self.process.terminate()

    def stop(self) -> None:
        """The same, and wait for it."""
        self.end()
        self.process.wait()


def _widen(pipe: int) -> None:
    """Let a pipe hold a whole result, so that who asks finds it there; likewise what is asked for.

    Else a thread writes it bit by bit, and for each waits for the lock of the one that reads.
    """
    with suppress(OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _ROOM)


def _started(source: int, target: int) -> Popen[bytes]:
    """A new process, which is told what to read with before all else."""
    return subprocess.Popen(
        [sys.executable, "-c", _BOOT, json.dumps(sys.path)],
        stdin=source,
        stdout=target,
        # What a dying worker says helps nobody: its slice is read again by who asked.
        stderr=subprocess.DEVNULL,
        process_group=0,
    )


def _kept(reader: Reader) -> tuple[Path, bytes] | None:
    return (reader.cache.folder, reader.cache.secret) if reader.cache else None


def start(reader: Reader, count: int, *questions: Questions) -> list[Worker]:
    """So many workers, or as many as can be; see there."""
    workers = []
    if sys.executable or can_copy():
        for _ in range(count):
            try:
                workers.append(Worker(reader, *questions))
            except OSError:
                break
    return workers


class Copy:
    """A copy of this process, which imports nothing anew; it is ended as others are.

    Raises:
        OSError: there can be none.
    """

    def __init__(self, reader: Reader, source: int, target: int, questions: Questions) -> None:
        self._code: int | None = None
        self._id = os.fork()
        if self._id == 0:
            try:
                _apart(source, target)
                _serve(reader, questions)
            finally:
                os._exit(0)  # says nothing: what it has not read is read again by who asked

    def poll(self) -> int | None:
        """Whether it has ended: the code with which it did, else None."""
        return self._ended(os.WNOHANG)

    def wait(self) -> int | None:
        """Wait for its end."""
        return self._ended(0)

    def kill(self) -> None:
        """End it at once."""
        self.terminate(signal.SIGKILL)

    def terminate(self, how: int = signal.SIGTERM) -> None:
        """End it."""
        if self.poll() is None:
            os.kill(self._id, how)

    def _ended(self, options: int) -> int | None:
        if self._code is None:
            ended, status = os.waitpid(self._id, options)
            self._code = status if ended else None
        return self._code


def _apart(source: int, target: int) -> None:
    """Make a copy of the process what a new one would be: its pipes and nothing else of ours."""
    os.setpgid(0, 0)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 2)
    os.dup2(source, 0)
    os.dup2(target, 1)
    # Ends of other pipes among them: while a copy held one, its reader would wait for ever.
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))


def serve() -> None:
    """Read the slices that come down standard input until it ends: what a worker runs."""
    _serve(None)


def _serve(reader: Reader | None, questions: Questions = ()) -> None:
    source = Connection(os.dup(0), writable=False)
    target = Connection(os.dup(1), readable=False)
    os.dup2(2, 1)  # nothing that is printed may stand between two results
    coming: queue.SimpleQueue[Any] = queue.SimpleQueue()
    going: queue.SimpleQueue[Result | bool] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(source, coming), daemon=True).start()
    threading.Thread(target=_deliver, args=(target, going), daemon=True).start()
    gc.disable()  # what is read here lives until it is sent, and holds no cycles
    for ask in questions:
        going.put(ask())
    if reader is None:
        if (told := coming.get()) is None:
            return
        root, repository, schemas, cache = told
        reader = Reader(root, repository, Schemas.load(schemas), cache and Cache(*cache))
    while (part := coming.get()) is not None:
        going.put(reader.read(part))


def _receive(source: Connection, coming: queue.SimpleQueue[Any]) -> None:
    """Empty the pipe at once, so that whoever fills it never waits."""
    try:
        while True:
            coming.put(source.recv())
    except (EOFError, OSError):
        coming.put(None)


def _deliver(target: Connection, going: queue.SimpleQueue[Result | bool]) -> None:
    """Send results while the next slice is read."""
    try:
        while True:
            target.send(going.get())
    except OSError:
        # Nobody listens any more, and the thread that reads may be deep in a slice.
        os._exit(1)
