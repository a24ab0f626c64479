from __future__ import annotations

import shutil
from datetime import UTC
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.cli import main
from goodword.edits.scaffold import in_schema_order, scaffold
from goodword.intake.erased import account_hashes
from goodword.intake.export import LIMIT, Problems, read_export
from goodword.intake.history.leaderboard import read_history
from goodword.intake.import_map import ImportMap, MissionMap, Worth, read_map
from goodword.model.plain import day
from goodword.resources import schemas_directory
from goodword.source.documents import read_document
from goodword.source.schemas import Schemas
from tests.conftest import ROOT
from tests.git_person import as_maya, git
from tests.intake_program import KEY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Require

SCHEMAS = Schemas.load(schemas_directory())
MAP = ROOT / "tests" / "data" / "leaderboard-map.yml"
TODAY = ("--as-of", "2026-09-01")

SMALL_MAP = """\
# Our old spreadsheet.
by: maya   # who brings it over
columns:
  person: who
  type: what
  occurred: when
  points: points
  evidence: link
  event: id
missions:
  - type: Talk
    id: give-a-talk
    title: Give a talk
    instructions: Speak to people.
    points:
      - {from: "2025-01-01", value: 10}
      - {from: "2025-03-01", value: 20}
  - {type: Post, id: write-a-post, title: Write, instructions: Write a post., points: 3}
people:
  left_out:
    - {handle: Helper-Bot, because: bot}
program:
  name: Acme Champions
  timezone: Europe/Berlin
  staff:
    - {id: maya, name: Maya Weber}
"""
HEAD = "id,who,what,when,points,link\n"
ROWS = """\
1,Ana,Talk,2025-02-28T23:30:00Z,20,https://example.com/1
2,Ana,Post,2025-03-02T08:00:00+05:30,3,https://example.com/2
3,Ana,Post,2025-03-02T08:00:01+05:30,3,https://example.com/2
4,tomo,Post,2025-03-02,3,https://example.com/3
5,helper-bot,Post,2025-03-02,3,https://example.com/4
"""


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "map.yml").write_text(SMALL_MAP, encoding="utf-8")
    (tmp_path / "rows.csv").write_text(HEAD + ROWS, encoding="utf-8")
    return tmp_path


def run(room: Path, *arguments: str, rows: str = "rows.csv") -> int:
    return main(
        [
            *("import", "claims", str(room / rows), "--map", str(room / "map.yml")),
            *("--into", str(room / "program"), *TODAY, *arguments),
        ]
    )


def files(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*.yml"))
        if ".goodword" not in path.parts
    }


def check(root: Path) -> int:
    return main(["--root", str(root), "check", "--strict", *TODAY])


# The real leaderboard


@pytest.fixture(scope="module")
def leaderboard(require: Require, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folder of the published files, and the program that was made of them."""
    data = require("data") / "leaderboard"
    room = tmp_path_factory.mktemp("leaderboard")
    shutil.copy(MAP, room / "map.yml")
    assert real(data, room, room / "program", "--write") == 0
    return data, room


def real(data: Path, room: Path, into: Path, *arguments: str) -> int:
    return main(
        [
            *("import", "claims", str(data / "events.csv"), "--map", str(room / "map.yml")),
            *("--into", str(into), *TODAY, *arguments),
        ]
    )


def test_the_leaderboard_is_not_brought_over_whole(leaderboard: tuple[Path, Path]) -> None:
    root = leaderboard[1] / "program"
    assert len(list(root.glob("influencers/*/profile.yml"))) == 438
    assert len(list(root.glob("missions/*/mission.yml"))) == 7
    assert len(list(root.glob("missions/*/claims/*.yml"))) == 5952
    assert (root / "missions/close-an-issue/claims/2026-02-28-contributor-120.112.yml").is_file()
    assert check(root) == 0


def test_a_published_total_is_not_reproduced(
    leaderboard: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    data, room = leaderboard
    lists = [str(data / f"totals{part}.csv") for part in ("", "-month", "-week")]
    expect = [part for path in lists for part in ("--expect", path)]
    assert real(data, room, room / "program", *expect) == 0
    out = capsys.readouterr().out
    assert f"{lists[0]}: 438 of 438 totals are reproduced\n" in out
    month = "2026-07-23 to 2026-08-22"
    assert f"{lists[1]}: 39 of 39 totals of {month} are reproduced\n" in out
    week = "2026-08-15 to 2026-08-22"
    assert f"{lists[2]}: 19 of 19 totals of {week} are reproduced\n" in out
    stated = ("--from", "2026-08-15", "--to", "2026-08-22", "--expect", lists[2])
    assert real(data, room, room / "program", *stated) == 0


def test_a_wrong_total_is_not_named(
    leaderboard: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, room = leaderboard
    text = (data / "totals.csv").read_text(encoding="utf-8")
    wrong = tmp_path / "totals.csv"
    changed = text.replace("contributor-003,Contributor,11\n", "contributor-003,Contributor,12\n")
    wrong.write_text(changed, encoding="utf-8")
    into = tmp_path / "program"
    assert real(data, room, into, "--expect", str(wrong), "--write") == 1
    out, err = capsys.readouterr()
    assert f"{wrong}: 437 of 438 totals are reproduced\n" in out
    assert f"{wrong}:4: contributor-003 has 11 here, 12 there\n" in out
    assert err == "nothing was written: the totals are not those published\n"
    assert not into.exists()


def test_a_second_import_makes_something(
    leaderboard: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    data, room = leaderboard
    before, kept = files(room / "program"), (room / "map.yml").read_bytes()
    assert real(data, room, room / "program", "--write") == 0
    assert capsys.readouterr().out.endswith("nothing to write: all of it is there already\n")
    assert files(room / "program") == before
    assert (room / "map.yml").read_bytes() == kept
    assert kept.startswith(MAP.read_bytes())
    assert b"\nassumed:\n  - days are counted in Etc/UTC\n" in kept


@pytest.mark.parametrize(("audience", "people"), [("members", 0), ("staff", 438)])
def test_the_imported_program_has_no_portal(
    leaderboard: tuple[Path, Path],
    audience: str,
    people: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = leaderboard[1] / "program"
    into = leaderboard[1] / audience
    asked = ("portal", "--audience", audience, "--into", str(into))
    assert main(["--root", str(root), *asked, *TODAY]) == 0
    out = capsys.readouterr().out
    assert "438 influencers, 7 missions, 5952 claims" in out
    assert "12786 points standing" in out
    assert f"{people} people, 7 missions" in out
    assert (into / "index.html").is_file()


def test_the_map_does_not_fit_its_schema() -> None:
    names, found = read_map(MAP.read_bytes(), "map.yml", SCHEMAS)
    assert not found
    assert names is not None
    assert names.timezone == "Etc/UTC"


# What is written


def test_the_files_are_not_those_of_the_rows(room: Path) -> None:
    assert run(room, "--write") == 0
    found = files(room / "program")
    assert sorted(found) == [
        "influencers/ana/profile.yml",
        "influencers/tomo/profile.yml",
        "missions/give-a-talk/claims/2025-03-01-ana.yml",
        "missions/give-a-talk/mission.yml",
        "missions/write-a-post/claims/2025-03-02-ana.2.yml",
        "missions/write-a-post/claims/2025-03-02-ana.yml",
        "missions/write-a-post/claims/2025-03-02-tomo.yml",
        "missions/write-a-post/mission.yml",
        "program/program.yml",
    ]
    assert found["missions/give-a-talk/claims/2025-03-01-ana.yml"].decode() == (
        "# yaml-language-server: $schema=../../../schemas/claim.schema.json\n"
        "evidence: https://example.com/1\n"
        'at: "23:30:00"\n'
        "decision:\n"
        "  outcome: approved\n"
        "  by: maya\n"
        '  date: "2025-03-01"\n'
        "  points: 20\n"
        "  judged:\n"
        "    status: open\n"
        "source:\n"
        "  system: import\n"
        '  event: "1"\n'
    )
    assert found["influencers/ana/profile.yml"].decode() == (
        "# yaml-language-server: $schema=../../schemas/profile.schema.json\n"
        'name: Ana\nstage: member\nsince: "2025-03-01"\n'
    )
    assert b'at: "02:30:01"\n' in found["missions/write-a-post/claims/2025-03-02-ana.2.yml"]
    assert b"at:" not in found["missions/write-a-post/claims/2025-03-02-tomo.yml"]
    assert check(room / "program") == 0


def test_who_was_erased_is_brought_over_again(
    room: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = SMALL_MAP.replace("people:\n", "people:\n  account: github\n")
    (room / "map.yml").write_text(text, encoding="utf-8")
    whole = (room / "rows.csv").read_text(encoding="utf-8")
    lines = [line for line in whole.splitlines(keepends=True) if ",tomo," not in line]
    (room / "rows.csv").write_text("".join(lines), encoding="utf-8")
    assert run(room, "--write") == 0
    hashes = "".join(f"\n  - {each}" for each in account_hashes("github", "Tomo", "", KEY))
    trace = room / "program/program/erasures/2026-08-01-a1.yml"
    trace.parent.mkdir()
    trace.write_text(f"by: maya\nhashes:{hashes}\n", encoding="utf-8")
    (room / "rows.csv").write_text(whole, encoding="utf-8")
    capsys.readouterr()
    assert run(room, "--write") == 3
    assert "GOODWORD_INTAKE_KEY" in capsys.readouterr().err
    monkeypatch.setenv("GOODWORD_INTAKE_KEY", KEY)
    assert run(room, "--write") == 0
    assert "rows of the erased" in capsys.readouterr().out
    assert not [path for path in files(room / "program") if "tomo" in path]


def test_a_dry_run_writes(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(room)
    assert run(room) == 0
    assert files(room) == before
    assert not (room / "program").exists()
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "dry run: nothing was written; --write creates 9 files"
    shown = {" ".join(line.split()) for line in lines}
    assert "people 2 0" in shown
    assert "claims of write-a-post 3 0" in shown
    assert "rows of helper-bot 0 1 a bot" in shown
    assert "- handles are written in lower case" in shown
    assert "- left out: helper-bot" in shown
    assert "- an event without a time counts at the end of its day" in shown


def test_what_is_brought_over_onto_a_branch_lies_here(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_maya(monkeypatch)
    program = room / "program"
    assert run(room, "--write") == 0
    git(program, "init", "--quiet", "--initial-branch=main")
    git(program, "add", ".")
    git(program, "commit", "--quiet", "--message", "Begin")
    before = files(program)
    row = "6,Ana,Post,2025-03-09,3,https://example.com/6\n"
    (room / "more.csv").write_text(HEAD + ROWS + row, encoding="utf-8")
    assert run(room, "--write", "--branch", rows="more.csv") == 0
    assert files(program) == before
    assert git(program, "status", "--porcelain") == ""
    new = git(program, "diff", "--name-only", "main", "import-claims-more").split()
    assert new == ["missions/write-a-post/claims/2025-03-09-ana.yml"]


def test_a_keys_order_is_not_the_schemas(room: Path) -> None:
    assert run(room, "--write") == 0
    for path, data in files(room / "program").items():
        kind = data.decode().splitlines()[0].rpartition("/")[2].removesuffix(".schema.json")
        value: Any = read_document(data, path)[0]
        assert scaffold(path, kind, in_schema_order(value, SCHEMAS.documents[kind])) == data


def test_what_the_program_has_is_overwritten(room: Path) -> None:
    assert run(room, "--write") == 0
    profile = room / "program/influencers/ana/profile.yml"
    profile.write_text(profile.read_text().replace("Ana", "Ana Lopes  # mine"), encoding="utf-8")
    claim = room / "program/missions/write-a-post/claims/2025-03-02-ana.2.yml"
    claim.write_text("# by hand\n" + claim.read_text(encoding="utf-8"), encoding="utf-8")
    before = files(room / "program")
    more = (
        "6,Ana,Post,2025-03-02T23:00:00+05:30,3,https://example.com/2\n6b,kim,Post,2025-04-01,3,\n"
    )
    (room / "more.csv").write_text(HEAD + ROWS + more, encoding="utf-8")
    assert run(room, "--write", rows="more.csv") == 1  # kim's claim has no evidence
    assert files(room / "program") == before
    (room / "more.csv").write_text(
        HEAD + ROWS + more.replace("3,\n", "3,https://example.com/9\n"), encoding="utf-8"
    )
    assert run(room, "--write", rows="more.csv") == 0
    after = files(room / "program")
    assert {path: after[path] for path in before} == before
    assert sorted(after.keys() - before.keys()) == [
        "influencers/kim/profile.yml",
        "missions/write-a-post/claims/2025-03-02-ana.3.yml",
        "missions/write-a-post/claims/2025-04-01-kim.yml",
    ]


def test_the_assumptions_are_not_kept_in_the_map(room: Path) -> None:
    assert run(room, "--write") == 0
    text = (room / "map.yml").read_text(encoding="utf-8")
    assert text.startswith(SMALL_MAP + "assumed:\n  - days are counted in Europe/Berlin\n")
    (room / "map.yml").chmod(0o640)
    assert run(room, "--write") == 0
    assert (room / "map.yml").read_text(encoding="utf-8") == text


def test_a_map_without_a_program_makes_one(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = SMALL_MAP.partition("program:\n")[0]
    (room / "map.yml").write_text(text, encoding="utf-8")
    assert run(room, "--write") == 1
    assert "there is no program yet, and the map has none" in capsys.readouterr().out
    (room / "map.yml").write_text(
        SMALL_MAP.replace("  name: Acme", "  ids: opaque\n  name: Acme"), encoding="utf-8"
    )
    assert run(room, "--write") == 1
    assert "ids are opaque" in capsys.readouterr().out


def test_an_import_that_check_refuses_is_written(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = SMALL_MAP.replace("people:\n", "people:\n  owner: kim\n").replace(
        "timezone: Europe/Berlin", "timezone: Europe/Berlin\n  started: '2025-03-02'"
    )
    (room / "map.yml").write_text(text, encoding="utf-8")
    assert run(room, "--write") == 1
    out = capsys.readouterr().out
    assert f"{room / 'map.yml'}:20:10: error: " in out
    assert out.count("[unknown-reference]") == 1
    assert not (room / "program").exists()


# Exports that are wrong


@pytest.mark.parametrize(
    ("row", "line", "words"),
    [
        ("=cmd|'/c calc'!A1,x,Post,2025-03-02,3,https://example.com/3", 3, None),
        ("9,../../etc,Post,2025-03-02,3,https://e.org/", 3, 'the handle "../../etc" can be no id'),
        ("9,a_b,Post,2025-03-02,3,https://e.org/", 3, "give the person an id in the map"),
        ("9,=1+1,Post,2025-03-02,3,https://e.org/", 3, 'the handle "=1+1" can be no id'),
        (f"9,{'a' * 41},Post,2025-03-02,3,https://e.org/", 3, "at most 40"),
        ("9,ana,Post,2025-03-02,3,https://e.org/", 3, '"ana" and "Ana" (line 2) both become ana'),
        ("1,tomo,Post,2025-03-02,3,https://e.org/", 3, 'event "1" stands twice, first on line 2'),
        (",tomo,Post,2025-03-02,3,https://e.org/", 3, "the cell id is empty"),
        ("9,tomo,Pots,2025-03-02,3,https://e.org/", 3, 'for the type "Pots", did you mean "Post"?'),
        ("9,tomo,Post,2025-02-30,3,https://e.org/", 3, '"2025-02-30" is no day or moment'),
        ("9,tomo,Post,02/03/2025,3,https://e.org/", 3, '"02/03/2025" can be two days'),
        ("9,tomo,Post,9999-12-31T23:59:59Z,3,https://e.org/", 3, "is no day or moment"),
        ("9,tomo,Post,2025-03-02T25:00Z,3,https://e.org/", 3, "is no day or moment"),
        ("9,tomo,Post,2025-03-02,-3,https://e.org/", 3, '"-3" is negative'),
        ("9,tomo,Post,2025-03-02,3.5,https://e.org/", 3, '"3.5" is no whole number'),
        ("9,tomo,Post,2025-03-02,٣,https://e.org/", 3, "is no whole number"),
        ("9,tomo,Post,2025-03-02,4,https://e.org/", 3, '4 points for "Post", the map gives 3'),
        ("9,tomo,Talk,2024-03-02,10,https://e.org/", 3, 'no points for "Talk" on 2024-03-02'),
        ("9,tomo,Post,2025-03-02,3,javascript:alert(1)", 3, "links begin with https://"),
        ("9,tomo,Post,2025-03-02,3,=HYPERLINK(1)", 3, "links begin with https://"),
        (f"9,tomo,Post,2025-03-02,3,https://e.org/{'a' * 2000}", 3, "more than 2000 characters"),
        ("9,tomo,Post,2025-03-02,3", 3, "5 cells, expected 6 as in the headings"),
        ("9,to\0mo,Post,2025-03-02,3,https://e.org/", 3, "control character U+0000"),
        ("9,to\u202emo,Post,2025-03-02,3,https://e.org/", 3, "bidirectional control U+202E"),
        ('9,"tomo,Post,2025-03-02,3,https://e.org/', 3, "the row cannot be read"),
        (f"9,tomo,Post,2025-03-02,3,{'a' * 5000}", 3, "a cell of more than 4000 characters"),
        (f"9,tomo,Post,2025-03-02,3,{'a' * 200_000}", 3, "the row cannot be read"),
    ],
)
def test_a_row_that_is_wrong_is_written(
    room: Path, capsys: pytest.CaptureFixture[str], row: str, line: int, words: str | None
) -> None:
    text = HEAD + ROWS.splitlines(keepends=True)[0] + row + "\n"
    (room / "rows.csv").write_text(text, encoding="utf-8")
    assert run(room, "--write") == (1 if words else 0)
    out, err = capsys.readouterr()
    if words:
        assert f"{room / 'rows.csv'}:{line}:1: error: " in out
        assert words in out
        assert err == "nothing was written: 1 problem\n"
        assert not (room / "program").exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b"\n\n", "the file is empty"),
        (b"id,who,what,when,points\n", 'there is no column "link"'),
        (b"id,who,whta,when,points,link\n", 'did you mean "whta"?'),
        (b"id,who,who,what,when,points,link\n", 'the heading "who" stands twice'),
        ((HEAD + ROWS).encode("utf-16"), "it looks like UTF-16"),
        ((HEAD + ROWS).encode() + b"\xe9,", ":7:1: error: byte 0xE9 is not UTF-8"),
        (b"x" * (LIMIT + 2), "larger than 64 MiB"),
        (b"\x00" * 100, 'there is no column "who"'),
    ],
)
def test_an_odd_file_is_read(
    room: Path, capsys: pytest.CaptureFixture[str], data: bytes, words: str
) -> None:
    (room / "rows.csv").write_bytes(data)
    assert run(room, "--write") == 1
    out = capsys.readouterr().out
    assert len(out) < 20_000
    assert words in out
    assert not (room / "program").exists()


def test_a_spreadsheets_habits_stop_an_import(room: Path) -> None:
    assert run(room, "--write") == 0
    wanted = files(room / "program")
    shutil.rmtree(room / "program")
    text = (HEAD + ROWS).replace(",", ";").replace("\n", "\r\n").replace(";Ana;", ';" Ana ";')
    (room / "rows.csv").write_bytes(b"\xef\xbb\xbf" + text.encode() + b"\r\n")
    assert run(room, "--write") == 0
    assert files(room / "program") == wanted


def test_a_thousand_wrong_rows_fill_the_screen(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (room / "rows.csv").write_text(HEAD + "9,tomo,Post,x,3,\n" * 1000, encoding="utf-8")
    assert run(room) == 1
    out, err = capsys.readouterr()
    assert out.count("error:") == 51
    assert "950 more problems" in out
    assert err == "nothing was written: 1000 problems\n"


def test_ids_of_the_map_do_not_part_two_handles(room: Path) -> None:
    text = SMALL_MAP.replace("people:\n", "people:\n  ids: {Ana: ana-l, ana: ana, A_B: ana}\n")
    (room / "map.yml").write_text(text, encoding="utf-8")
    more = (
        "8,ana,Post,2025-03-05,3,https://example.com/8\n9,A_B,Post,2025-03-06,3,https://e.org/9\n"
    )
    (room / "rows.csv").write_text(HEAD + ROWS + more, encoding="utf-8")
    assert run(room, "--write") == 0
    assert sorted(path.name for path in (room / "program/influencers").iterdir()) == [
        *("ana", "ana-l", "tomo"),
    ]
    assert (room / "program/missions/write-a-post/claims/2025-03-06-ana.yml").is_file()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("by: maya", "by: May"), "map.yml:2:5: error:"),
        (("timezone: Europe/Berlin", "timezone: Europe/Berln"), "no time zone"),
        (("  name: Acme Champions", "  nmae: Acme Champions"), 'did you mean "name"?'),
        (("type: Post", "type: Talk"), 'the type "Talk" stands twice'),
        (("id: write-a-post", "id: give-a-talk"), 'the id "give-a-talk" stands twice'),
        (('"2025-03-01"', '"2024-03-01"'), "the days are not in order"),
        (("by: maya", "by: &a maya"), "map.yml:2:5: error:"),
        (("by: maya", "by: kim"), '"kim"'),
        (("because: bot", "because: no"), "because"),
    ],
)
def test_a_map_that_is_wrong_is_followed(
    room: Path, capsys: pytest.CaptureFixture[str], change: tuple[str, str], words: str
) -> None:
    assert change[0] in SMALL_MAP
    (room / "map.yml").write_text(SMALL_MAP.replace(*change), encoding="utf-8")
    assert run(room, "--write") == 1
    out = capsys.readouterr().out
    assert words in out
    assert not (room / "program").exists()


@pytest.mark.parametrize(
    ("totals", "words"),
    [
        ("who,points\n", 'there is no column "person"'),
        ("person,points\nana,x\n", ':2:1: error: points: "x" is no whole number of points'),
        ("person,points\nana,1\nAna,1\n", "ana stands twice, first on line 2"),
        ("person,points\nkim,1\n", ":2: kim has 0 here, 1 there (not in the export)"),
        ("person,points\nana,26\n", "tomo has 3 here, nothing there (not in the list)"),
        ("person,points,from,to_inclusive\nana,1,2025-01-01,x\n", "is no span of days"),
        (
            "person,points,from,to_inclusive\nana,1,2025-01-01,2025-01-02\ntomo,1,2025-01-01,x\n",
            "another window than in the rows before",
        ),
    ],
)
def test_totals_that_are_unlike_are_passed_over(
    room: Path, capsys: pytest.CaptureFixture[str], totals: str, words: str
) -> None:
    (room / "totals.csv").write_text(totals, encoding="utf-8")
    assert run(room, "--expect", str(room / "totals.csv"), "--write") == 1
    assert words in capsys.readouterr().out
    assert not (room / "program").exists()


def test_a_window_leaves_out_its_last_day(room: Path) -> None:
    (room / "totals.csv").write_text("person,points\nana,6\ntomo,3\n", encoding="utf-8")
    expect = ("--expect", str(room / "totals.csv"))
    assert run(room, *expect, "--from", "2025-03-02", "--to", "2025-03-02") == 0
    assert run(room, *expect, "--from", "2025-03-01", "--to", "2025-03-02") == 1
    assert run(room, *expect, "--from", "2025-03-02") == 2


NAMES = ImportMap(
    "map.yml",
    "maya",
    {"person": "a", "type": "b", "occurred": "c", "points": "d", "evidence": "e", "name": "f"},
    (MissionMap("x", "x", (Worth(day("1900-01-01"), 1),), {}),),
)


@given(st.binary(max_size=60) | st.text(alphabet='a,;"\n\r\t=-1x2025-03TZ:', max_size=80))
def test_hostile_bytes_end_in_a_traceback(data: bytes | str) -> None:
    head = b"a,b,c,d,e,f\n"
    for text in (data, head + (data if isinstance(data, bytes) else data.encode())):
        problems = Problems("x.csv")
        export = read_export(text if isinstance(text, bytes) else text.encode(), problems)
        if not problems.found:
            history = read_history(export, NAMES, UTC, problems)
            assert problems.found or len(history.events) == len(export.rows)


def test_names_and_accounts_are_lost(room: Path) -> None:
    text = SMALL_MAP.replace("  event: id\n", "  event: id\n  name: name\n")
    text = text.replace("people:\n", "people:\n  account: github\n  since: '2024-12-31'\n")
    (room / "map.yml").write_text(text, encoding="utf-8")
    rows = "1,Ana-L,Post,2025-03-02,3,https://e.org/1,Ana Lopes\n2,jo,Post,2025-03-02,3,https://e.org/2,\n"
    (room / "rows.csv").write_text(HEAD.replace("link", "link,name") + rows, encoding="utf-8")
    assert run(room, "--write") == 0
    assert (room / "program/influencers/ana-l/profile.yml").read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=../../schemas/profile.schema.json\n"
        'name: Ana Lopes\nstage: member\nsince: "2024-12-31"\naccounts:\n  github: Ana-L\n'
    )
    assert b"name: jo\n" in (room / "program/influencers/jo/profile.yml").read_bytes()
    assert check(room / "program") == 0


@pytest.mark.parametrize("name", ["=1+1", "@x", "+1", "-1", "a" * 121])
def test_a_name_that_acts_is_taken_over(
    room: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    text = SMALL_MAP.replace("  event: id\n", "  event: id\n  name: name\n")
    (room / "map.yml").write_text(text, encoding="utf-8")
    row = f"1,ana,Post,2025-03-02,3,https://e.org/1,{name}\n"
    (room / "rows.csv").write_text(HEAD.replace("link", "link,name") + row, encoding="utf-8")
    assert run(room, "--write") == 1
    assert "rows.csv:2:1: error: the name" in capsys.readouterr().out


def test_an_export_without_evidence_or_points_is_refused(room: Path) -> None:
    text = SMALL_MAP.replace("  points: points\n  evidence: link\n  event: id\n", "")
    (room / "map.yml").write_text(text, encoding="utf-8")
    rows = "ana,Post,2025-03-02T10:00\nana,Post,2025-03-02T10:00\nana,Post,2025-03-02\n"
    (room / "rows.csv").write_text("who,what,when\n" + rows, encoding="utf-8")
    assert run(room, "--write") == 0
    claims = files(room / "program/missions/write-a-post/claims")
    assert len(claims) == 3
    assert b'at: "09:00:00"\n' in claims["2025-03-02-ana.2.yml"]
    assert check(room / "program") == 0
    assert run(room, "--write") == 0
    assert files(room / "program/missions/write-a-post/claims") == claims
    assert b"points are those of the map" in (room / "map.yml").read_bytes()


def test_the_zone_of_the_map_counts_where_there_is_a_program(room: Path) -> None:
    path = room / "program/program/program.yml"
    path.parent.mkdir(parents=True)
    own = "name: P\ntimezone: Pacific/Kiritimati\nstaff: [{id: maya, name: M}]\n"
    path.write_text(own, encoding="utf-8")
    assert run(room, "--write") == 0
    assert path.read_text(encoding="utf-8") == own
    claims = room / "program/missions/give-a-talk/claims"
    assert [each.name for each in claims.iterdir()] == ["2025-03-01-ana.yml"]
    assert b"counted in Pacific/Kiritimati" in (room / "map.yml").read_bytes()


def test_the_map_in_the_manual_is_none() -> None:
    text = (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")
    shown = text.partition("```yaml\n")[2].partition("```")[0]
    names, found = read_map(shown.encode(), "docs/importing.md", SCHEMAS)
    assert not found
    assert names is not None
