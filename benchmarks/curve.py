"""Whether cost grows with the number of files and no faster, over four sizes."""

from __future__ import annotations

from functools import partial
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.programs import count_files
from benchmarks.table import Row, Section
from benchmarks.timing import alternate

if TYPE_CHECKING:
    from benchmarks.programs import Bench

TITLE = "growth"
SIZES = ((500, 5), (1000, 5), (2000, 5), (4000, 5), (500, 20))
"""Members and years: more people, then as many people with four times the records each."""


def measure(bench: Bench) -> Section:
    """Check programs of each size cold."""
    programs = {size: bench.program(*size) for size in SIZES}
    files = {size: count_files(folder) for size, folder in programs.items()}
    contestants = {
        f"{members} members, {years} years": partial(bench.check, folder, cold=True)
        for (members, years), folder in programs.items()
    }
    taken = alternate(contestants, bench.rounds)
    each = {
        size: (
            median(spent.wall for spent in runs) / files[size],
            median(spent.processor for spent in runs) / files[size],
        )
        for size, runs in zip(SIZES, taken.values(), strict=True)
    }
    smallest = SIZES[0]
    rows = [
        Row(
            f"{size[0]:,} members, {size[1]} years: {files[size]:,} files",
            f"{smallest[0]:,} members, {smallest[1]} years: {files[smallest]:,} files",
            each[size][0] / each[smallest][0],
            each[size][1] / each[smallest][1],
            1.25,
        )
        for size in SIZES[1:]
    ]
    return Section(TITLE, rows, "A cold check: what a file costs, beside what one costs there.")
