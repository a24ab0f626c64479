"""The laws of the house: imports, file length, tables that equal folders, words that stay out.

Each law is also fed something that breaks it, so that it has been seen to fail.
"""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.metadata import packages_distributions
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.conftest import ROOT
from tests.import_law import THIRD_PARTY, circles, imports, judge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOOLS = ROOT / "tools"
PACKAGE = TOOLS / "goodword"
LONGEST = 350
LONGEST_FUNCTION = 80
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "base", "misc"}


def modules() -> Iterator[tuple[str, str]]:
    """(path from tools/, text) of every module."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(TOOLS).as_posix(), path.read_text(encoding="utf-8")


# Imports


def test_no_module_knows_what_it_may_not_know() -> None:
    breaches = [str(breach) for path, text in modules() for breach in judge(path, text)]
    assert not breaches, "\n".join(breaches)


def test_no_modules_know_each_other_round_about() -> None:
    assert circles(dict(modules())) == []


def test_a_planted_circle_is_named() -> None:
    planted = {
        "goodword/__init__.py": "",
        "goodword/a/__init__.py": "from goodword.a import b",
        "goodword/a/b.py": "from goodword.a.c import C",
        "goodword/a/c.py": "if TYPE_CHECKING:\n    from goodword import a",
        "goodword/d.py": "from goodword.a.b import B\nfrom goodword import e",
        "goodword/e.py": "from goodword.f import F",
        "goodword/f.py": "from . import e, h",
        "goodword/h.py": "",
        "goodword/g.py": "from goodword.d import D",
    }
    assert circles(planted) == [
        ["goodword.a", "goodword.a.b", "goodword.a.c"],
        ["goodword.e", "goodword.f"],
    ]


@pytest.mark.parametrize(
    ("path", "line", "words"),
    [
        ("model/claim.py", "import yaml", "yaml"),
        ("due/thanks.py", "day = claim.decision.date", ".decision holds from some day on"),
        ("portal/fill.py", "if redemption.approved: pass", ".approved holds from some day on"),
        ("model/claim.py", "from goodword.source.trees import Tree", "may not know source"),
        ("source/trees.py", "import goodword.model.claim", "may not know model"),
        ("source/trees/disk.py", "from ...model import claim", "may not know model"),
        ("source/__init__.py", "from . import documents, trees\nfrom ..load import load", "load"),
        ("days.py", "from goodword import diagnostics", "may not know diagnostics"),
        ("ledger/lots.py", "from goodword.snapshot import Snapshot", "may not know snapshot"),
        ("ledger/lots.py", "from goodword.source.history import Commit", "may not know source"),
        ("loops/clock.py", "from goodword.ledger import lots", "may not know ledger"),
        ("rules/stock.py", "from goodword.audience import view", "may not know audience"),
        ("rules/stock.py", "from goodword.rendering.prose import markdown", "may not know"),
        ("portal/fill.py", "from goodword.outbox import send", "may not know outbox"),
        ("portal/pages/home.py", "from goodword.snapshot import Snapshot", "may not know"),
        ("portal/pages/home.py", "from goodword.model.claim import Claim", "may not know"),
        ("portal/pages/home.py", "from goodword.portal.write import put", "may not know"),
        ("outbox/messages.py", "from goodword.rendering import render", "may not know"),
        ("edits/journal.py", "from goodword.model.claim import Claim", "may not know model"),
        ("ledger/lots.py", "from goodword.edits import Edit", "may not know edits"),
        ("audience/view.py", "from goodword.rendering import render", "may not know rendering"),
        ("formats/csv.py", "from goodword.reports.points import points", "may not know reports"),
        ("source/trees.py", "import yaml", "yaml"),
        ("actions/new.py", "import git", "git"),
        ("cli/group.py", "import requests", "no room"),
        ("shelves/one.py", "", "no room"),
        ("model/claim.py", "from goodword.shelves import one", "no room"),
        ("__init__.py", "import goodword.cli", "imports nothing"),
        ("model/claim.py", "if TYPE_CHECKING:\n    from goodword.load import Loaded", "load"),
        ("model/claim.py", "def f():\n    from goodword.load import load", "may not know load"),
        ("ledger/lots.py", "import os", "os"),
        ("ledger/lots.py", "import os.path as p", "os"),
        ("ledger/lots.py", "from pathlib import Path", "pathlib.Path"),
        ("ledger/lots.py", "import subprocess", "subprocess"),
        ("ledger/lots.py", "import urllib.request", "urllib.request"),
        ("ledger/lots.py", "from importlib import resources", "importlib.resources"),
        ("ledger/lots.py", "import random", "random"),
        ("ledger/lots.py", "import time", "time"),
        ("ledger/lots.py", "from datetime import date\nd = date.today()", "reads the clock"),
        ("ledger/lots.py", "import datetime as d\nd.datetime.now(None)", "reads the clock"),
        ("ledger/lots.py", "from datetime import date as D\nf = D.today", "reads the clock"),
        ("ledger/lots.py", "today = __import__('os')", "__import__()"),
        ("ledger/lots.py", "x = open('f')", "open()"),
        ("ledger/lots.py", "def f(path):\n    return path.read_text()", "touches files"),
        ("ledger/lots.py", "import sys\nsys.stdout", "sys.stdout"),
        ("portal/fill.py", "import socket", "socket"),
        ("probe/rules.py", "import socket", "socket"),
        ("probe/network.py", "import os", "os"),
        ("probe/visit.py", "from goodword.reports.report import Report", "may not know reports"),
        ("audience/gate.py", "from goodword.probe import RULES", "may not know probe"),
    ],
)
def test_a_planted_import_is_named_with_its_line(path: str, line: str, words: str) -> None:
    text = f'"""A module."""\n{line}\n'
    found = [str(breach) for breach in judge(f"goodword/{path}", text)]
    assert found, "the law let it pass"
    assert all(each.startswith(f"goodword/{path}:") for each in found)
    assert any(words in each for each in found), found


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("cli/group.py", "import os, click\nfrom goodword.load import load\nopen('f')"),
        ("source/documents/reader.py", "import yaml\nfrom goodword.diagnostics import Place"),
        ("ledger/lots.py", "from goodword import days\nfrom goodword.model.claim import Claim"),
        ("ledger/lots.py", "from pathlib import PurePosixPath"),
        ("ledger/lots.py", "if TYPE_CHECKING:\n    from pathlib import Path"),
        ("portal/pages/home.py", "from goodword.audience.view import View"),
        ("audience/view.py", "def f(self):\n    return self.today"),
        ("portal/write.py", "import os\nfrom goodword.portal.pages import home"),
        ("starter/example.py", "import random"),
        ("formats/csv.py", "from goodword.reports.report import Report"),
        ("host/probe.py", "from goodword import __version__"),
    ],
)
def test_what_is_allowed_passes(path: str, text: str) -> None:
    assert [str(breach) for breach in judge(f"goodword/{path}", text)] == []


# Packages


def used_packages() -> set[str]:
    """Top names of what the package imports."""
    found = set()
    for path, text in modules():
        module = path.removesuffix(".py").replace("/", ".")
        found |= {
            each.name.split(".")[0] for each in imports(ast.parse(text), module, package=False)
        }
    return found


STARTED = {
    "git-filter-repo": "started as a program by host.mirror",
    "mkdocs-material": "started as a program by portal.engine",
}
"""Dependencies that no module imports, and why they are needed all the same."""


def test_every_dependency_is_used_and_every_package_used_is_a_dependency() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = settings["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["lake"]]
    declared = {plain(re.split(r"[<>=~! ]", line)[0]) for line in lines}
    homes = packages_distributions()
    used = used_packages()
    bought = {plain(name) for top in used & set(THIRD_PARTY) for name in homes.get(top, [top])}
    idle = declared - bought - set(STARTED)
    assert not idle, f"declared in pyproject.toml and imported nowhere: {sorted(idle)}"
    assert bought <= declared, f"imported and not declared: {sorted(bought - declared)}"


def plain(name: str) -> str:
    """A distribution's name in its one form."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", ["", "-test", "-browser"])
def test_a_lock_pins_all_with_hashes_and_names_no_host_or_path(name: str) -> None:
    text = (ROOT / f"requirements{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert "\n--" not in f"\n{text}"
    pins = re.findall(r"^(\S+==\S+)( \\\n    --hash=sha256:[0-9a-f]{64})?", text, re.MULTILINE)
    assert pins
    assert [pin for pin, digest in pins if not digest] == []
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    declared = [
        *settings["build-system"]["requires"],
        *settings["project"]["dependencies"],
        *(settings["project"]["optional-dependencies"]["test"] if name else []),
        *(settings["project"]["optional-dependencies"]["browser"] if "browser" in name else []),
    ]
    pinned = {plain(pin.split("==")[0]) for pin, _ in pins}
    missing = {plain(re.split(r"[<>=~! ]", line)[0]) for line in declared} - pinned
    assert not missing, f"run make locks: {sorted(missing)}"


# Shape of files


def ill_shaped(path: str, text: str) -> Iterator[str]:
    """What is wrong with a module's length or name."""
    count = text.count("\n")
    if count > LONGEST:
        yield f"{path}:{LONGEST + 1}: {count} lines, at most {LONGEST}: it has two subjects"
    for part in path.removesuffix(".py").split("/"):
        if part in NAMELESS:
            yield f"{path}:1: {part} says nothing: name what is in it"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{path}:{node.lineno}: {node.name} has {lines} lines: it does two things"


def test_no_file_is_too_long_or_named_after_nothing() -> None:
    found = [each for path, text in modules() for each in ill_shaped(path, text)]
    assert not found, "\n".join(found)


def test_a_long_file_and_a_nameless_one_are_named() -> None:
    assert not list(ill_shaped("goodword/days.py", "\n" * LONGEST))
    assert list(ill_shaped("goodword/days.py", "\n" * (LONGEST + 1)))
    body = "def long():\n" + "    pass\n" * (LONGEST_FUNCTION - 1)
    assert not list(ill_shaped("goodword/days.py", body))
    assert list(ill_shaped("goodword/days.py", body + "    pass\n"))
    assert list(ill_shaped("goodword/common/days.py", ""))
    assert list(ill_shaped("goodword/source/utils.py", ""))


def test_the_architecture_fits_on_two_screens() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()) <= 80


ADDING = re.compile(
    r"^\| (?P<what>[^|]+) \| (?P<places>[^|]*`[^|]*) \| (?P<count>[0-9]+) \|$", re.MULTILINE
)


def miscounted(architecture: str) -> list[str]:
    """Rows of the table of what to touch whose number or whose places are wrong."""
    found = []
    for row in ADDING.finditer(architecture):
        places = re.findall(r"`([^`]+)`", row["places"])
        if len(places) != int(row["count"]):
            found.append(f"{row['what']}: {row['count']}, but {len(places)} are named")
        made_up = (ROOT / each.replace("<language>", "nl") for each in places)
        found += [f"{row['what']}: there is no {each}" for each in made_up if not each.exists()]
    return found


def test_the_table_of_what_to_touch_is_wrong() -> None:
    architecture = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert len(list(ADDING.finditer(architecture))) >= 8
    assert miscounted(architecture) == []


def test_a_wrong_row_of_what_to_touch_is_named() -> None:
    assert miscounted("| rule | `tools/goodword/rules` | 2 |\n") == ["rule: 2, but 1 are named"]
    assert len(miscounted("| rule | `tools/goodword/role` | 1 |\n")) == 1


EXCUSE = re.compile(r"#\s*(noqa\b|type:\s*ignore\b|pragma:|nosec\b)[^#\n]*?( - \S|# \S|$)")


def unexplained(path: str, text: str) -> Iterator[str]:
    """Lines that silence a check without the reason: `noqa: X - why`, `type: ignore[x]  # why`."""
    for number, line in enumerate(text.splitlines(), 1):
        found = EXCUSE.search(line)
        if found and not found[2]:
            yield f"{path}:{number}: says no reason: {found.group()}"


def test_no_check_is_silenced_without_a_reason() -> None:
    beside = [*(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")]
    texts = [(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in beside]
    found = [each for path, text in (*modules(), *texts) for each in unexplained(path, text)]
    assert not found, "\n".join(found)


def test_a_silenced_check_is_seen() -> None:
    assert list(unexplained("a.py", "x = 1  # " + "noqa: E501"))
    assert list(unexplained("a.py", "x = 1  # " + "type: ignore[attr]"))
    assert not list(unexplained("a.py", "x = 1  # " + "noqa: E501 - the text is one line"))
    assert not list(unexplained("a.py", "x = 1  # " + "type: ignore[attr]  # a named tuple"))


POSSESSIVE = re.compile(r"\)(?:[*+?]|\{[\d,]+\})\+")


def possessive(path: str, text: str) -> Iterator[str]:
    """Patterns with a possessive group, which Python before 3.11.5 matches wrongly.

    An atomic group says the same: `(?>(?:…)*)` in place of `(?:…)*+`.
    """
    for node in ast.walk(ast.parse(text)):
        said = node.value if isinstance(node, ast.Constant) else None
        pattern = said.decode("latin-1") if isinstance(said, bytes) else said
        if isinstance(pattern, str) and "(?" in pattern and POSSESSIVE.search(pattern):
            yield f"{path}:{node.lineno}: possessive group in {pattern!r}"  # type: ignore[attr-defined]  # a constant


def test_no_pattern_means_something_else_in_an_older_python() -> None:
    found = [each for path, text in modules() for each in possessive(path, text)]
    assert not found, "\n".join(found)


def test_a_possessive_group_is_named() -> None:
    for planted in ('r"(?:a(?!b))*+"', 'rb"(?:a|b)++c" % x', 'f"{x}(?:a)?+"', 'r"(?:a){1,3}+"'):
        assert list(possessive("a.py", f"X = re.compile({planted})")), planted
    for plain in ('r"(?>(?:a)*)[b-d]*+ ++c?+"', '"()*+,;="', 'r"(?:a)+\\+"'):
        assert not list(possessive("a.py", f"X = {plain}")), plain


# Tables equal folders


class Table(NamedTuple):
    """A table and the folder whose files are its rows.

    Args:
        module: where the table is.
        name: the table.
        folder: from the root.
        ending: of the files that are rows.
        others: files of the folder that are no rows.
    """

    module: str
    name: str
    folder: str
    ending: str = ".py"
    others: frozenset[str] = frozenset()


def row(module: str, name: str, *others: str) -> Table:
    """A table of modules in its own package."""
    return Table(module, name, f"tools/{module.replace('.', '/')}", others=frozenset(others))


TABLES = (
    Table(
        "goodword.model.program",
        "KINDS",
        "schemas",
        ".schema.json",
        frozenset({"import_map", "intake_map", "people_map", "signal_map"})
        | frozenset({"claim_added", "redemption_added", "touchpoint_added"}),
    ),
    row("goodword.rules", "RULES", "marked", "of_nobody", "reading", "rule"),
    row("goodword.formats", "FORMATS", "plain"),
    row("goodword.cli.commands", "COMMANDS"),
    row("goodword.portal.pages", "PAGES"),
    row("goodword.actions", "ACTIONS", "asked", "judging"),
    row("goodword.due", "DUES", "due"),
    row(
        *("goodword.guard", "GUARDS", "acts", "change", "growth", "last_read", "resting"),
        *("without", "promise"),
    ),
)
PRESENT = [table for table in TABLES if any((ROOT / table.folder).glob(f"*{table.ending}"))]


def names(table: object) -> set[str]:
    """The row names of a table: of modules, texts, or things with a module or a name."""
    rows = table.values() if isinstance(table, Mapping) else table
    assert isinstance(rows, Iterable)
    return {_name(each).replace("-", "_") for each in rows}


def _name(each: Any) -> str:
    if isinstance(each, str):
        return each
    if isinstance(each, ModuleType):
        return each.__name__.rpartition(".")[2]
    if isinstance(each, FunctionType):
        return each.__module__.rpartition(".")[2]
    return str(each.module if hasattr(each, "module") else each.name)


def unlike(table: Table, rows: set[str], files: Iterable[str]) -> list[str]:
    """What to add where, so that the table has a row for each file and the reverse."""
    there = {file.replace("-", "_") for file in files} - table.others - {"__init__"}
    return [
        *(f"{table.module}.{table.name}: add {each}" for each in sorted(there - rows)),
        *(f"{table.folder}: add {each}{table.ending}" for each in sorted(rows - there)),
    ]


def files_of(folder: Path, ending: str) -> list[str]:
    """Names, without their ending, of the folder's files."""
    return [path.name.removesuffix(ending) for path in folder.glob(f"*{ending}")]


@pytest.mark.parametrize("table", PRESENT, ids=lambda table: str(table.name))
def test_a_table_has_a_row_for_each_file_of_its_folder(table: Table) -> None:
    rows = names(getattr(importlib.import_module(table.module), table.name))
    found = unlike(table, rows, files_of(ROOT / table.folder, table.ending))
    assert not found, "\n".join(found)


def test_a_forgotten_row_and_a_forgotten_file_are_named() -> None:
    table = row("goodword.rules", "RULES", "rule")
    assert unlike(table, {"stock_left"}, ["__init__", "rule", "stock_left"]) == []
    assert unlike(table, set(), ["stock_left"]) == ["goodword.rules.RULES: add stock_left"]
    assert unlike(table, {"a", "b"}, ["a"]) == ["tools/goodword/rules: add b.py"]


# What nothing uses


def unused(sources: Mapping[str, str]) -> list[str]:
    """Functions, classes and constants of modules that no other line of the package names."""
    count = Counter(word for text in sources.values() for word in re.findall(r"\w+", text))
    found = []
    for path, text in sources.items():
        for node in ast.parse(text).body:
            names = []
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.decorator_list:
                names = [node.name]
            elif isinstance(node, ast.Assign):
                names = [each.id for each in node.targets if isinstance(each, ast.Name)]
            found += [f"{path}:{node.lineno}: {name}" for name in names if count[name] == 1]
    return found


def test_the_package_has_what_nothing_uses() -> None:
    beside = {each: (ROOT / each).read_text("utf-8") for each in ("pyproject.toml", "setup.py")}
    found = unused({**dict(modules()), **dict.fromkeys(beside, "")})
    words = " ".join(beside.values())
    assert [each for each in found if each.rpartition(" ")[2] not in words] == []


def test_a_planted_function_without_use_is_named() -> None:
    planted = {"a.py": "def kept():\n    pass\n\nLOST = 1\n", "b.py": "from a import kept\n"}
    assert unused(planted) == ["a.py:4: LOST"]


# Words that stay out


def _assembled(*parts: str) -> str:
    """A pattern put together from parts, so that this file does not hold what it looks for."""
    return "".join(parts)


FORBIDDEN = {
    "a path of somebody's machine": _assembled(
        r"(?<![\w.~-])/(?:wo",
        r"rk|ro",
        r"ot|ho",
        r"me/\w+|Us",
        r"ers/\w+|op",
        r"t/(?:pypi|wheels))\b",
    ),
    "a registry's host": _assembled(
        r"\b(?:pypi\.o",
        r"rg|pythonho",
        r"sted|npm",
        r"js\.(?:org|com)|deb\.deb",
        r"ian|proxy\.go",
        "lang)",
    ),
    "a document that is not in this repository": _assembled(
        r"\b[0-8]-(?:prod",
        r"uct|da",
        r"ta|led",
        r"ger|lo",
        r"ops|relation",
        r"ship|por",
        r"tal|git",
        r"ops|archi",
        r"tecture|qua",
        r"lity)\b",
    ),
    "a task by its number": _assembled(r"(?i)\b(?:iss", r"ue|tic", r"ket) #?\d+\b"),
    "who wrote it": _assembled(
        r"(?i)\b(?:(?:this|earlier|previous|another|next) ses",
        r"sion|clau",
        r"de|anthro",
        r"pic|chat",
        r"gpt|language mo",
        r"del)\b",
    ),
    "work put off": _assembled(r"\b(?:TO", r"DO|FIX", r"ME|XX", r"X)\b|(?i:lorem ip", "sum)"),
}
SHARED = re.compile(_assembled(r"(?:\.\./|/)sha", r"red\b"))
TEXT_ONLY = (
    ".txt",
    ".md",
    ".py",
    ".yml",
    ".yaml",
    ".json",
    ".toml",
    ".html",
    ".css",
    ".js",
    ".csv",
)


def tracked() -> Iterator[tuple[str, str]]:
    """(path, text) of every text file that is in the repository or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for path in sorted(set(filter(None, listed.split("\0")))):
        file = ROOT / path
        if file.is_file() and (path.endswith(TEXT_ONLY) or "." not in file.name or path[0] == "."):
            yield path, file.read_bytes().decode("utf-8", "replace")


def out_of_place(path: str, text: str) -> Iterator[str]:
    """Lines that say what this repository keeps to itself, or what means nothing to a reader."""
    for number, line in enumerate(text.splitlines(), 1):
        for what, pattern in FORBIDDEN.items():
            found = re.search(pattern, line)
            if found:
                yield f"{path}:{number}: {what}: {found.group()}"
        if path != ".ci/run" and SHARED.search(line):
            yield f"{path}:{number}: a folder beside the repository: {line.strip()}"


def test_nothing_that_is_nobodys_business_stands_in_a_file() -> None:
    skipped = ("LICENSE", "tests/cases/", "tests/data/")
    found = [
        each
        for path, text in tracked()
        if not path.startswith(skipped)
        for each in out_of_place(path, text)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line",
    [
        "see /wo" + "rk/main",
        "HOME=/ro" + "ot",
        "cd /ho" + "me/ann/x",
        "https://pypi.o" + "rg/simple",
        "as 1-da" + "ta says",
        "closes iss" + "ue 12",
        "written in an earlier ses" + "sion",
        "# TO" + "DO later",
        "ls ../sha" + "red/data",
    ],
)
def test_a_planted_word_is_found(line: str) -> None:
    assert list(out_of_place("docs/a.md", f"first\n{line}\n"))


@pytest.mark.parametrize(
    "line", ["a login session", "the homework/main idea", "an issue form", "root: .", "~/work"]
)
def test_an_ordinary_line_is_let_be(line: str) -> None:
    assert not list(out_of_place("docs/a.md", line))
