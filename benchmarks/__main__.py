"""Measures subjects and writes their figures: `python -m benchmarks [SUBJECT]...`."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.programs import Bench
from benchmarks.table import README, renew

SUBJECTS = {
    "check": "check",
    "cache": "cache",
    "report": "report",
    "many": "many",
    "validate": "validating",
    "help": "starting",
    "fill": "filling",
    "portal": "portal",
    "memory": "memory",
    "curve": "curve",
    "lake": "lake",
}
"""The module of each subject, in the order of the file."""


def main() -> None:
    """Measure what the arguments name, else everything."""
    asked = _arguments()
    if asked.list:
        for name, module in SUBJECTS.items():
            print(f"{name}: {_module(module).__doc__.partition(chr(10))[0]}")
        return
    bench = Bench(asked.work.absolute(), asked.rounds)
    bench.work.mkdir(parents=True, exist_ok=True)
    circumstances = f"Measured {asked.date}: {_machine()}, {_rounds(asked.rounds)}."
    sections = {}
    for name in asked.subjects or SUBJECTS:
        print(f"{name}:", flush=True)
        section = _module(SUBJECTS[name]).measure(bench)
        for row in section.rows:
            print(row)
        if section.rows:
            sections[section.title] = section.text(circumstances)
    before = asked.into.read_text(encoding="utf-8") if asked.into.is_file() else ""
    titles = [_module(module).TITLE for module in SUBJECTS.values()]
    asked.into.write_text(renew(before, titles, sections), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=", ".join(SUBJECTS))
    parser.add_argument("--list", action="store_true", help="say what can be measured, and end")
    parser.add_argument("--rounds", type=int, default=3, help="how often each one runs (3)")
    parser.add_argument(
        "--date",
        default=os.environ.get("GOODWORD_BENCH_DATE") or str(dt.datetime.now().date()),  # noqa: DTZ005 - the day on the wall
        help="the day that the figures state; default GOODWORD_BENCH_DATE, else today",
    )
    parser.add_argument(
        "--work",
        type=Path,
        default=Path(os.environ.get("GOODWORD_BENCH", ".goodword/bench")),
        help="folder for made-up programs; default GOODWORD_BENCH, else .goodword/bench",
    )
    parser.add_argument("--into", type=Path, default=README, help="the file with the figures")
    asked = parser.parse_args()
    for name in asked.subjects:
        if name not in SUBJECTS:
            parser.error(f'there is no subject "{name}"; there are {", ".join(SUBJECTS)}')
    return asked


def _module(name: str) -> Any:
    return import_module(f"benchmarks.{name}")


def _machine() -> str:
    cores = os.cpu_count() or 1
    return f"{cores} core{'s' * (cores > 1)}, Python {platform.python_version()}"


def _rounds(count: int) -> str:
    return f"{count} round{'s' * (count > 1)}"


if __name__ == "__main__":
    main()
