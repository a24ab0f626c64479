"""The most memory that all processes of a check hold together, beside one GiB."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.programs import DAY, goodword
from benchmarks.table import Row, Section
from benchmarks.targets import TARGETS
from benchmarks.timing import environment

if TYPE_CHECKING:
    from benchmarks.programs import Bench

TITLE = "memory"
_PROC = Path("/proc")
_EVERY = 0.02
"""Seconds between two looks."""
_PAGE = 4096
_GIB = 1 << 30


def measure(bench: Bench) -> Section:
    """Check the large program cold and add up what its processes hold, again and again."""
    if not (_PROC / "self" / "statm").is_file():
        print("  this system has no /proc; left out")
        return Section(TITLE)
    program = bench.large()
    peaks = []
    for number in range(1, bench.rounds + 1):
        bench.forget(program)
        peaks.append(_peak([*goodword(), "--root", str(program), "check", "--as-of", DAY], bench))
        print(f"  {number}/{bench.rounds} {peaks[-1] / 2**20:.0f} MiB", flush=True)
    row = Row(
        "greatest memory, all processes", "1 GiB", max(peaks) / _GIB, target=TARGETS["memory"]
    )
    notes = (
        "A cold check of the large program: resident memory of its processes added up every "
        f"{_EVERY * 1000:.0f} ms, what they share counted for each; the greatest of all rounds."
    )
    return Section(TITLE, [row], notes)


def _peak(command: list[str], bench: Bench) -> int:
    """The greatest sum of resident bytes while a command runs."""
    with subprocess.Popen(
        command, env=environment(bench.home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(map(_resident, _family(process.pid))))
            time.sleep(_EVERY)
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return peak


def _family(process: int) -> list[int]:
    """A process and all that it started and these started."""
    found = [process]
    for each in found:
        try:
            threads = [*(_PROC / str(each) / "task").iterdir()]
            found += [
                int(child)
                for thread in threads
                for child in (thread / "children").read_text().split()
            ]
        except OSError:
            continue  # it has just ended
    return found


def _resident(process: int) -> int:
    try:
        return int((_PROC / str(process) / "statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0
