"""How soon the command answers: help, and an id completed in a shell, beside importing click."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from benchmarks.daily import complete
from benchmarks.table import Row, Section
from benchmarks.targets import TARGETS
from benchmarks.timing import alternate

if TYPE_CHECKING:
    from benchmarks.programs import Bench

TITLE = "starting"
_MORE = 7
"""Such short runs are repeated so many times more often than others."""
_HELP, _COMPLETED = "`goodword --help`", "completion of an influencer's id in a shell"
_IMPORT = '`python -c "import click"`'


def measure(bench: Bench) -> Section:
    """Ask for help, complete an id, and import click."""
    program = bench.large()
    taken = alternate(
        {
            _HELP: lambda: bench.goodword("--help"),
            _COMPLETED: lambda: complete(bench, program),
            _IMPORT: lambda: bench.run(sys.executable, "-c", "import click"),
        },
        bench.rounds * _MORE,
    )
    rows = [
        Row.of(what, _IMPORT, taken[what], taken[_IMPORT], TARGETS["starting"])
        for what in (_HELP, _COMPLETED)
    ]
    return Section(TITLE, rows)
