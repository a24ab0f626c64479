"""Lists that strangers wrote: what is refused, with its place, and what is harmless."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.intake.people.lists import ListFile
from goodword.load import load
from goodword.source.documents import read_document
from goodword.source.names import is_reserved
from goodword.source.trees import DiskTree
from tests.list_of_people import SCHEMAS, Room, bring, bring_files
from tests.test_import_people import PROGRAM, people, run

if TYPE_CHECKING:
    from pathlib import Path

MAP = b"columns: {name: name, bio: bio, links: links, pronouns: pronouns, topics: topics}\n"
JSON_MAP = MAP + b"accounts: {github: github}\n"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    below = DiskTree(tmp_path_factory.mktemp("program"))
    return Room(below, {"program/program.yml": PROGRAM.encode()})


REFUSED = [
    ("name", "=cmd|' /C calc'!A0", "is no name"),
    ("name", "@SUM(1,2)", "is no name"),
    ("name", "+49 30 1234", "is no name"),
    ("name", "-", "is no name"),
    ("name", "12345", "is no name"),
    ("name", "<script>alert(1)</script>", "holds an HTML tag"),
    ("name", "Ana <img src=x onerror=y>", "holds an HTML tag"),
    ("name", "Ana &#x202e; L", "holds an entity"),
    ("name", "Ana\x00", "U+0000"),
    ("name", "Ana\x1b[31m", "U+001B"),
    ("name", "Ana \u202eseoL", "U+202E"),
    ("name", "Ana\u200b Lopes", "U+200B"),
    ("name", "Ana\U000e0041", "U+E0041"),
    ("name", "A" * 101, "name: "),
    ("name", "A" * 1_000_000, "characters, at most 10000 are taken"),
    ("name", "\U0001f600", "is no name"),
    ("name", {"first": "Ana"}, "there is no name"),
    ("name", ["Ana", "Lopes"], "is a list, expected a text"),
    ("name", "\ud800Ana", "U+D800"),
    ("bio", "x" * 1_000_000, "characters, at most 10000 are taken"),
    ("bio", "Hello\u202e", "U+202E"),
    ("pronouns", "=1+1", "which is a formula"),
    ("pronouns", "<b>she</b>", "holds an HTML tag"),
    ("links", "javascript:alert(1)", "expected a link"),
    ("links", ["https://ana:secret@example.com/"], "expected a link: "),
    ("links", "data:text/html", "expected a link"),
    ("topics", "???", "of which no topic can be made"),
    ("github", "two words", "which is no account"),
    ("github", "a" * 101, "which is no account"),
    ("github", "ana\u200d\u200d", "holds the invisible character"),
]


@pytest.mark.parametrize(("key", "value", "why"), REFUSED)
def test_a_hostile_cell_is_taken(room: Room, key: str, value: Any, why: str) -> None:
    entry = {"name": "Ana Lopes", "github": "ana", key: value}
    data = json.dumps([{"name": "Rui Alves"}, entry]).encode()
    columns = f"columns: {{name: name{'' if key in ('name', 'github') else f', {key}: {key}'}}}\n"
    accounts = "accounts: {github: github}\n"
    _, told = bring_files(room, [ListFile("list.json", data)], (columns + accounts).encode())
    assert len(told.found) == 1, told.found
    (problem,) = told.found
    assert why in problem.message
    assert len(problem.message) < 300
    assert problem.place.path == "list.json"
    assert problem.mark is not None
    assert problem.mark.line == 1


HARMLESS = [
    ("../../etc/passwd", "etc-passwd"),
    ("C:\\Windows\\system32", "c-windows-system32"),
    ("Con", "con-2"),
    ("NUL", "nul-2"),
    ("com1 x", "com1-x"),
    ("Maya", "maya-2"),
    ("'; DROP TABLE people; --", "drop-table-people"),
    ("{{ 7*7 }} Ana", "7-7-ana"),
    ("${HOME} Ana", "home-ana"),
    ("Ana: [x, y] # z", "ana-x-y-z"),
    ("yes", "yes"),
    ("Null", "null"),
    ("Ana\u00a0Lopes", "ana-lopes"),
    ("Ana\nLopes", "ana-lopes"),
    ("Аna Lореs", "ana-lores"),
    ("X Æ A-12", "x-ae-a-12"),
    ("S\u0301ara", "sara"),
    ("O\u2019Neil", "oneil"),
    ("A" * 100, "a" * 40),
]


@pytest.mark.parametrize(("name", "who"), HARMLESS)
def test_an_odd_name_does_harm(room: Room, name: str, who: str) -> None:
    imported, told = bring(room, [{"name": name}], b"columns: {name: name}\n")
    assert told.found == []
    (edit,) = imported.proposal.edits
    assert edit.path == f"influencers/{who}/profile.yml"
    assert not is_reserved(who)
    assert edit.new is not None
    said, wrong = read_document(edit.new, edit.path)
    assert wrong == ()
    assert isinstance(said, dict)
    assert {"stage", "since", "name"} == set(said)
    assert load(room.after(imported).tree, SCHEMAS).diagnostics == ()


def test_ids_that_look_alike_are_given(room: Room) -> None:
    rows = [{"name": "Team Io"}, {"name": "Team I0"}, {"name": "Bil"}, {"name": "Bi1"}]
    imported, told = bring(room, rows, b"columns: {name: name}\n")
    assert told.found == []
    assert sorted(each.id for each in imported.outcomes) == ["bi1", "bil-2", "team-i0", "team-io-2"]


DOCUMENTS = [
    ("l.json", b"[" * 100_000, 1, "the file is no JSON"),
    ("l.json", b'[\n{"name": "Ana",}]', 2, "the file is no JSON"),
    ("l.json", b'[{"name": "Ana", "name": "Rui"}]', 1, 'the file has the key "name" twice'),
    ("l.json", b'["Ana"]', 1, 'expected a mapping for each person, this is "Ana"'),
    ("l.json", b"[]", 1, "there is nobody in the list"),
    ("l.json", b"null", 1, "there is nobody in the list"),
    ("l.json", b"7", 1, 'expected people, this is "7"'),
    ("l.json", b'[{"nmae": "Ana"}]', 1, 'there is no column "name", did you mean "nmae"?'),
    ("l.json", b"\xff\xfe\x00\xd8", 1, "the file begins as UTF-16 and is none"),
    ("l.yml", b"- name: !!python/object:os.system x\n", 1, "tag"),
    ("l.yml", b"a: &a [x]\nb: *a\n", 1, "anchor"),
    ("l.yml", b"- name: Ana\n- name: Rui\n  name: Eva\n", 3, "the key `name` stands twice"),
    ("l.yml", b"- name: Ana\n\tx: y\n", 2, ""),
    ("l.yml", b"- " * 50_000, 1, ""),
    ("l.csv", b'name\n"Ana\n', 2, "the row cannot be read"),
    ("l.csv", b"name\nAna\x00\n", 2, "U+0000"),
    ("l.csv", b"name\n" + b"A" * 1_000_000 + b"\n", 2, ""),
    ("l.csv", b"name\nAna,Rui\n", 2, "2 cells, expected 1"),
    ("l.xlsx", b"PK\x03\x04rest", 1, "the file is a spreadsheet"),
    ("l.json", b"PK\x03\x04rest", 1, "the file is a spreadsheet"),
    ("l", b'\n [{"name": 7, "x": }]', 2, "the file is no JSON"),
    ("l.csv", b"[name]\nAna\n", 1, 'there is no column "name"'),
    ("l.csv", b"PK\x03\x04rest", 1, "the file is a spreadsheet"),
]


@pytest.mark.parametrize(("path", "data", "line", "why"), DOCUMENTS)
def test_a_hostile_file_is_taken(room: Room, path: str, data: bytes, line: int, why: str) -> None:
    imported, told = bring_files(room, [ListFile(path, data)], b"columns: {name: name}\n")
    assert imported.proposal.edits == ()
    assert told.found
    assert all(each.place.path == path for each in told.found)
    assert why in told.found[0].message
    assert told.found[0].mark is not None
    assert told.found[0].mark.line == line


def test_a_folder_leads_elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "program").mkdir()
    (tmp_path / "program/program.yml").write_text(PROGRAM, "utf-8")
    (tmp_path / "map.yml").write_text("columns: {name: name}\n", "utf-8")
    (tmp_path / "secret.json").write_text('{"name": "Sec Ret"}', "utf-8")
    (tmp_path / "l/deep/.git").mkdir(parents=True)
    (tmp_path / "l/deep/.git/x.json").write_text('{"name": "Hidden"}', "utf-8")
    (tmp_path / "l/deep/ana.json").write_text('{"name": "Ana"}', "utf-8")
    (tmp_path / "l/rui.yaml").write_text("name: Rui\n", "utf-8")
    (tmp_path / "l/link.json").symlink_to(tmp_path / "secret.json")
    os.mkfifo(tmp_path / "l/pipe.json")
    (tmp_path / os.fsdecode(b"l/\xff.json")).write_text('{"name": "Odd"}', "utf-8")
    assert run(tmp_path, "--write", name="l") == 0
    capsys.readouterr()
    assert people(tmp_path) == ["ana", "odd", "rui"]
    (tmp_path / os.fsdecode(b"l/\xff.json")).write_text('{"name": "="}', "utf-8")
    assert run(tmp_path, name="l") == 1
    assert '"=" is no name' in capsys.readouterr().out


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
WORDS = st.sampled_from(["Ana", "PT", "2026-01-01", "https://example.org", "member", "=1", "7"])
NAMES = st.sampled_from(["name", "a", "b.c", "", "@key"])
VALUES = st.recursive(
    SCALARS | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=12,
)
KEYS = [
    "name",
    "region",
    "since",
    "stage",
    "languages",
    "topics",
    "links",
    "bio",
    "owner",
    "g",
    "r",
    "a",
    "b.c",
]
WHOLE = {**dict.fromkeys(KEYS), "name": "Last One"}
"""Somebody with every column, so that none is missing."""
WIDE_MAP = b"""\
columns:
  name: [name, a]
  region: region
  since: since
  stage: stage
  languages: languages
  topics: topics
  links: links
  bio: [bio, b.c]
  owner: owner
accounts: {github: {login: g, number: r}, forum: a}
reach: [{column: r, channel: blog, measure: readers, date: "2026-10-01"}]
"""
GOOD = {"region": "PT", "since": "2026-01-01", "stage": "member", "languages": ["en"], "r": 7}
FEW = st.builds(
    lambda name, keys: {"name": name, **{key: GOOD[key] for key in keys}},
    st.text(st.characters(categories=["L", "M", "Zs"]), min_size=1, max_size=20),
    st.sets(st.sampled_from(sorted(GOOD))),
)
ODD = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6)
ENTRIES = st.lists(FEW, max_size=4) | st.lists(FEW | ODD, max_size=4)


@given(ENTRIES | VALUES)
def test_a_list_of_chance_is_taken_as_it_is(room: Room, value: Any) -> None:
    if isinstance(value, list):
        value = [*value, WHOLE]
    data = json.dumps(value).encode(errors="surrogatepass")
    held(room, [ListFile("list.json", data)])


@given(st.binary(max_size=200), st.sampled_from(["l.csv", "l.json", "l.yml", "l"]))
def test_bytes_of_chance_are_taken_as_they_are(room: Room, data: bytes, path: str) -> None:
    held(room, [ListFile(path, data), ListFile(path, b"name,region\n" + data)])


def held(room: Room, files: list[ListFile]) -> None:
    """Whatever is in the files is told with its place, or is a profile that `check` takes."""
    imported, told = bring_files(room, files, WIDE_MAP)
    for each in told.all():
        assert len(each.message) < 400
    if not told.count:
        assert load(room.after(imported).tree, SCHEMAS).diagnostics == ()
