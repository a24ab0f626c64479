"""Which tests reach which lines, and how long each takes: measured once, in a copy."""

from __future__ import annotations

import ast
import functools
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """\
[run]
branch = False
source_pkgs = goodword
context = ${{COVERAGE_TEST-}}
parallel = True
patch = subprocess
data_file = {folder}/.coverage
"""


@dataclass(frozen=True, slots=True)
class Reach:
    """What a whole run of the tests showed.

    Attributes:
        tests: for each module (relative to the root) and line, the test functions that ran it,
            or the test module where a fixture of the whole module did.
        breadth: for each test function, how many lines it ran in all.
        seconds: for each test function, how long all its cases took.
        sources: the text of each module.
    """

    tests: dict[str, dict[int, frozenset[str]]]
    breadth: dict[str, int]
    seconds: dict[str, float]
    sources: dict[str, str] = field(default_factory=dict)

    def of(self, path: str, line: int) -> list[str]:
        """The test functions that run a line: first those that are about little else.

        What runs when a module is imported (defaults, tables) belongs to no test: then they are
        those that run a line which names what is bound there, then all that run anything of the
        module, or of its room where nothing of it runs later.
        """
        module, room = self.tests.get(path, {}), path.rpartition("/")[0]
        near = list(module.values())
        if not any(near):
            beside = (lines for other, lines in self.tests.items() if other.startswith(f"{room}/"))
            near = [tests for lines in beside for tests in lines.values()]
        text = self.sources.get(path, "")
        if not at_import(text, line):
            return self._sorted(module.get(line, frozenset()), near)
        users = self._users(bound_at(text, line))
        first = self._sorted(frozenset().union(*users), users)
        rest = self._sorted(frozenset().union(*near) - set(first), near)
        if path.startswith("tools/goodword/model/"):  # what schemas say too is compared there
            return sorted(first + rest, key=lambda t: not t.startswith("tests.test_schema_model."))
        return first + rest

    def _sorted(self, found: frozenset[str], near: list[frozenset[str]]) -> list[str]:
        inside = {t: sum(t in each for each in near) for t in found}
        return sorted(
            found,
            key=lambda t: (-round(inside[t] / max(1, self.breadth[t]), 3), self.seconds[t], t),
        )

    def _users(self, names: set[str]) -> list[frozenset[str]]:
        """Who runs each line of a function that has one of the names."""
        if not names:
            return []
        pattern = re.compile("|".join(rf"{name}\b" for name in sorted(names)))
        return [
            self.tests[other][number]
            for other, text in self.sources.items()
            for number, each in enumerate(text.splitlines(), 1)
            if pattern.search(each) and self.tests.get(other, {}).get(number)
            if not at_import(text, number)
        ]


def at_import(text: str, line: int) -> bool:
    """Whether a line runs when its module is imported, and not when a function is called."""
    return not any(first <= line <= last for first, last in _bodies(text))


@functools.cache
def _bodies(text: str) -> list[tuple[int, int]]:
    """The first and the last line of the body of each function."""
    functions = (n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef))
    return [(each.body[0].lineno, each.body[-1].end_lineno or 0) for each in functions]


def bound_at(text: str, line: int) -> set[str]:
    """What to search for: the name that is assigned at a line, or the class or function there."""
    found: set[str] = set()
    before = r"\b"
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.stmt) or not node.lineno <= line <= (node.end_lineno or 0):
            continue
        if isinstance(node, ast.Assign):
            found = {f"{before}{t.id}" for t in node.targets if isinstance(t, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found = {f"{before}{node.target.id}"}
        elif isinstance(node, ast.FunctionDef):
            found = {f"{before}{node.name}"}
        elif isinstance(node, ast.ClassDef):
            found, before = {rf"\b{node.name}"}, r"\."
    return found


def copy_of(root: Path, into: Path) -> Path:
    """A copy of the checkout as it is now, without what git ignores."""
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True,
        capture_output=True,
    ).stdout
    for name in filter(None, listed.decode().split("\0")):
        source = root / name
        if source.is_file():
            target = into / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    return into


def environment(copy: Path) -> dict[str, str]:
    """The environment in which the package is the copy's, also for processes that tests start."""
    return os.environ | {"PYTHONPATH": f"{copy / 'tools'}", "PYTHONDONTWRITEBYTECODE": "1"}


def measure(copy: Path, selected: list[str]) -> Reach:
    """Run the tests once under coverage and read what they reached; what is there is taken.

    Args:
        copy: a copy of the checkout.
        selected: more arguments for pytest; all tests where it is empty.
    """
    report = copy / "reach.json"
    if report.is_file():
        return _read(copy, json.loads(report.read_text(encoding="utf-8")))
    settings = copy / ".coveragerc-reach"
    settings.write_text(SETTINGS.format(folder=copy), encoding="utf-8")
    run = [sys.executable, "-m", "coverage"]
    rc = f"--rcfile={settings}"
    tests = ["-m", "pytest", "-q", "-n", "auto", "--dist", "loadfile", "-p", "no:cacheprovider"]
    tests += ["-p", "tests.mutation.contexts"]
    tests += [f"--junitxml={copy / 'junit.xml'}", *selected]
    around = environment(copy) | {"COVERAGE_PROCESS_START": str(settings)}
    subprocess.run([*run, "run", rc, *tests], cwd=copy, env=around, check=False)
    subprocess.run([*run, "combine", "-q", rc], cwd=copy, check=True)
    subprocess.run(
        [*run, "json", "-q", rc, "--show-contexts", "-o", str(report)], cwd=copy, check=True
    )
    return _read(copy, json.loads(report.read_text(encoding="utf-8")))


def _read(copy: Path, report: dict[str, dict[str, dict[str, dict[str, list[str]]]]]) -> Reach:
    seconds: dict[str, float] = defaultdict(float)
    failed: set[str] = set()
    for case in ET.parse(copy / "junit.xml").iter("testcase"):  # noqa: S314 - pytest wrote it
        name = f"{case.get('classname')}.{str(case.get('name')).partition('[')[0]}"
        for test in (name, str(case.get("classname"))):
            seconds[test] += float(case.get("time") or 0)
        ends = {child.tag for child in case}
        if ends & {"failure", "error"}:
            failed |= {name, str(case.get("classname"))}
        elif "skipped" in ends:
            failed.add(name)
    usable = frozenset(seconds) - failed
    tests: dict[str, dict[int, frozenset[str]]] = {}
    breadth: dict[str, int] = defaultdict(int)
    for name, file in report["files"].items():
        path = str((copy / name).resolve().relative_to(copy.resolve()))
        lines = {
            int(line): usable & {context.rpartition("|")[2] for context in contexts}
            for line, contexts in file["contexts"].items()
        }
        tests[path] = lines
        for found in lines.values():
            for test in found:
                breadth[test] += 1
    sources = {path: (copy / path).read_text(encoding="utf-8") for path in tests}
    return Reach(tests, breadth, dict(seconds), sources)
