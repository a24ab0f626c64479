"""Measures subjects and writes their figures: `python -m benchmarks [SUBJECT]...`."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.programs import LARGE, Bench
from benchmarks.table import MISSES, README, missed, renew

SUBJECTS = {
    "check": "check",
    "cache": "cache",
    "daily": "daily",
    "small": "small",
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
NAMED = frozenset(("curve", "lake"))
"""Those that are measured only when they are named: they take longer than all others."""


def main() -> None:
    """Measure what the arguments name, else all that is not to be named; write after each."""
    asked = _arguments()
    if asked.list:
        for name, module in SUBJECTS.items():
            print(f"{name}: {_module(module).__doc__.partition(chr(10))[0]}")
        return
    bench = Bench(asked.work.absolute(), asked.rounds, (asked.members, asked.years))
    bench.work.mkdir(parents=True, exist_ok=True)
    circumstances = f"Measured {asked.date}: {_machine()}, {_rounds(asked.rounds)}."
    print(circumstances, flush=True)
    titles = [_module(module).TITLE for module in SUBJECTS.values()]
    misses = []
    for name in asked.subjects or [each for each in SUBJECTS if each not in NAMED]:
        print(f"{name}:", flush=True)
        began = time.monotonic()
        section = _module(SUBJECTS[name]).measure(bench)
        for row in section.rows:
            print(row)
        print(f"  took {time.monotonic() - began:.0f} s", flush=True)
        if section.rows:
            text = section.text(circumstances)
            misses += missed(text)
            before = asked.into.read_text(encoding="utf-8") if asked.into.is_file() else ""
            asked.into.write_text(renew(before, titles, {section.title: text}), encoding="utf-8")
    print(f"{MISSES}:")
    print("\n".join(misses) or "none")


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
    for what, usual in zip(("members", "years"), LARGE, strict=True):
        parser.add_argument(
            f"--{what}", type=int, default=usual, help=f"of the large program, to try ({usual})"
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
    load = f"load {os.getloadavg()[0]:.2f} when the run began"
    return f"{cores} core{'s' * (cores > 1)}, {_python()}, {load}"


def _python() -> str:
    """Which one runs Goodword: the others are the system's, so that its own is fair."""
    version = f"Python {platform.python_version()}"
    if sys.base_prefix != "/usr":
        return f"{version}, which is not the system's"
    try:
        return f"{version} of {platform.freedesktop_os_release()['PRETTY_NAME']}"
    except (OSError, KeyError):
        return f"{version} of the system"


def _rounds(count: int) -> str:
    return f"{count} round{'s' * (count > 1)}"


if __name__ == "__main__":
    main()
