"""Tries one mutant: is there a test that fails because of it?"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

from tests.mutation.reach import environment

if TYPE_CHECKING:
    from pathlib import Path

    from tests.mutation.mutants import Mutant
    from tests.mutation.reach import Reach

SECONDS = (20, 60)
"""What the tests of the first and of the second try took together when they passed, at most."""
PATIENCE = 240
"""A mutant that keeps a test so many seconds longer than before is noticed too."""


class Verdict(NamedTuple):
    """What came of a mutant: `killed`, `survived`, or `unreached` by any test in this process."""

    outcome: str
    mutant: Mutant


def try_mutant(mutant: Mutant, copy: Path, reach: Reach, turn: int) -> Verdict:
    """Put the mutant into the copy, run the tests that reach its line, and take it out again.

    Args:
        mutant: the change.
        copy: a copy of the checkout that nobody else uses meanwhile.
        reach: which tests reach the line.
        turn: a number that differs from one trial in this copy to the next: the time of the
            file is made from it, so that no compiled module of an earlier trial is taken.
    """
    tests = reach.of(mutant.path, mutant.line)
    if not tests:
        return Verdict("unreached", mutant)
    file = copy / mutant.path
    original = file.read_bytes()
    time = file.stat()
    try:
        file.write_text(mutant.source, encoding="utf-8")
        os.utime(file, (time.st_mtime + 1 + turn, time.st_mtime + 1 + turn))
        for most in SECONDS:
            some: list[str] = []
            taken = 0.0
            for test in tests:
                if not some or taken + reach.seconds[test] <= most:
                    some.append(test)
                    taken += reach.seconds[test]
            tests = [test for test in tests if test not in set(some)]
            if some and _fails(some, copy, taken):
                return Verdict("killed", mutant)
        return Verdict("survived", mutant)
    finally:
        file.write_bytes(original)
        os.utime(file, (time.st_atime, time.st_mtime))


def _fails(tests: list[str], copy: Path, expected: float) -> bool:
    names = [_node(test) for test in tests]
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p"]
    command += ["no:xdist", "--no-header", "--no-summary", *names]
    try:
        done = subprocess.run(
            command,
            cwd=copy,
            env=environment(copy),
            capture_output=True,
            check=False,
            timeout=PATIENCE + 4 * expected,
        )
    except subprocess.TimeoutExpired:
        return True
    # 4: a test that is there otherwise cannot be found, since its imports fail.
    if done.returncode not in {0, 1, 2, 4}:
        text = done.stdout.decode(errors="replace")[-800:]
        raise RuntimeError(f"pytest could not run ({done.returncode}): {text}")
    return done.returncode != 0


def _node(test: str) -> str:
    """`tests.test_days.test_x` as pytest names it: `tests/test_days.py::test_x`."""
    _, module, *function = test.split(".")
    return "::".join([f"tests/{module}.py", *function])
