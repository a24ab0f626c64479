"""A whole check without a cache, points and loops computed, beside tools that add up the awards.

They read one journal and know no schemas, rules, evidence or feedback; we read a file a record.
"""

from __future__ import annotations

import os
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from benchmarks import journals
from benchmarks.programs import DAY, script
from benchmarks.table import Row, Section
from benchmarks.timing import alternate, processor_ratio, ratio
from goodword.load import load
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.programs import Bench

TITLE = "check, cold"
_TARGETS = {"hledger": 2.5}


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
    contestants = {"goodword check": partial(bench.check, program, cold=True)}
    for name, found in here.items():
        contestants[name] = partial(bench.run, found, *commands[name])
    taken = alternate(contestants, bench.rounds)
    ours = taken["goodword check"]
    rows = [
        Row(
            "read, validate, all rules, points",
            f"{name} {'' if name == 'bean-check' else 'balance'}".strip(),
            ratio(ours, taken[name]),
            processor_ratio(ours, taken[name]),
            _TARGETS.get(name),
        )
        for name in here
    ]
    notes = (
        "`goodword check` on the large program, its cache deleted before each run, beside the "
        f"balances of one journal with the {count:,} changes of standing that the program's awards "
        "come to."
    )
    return Section(TITLE, rows, notes)


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
