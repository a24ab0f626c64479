"""`goodword export sqlite|csv`: every key of every kind is there, figures are those of reports."""

from __future__ import annotations

import asyncio
import csv
import json
import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from datasette.app import Datasette  # type: ignore[import-untyped]  # it has no types

from goodword.cli.main import main
from goodword.cli.session import Session
from goodword.exports.sheets import sheets
from goodword.exports.sqlite import VIEWS, fill
from goodword.exports.tables import tables
from goodword.model.program import KINDS
from goodword.reports.agenda import agenda
from goodword.reports.leaderboard import leaderboard_report
from goodword.reports.loops import loops_report
from goodword.reports.points import FIGURES, points_report
from goodword.reports.report import nowhere, plain
from goodword.reports.results import results_report
from goodword.reports.rewards import catalogue
from goodword.resources import schemas_directory
from goodword.source.schemas import Schemas
from goodword.starter.example import example
from tests.conftest import ROOT
from tests.filled import APART, NUMBERS
from tests.filled_days import AS_OF
from tests.filled_world import filled
from tests.leak_search import MARK
from tests.ledger_program import day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from goodword.snapshot import Snapshot

DAY = day("2026-11-29")


@pytest.fixture(scope="module", params=["wheelhouse", "seed 3", "seed 8"])
def snapshot(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The example, and made-up programs."""
    if request.param == "wheelhouse":
        return Session(ROOT, None, DAY).sound()
    folder = tmp_path_factory.mktemp("made-up")
    seed = int(request.param.split()[1])
    for path, data in example(members=12, years=2, seed=seed, until=DAY):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return Session(folder, None, DAY).sound()


@pytest.fixture(scope="module")
def database(snapshot: Snapshot) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        fill(made, snapshot)
        made.row_factory = sqlite3.Row
        yield made


def asked(database: sqlite3.Connection, question: str, *about: str) -> list[dict[str, Any]]:
    return [dict(row) for row in database.execute(question, about)]


def test_every_reference_leads_somewhere(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    strict = database.execute(
        "select name, strict from pragma_table_list where type = 'table' and schema = 'main' "
        "and name not like 'sqlite_%'"
    ).fetchall()
    assert len(strict) == len(tables()) + 1
    assert all(row["strict"] for row in strict)


def test_points(snapshot: Snapshot, database: sqlite3.Connection) -> None:
    said = plain(points_report(snapshot).value, nowhere)["members"]
    rows = asked(database, "select * from points where listed order by person")
    wanted = [{"id": each["id"], "tier": each["tier"]} for each in said]
    assert [{"id": row["person"], "tier": row["tier"]} for row in rows] == wanted
    for row, each in zip(rows, said, strict=True):
        assert {name: row[name] for name in FIGURES} == {name: each[name] for name in FIGURES}
        expiring = asked(
            database, "select date, points from points_expiring where person = ?", each["id"]
        )
        assert expiring == each["expiring"]


def test_awards_and_entries_add_up_to_points(database: sqlite3.Connection) -> None:
    """What the tables of awards and of entries come to is what the table of points says."""
    assert asked(
        database,
        """select person, sum(points) filter (where part_of is null) - sum(adjusted) as awarded,
        sum(pending) as pending, sum(active) as spendable, sum(held) as held, sum(spent) as spent,
        sum(expired) as expired from award group by person order by person""",
    ) == asked(
        database,
        """select person, awarded, pending, spendable, held, spent, expired from points
        where person in (select person from award) order by person""",
    )
    assert (
        asked(
            database,
            """select p.person from points as p where standing <> (select coalesce(sum(standing), 0)
        from points_cycle as c where c.person = p.person)""",
        )
        == []
    )
    assert (
        asked(
            database,
            """select p.person from points as p where spendable <> coalesce((select balance
        from entry as e where e.person = p.person order by number desc limit 1), 0)""",
        )
        == []
    )


def test_the_leaderboard_of_every_cycle(snapshot: Snapshot, database: sqlite3.Connection) -> None:
    cycles = [row["name"] for row in asked(database, "select name from cycle order by start")]
    assert cycles[-1] == snapshot.cycle.name
    for cycle in cycles:
        said = plain(leaderboard_report(snapshot, cycle).value, nowhere)["places"]
        rows = asked(
            database,
            "select rank, person as id, points, reached from rank where cycle = ? "
            "order by rank, reached, person",
            cycle,
        )
        assert rows == [{key: each[key] for key in rows[0]} for each in said] if said else not rows
    view = [row["id"] for row in asked(database, "select * from leaderboard")]
    assert view == [each["id"] for each in plain(leaderboard_report(snapshot).value)["places"]]


def test_loops(snapshot: Snapshot, database: sqlite3.Connection) -> None:
    said = plain(loops_report(snapshot).value, nowhere)
    rows = {row["item"]: row for row in asked(database, "select * from loop")}
    assert sorted(rows) == sorted(each["id"] for each in said["items"])
    for each in said["items"]:
        row = rows[each["id"]]
        for key in ("state", "round", "department", "owner", "received"):
            assert row[key] == each[key]
        told = asked(
            database,
            "select person as 'to', milestone, status, date, due from loop_told "
            "where item = ? order by position",
            each["id"],
        )
        assert told == each["told"]
        clocks = asked(
            database,
            "select clock, status, start, due, stopped, days from loop_clock "
            "where item = ? order by position",
            each["id"],
        )
        assert clocks == [{key: clock[key] for key in clocks[0]} for clock in each["clocks"]]
    total = asked(
        database,
        """select count(*) as items, sum(closed) as closed, sum(overdue) as overdue,
        sum(delivered_not_told) as delivered_not_told, sum(declined_not_told) as declined_not_told,
        sum(untriaged) as untriaged from loop""",
    )[0]
    assert total == {key: said["summary"][key] for key in total}
    late = {row["item"] for row in asked(database, "select item from loops_late")}
    assert late == {key for key, row in rows.items() if row["overdue"]}


def test_rewards(snapshot: Snapshot, database: sqlite3.Connection) -> None:
    rows = asked(database, "select * from reward_state order by reward")
    for row, each in zip(rows, catalogue(snapshot), strict=True):
        assert row == {
            "reward": each["id"],
            **{key: each[key] for key in ("points", "left", "asked", "open", "redeemable")},
        }


def test_the_agenda(snapshot: Snapshot, database: sqlite3.Connection) -> None:
    said = plain(agenda(snapshot, lines=None).value, nowhere)["owners"]
    rows = asked(database, "select who, date, command, path from agenda order by position")
    assert sorted(
        (each["owner"], due["due"], due["path"], due["command"])
        for each in said
        for due in each["due"]
    ) == sorted((row["who"], row["date"], row["path"], row["command"]) for row in rows)


def test_kpis_and_participation(snapshot: Snapshot, database: sqlite3.Connection) -> None:
    said = plain(results_report(snapshot).value, nowhere)
    kpis = [k for p in said["pillars"] for o in p["objectives"] for k in o["kpis"]]
    rows = {row["kpi"]: row for row in asked(database, "select * from kpi_actual")}
    assert {key: (row["value"], row["track"]) for key, row in rows.items()} == {
        each["id"]: (each["actual"], each["on_track"]) for each in kpis
    }
    cycle = asked(database, "select * from members_of_cycles where cycle = ?", snapshot.cycle.name)
    taking_part = said["participation"]
    assert cycle[0]["last_day"] == taking_part["members"]
    assert cycle[0]["active"] == taking_part["active"]


def test_claims(snapshot: Snapshot, database: sqlite3.Connection) -> None:
    waiting = asked(database, "select path from claims_waiting order by path")
    claims = snapshot.program.claims
    assert [row["path"] for row in waiting] == sorted(
        path for path, claim in claims.items() if snapshot.claim(claim).waits
    )
    assert asked(database, "select count(*) as n from claim")[0]["n"] == len(claims)


def test_views_say_something(database: sqlite3.Connection) -> None:
    for name in VIEWS:
        database.execute(f"select count(*) from {name}").fetchone()  # noqa: S608 - names are ours


def test_csv_has_what_sqlite_has(snapshot: Snapshot, database: sqlite3.Connection) -> None:
    for name, data in sheets(snapshot):
        heading, *rows = csv.reader(data.decode().splitlines(keepends=True))
        table = name.removesuffix(".csv")
        found = database.execute(f"select * from {table}").fetchall()  # noqa: S608 - names are ours
        assert heading == [each[1] for each in database.execute(f"PRAGMA table_info({table})")]
        assert len(rows) == len(found), name


def test_every_key_of_every_kind_is_there(tmp_path: Path) -> None:
    """A new kind, or a new key of one, is in the tables, or is named here."""
    world = filled(Schemas.load(schemas_directory()).documents)
    world.write(tmp_path)
    snapshot = Session(tmp_path, None, day(AS_OF)).sound()
    assert {kind.name for kind in KINDS} <= {table.name for table in tables()}
    found: set[int] = set()
    for table in tables():
        for row in table.make(snapshot):
            for cell in row:
                found |= {int(mark) for mark in MARK.findall(str(cell).encode())}
                if isinstance(cell, int | Decimal) and cell >= NUMBERS:
                    found.add((int(cell) - NUMBERS) // APART)
    lost = {
        f"{mark.kind}: {mark.field}" for number, mark in world.marks.items() if number not in found
    }
    assert lost == set()


def test_a_file_opens_in_datasette(tmp_path: Path) -> None:
    into = tmp_path / "program.sqlite"
    command = ["--root", str(ROOT), "export", "sqlite", "--into", str(into), "--as-of", f"{DAY}"]
    assert main(command) == 0

    async def seen() -> list[Any]:
        served = Datasette([str(into)])
        await served.invoke_startup()
        pages = [await served.client.get(f"/program/{name}") for name in ("claim", "agenda")]
        rows = await served.client.get("/program/points.json?_shape=array&_size=max")
        return [*(page.status_code for page in pages), rows.json()]

    first, second, rows = asyncio.run(seen())
    assert (first, second) == (200, 200)
    ids = {row["person"] for row in rows if row["listed"]}
    session = Session(ROOT, None, date(2026, 11, 29))
    assert ids == {each["id"] for each in points_report(session.sound()).value["members"]}


def test_the_same_bytes_and_nothing_else_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other, text = (tmp_path / name for name in ("a.sqlite", "b.sqlite", "notes.txt"))
    text.write_text("mine", encoding="utf-8")
    command = ["--root", str(ROOT), "export", "sqlite", "--as-of", f"{DAY}", "--into"]
    for path in (one, other, one):
        assert main([*command, str(path)]) == 0
    assert one.read_bytes() == other.read_bytes()
    assert main([*command, str(text)]) == 3
    assert "something else than a SQLite file" in capsys.readouterr().err
    assert text.read_text(encoding="utf-8") == "mine"
    assert {path.name for path in tmp_path.iterdir()} == {"a.sqlite", "b.sqlite", "notes.txt"}


def test_a_reference_to_nothing_is_named(tmp_path: Path) -> None:
    (tmp_path / "program").mkdir()
    (tmp_path / "program/program.yml").write_text(
        "name: Acme\ntimezone: UTC\nstaff: [{id: maya, name: Maya}]\n", encoding="utf-8"
    )
    (tmp_path / "influencers/ana").mkdir(parents=True)
    (tmp_path / "influencers/ana/profile.yml").write_text(
        "name: Ana\nowner: nobody\n", encoding="utf-8"
    )
    into = tmp_path / "a.sqlite"
    command = ["--root", str(tmp_path), "export", "sqlite", "--into", str(into)]
    assert main([*command, "--as-of", f"{DAY}"]) == 3
    assert not into.exists()


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    (tmp_path / "program").mkdir()
    settings = {"name": "=cmd()", "timezone": "UTC", "staff": [{"id": "maya", "name": "@Maya"}]}
    (tmp_path / "program/program.yml").write_text(json.dumps(settings), encoding="utf-8")
    into = tmp_path / "csvs"
    command = ["--root", str(tmp_path), "export", "csv", "--into", str(into), "--as-of", f"{DAY}"]
    assert main(command) == 0
    assert "'=cmd()" in (into / "program.csv").read_text(encoding="utf-8")
    assert "'@Maya" in (into / "program_staff.csv").read_text(encoding="utf-8")
