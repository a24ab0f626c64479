"""`make mutants`: takes a sample of small mistakes and says which of them no test notices.

The sample is drawn by a seed, so that a run can be repeated; `known.txt` lists mutants that change
nothing anybody could see, each with the reason.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from tests.mutation import mutants
from tests.mutation.reach import copy_of, measure
from tests.mutation.trial import Verdict, try_mutant

if TYPE_CHECKING:
    from tests.mutation.reach import Reach

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "tools" / "goodword"
ROOMS = ("model", "ledger", "loops", "audience", "rules", "intake", "edits")
KNOWN = Path(__file__).with_name("known.txt")
OPEN = Path(__file__).with_name("open.txt")
LEAST = 92
"""Percent of the mutants that must be noticed."""


def known() -> dict[str, str]:
    """The reason for each mutant that is no mistake, by its key."""
    parts = [line.rpartition(" | ") for line in lines_of(KNOWN)]
    return {key: reason for key, _, reason in parts}


def lines_of(file: Path) -> list[str]:
    """The lines of a list of mutants, without its remarks."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def drawn(rooms: list[str], count: int, seed: int) -> list[mutants.Mutant]:
    """A sample of all mutants of these rooms (or single modules), the same for the same seed."""
    every: list[mutants.Mutant] = []
    for room in rooms:
        place = PACKAGE / room
        for file in [place] if place.is_file() else sorted(place.rglob("*.py")):
            path = file.relative_to(ROOT).as_posix()
            every += mutants.of(path, file.read_text(encoding="utf-8"))
    return random.Random(seed).sample(every, min(count, len(every)))  # noqa: S311 - a sample


def judge(chosen: list[mutants.Mutant], reach: Reach, copies: list[Path]) -> list[Verdict]:
    """Try all of them, one in each copy at a time."""
    free: SimpleQueue[Path] = SimpleQueue()
    for copy in copies:
        free.put(copy)
    left = known()

    def one(at: int) -> Verdict:
        mutant = chosen[at]
        if mutant.key in left:
            return Verdict("known", mutant)
        copy = free.get()
        try:
            verdict = try_mutant(mutant, copy, reach, at)
        finally:
            free.put(copy)
        if verdict.outcome != "killed":
            print(f"{verdict.outcome} {mutant.path}:{mutant.line} {mutant.key}", flush=True)
        return verdict

    with ThreadPoolExecutor(len(copies)) as pool:
        return list(pool.map(one, range(len(chosen))))


def main(arguments: list[str]) -> int:
    """Exit code 0 where enough are noticed, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--count", type=int, default=320, help="how many mutants")
    parser.add_argument("--seed", type=int, default=1, help="which of them")
    parser.add_argument("--workers", type=int, default=2, help="how many at a time")
    parser.add_argument("--tests", nargs="*", default=[], help="only these test files")
    parser.add_argument("--folder", type=Path, help="keeps the copies and what tests reach")
    parser.add_argument("rooms", nargs="*", default=list(ROOMS), help="rooms or modules")
    wanted = parser.parse_args(arguments)
    chosen = drawn(wanted.rooms, wanted.count, wanted.seed)
    with tempfile.TemporaryDirectory(prefix="goodword-mutants-") as passing:
        folder = wanted.folder or Path(passing)
        copies = [copy_of(ROOT, folder / str(at)) for at in range(wanted.workers)]
        verdicts = judge(chosen, measure(copies[0], wanted.tests), copies)
    outcomes = [verdict.outcome for verdict in verdicts]
    killed, left = outcomes.count("killed"), outcomes.count("known")
    rate = 100 * killed // max(1, len(verdicts) - left)
    print(
        f"seed {wanted.seed}: {len(verdicts)} mutants, {killed} noticed by a test,"
        f" {outcomes.count('survived')} by none, {outcomes.count('unreached')} not reached,"
        f" {left} known to change nothing: {rate} %"
    )
    return int(rate < LEAST)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
