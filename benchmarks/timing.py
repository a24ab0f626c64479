"""Runs programs one after the other, round after round, and compares what they took."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_STAT = Path("/proc/stat")
_IDLE = (3, 4)
"""Of the times of a processor in proc(5) those in which it did nothing."""
_COUNTED = 8
"""Later ones are counted in earlier ones."""


class Spent(NamedTuple):
    """What one run took.

    Args:
        wall: seconds until it ended.
        processor: seconds of all processors, its children's included.
        others: processors that were kept busy by something else meanwhile, on the average.
    """

    wall: float
    processor: float
    others: float = 0.0


Runs = list[Spent]


class Watch:
    """Looks at the clocks from now on.

    Args:
        worked: seconds of processors that what is measured has had so far; what this process's
            children had where there is none.
    """

    def __init__(self, worked: Callable[[], float] | None = None) -> None:
        self._worked = worked or _children
        self._before = self._worked(), _busy()
        self._start = time.perf_counter()

    def spent(self) -> Spent:
        """What was spent since."""
        wall = time.perf_counter() - self._start
        processor, busy = self._worked() - self._before[0], _busy() - self._before[1]
        return Spent(wall, processor, max(busy - processor, 0.0) / wall)


def _children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _busy() -> float:
    """Seconds that all processors of the machine have worked; 0 where no system says."""
    try:
        line = _STAT.read_text(encoding="ascii").partition("\n")[0].split()[1 : _COUNTED + 1]
    except OSError:
        return 0.0
    ticks = sum(int(each) for at, each in enumerate(line) if at not in _IDLE)
    return ticks / os.sysconf("SC_CLK_TCK")


def run(
    command: Sequence[str | os.PathLike[str]], folder: Path, home: Path, code: int = 0
) -> Spent:
    """Run a program to its end.

    Args:
        command: the program and its arguments.
        folder: where it runs.
        home: a home folder without anybody's settings.
        code: the exit code of a good end.

    Raises:
        SystemExit: the program did not end well; a figure of it would mean nothing.
    """
    watch = Watch()
    done = subprocess.run(
        [os.fspath(part) for part in command],
        cwd=folder,
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    spent = watch.spent()
    if done.returncode != code:
        name = os.path.basename(command[0])  # noqa: PTH119 - may be a plain name
        raise SystemExit(f"{name} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return spent


def environment(home: Path) -> dict[str, str]:
    """The environment of everything measured: this one's, without settings, in one zone."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if key in {"LD_LIBRARY_PATH", "PATH", "PYTHONPATH", "TMPDIR"}
    }
    return kept | {"HOME": str(home), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def alternate(contestants: Mapping[str, Callable[[], Spent]], rounds: int) -> dict[str, Runs]:
    """Let each run once a round, in turn, so that whatever else the machine does hits all alike.

    Before the first round each runs once and is not counted: what it reads then comes from memory.
    """
    taken: dict[str, Runs] = {name: [] for name in contestants}
    for number in range(rounds + 1):
        for name, contestant in contestants.items():
            spent = contestant()
            if number:
                taken[name].append(spent)
            which = f"{number}/{rounds}" if number else "warming up,"
            seconds = f"{spent.wall:.2f} s, processors {spent.processor:.2f} s"
            print(f"  {which} {name}: {seconds}, others {spent.others:.2f}", flush=True)
    return taken


def ratio(ours: Runs, theirs: Runs) -> float:
    """The median of the ratios of time, round by round."""
    return statistics.median(a.wall / b.wall for a, b in zip(ours, theirs, strict=True))


def processor_ratio(ours: Runs, theirs: Runs) -> float:
    """The same of the time of all processors, which a busy machine disturbs less."""
    pairs = zip(ours, theirs, strict=True)
    return statistics.median(a.processor / max(b.processor, 0.01) for a, b in pairs)


def load(*runs: Runs) -> float:
    """The load while runs were made: what others kept busy, and one for what was measured."""
    return 1 + max(statistics.mean(spent.others for spent in each) for each in runs)
