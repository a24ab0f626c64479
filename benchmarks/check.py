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
from benchmarks.programs import DAY, script
from benchmarks.table import Row, Section
from benchmarks.timing import alternate, processor_ratio, ratio
from goodword.cli.judging import judged
from goodword.cli.main import MANY_OBJECTS
from goodword.cli.session import Session
from goodword.load import load
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree

if TYPE_CHECKING:
    from benchmarks.programs import Bench
    from benchmarks.timing import Spent

TITLE = "check, cold"
_TARGET = 2.5
"""How many times as long as hledger, for all that the tool computes."""
_PACKED_TARGET = 1.0
"""The same where closed cycles are packed."""
_CHECK, _ALL = "goodword check", "goodword check and loops"
_PACKED = "goodword check, closed cycles packed"
_DRIVER = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "import benchmarks.check as c; c.judge_and_compute(sys.argv[2])"
)


def measure(bench: Bench) -> Section:
    """Check the large program in turn with each tool that is here."""
    program = bench.large()
    plain, beans, count = _journals(program, bench.work)
    commands = {
        "hledger": ("balance", "-f", plain),
        "ledger": ("--args-only", "-f", plain, "balance"),
        "bean-check": ("--no-cache", beans),
    }
    here = {name: found for name in commands if (found := script(name))}
    for name in commands.keys() - here.keys():
        print(f"  {name} is not installed; left out")
    contestants = {
        _CHECK: partial(bench.check, program, cold=True),
        _ALL: partial(_all, bench, program),
        _PACKED: partial(bench.check, bench.packed(), cold=True),
    }
    for name, found in here.items():
        contestants[name] = partial(bench.run, found, *commands[name])
    taken = alternate(contestants, bench.rounds)
    rows = [
        Row(
            what,
            other if other == "bean-check" else f"{other} balance",
            ratio(taken[name], taken[other]),
            processor_ratio(taken[name], taken[other]),
            target if other == "hledger" else None,
        )
        for name, what, target in (
            (_CHECK, "read, validate, all rules, points", _TARGET),
            (_ALL, "the same, and the state of every loop", _TARGET),
            (_PACKED, "read, validate, all rules, points; closed cycles packed", _PACKED_TARGET),
        )
        for other in here
    ]
    notes = (
        "The large program, its cache deleted before each run, beside the balances of one journal "
        f"with the {count:,} changes of standing that its awards come to. The journal holds a day, "
        "a mission, a person and a number for each; that is all that these tools read."
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


def _journals(program: Path, work: Path) -> tuple[Path, Path, int]:
    """Both journals, written where they are missing, and how many transactions they have."""
    plain, beans = work / "standing.journal", work / "standing.beancount"
    if not (plain.is_file() and beans.is_file()):
        print("  writing the journals", flush=True)
        loaded = load(DiskTree(program), Schemas.load(schemas_directory()))
        found = journals.changes(Snapshot(loaded.program, date.fromisoformat(DAY)).ledger)
        for path, lines in ((plain, journals.plain(found)), (beans, journals.beancount(found))):
            parts = path.with_suffix(".part")
            parts.write_text("".join(lines), encoding="utf-8")
            os.replace(parts, path)  # noqa: PTH105 - both are paths
    text = plain.read_text(encoding="utf-8")
    return plain, beans, text.count("\n\n")
