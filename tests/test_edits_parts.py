"""New files, names for them, paths, scalars, differences and the disk, each at its limits."""

from __future__ import annotations

import errno
import stat
from typing import TYPE_CHECKING, Any

import pytest

from goodword.edits import disk, journal
from goodword.edits.edit import Edit, difference, digest, laid_over
from goodword.edits.naming import LONGEST, free_identifier, free_record, identifier
from goodword.edits.paths import refusal
from goodword.edits.scaffold import about, in_schema_order, scaffold
from goodword.edits.scalars import is_block, is_plain, quoted, scalar, single_quoted

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "plain", "flow"),
    [
        ("a b", True, True),
        ("a: b", False, False),
        ("a:b", True, False),
        ("a #b", False, False),
        ("a#b", True, True),
        ("a, b", True, False),
        ("a]", True, False),
        ("a?", True, False),
        ("No", False, False),
        ("NULL", False, False),
        ("nope", True, True),
        ("5a", False, False),
        ("-a", False, False),
        ("a ", False, False),
        ("a  b", False, False),
        ("é", True, True),
        ("aé\u00adb", False, False),
        ("aé\u200db", True, True),
        ("a\u2028b", False, False),
        ("", False, False),
        ("a\nb", False, False),
    ],
)
def test_a_text_stands_plain_or_in_quotes_wrongly(text: str, *, plain: bool, flow: bool) -> None:
    assert is_plain(text) is plain
    assert is_plain(text, flow=True) is flow
    assert scalar(text) == (text if plain else quoted(text))
    assert scalar(text, flow=True) == (text if flow else quoted(text))


def test_a_character_is_escaped_in_another_way() -> None:
    assert quoted('a"b\\c\nd\te\rf\0') == '"a\\"b\\\\c\\nd\\te\\rf\\0"'
    assert (
        quoted("\x1b\xa0\xff\u0600\u2028\U000e0001") == '"\\x1b\\xa0\xff\\u0600\\u2028\\U000e0001"'
    )
    assert quoted("\ufeff\u200c\u200d\ufe0f") == '"\\ufeff\u200c\u200d\ufe0f"'
    assert single_quoted('it\'s "x" \\') == "'it''s \"x\" \\'"
    assert [single_quoted(each) for each in ("a\nb", "a\tb", "a\u2028b")] == [None] * 3
    assert [scalar(each) for each in (None, True, False, 0, 12)] == [
        "null",
        "true",
        "false",
        "0",
        "12",
    ]


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("a\nb", True),
        ("a\nb\n", True),
        ("a\n", False),
        ("a", False),
        ("a\nb\n\n", False),
        (" a\nb", False),
        ("\na\nb", False),
        ("a \nb", False),
        ("a\nb ", False),
        ("a\n\nb", True),
        ("a\n b", True),
        ("a\tb\nc", False),
        ("a\u200db\nc", True),
    ],
)
def test_lines_stand_below_a_sign_wrongly(text: str, *, block: bool) -> None:
    assert is_block(text) is block


def test_a_name_gives_another_id() -> None:
    assert identifier("Ana O'Brien-López") == "ana-obrien-lopez"
    assert identifier("--") == ""
    assert identifier("a" * 39 + " b") == "a" * 39
    assert identifier("a" * 41) == "a" * 40
    assert free_identifier("ana", set()) == "ana"
    assert free_identifier("ana", {"ana"}) == "ana-2"
    assert free_identifier("ana", {"ana", "ana-2"}) == "ana-3"
    assert free_identifier("con", set()) == "con-2"
    assert free_identifier("a" * 40, {"a" * 40}) == "a" * 38 + "-2"
    assert free_identifier("a" * 37 + "-bc", {"a" * 37 + "-bc"}) == "a" * 37 + "-2"
    taken = {"a" * 40, *(f"{'a' * 38}-{number}" for number in range(2, 10))}
    assert free_identifier("a" * 40, taken) == "a" * 37 + "-10"
    assert LONGEST == 40
    assert free_record("x/y.yml", set()) == "x/y.yml"
    assert free_record("x/y.yml", {"x/y.yml"}) == "x/y.2.yml"
    assert free_record("x/y.yml", {"x/y.yml", "x/y.2.yml"}) == "x/y.3.yml"


def test_a_path_may_be_written_or_not_wrongly(tmp_path: Path) -> None:
    (tmp_path / "program").mkdir()
    (tmp_path / "program" / "a.yml").write_text("a: 1\n")
    (tmp_path / "program" / "link").symlink_to(tmp_path)
    (tmp_path / "influencers").write_text("")
    outside, odd = "lies outside program, influencers, missions", "is no path that the tool writes"
    expected: dict[str, tuple[str | None, str | None]] = {
        "program/a.yml": (None, None),
        "program/new/b.yml": (None, None),
        "missions/x/mission.yml": (None, None),
        "program": (outside, outside),
        "other/a.yml": (outside, None),
        "README.md": (outside, None),
        ".github/CODEOWNERS": (outside, None),
        ".git/config": (outside, "lies in .git"),
        ".Git/config": (outside, "lies in .Git"),
        ".goodword/journal": (outside, "lies in .goodword"),
        "../a.yml": (outside, odd),
        "other/../a.yml": (outside, odd),
        "other/./a.yml": (outside, odd),
        "other//a.yml": (outside, odd),
        "program/.hidden": (odd, odd),
        "program/..": (odd, odd),
        "program//a.yml": (odd, odd),
        "program/a\\b.yml": (odd, odd),
        "program/a\nb.yml": (odd, odd),
        "program/link/a.yml": ("leads through the symbolic link program/link",) * 2,
        "program/link": ("leads through the symbolic link program/link",) * 2,
        "program/a.yml/b.yml": ("cannot be written: program/a.yml is of another type",) * 2,
        "influencers/ana/profile.yml": ("cannot be written: influencers is of another type",) * 2,
    }
    found = {
        path: (refusal(tmp_path, path), refusal(tmp_path, path, begun=True)) for path in expected
    }
    assert found == expected
    (tmp_path / "missions").mkdir()
    (tmp_path / "missions" / "m").mkdir()
    assert refusal(tmp_path, "missions/m") == "cannot be written: missions/m is of another type"


def test_a_new_file_begins_otherwise() -> None:
    head = "# yaml-language-server: $schema=%sschemas/claim.schema.json\n"
    assert scaffold("a.yml", "claim", {}).decode() == head % "" + "{}\n"
    made = scaffold("missions/x/claims/a.yml", "claim", {"b": 1, "a": [2]}, ("One.", "Two."))
    assert made.decode() == head % "../../../" + "# One.\n# Two.\nb: 1\na:\n  - 2\n"
    lines = about("community", ("name",))
    assert all(len(line) <= 96 for line in lines)
    assert " ".join(lines).endswith(".")
    assert "File:" not in " ".join(lines)
    said = " ".join(lines).partition("More can be said: ")[2]
    assert said.endswith("movers, members.")
    assert not {"name", "snoozed"} & set(said.removesuffix(".").split(", "))
    everything = (*said.removesuffix(".").split(", "), "name")
    assert "More can be said" not in " ".join(about("community", everything))


SCHEMA: dict[str, Any] = {
    "properties": {
        "b": {"type": "string"},
        "a": {"$ref": "#/$defs/pair"},
        "m": {"additionalProperties": {"$ref": "#/$defs/pair"}},
        "free": {"additionalProperties": False},
        "l": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"$ref": "#/$defs/pair"}}]},
        "u": {"oneOf": [{"$ref": "#/$defs/one"}, {"$ref": "#/$defs/two"}]},
    },
    "$defs": {
        "pair": {"type": "object", "properties": {"y": {}, "x": {}}},
        "one": {"type": "object", "properties": {"kind": {"const": 1}, "q": {}, "p": {}}},
        "two": {"type": "object", "properties": {"kind": {"const": 2}, "p": {}, "q": {}}},
    },
}


@pytest.mark.parametrize(
    ("value", "keys"),
    [
        ({"z": 1, "a": {"x": 1, "y": 2}, "b": 3}, "b a[y x] z"),
        ({"m": {"k": {"x": 1, "w": 0, "y": 2}}}, "m[k[y x w]]"),
        ({"free": {"k": {"x": 1, "y": 2}}}, "free[k[x y]]"),
        ({"l": [{"x": 1, "y": 2}, 5]}, "l[[y x]]"),
        ({"l": "x"}, "l"),
        ({"u": {"p": 1, "q": 2, "kind": 1}}, "u[kind q p]"),
        ({"u": {"q": 1, "p": 2, "kind": 2}}, "u[kind p q]"),
        ({"u": {"q": 1, "p": 2, "kind": 3}}, "u[q p kind]"),
    ],
)
def test_keys_stand_in_another_order_than_the_schema_s(value: Any, keys: str) -> None:
    def shown(each: Any) -> str:
        if isinstance(each, list):
            return "".join(filter(None, map(shown, each))) and f"[{shown(each[0])[1:-1]}]"
        if not isinstance(each, dict):
            return ""
        return f"[{' '.join(f'{key}{shown(inner)}' for key, inner in each.items())}]"

    ordered = in_schema_order(value, SCHEMA)
    assert ordered == value
    expected = keys.replace("l[[y x]]", "l[y x]")
    assert shown(ordered)[1:-1] == expected


def test_a_difference_is_written_otherwise() -> None:
    assert difference("x", b"a\n", b"a\n") == ""
    assert difference("x", None, b"a\n") == "--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n"
    assert difference("x", b"a\n", None) == "--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"
    end = "\\ No newline at end of file\n"
    assert difference("x", b"a", b"b") == f"--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n{end}+b\n{end}"
    old = "".join(f"{n}\n" for n in range(9)).encode()
    shown = difference("x", old, old.replace(b"4", b"x"))
    assert shown.startswith("--- a/x\n+++ b/x\n@@ -3,5 +3,5 @@\n 2\n 3\n-4\n+x\n 5\n 6\n")
    assert laid_over([Edit("x", None, b"a"), Edit("y", "d", None)]) == {"x": b"a", "y": None}


def test_an_error_of_the_disk_is_told_otherwise() -> None:
    hint = "nothing was changed by this run"
    told = disk.failure(OSError(errno.ENOSPC, "No space left", "/x"))
    assert (told.message, told.hint) == ("/x: no space left", hint)
    told = disk.failure(OSError(errno.ENOSPC, "No space left"))
    assert (told.message, told.hint) == ("no space left", hint)
    assert disk.failure(OSError("Something Else")).message == "something else"


def test_folders_are_flushed_one_by_one_or_all_at_once_wrongly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[str] = []
    monkeypatch.setattr("os.sync", lambda: flushed.append("all"))
    monkeypatch.setattr(disk, "flush_folder", lambda folder: flushed.append(folder.name))
    folders = [tmp_path / f"{number:02}" for number in range(65)]
    for folder in folders[:-1]:
        folder.mkdir()
    disk.flush_folders([*folders[1::-1], folders[-1]])
    assert flushed == ["00", "01"]
    flushed.clear()
    disk.flush_folders([*folders[:63], folders[-1]])
    assert flushed == [folder.name for folder in folders[:63]]
    flushed.clear()
    disk.flush_folders(folders)
    assert flushed == ["all"]


def test_a_file_outside_the_data_is_replaced_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"old")
    file.chmod(0o640)
    (tmp_path / "link").symlink_to(file)
    disk.replace_file(tmp_path / "link", b"new")
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"new", 0o640)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["link", "x"]
    disk.write_file(file, b"newer", None)
    assert file.read_bytes() == b"newer"


def test_a_plan_is_remembered_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[Path] = []
    monkeypatch.setattr(journal, "flush_folder", flushed.append)
    changes = [
        journal.Change("program/a.yml", b"\xff\n", 0o600, b"new"),
        journal.Change("program/b.yml", None, 0, b"b"),
        journal.Change("program/c.yml", b"c", 0o644, None),
    ]
    assert journal.recall(tmp_path) is None
    journal.remember(tmp_path, journal.Plan(changes, ["program/new"]))
    assert flushed == [tmp_path]
    recalled = journal.recall(tmp_path)
    assert recalled is not None
    plan, new = recalled
    assert [(each.path, each.old, each.mode, each.new, each.staged) for each in plan.changes] == [
        ("program/a.yml", b"\xff\n", 0o600, None, None),
        ("program/b.yml", None, 0, None, None),
        ("program/c.yml", b"c", 0o644, None, None),
    ]
    assert plan.folders == ["program/new"]
    assert new == {
        "program/a.yml": digest(b"new"),
        "program/b.yml": digest(b"b"),
        "program/c.yml": None,
    }
    journal.forget(tmp_path)
    assert flushed == [tmp_path, tmp_path]
    assert list(tmp_path.iterdir()) == []
    journal.forget(tmp_path)
