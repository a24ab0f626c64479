"""Many programs in one lake: the page's SQL in DuckDB and Spark, and what each program says itself.

Where everything is required the lake has 2,000,000 awards: three large programs that differ in
how long points mature, under twenty names, beside seventeen small ones; and Spark answers too.
Elsewhere all programs are small.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from pyarrow import parquet  # type: ignore[import-untyped] # it has no types

from benchmarks import lake as lakes
from benchmarks import lake_programs
from goodword.cli.main import main
from goodword.exports.parquet import VARIABLE
from goodword.reports.points import points_report
from tests.conftest import ROOT, is_required

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from goodword.snapshot import Snapshot
    from tests.conftest import Require, Tell

BIG, NAMES = 3, 20
"""Programs that are large, and under how many names they are there."""
MADE = 20
"""Programs that are computed, the large ones first."""
SMALL = 1_000
DAY = str(lake_programs.DAY)
ONCE = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""For a Java that answers a few questions once: to make its own code better takes it longer."""
LOTS = ("awarded", "pending", "spendable", "held", "spent", "expired", "reversed")


class Told(NamedTuple):
    """What a program says itself, without the lake.

    Args:
        points: by person, what `goodword points` says.
        accounts: logins of those who may be known again.
        joined: people by year and quarter.
        loops: by department: items received, closed, overdue.
    """

    points: dict[str, dict[str, Any]]
    accounts: list[str]
    joined: Counter[tuple[int, int]]
    loops: dict[str, tuple[int, int, int]]


class Lake(NamedTuple):
    """A lake, and what each of its programs says."""

    folder: Path
    told: dict[str, Told]
    awards: int


def made(number: int, awards: int, folder: Path) -> Told:
    """Make up a program, put it into a lake, and ask it; till the end nothing is garbage."""
    gc.disable()
    try:
        return laid(number, awards, folder)
    finally:
        gc.enable()
        gc.collect()


def laid(number: int, awards: int, folder: Path) -> Told:
    snapshot = lake_programs.snapshot(number, awards)
    lakes.write(snapshot, f"region-{number}", folder)
    return told(snapshot)


def older(folder: Path) -> None:
    """Leave a column out of files, as a release had them that did not know it."""
    for path in folder.rglob("*.parquet"):
        with parquet.ParquetFile(path) as file:
            table = file.read()
        parquet.write_table(table.drop_columns(["restored"]), path)


def told(snapshot: Snapshot) -> Told:
    people = snapshot.program.influencers.values()
    loops = {}
    for department in lake_programs.DEPARTMENTS:
        items = [each for each in snapshot.loops.items.values() if each.department == department]
        closed, overdue = (sum(getattr(i, name) for i in items) for name in ("closed", "overdue"))
        loops[department] = (len(items), closed, overdue)
    days = [each.history[0].date for each in people]
    return Told(
        {each["id"]: each for each in points_report(snapshot).value["members"]},
        [
            each.accounts[0][1].login
            for each in people
            if each.consent[-1].contact != "nobody" and each.stage != "opted-out"
        ],
        Counter((day.year, (day.month + 2) // 3) for day in days),
        loops,
    )


def copied(folder: Path, program: str, name: str) -> None:
    """Let a program be there under another name too."""
    for each in folder.glob(f"*/program={program}"):
        shutil.copytree(each, each.with_name(f"program={name}"))


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """Made-up programs; where some are large, in a process that gives its memory back."""
    folder = tmp_path_factory.mktemp("lake")
    required = is_required("spark", os.environ.get("GOODWORD_REQUIRE", ""))
    sizes = [lakes.LARGE if required and each < BIG else SMALL for each in range(MADE)]
    if required:
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            said = [*pool.map(made, range(MADE), sizes, repeat(folder))]
    else:
        said = [made(each, size, folder) for each, size in enumerate(sizes)]
    found = {f"region-{number}": each for number, each in enumerate(said)}
    for number in range(BIG, NAMES):
        program, name = f"region-{number % BIG}", f"copy-{number}"
        copied(folder, program, name)
        found[name] = found[program]
    older(folder / "award" / "program=region-0")
    return Lake(folder, found, sum(sizes) + sum(sizes[n % BIG] for n in range(BIG, NAMES)))


@pytest.fixture(scope="module")
def duckdb(lake: Lake) -> Iterator[lakes.DuckDB]:
    engine = lakes.DuckDB(lake.folder)
    yield engine
    engine.close()


def answers(engine: lakes.Engine, name: str) -> list[tuple[Any, ...]]:
    return engine.ask(lakes.questions()[name])


def differences(found: list[tuple[Any, ...]], lake: Lake) -> list[str]:
    """Where figures over the lake are not what a program says of its own people."""
    wanted = {
        (program, person): tuple(figures[name] for name in LOTS)
        for program, each in lake.told.items()
        for person, figures in each.points.items()
        if any(figures[name] for name in LOTS)
    }
    got = {row[:2]: row[2:] for row in found if any(row[2:])}
    return [
        f"{key}: {got.get(key)} in the lake, {wanted.get(key)} by goodword points"
        for key in sorted(wanted.keys() | got.keys())
        if wanted.get(key) != got.get(key)
    ]


def test_points_that_a_program_counts_otherwise(
    duckdb: lakes.DuckDB, lake: Lake, tell: Tell
) -> None:
    found = answers(duckdb, "points")
    assert differences(found, lake) == []
    (counted,) = duckdb.ask("SELECT COUNT(*) FROM award WHERE kind = 'claim' AND part_of IS NULL")
    assert counted == (lake.awards,)
    totals = [sum(row[column] for row in found) for column in range(2, len(LOTS) + 2)]
    assert all(totals), dict(zip(LOTS, totals, strict=True))  # each place is looked at
    owed = {
        name: sum(each[name] for said in lake.told.values() for each in said.points.values())
        for name in ("arrears", "forgiven")
    }
    assert all(owed.values()), owed
    tell(
        f"the lake had {lake.awards:,} awards of {len(found):,} people in {len(lake.told)} programs"
    )


def test_standing_that_a_program_counts_otherwise(duckdb: lakes.DuckDB, lake: Lake) -> None:
    found = {row[:2]: row[2] for row in answers(duckdb, "standing")}
    assert found == {
        (program, person): figures["standing"]
        for program, each in lake.told.items()
        for person, figures in each.points.items()
        if figures["standing"]
    }


def test_a_difference_of_one_point_that_nobody_sees(duckdb: lakes.DuckDB, lake: Lake) -> None:
    """The check of the check."""
    found = answers(duckdb, "points")
    for column in range(2, len(LOTS) + 2):
        row = list(found[7])
        row[column] += 1
        assert len(differences([*found[:7], tuple(row), *found[8:]], lake)) == 1
    assert len(differences(found[1:], lake)) == 1


def test_what_is_outstanding_tiers_and_usual_names(duckdb: lakes.DuckDB, lake: Lake) -> None:
    """Counted again from what each program says."""
    owed: Counter[str] = Counter()
    for program, *_, pending, spendable, held in answers(duckdb, "outstanding"):
        owed[program] += pending + spendable + held
    tiers: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    usual = []
    for program, said in sorted(lake.told.items()):
        figures = list(said.points.values())
        assert owed[program] == sum(map(outstanding, figures))
        for each in figures:
            if each["tier"]:
                for place, number in enumerate((1, each["spent"], outstanding(each))):
                    tiers[program, each["tier"]][place] += number
        names = sorted((each["standing"] for each in figures if each["standing"] > 0), reverse=True)
        usual.append((program, len(names), sum(names[:10]) * 1000 // sum(names)))
    assert answers(duckdb, "tiers") == [(*key, *tiers[key]) for key in sorted(tiers)]
    assert answers(duckdb, "usual") == usual


def outstanding(figures: dict[str, Any]) -> int:
    return int(figures["pending"] + figures["spendable"] + figures["held"])


def test_people_in_several_programs(duckdb: lakes.DuckDB, lake: Lake) -> None:
    programs = Counter(login for each in lake.told.values() for login in each.accounts)
    wanted = Counter(programs.values())
    assert [row[:2] for row in answers(duckdb, "several")] == sorted(wanted.items())
    assert max(wanted) > 5


def test_people_by_the_quarter_in_which_they_joined(duckdb: lakes.DuckDB, lake: Lake) -> None:
    found = answers(duckdb, "retention")
    joined = sum((each.joined for each in lake.told.values()), Counter[tuple[int, int]]())
    assert {row[:2]: row[2] for row in found} == joined
    assert all(row[2] >= max(row[3:]) for row in found)
    assert sum(row[4] for row in found) > 0


def test_loops_by_department(duckdb: lakes.DuckDB, lake: Lake) -> None:
    found = answers(duckdb, "loops")
    assert [row[:5] for row in found] == [
        (program, department, *each.loops[department])
        for program, each in sorted(lake.told.items())
        for department in sorted(each.loops)
        if each.loops[department][0]
    ]
    assert {type(row[5]) for row in found} <= {int, type(None)}
    assert any(row[5] for row in found)


def test_a_question_that_spark_answers_otherwise(
    duckdb: lakes.DuckDB,
    lake: Lake,
    require: Require,
    tell: Tell,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    require("spark")
    monkeypatch.setenv("JDK_JAVA_OPTIONS", ONCE)
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        found = pool.submit(lakes.spark_answers, lake.folder).result()
    for name in lakes.questions():
        assert found[name] == answers(duckdb, name), name
    tell(f"Spark and DuckDB gave the same answers to {len(found)} questions")


def test_programs_of_files_that_the_command_puts_into_a_lake(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, "x" * 32)
    wanted = {}
    for program, root in {"wheelhouse": ROOT, "first": small}.items():
        into = ("--program", program, "--into", str(tmp_path))
        assert main(["--root", str(root), "export", "parquet", *into, "--as-of", DAY]) == 0
        capsys.readouterr()
        assert main(["--root", str(root), "points", "--format", "json", "--as-of", DAY]) == 0
        for each in json.loads(capsys.readouterr().out)["members"]:
            wanted[program, each["id"]] = each
    engine = lakes.DuckDB(tmp_path)
    try:
        found = {row[:2]: row[2:] for row in answers(engine, "points")}
        for key, row in found.items():
            assert dict(zip(LOTS, row, strict=True)) == {name: wanted[key][name] for name in LOTS}
        assert found.keys() == {key for key, each in wanted.items() if each["awarded"]}
        standing = {row[:2]: row[2] for row in answers(engine, "standing")}
        assert standing == {k: each["standing"] for k, each in wanted.items() if each["standing"]}
        assert all(answers(engine, name) for name in lakes.questions())
    finally:
        engine.close()
