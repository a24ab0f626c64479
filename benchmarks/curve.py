"""Whether cost grows with the number of files and no faster, over five sizes."""

from __future__ import annotations

from functools import partial
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.programs import count_files
from benchmarks.table import Row, Section
from benchmarks.targets import TARGETS
from benchmarks.timing import Spent, alternate, load

if TYPE_CHECKING:
    from benchmarks.programs import Bench
    from benchmarks.timing import Runs

TITLE = "growth"
SIZES = ((0.125, 1), (0.25, 1), (0.5, 1), (1, 1), (2.16, 1), (0.125, 4))
"""How many times the members and the years of the large program: more people, up to 300,000
files, then few people with four times the records each."""


def measure(bench: Bench) -> Section:
    """Check programs of each size cold."""
    members, years = bench.size
    sizes = [(max(round(members * more), 1), years * longer) for more, longer in SIZES]
    programs = {
        f"{size[0]:,} members, {size[1]} years: {count_files(folder):,} files": folder
        for size in sizes
        for folder in [bench.program(*size)]
    }
    files = {name: count_files(folder) for name, folder in programs.items()}
    # Of very many people some have one name, and then a text is the same: that is a warning.
    taken = alternate(
        {
            name: partial(bench.check, folder, cold=True, strict=False)
            for name, folder in programs.items()
        },
        bench.rounds,
    )
    each = {
        name: [
            Spent(spent.wall / files[name], spent.processor / files[name], spent.others)
            for spent in runs
        ]
        for name, runs in taken.items()
    }
    smallest, *others = each
    rows = [
        Row(
            name,
            smallest,
            *_medians(each[name], each[smallest]),
            TARGETS["growth"],
            load(each[name], each[smallest]),
        )
        for name in others
    ]
    return Section(TITLE, rows, "A cold check: what a file costs, beside what one costs there.")


def _medians(ours: Runs, theirs: Runs) -> tuple[float, float]:
    """The medians' ratios: what a file costs in seconds is too little for round by round."""
    time, processor = (
        median(getattr(spent, what) for spent in ours)
        / median(getattr(spent, what) for spent in theirs)
        for what in ("wall", "processor")
    )
    return time, processor
