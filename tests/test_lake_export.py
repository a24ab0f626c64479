"""`goodword export parquet`: several programs in one folder, each replaced whole, no logins."""

from __future__ import annotations

import builtins
import json
import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from goodword.cli.main import main
from goodword.cli.session import Session
from goodword.diagnostics import Failure
from goodword.edits.partitions import Partitions
from goodword.exports import parquet
from goodword.exports.parquet import PART, pieces, shared_tables
from goodword.exports.tables.accounts import accounts, hashed
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from tests.conftest import ROOT
from tests.filled_days import AS_OF
from tests.filled_world import filled
from tests.leak_search import MARK
from tests.ledger_program import approved, claim, day, mission, person, program

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Golden
    from tests.filled_world import World

DAY = "2026-11-29"
KEY = "a key that all programs of a company share"


def export(into: Path, *more: str) -> None:
    assert main(["--root", str(ROOT), "export", "parquet", "--into", str(into), *more]) == 0


def asked(lake: Path, question: str) -> list[tuple[Any, ...]]:
    """What DuckDB answers; `{award}` stands for the files of a table."""

    class Tables(dict[str, str]):
        def __missing__(self, table: str) -> str:
            return (
                f"read_parquet('{lake}/{table}/**/*.parquet', hive_partitioning = true, "
                "hive_types_autocast = false)"
            )

    answer = duckdb.sql(question.format_map(Tables()))
    assert answer is not None
    return answer.fetchall()


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("lakes") / "lake"
    export(into, "--as-of", DAY, "--program", "wheelhouse")
    export(into, "--as-of", DAY, "--program", "beside")
    return into


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*.parquet"))
    }


def test_the_lake_says_what_points_says(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["--root", str(ROOT), "points", "--as-of", DAY, "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)["members"]
    figures = ("standing", "awarded", "spendable", "expired", "to_rise")
    found = asked(
        lake,
        "select program, person, standing, awarded, spendable, expired, to_rise "
        "from {points} where listed order by program, person",
    )
    wanted = [(each["id"], *(each[name] for name in figures)) for each in said]
    assert found == [(p, *each) for p in ("beside", "wheelhouse") for each in wanted]
    by_cycle = "select sum(stands) from {award} where program = 'beside'"
    assert asked(lake, by_cycle)[0][0] > 0


def test_a_table_cannot_be_read_or_lacks_rows(lake: Path) -> None:
    snapshot = Session(ROOT, None, day(DAY)).sound()
    for table in shared_tables():
        count = sum(1 for _ in table.make(snapshot))
        question = "from {" + table.name + "} select count(*) where program = 'wheelhouse'"
        assert asked(lake, question) == [(count,)], table.name


def test_what_the_lake_holds(golden: Golden) -> None:
    lines = [
        f"{table.name}: {' '.join(each.name for each in table.columns if each.shared)}\n"
        for table in shared_tables()
    ]
    golden("exports/lake.txt", "".join(lines))


def test_exporting_again_changes_only_ones_own(lake: Path, tmp_path: Path) -> None:
    again = tmp_path / "lake"
    shutil.copytree(lake, again)
    before = everything(again)
    export(again, "--as-of", DAY, "--program", "wheelhouse")
    assert everything(again) == before
    export(again, "--as-of", "2025-03-01", "--program", "wheelhouse")
    after = everything(again)
    assert {path for path in before if before[path] != after.get(path)} >= {
        path for path in before if "award/program=wheelhouse/cycle=2026" in path
    }
    other = {path: data for path, data in before.items() if "program=beside" in path}
    assert {path: data for path, data in after.items() if "program=beside" in path} == other


@pytest.fixture(scope="module")
def world() -> World:
    return filled(Schemas.load(schemas_directory()).documents)


NAME = re.compile(r"zq\d+qz")
"""A name of a mapping of the world's own, which is another one with each key that is new."""


def snapshot_of(world: World, folder: Path) -> Snapshot:
    world.write(folder)
    return Session(folder, None, day(AS_OF)).sound()


def test_no_text_of_anybody_leaves(world: World, tmp_path: Path, golden: Golden) -> None:
    snapshot = snapshot_of(world, tmp_path)
    texts = {
        str(row[n])
        for table in shared_tables(KEY.encode())
        for row in table.make(snapshot)
        for n, column in enumerate(table.columns)
        if column.shared and row[n] is not None
    }
    found = {
        f"{world.marks[int(number)].kind}: {NAME.sub('…', world.marks[int(number)].field)}\n"
        for text in texts
        for number in MARK.findall(text.encode())
    }
    golden("exports/lake-fields.txt", "".join(sorted(found)))
    words = (".name", "login", "summary", "helped", "email", "bio", "note", "verbatim", "rationale")
    of_people = {each for each in found if each.startswith(("profile", "claim", "touchpoint"))}
    assert not [each for each in of_people for word in words if word in each.split(": ")[1]]


def test_accounts_are_known_again_with_the_key_alone() -> None:
    shown = {"from": "2025-01-01", "contact": "members"}
    files = {
        **person("ana", accounts={"github": {"login": "Ana-L", "id": 7}}, consent=[shown]),
        **person("ben", accounts={"github": "ben"}),
        **person("eve", accounts={"github": "eve"}, consent=[{**shown, "contact": "nobody"}]),
        **person(
            "gil",
            accounts={"github": "gil"},
            consent=[shown, {"from": "2026-06-01", "contact": "nobody"}],
        ),
    }
    before = Snapshot(program(files), day("2026-03-01"))
    rows = [*accounts(KEY.encode()).make(before)]
    assert [row[:3] for row in rows] == [("ana", "github", "id"), ("ana", "github", "login")]
    assert rows[1][3] == hashed(KEY.encode(), "github", "login", "@ana-l")
    assert [row[4] for row in rows] == [True, False]
    other = [*accounts(b"another key, as long as it has to be....").make(before)]
    assert not {row[3] for row in rows} & {row[3] for row in other}
    assert not [*accounts(None).make(before)]


@pytest.mark.parametrize("moment", range(40))
def test_whoever_dies_leaves_the_old_or_the_new(tmp_path: Path, moment: int) -> None:
    lake = tmp_path / "lake"

    def put(text: bytes, tables: str) -> None:
        with Partitions(lake, "acme") as part:
            for table in tables:
                part.file(table, PART, text)
            part.finish()

    put(b"old", "abc")
    left = moment

    def dying(step: Callable[..., Any]) -> Callable[..., Any]:
        def done(*of: Any, **more: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                raise KeyboardInterrupt
            return step(*of, **more)

        return done

    with pytest.MonkeyPatch.context() as patched:
        for name in ("rename", "replace", "mkdir", "rmdir", "write_bytes"):
            patched.setattr(Path, name, dying(getattr(Path, name)))
        with suppress(KeyboardInterrupt):
            put(b"new", "bcd")
    noted = (lake / ".goodword-acme/ready").exists()
    with Partitions(lake, "acme"):
        pass
    found = {path.parts[-3]: path.read_bytes() for path in lake.glob("*/program=acme/*")}
    assert found in (dict.fromkeys("abc", b"old"), dict.fromkeys("bcd", b"new"))
    assert not noted or found == dict.fromkeys("bcd", b"new")
    assert not [*(lake / ".goodword-acme").glob("*/*")]


@pytest.mark.parametrize("name", ["", "../away", "a=b", "a/b", "A", "x" * 41])
def test_odd_names_of_programs_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Failure, match="cannot be the name of a program"):
        Partitions(tmp_path / "lake", name)
    assert not (tmp_path / "lake").exists()


@pytest.mark.parametrize(
    ("name", "begun"), [("Acme: Friends!", "2025-01-01"), ("Acme Friends", "2026-02-01")]
)
def test_two_programs_of_one_id_overwrite_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, begun: str
) -> None:
    """By their names, or of the same name; who chooses the name says that it may be replaced."""
    lake, root = tmp_path / "lake", tmp_path / "program"
    settings = root / "program" / "program.yml"
    settings.parent.mkdir(parents=True)
    text = (
        'name: "{}"\nstarted: "{}"\ntimezone: Europe/Berlin\n'
        "staff: [{{id: maya, name: Maya Weber}}]\n"
    )
    one, other = text.format("Acme Friends", "2025-01-01"), text.format(name, begun)
    export = [
        "--root",
        str(root),
        "export",
        "parquet",
        "--into",
        str(lake),
        "--as-of",
        "2026-06-01",
    ]

    def run(what: str, *more: str) -> int:
        settings.write_text(what, encoding="utf-8")
        return main([*export, *more])

    assert run(one) == 0
    assert run(one) == 0
    before = everything(lake)
    capsys.readouterr()
    assert run(other) == 3
    said = capsys.readouterr().err
    whose = f'the part of "Acme Friends", begun 2025-01-01, not of "{name}", begun {begun}'
    assert f"program=acme-friends of the lake is {whose}" in said
    assert "--program NAME" in said
    assert everything(lake) == before
    assert run(other, "--program", "others") == 0
    assert run(one) == 0
    assert run(other, "--program", "acme-friends") == 0
    assert run(other) == 0
    assert run(one) == 3


def test_a_link_in_the_lake_leads_nowhere(tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    (tmp_path / "lake").mkdir()
    (tmp_path / "lake/a").symlink_to(away)
    with Partitions(tmp_path / "lake", "acme") as part:
        part.file("a", PART, b"new")
        with pytest.raises(Failure, match="symbolic link"):
            part.finish()
    assert not [*away.iterdir()]


def test_without_pyarrow_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = tmp_path / "lake"
    real = builtins.__import__

    def lacking(name: str, *more: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *more)

    monkeypatch.setattr(builtins, "__import__", lacking)
    command = ["--root", str(ROOT), "export", "parquet", "--into", str(into), "--as-of", DAY]
    assert main(command) == 3
    assert 'pip install "goodword[lake]"' in capsys.readouterr().err
    assert not [*into.glob("*")]


def test_a_short_key_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(parquet.VARIABLE, "short")
    command = ["--root", str(ROOT), "export", "parquet", "--into", str(tmp_path / "lake")]
    assert main([*command, "--as-of", DAY]) == 3
    assert "needs 32 at least" in capsys.readouterr().err


def test_the_same_files_and_day_give_the_same_bytes() -> None:
    files = {
        **person("ana", accounts={"github": "ana"}, consent=[{"from": "2025-01-01"}]),
        **mission(),
        **claim("ana", "2026-01-05", decision=approved("2026-01-06")),
    }
    one, other = (
        [*pieces(Snapshot(program(dict(order)), day("2026-03-01")), KEY.encode())]
        for order in (files.items(), reversed(files.items()))
    )
    assert one == other
