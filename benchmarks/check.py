"""A whole check without a cache, points and loops computed, beside tools that add up the awards.

They read one journal and know no schemas, rules, evidence or feedback; we read a file a record.
"""

from __future__ import annotations

import gc
import os
import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import journals
from benchmarks.journals import BALANCE
from benchmarks.programs import DAY, count_files, script
from benchmarks.table import Row, Section
from benchmarks.targets import TARGETS
from benchmarks.timing import alternate
from goodword.cli.judging import judged
from goodword.cli.main import MANY_OBJECTS
from goodword.cli.session import Session

if TYPE_CHECKING:
    from benchmarks.programs import Bench
    from benchmarks.timing import Spent

TITLE = "check, cold"
_COMPLETE, _LEDGER, _BEANS = "hledger balance, complete journal", "ledger balance", "bean-check"
_CHECK = "read, validate, all rules, points"
_ALL = "the same, and the state of every loop"
_PACKED = "read, validate, all rules, points; closed cycles packed"
_OURS = {_CHECK: "check", _ALL: "check", _PACKED: "check, packed"}
"""The target of each."""
_DRIVER = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "import benchmarks.check as c; c.judge_and_compute(sys.argv[2])"
)


def measure(bench: Bench) -> Section:
    """Check the large program in turn with each tool that is here."""
    program, packed, written = bench.large(), bench.packed(), journals.written(bench)
    contestants = {
        _CHECK: partial(bench.check, program, cold=True),
        _ALL: partial(_all, bench, program),
        _PACKED: partial(bench.check, packed, cold=True),
        BALANCE: partial(journals.balance, bench),
    }
    for name, command in {
        _COMPLETE: ("hledger", "balance", "-f", written.complete),
        _LEDGER: ("ledger", "--args-only", "-f", written.plain, "balance"),
        _BEANS: ("bean-check", "--no-cache", written.beans),
    }.items():
        found = script(str(command[0]))
        if found is None:
            print(f"  {command[0]} is not installed; left out")
        else:
            contestants[name] = partial(bench.run, found, *command[1:])
    taken = alternate(contestants, bench.rounds)
    rows = [
        Row.of(what, other, taken[what], taken[other], TARGETS[target] if at == 0 else None)
        for what, target in _OURS.items()
        for at, other in enumerate(each for each in contestants if each not in _OURS)
    ]
    notes = (
        f"The large program of {count_files(program):,} files, and the same with every closed "
        f"cycle packed, in {count_files(packed):,}; caches deleted before each run. Beside them "
        f"the balances of one journal with the {written.transactions:,} changes of standing that "
        "the awards come to: a day, a mission, a person and a number for each; that is all that "
        "these tools read. The complete journal is what `goodword export ledger` writes."
    )
    return Section(TITLE, rows, notes)


def _all(bench: Bench, program: Path) -> Spent:
    bench.forget(program)
    here = str(Path(__file__).parent.parent)
    return bench.run(sys.executable, "-c", _DRIVER, here, program)


def judge_and_compute(program: str) -> None:
    """Check a program and compute every loop's state, in a process of its own."""
    gc.set_threshold(MANY_OBJECTS)  # as the command does
    session = Session(Path(program), None, date.fromisoformat(DAY))
    assert not judged(session)
    assert session.snapshot.loops.summary.items
    os._exit(0)
