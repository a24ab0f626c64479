"""Commands about one person or record in a small program, beside what is allowed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from benchmarks.daily import changing, day_of
from benchmarks.table import Row, Section
from benchmarks.targets import TARGETS
from benchmarks.timing import Spent, alternate

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.programs import Bench

TITLE = "a small program"
_EXAMPLE = (40, 2)
"""Members and years of `goodword example`."""
_ALLOWED = 0.3
"""Seconds."""
_MORE = 3
"""Such short runs are repeated so many times more often than others."""
_NOTES = """\
What `goodword example` writes, dressed like the large one: {files:,} files. Each command is a \
process of its own, start included, beside {allowed} s. Before each run one claim was changed, a \
line that says nothing. What writes is dry.\
"""


def measure(bench: Bench) -> Section:
    """Run each after one check."""
    program = bench.program(*_EXAMPLE)
    commands = day_of(program).of_one()
    with changing(bench, program) as changed:
        bench.check(program)
        runs: dict[str, Callable[[], Spent]] = {
            name: partial(changed, each) for name, each in commands.items()
        }
        taken = alternate(runs, bench.rounds * _MORE)
    limit = [Spent(_ALLOWED, _ALLOWED)] * (bench.rounds * _MORE)
    rows = [
        Row.of(name, f"{_ALLOWED} s", spent, limit, TARGETS["small"])
        for name, spent in taken.items()
    ]
    files = sum(each.suffix == ".yml" for each in program.rglob("*.yml"))
    return Section(TITLE, rows, _NOTES.format(files=files, allowed=_ALLOWED))
