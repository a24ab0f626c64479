"""How soon the command answers: `goodword --help`, beside the import of click alone."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from benchmarks.table import Row, Section
from benchmarks.timing import alternate, processor_ratio, ratio

if TYPE_CHECKING:
    from benchmarks.programs import Bench

TITLE = "starting"
_MORE = 7
"""Such short runs are repeated so many times more often than others."""


def measure(bench: Bench) -> Section:
    """Ask for help, and import click."""
    taken = alternate(
        {
            "goodword --help": lambda: bench.goodword("--help"),
            "import click": lambda: bench.run(sys.executable, "-c", "import click"),
        },
        bench.rounds * _MORE,
    )
    ours, theirs = taken["goodword --help"], taken["import click"]
    row = Row(
        "`goodword --help`",
        '`python -c "import click"`',
        ratio(ours, theirs),
        processor_ratio(ours, theirs),
        1.5,
    )
    return Section(TITLE, [row])
