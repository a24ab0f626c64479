"""Questions over many programs, in DuckDB on one machine and the same SQL in Spark."""

from __future__ import annotations

import gc
import importlib.util
import os
import re
import shutil
import time
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Protocol

from benchmarks import lake_programs
from goodword.cli.main import MANY_OBJECTS
from goodword.exports.parquet import PART, pieces

if TYPE_CHECKING:
    from benchmarks.programs import Bench
    from goodword.snapshot import Snapshot

TITLE = "many programs in one lake"
PAGE = Path(__file__).parent.parent / "docs" / "scale.md"
KEY = b"what the programs of a company share"
TABLES = frozenset(
    ("award", "loop", "loop_clock", "person", "person_account", "points", "points_cycle")
)
"""What the questions ask."""
LARGE = 100_000
"""Awards of each made-up program."""
MADE, COPIES = 20, 5
"""Programs that are computed; the largest lake has each of them under so many names."""
SIZES = ((1, 1), (5, 1), (MADE, 1), (MADE, COPIES))
"""Programs and copies of each."""
_BLOCK = re.compile(r"^```sql\n-- (\S.*?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_VIEW = "award"
"""The table whose view the page shows; those of the others differ in its name alone."""


def write(snapshot: Snapshot, program: str, lake: Path) -> None:
    """Put a program into a lake as the export does, with the tables that are asked.

    Args:
        snapshot: the program on a day.
        program: the name it has in the lake.
        lake: the folder.
    """
    for piece in pieces(snapshot, KEY, TABLES):
        cycle = () if piece.cycle is None else (f"cycle={piece.cycle}",)
        folder = lake.joinpath(piece.table, f"program={program}", *cycle)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / PART).write_bytes(piece.data)


def _blocks() -> dict[str, str]:
    return dict(_BLOCK.findall(PAGE.read_text(encoding="utf-8")))


def questions() -> dict[str, str]:
    """The SQL of the page by its name."""
    return {name: sql for name, sql in _blocks().items() if ":" not in name}


def opening(engine: str, lake: Path) -> list[str]:
    """What opens the tables of a lake that are asked, as the page has it for one.

    Args:
        engine: duckdb or spark.
        lake: the folder.
    """
    shown = _blocks()[f"open: {engine}"].strip().rstrip(";")
    return [
        re.sub(rf"\b{_VIEW}\b", name, shown).replace("'lake/", f"'{lake}/")
        for name in sorted(TABLES)
    ]


def spark_answers(lake: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What Spark answers to each question; for a process of its own, with which its Java ends."""
    engine = Spark(lake)
    try:
        return {name: engine.ask(sql) for name, sql in questions().items()}
    finally:
        engine.close()


class Engine(Protocol):
    """What answers questions."""

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of the answer."""

    def close(self) -> None:
        """Let everything go."""


class DuckDB:
    """DuckDB in this process."""

    def __init__(self, lake: Path) -> None:
        import duckdb  # noqa: PLC0415 - slow to import, and asked for by name

        self._connection = duckdb.connect()
        self._connection.execute("SET threads = 2")
        for view in opening("duckdb", lake):
            self._connection.execute(view)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of the answer."""
        return self._connection.execute(sql).fetchall()

    def close(self) -> None:
        """Let everything go."""
        self._connection.close()


SETTINGS = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "1g",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.sources.parallelPartitionDiscovery.threshold": "100000",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
"""Two threads of this machine stand for a cluster, folders are listed by the one that asks, and
nothing listens to other machines."""


class Spark:
    """Spark on two threads of this machine."""

    def __init__(self, lake: Path) -> None:

        session = import_module("pyspark.sql").SparkSession  # is not in every set-up
        builder = session.builder.master("local[2]").appName("lake")
        for name, value in SETTINGS.items():
            builder = builder.config(name, value)
        self._session = builder.getOrCreate()
        self._session.sparkContext.setLogLevel("ERROR")
        for view in opening("spark", lake):
            self._session.sql(view)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of the answer."""
        return [tuple(row) for row in self._session.sql(sql).collect()]

    def close(self) -> None:
        """Let everything go."""
        self._session.stop()


ENGINES: dict[str, type[DuckDB | Spark]] = {"DuckDB": DuckDB, "Spark": Spark}


@dataclass(frozen=True, slots=True)
class Curve:
    """What measuring gave: a row a question and size, seconds for each engine."""

    title: str
    rows: list[str] = field(default_factory=list)
    notes: str = ""

    def text(self, circumstances: str) -> str:
        """The section in Markdown."""
        names = _engines()
        head = f"| awards | on disk | question | {' | '.join(names)} |"
        lines = [
            f"## {self.title}",
            "",
            self.notes,
            "",
            head,
            "|---|---|---|" + "---|" * len(names),
        ]
        return "\n".join([*lines, *self.rows, "", circumstances, ""])


_NOTES = """\
Seconds until the rows of a question of docs/scale.md are there, the median over the rounds, after \
one that was not counted; two threads for each engine. Every program has {large:,} awards and is \
written by the export from the points of the ledger; the {most} programs of the largest lake are \
{made} under {copies} names each. Writing one took {each:.1f} seconds, ledger included.\
"""


def measure(bench: Bench) -> Curve:
    """Ask every question of lakes of four sizes."""
    gc.set_threshold(MANY_OBJECTS)  # as the command does
    names = _engines()
    rows: dict[tuple[int, str], list[str]] = {}
    sizes, taken = {}, []
    for made, copies in SIZES:
        lake = bench.work / f"lake-{made * copies}"
        shutil.rmtree(lake, ignore_errors=True)
        taken += _fill(bench.work / "lake-programs", lake, made, copies)
        awards = made * copies * LARGE
        sizes[awards] = sum(each.stat().st_size for each in lake.rglob("*.parquet"))
        for name in names:
            engine = ENGINES[name](lake)
            for question, sql in questions().items():
                spent = median(_timed(engine, sql, bench.rounds))
                rows.setdefault((awards, question), []).append(f"{spent:.2f}")
            engine.close()
    shown = [
        f"| {awards:,} | {sizes[awards] / 1e6:.1f} MB | {question} | {' | '.join(each)} |"
        for (awards, question), each in rows.items()
    ]
    notes = _NOTES.format(
        large=LARGE, most=MADE * COPIES, made=MADE, copies=COPIES, each=median(taken or [0.0])
    )
    return Curve(TITLE, shown, notes)


def _engines() -> list[str]:
    """Those that are installed: Spark is only where everything is required."""
    return ["DuckDB", *(["Spark"] if importlib.util.find_spec("pyspark") else [])]


def _timed(engine: Engine, sql: str, rounds: int) -> list[float]:
    engine.ask(sql)
    spent = []
    for _ in range(rounds):
        before = time.perf_counter()
        engine.ask(sql)
        spent.append(time.perf_counter() - before)
    return spent


def _fill(store: Path, lake: Path, made: int, copies: int) -> list[float]:
    """Lay a lake of programs, which are computed where none before was of that number.

    Returns:
        Seconds that each new one took.
    """
    taken = []
    for number in range(made):
        own = store / str(number)
        if not own.is_dir():
            before = time.perf_counter()
            write(lake_programs.snapshot(number, LARGE), f"region-{number}", own)
            taken.append(time.perf_counter() - before)
        for path in own.rglob("*.parquet"):
            for copy in range(copies):
                named = str(path.relative_to(own)).replace(
                    f"program=region-{number}", f"program=region-{number}-{copy}"
                )
                target = lake / named
                target.parent.mkdir(parents=True, exist_ok=True)
                os.link(path, target)
    return taken
