"""The benchmarks measure what they say: their journals hold our points, and all subjects load."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from benchmarks import journals, table
from benchmarks.__main__ import SUBJECTS
from benchmarks.dressing import LIMITED, SHARED, STYLED, STYLES, counted, dressed
from benchmarks.fresh import fresh, tidy
from benchmarks.programs import DAY, SEED
from benchmarks.targets import Target
from goodword.load import load
from goodword.resources import schemas_directory
from goodword.rules import judge
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Require


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    """The example program, which has reversals, adjustments and points that are pending."""
    loaded = load(DiskTree(ROOT), Schemas.load(schemas_directory()))
    return Snapshot(loaded.program, date.fromisoformat(DAY))


def standing(snapshot: Snapshot) -> dict[str, int]:
    """What `goodword points` says of everyone who ever gained or lost standing."""
    moved = {each.person for each in journals.changes(snapshot.ledger)}
    assert len(moved) > 10
    members = snapshot.ledger.members
    assert not [each for each in members if each not in moved and members[each].standing]
    return {each: members[each].standing for each in moved}


def write(path: Path, lines: list[str]) -> str:
    """The path of a journal with these lines."""
    path.write_text("".join(lines), encoding="utf-8")
    return str(path)


def shown(*command: str) -> str:
    """What a command prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


def test_hledger_adds_up_other_points_than_we(
    snapshot: Snapshot, require: Require, tmp_path: Path
) -> None:
    lines = [*journals.plain(journals.changes(snapshot.ledger))]
    journal = write(tmp_path / "standing.journal", lines)
    command = ("balance", "--flat", "--empty", "--no-total", "--output-format", "csv", "standing")
    text = shown(str(require("hledger")), "-f", journal, *command)
    rows = [line.replace('"', "").split(",") for line in text.splitlines()[1:]]
    found = {account.removeprefix("standing:"): int(sum_.split(" ")[0]) for account, sum_ in rows}
    assert found == standing(snapshot)


def test_ledger_adds_up_other_points_than_we(
    snapshot: Snapshot, require: Require, tmp_path: Path
) -> None:
    lines = [*journals.plain(journals.changes(snapshot.ledger))]
    journal = write(tmp_path / "standing.journal", lines)
    form = "%(account) %(quantity(amount))\n"
    command = ("balance", "--flat", "--empty", "--no-total", "--balance-format", form, "standing")
    text = shown(str(require("ledger")), "--args-only", "-f", journal, *command)
    rows = [line.rsplit(" ", 1) for line in text.splitlines()]
    found = {account.removeprefix("standing:"): int(points) for account, points in rows}
    assert found == standing(snapshot)


def test_beancount_finds_an_error_in_its_journal_or_other_points(
    snapshot: Snapshot, require: Require, tmp_path: Path
) -> None:
    lines = [*journals.beancount(journals.changes(snapshot.ledger))]
    for person, points in standing(snapshot).items():
        lines.append(f"\n2199-12-31 balance Assets:Standing:{person.capitalize()} {points} PTS\n")
    journal = write(tmp_path / "standing.beancount", lines)
    check = str(require("bean-check"))
    assert not shown(check, "--no-cache", journal)
    spoilt = [*lines[:-1], lines[-1].replace(" PTS", "1 PTS")]
    write(tmp_path / "standing.beancount", spoilt)
    done = subprocess.run([check, "--no-cache", journal], check=False, capture_output=True)
    assert done.returncode


def test_a_subject_of_the_benchmarks_does_not_load() -> None:
    text = shown(sys.executable, "-m", "benchmarks", "--list")
    assert [line.partition(":")[0] for line in text.splitlines()] == [*SUBJECTS]


def test_a_subject_loses_its_figures_when_another_is_measured() -> None:
    titles = ["one", "two"]
    row = table.Row("a", "b", 1.5, 1.25, Target(2.0))
    first = table.Section("one", [row]).text("Measured once.")
    second = table.Section("two", [table.Row("c", "d", 0.5)]).text("Measured twice.")
    text = table.renew(table.renew("", titles, {"two": second}), titles, {"one": first})
    assert text.index("## one") < text.index("| a | b | 1.50 | 1.25 | 2.00 at most | met |")
    assert text.index("Measured once.") < text.index("## two")
    assert "| c | d | 0.50 |  |  |  |" in text
    assert text == table.renew(text, titles, {})


def test_a_missed_target_is_not_marked_or_not_listed() -> None:
    rows = [
        table.Row("slow", "b", 2.01, 1.0, Target(2.0)),
        table.Row("good", "b", 2.0, 2.01, Target(2.0), load=1.6),
    ]
    assert [row.verdict for row in rows] == ["**missed**", "met, processors above, busy (1.6)"]
    section = table.Section("one", rows).text("Measured once.")
    assert table.missed(section) == ["- one: slow, against b: 2.01, processors 1.00; 2.00 at most"]
    text = table.renew("", ["one"], {"one": section})
    assert text.endswith(f"## {table.MISSES}\n\n{table.missed(section)[0]}\n")
    better = table.Section("one", rows[1:]).text("Measured again.")
    assert table.renew(text, ["one"], {"one": better}).endswith(f"## {table.MISSES}\n\nNone.\n")


def test_the_dressed_program_flatters_or_does_not_pass(tmp_path: Path) -> None:
    files, styles = dressed(60, 2, SEED, date.fromisoformat(DAY))
    assert {*styles} >= {*STYLES}
    (_, odd, yml), (_, shared, claims), (_, limited, missions) = counted(files)
    assert odd * STYLED >= yml
    assert shared >= SHARED * claims
    assert limited * LIMITED >= missions
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    loaded = load(DiskTree(tmp_path), Schemas.load(schemas_directory()))
    assert not loaded.diagnostics
    assert not [*judge(Snapshot(loaded.program, date.fromisoformat(DAY)), lambda _: None)]


def test_a_run_writes_where_the_run_before_it_wrote(tmp_path: Path) -> None:
    first, other = fresh(tmp_path, "ours"), fresh(tmp_path, "theirs")
    (first / "page.html").write_text("", encoding="utf-8")
    second = fresh(tmp_path, "ours")
    assert second != first
    assert not list(second.iterdir())
    assert (first.exists(), other.exists()) == (False, True)
    tidy()
    assert not any(each.exists() for each in (other, second))
