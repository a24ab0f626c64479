"""Mutants differ in one place, leave words and types alone, and meet every test that runs them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.mutation import mutants, reach
from tests.mutation.__main__ import KNOWN, OPEN, ROOT, known, lines_of

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = '''\
"""Words."""

def first(days: list[int], least: int = 3) -> bool:
    """More words, 1 of them."""
    for day in days:
        if day < least and day:
            continue
        days.remove(day)
    kind = "late" if not days else "early"
    if kind == "late":
        raise ValueError(f"{kind} + {1}")
    return any(day + 1 for day in days if day)
'''
CHANGES = {
    "3 -> 4",
    "day < least -> (day <= least)",
    "day < least and day -> (day < least or day)",
    "day < least and day -> (day < least)",
    "day < least and day -> (day)",
    "day < least and day -> (not (day < least and day))",
    "continue -> break",
    "days.remove(day) -> pass",
    "not days -> (days)",
    "\"late\" if not days else \"early\" -> ('early' if not days else 'late')",
    "kind == \"late\" -> (kind != 'late')",
    "kind == \"late\" -> (kind == '?')",
    "kind == \"late\" -> (not (kind == 'late'))",
    "day + 1 -> (day - 1)",
    "1 -> 2",
    "any(day + 1 for day in days if day) -> (all((day + 1 for day in days if day)))",
    "(day + 1 for day in days if day) -> (day + 1 for day in days)",
}


def test_a_kind_of_mistake_is_no_longer_made() -> None:
    made = mutants.of("x.py", SOURCE)
    assert {mutant.key.removeprefix("x.py first: ") for mutant in made} == CHANGES


def test_a_mutant_moves_lines_or_is_no_python() -> None:
    for mutant in mutants.of("x.py", SOURCE):
        ast.parse(mutant.source)
        assert mutant.source != SOURCE
        changed = [
            a
            for a, b in zip(SOURCE.splitlines(), mutant.source.splitlines(), strict=True)
            if a != b
        ]
        assert len(changed) == 1


def test_a_line_is_kept_of_a_mutant_that_is_no_more() -> None:
    lines = [*known(), *lines_of(OPEN)]
    paths = {line.partition(" ")[0] for line in lines}
    made = {
        mutant.key
        for path in paths
        if (ROOT / path).is_file()
        for mutant in mutants.of(path, (ROOT / path).read_text(encoding="utf-8"))
    }
    assert "\n".join(line for line in lines if line not in made) == ""
    assert set(known()).isdisjoint(lines_of(OPEN))
    assert all(known().values()), f"{KNOWN.name} says why"


PACKAGE = {
    "tools/goodword/__init__.py": "",
    "tools/goodword/facts.py": "KINDS = 3\n",
    "tools/goodword/sums.py": "def more(n):\n    return n + 1\n",
}
TESTS = """\
import subprocess
import sys
import pytest
from hypothesis import given, strategies
from goodword.sums import more

@pytest.fixture(scope="module")
def three():
    return more(2)

@given(strategies.integers())
def test_repeated(n):
    assert more(n) > n

def test_of_a_fixture(three):
    assert three == 3

def test_of_a_process():
    subprocess.run([sys.executable, "-c", "from goodword.sums import more; more(1)"], check=True)

def test_of_nothing():
    assert more
"""


def test_a_test_that_runs_a_line_is_not_known_to_run_it(tmp_path: Path) -> None:
    own = ROOT / "tests" / "mutation"
    files = PACKAGE | {"tests/test_sums.py": TESTS, "tests/__init__.py": ""}
    files |= {f"tests/mutation/{file.name}": file.read_text("utf-8") for file in own.glob("*.py")}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    measured = reach.measure(tmp_path, [])
    found = measured.of("tools/goodword/sums.py", 2)
    names = ("repeated", "of_a_process")
    assert set(found) == {"tests.test_sums", *(f"tests.test_sums.test_{name}" for name in names)}
    assert set(measured.of("tools/goodword/facts.py", 1)) == set(found), "what only holds facts"


HELD = """\
TABLE = {
    "a": 1,
}

class Facts:
    days: int = 14

    def late(self):
        return self.days > TABLE["a"]
"""


def test_who_uses_what_a_module_holds_is_not_asked_first() -> None:
    package = "tools/goodword"
    sources = {
        f"{package}/room/facts.py": HELD,
        f"{package}/use.py": "def use(facts):\n    return facts.days\n",
        f"{package}/other.py": "days = 3\ndef other(days):\n    return days\n",
    }
    ran = {
        f"{package}/room/facts.py": {line: frozenset({"process"}) for line in range(1, 8)}
        | {9: frozenset({"late"})},
        f"{package}/use.py": {1: frozenset({"process"}), 2: frozenset({"use"})},
        f"{package}/other.py": {3: frozenset({"other"})},
    }
    breadth = {"process": 9, "late": 1, "use": 1, "other": 1}
    measured = reach.Reach(ran, breadth, dict.fromkeys(breadth, 0.1), sources)
    facts = f"{package}/room/facts.py"
    assert measured.of(facts, 2) == ["late", "process"], "whoever reads the table comes first"
    assert measured.of(facts, 6) == ["late", "use", "process"], "and whoever reads the field"
    assert measured.of(facts, 9) == ["late"], "what is in a function is run by those that call it"
