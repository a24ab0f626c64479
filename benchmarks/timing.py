"""Runs programs one after the other, round after round, and compares what they took."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path


class Spent(NamedTuple):
    """What one run took.

    Args:
        wall: seconds until it ended.
        processor: seconds of all processors, its children's included.
    """

    wall: float
    processor: float


Runs = list[Spent]


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
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(
        [os.fspath(part) for part in command],
        cwd=folder,
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    wall, after = time.perf_counter() - start, os.times()
    if done.returncode != code:
        name = os.path.basename(command[0])  # noqa: PTH119 - may be a plain name
        raise SystemExit(f"{name} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    used = after.children_user - before.children_user
    return Spent(wall, used + after.children_system - before.children_system)


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

    What every contestant reads was read once before, so that it comes from memory.
    """
    taken: dict[str, Runs] = {name: [] for name in contestants}
    for number in range(1, rounds + 1):
        for name, contestant in contestants.items():
            spent = contestant()
            taken[name].append(spent)
            seconds = f"{spent.wall:.2f} s, processors {spent.processor:.2f} s"
            print(f"  {number}/{rounds} {name}: {seconds}", flush=True)
    return taken


def ratio(ours: Runs, theirs: Runs) -> float:
    """The median of the ratios of time, round by round."""
    return statistics.median(a.wall / b.wall for a, b in zip(ours, theirs, strict=True))


def processor_ratio(ours: Runs, theirs: Runs) -> float:
    """The same of the time of all processors, which a busy machine disturbs less."""
    pairs = zip(ours, theirs, strict=True)
    return statistics.median(a.processor / max(b.processor, 0.01) for a, b in pairs)
