"""What commands write, to a terminal or the log of a CI machine: nothing of a file acts there."""

from __future__ import annotations

import ast
import io
import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

from goodword.cli import main, options, output
from goodword.diagnostics import Failure
from goodword.exports.calendar import folded
from goodword.formats.plain import harmless_lines
from tests.conftest import ROOT
from tests.hostile_program import path_of, program
from tests.reading_commands import asked, formats
from tests.test_hostile_texts import ACTS
from tests.test_schema_model import PATHS

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-11-15"
TEXTS = (
    "::error file=x::y",
    "##[error]y ##vso[task.complete]",
    "a word ::error file=x::y and so many more words that a line is folded before ::warning::y",
)
BEGINS = re.compile(r"^\s*::", re.MULTILINE)
ANYWHERE = re.compile(r"##\w*\[")
ANNOTATION = re.compile(r"::(error|warning|notice) (file=.*,)?title=[\w -]+::.*")


def begins_a_command(text: str) -> str | None:
    found = BEGINS.search(text) or ANYWHERE.search(text) or ACTS.search(text.replace("\r\n", "\n"))
    return text[max(0, found.start() - 40) : found.end() + 40] if found else None


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    for path, content in program(TEXTS).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    # Half of it was there before, so that what compares commits has something to tell.
    person, mission = path_of("profile", 0), path_of("mission", 1)
    for left_out in ((f":!{person}", f":!{mission}"), ()):
        subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
        subprocess.run(["git", "add", "--", ".", *left_out], cwd=root, check=True)
        commit = ["git", "commit", "--quiet", "--author", f"{TEXTS[0]} <a@example.org>"]
        subprocess.run([*commit, "--message", TEXTS[1]], cwd=root, check=True)
    return root


MORE = {
    "blame": (path_of("profile", 0),),
    "diff": ("HEAD~1",),
    "forms": ("--check",),
    "schemas": ("--check",),
    "guard": ("HEAD~1",),
    "owners": ("--check",),
    "probe": ("http://localhost:1/",),
}
"""What commands that look at commits, or judge one file, are told beside."""
TIMELESS = {"blame", "doctor", "guard", "probe"}
"""Commands whose day is that of the commits, or the clock's."""


@pytest.mark.parametrize("name", sorted(formats()))
def test_a_text_of_a_file_becomes_a_command_of_a_log(
    hostile: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    people = [path_of("profile", n).split("/")[1] for n in range(len(TEXTS))]
    things = [path_of(kind, n) for kind in sorted(PATHS) for n in (0, 2) if kind != "program"]
    commands = [each for each in asked(people, things) if each[0] == name]
    assert commands
    seen = ""
    for command in commands:
        for width in (0, 43) if command[-1] == "table" else (0,):
            with monkeypatch.context() as patched:
                if width:
                    patched.setattr(options, "is_terminal", lambda: True)
                    patched.setenv("COLUMNS", str(width))
                day = () if name in TIMELESS else ("--as-of", DAY)
                told = ("--root", str(hostile), name, *MORE.get(name, ()), *command[1:], *day)
                code = main(told)
            out, err = capsys.readouterr()
            assert code in (0, 1), (command, err)
            seen += out
            if command[-1] == "github":
                assert all(ANNOTATION.fullmatch(line) for line in out.splitlines()), command
                out = re.sub("^::", "", out, flags=re.MULTILINE)
            assert begins_a_command(out + err) is None, (command, begins_a_command(out + err))
    assert seen


def test_an_odd_path_or_argument_acts_in_a_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "program").mkdir()
    odd = "x\x1b[2J\u202egnp\n::error::y"
    (tmp_path / "influencers" / odd).mkdir(parents=True)
    (tmp_path / "influencers" / odd / "profile.yml").write_text("name: [", encoding="utf-8")
    (tmp_path / "program/program.yml").write_text("name: [", encoding="utf-8")
    for command in (
        *(("points",), ("portal",), ("check",), ("check", "--format", "json"), ("show", odd)),
        *(("list", odd), ("check", odd), ("points", "--as-of", odd), (odd,), ("record", odd)),
        *(("rules", odd), ("points", "--rev", odd), ("agenda", "--owner", odd)),
    ):
        assert main(["--root", str(tmp_path), *command]) in (1, 2, 3)
        out, err = capsys.readouterr()
        assert out + err
        assert begins_a_command(out + err) is None, command
    output.show_failure(Failure(f"{odd}: ##[error]", odd))
    assert begins_a_command(capsys.readouterr().err) is None


def test_a_change_shown_begins_a_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, content in program(("a",)).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    words = ("::error::y", "--by", "tom", "--channel", "##[error]", "--summary", "::warning::y")
    asked_ = ("influencer", "thank", "p0", "--helped", *words)
    main(["--root", str(tmp_path), *asked_, "--as-of", DAY])
    out, err = capsys.readouterr()
    assert begins_a_command(out + err) is None


def test_a_text_that_says_nothing_to_a_log_is_changed() -> None:
    for text in ("a::b\n", "std::vector\n", "# [x]\n", "a ## b [c]\n", "x: y\n\tz\r\n", "é – 漢\n"):
        assert harmless_lines(text) == text
    assert harmless_lines("a\n  ::error::x\n") == "a\n  \\::error::x\n"
    assert harmless_lines("a\rb\x1b\u202e\n") == "a\\rb\\x1b\\u202e\n"


def test_a_calendar_loses_words_that_would_be_a_command() -> None:
    for words in ("x" * 66 + "::::error::x ##[error]", " ::error" * 30, "##[" * 60):
        text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nX-WR-CALNAME:{words}\r\n"
        made = Calendar.from_ical(text + "END:VCALENDAR\r\n")
        written = folded(made.to_ical().decode())
        assert begins_a_command(written) is None
        assert str(Calendar.from_ical(written)["X-WR-CALNAME"]) == words


class _Closed(io.StringIO):
    """A stream whose reader has gone."""

    def write(self, _text: str) -> int:
        raise BrokenPipeError


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_closed_stream_ends_in_a_traceback(
    small: Path, monkeypatch: pytest.MonkeyPatch, stream: str
) -> None:
    gone = io.StringIO()
    gone.close()
    for there in (None, gone):
        for command in (("agenda", "--format", "ics"), ("points",), ("list", "x"), ("chekc",)):
            with monkeypatch.context() as patched:
                patched.setattr(sys, stream, there)
                patched.setattr("goodword.cli.group.leave", lambda: None)
                code = main(["--root", str(small), *command, "--as-of", DAY])
            assert code in (0, 2)


def test_something_else_writes_to_a_stream() -> None:
    """The writer is one: `click.echo`, `print` and streams belong to cli/output.py alone."""
    found = []
    for path in sorted((ROOT / "tools/goodword").rglob("*.py")):
        if path.name == "output.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in {"echo", "secho", "echo_via_pager"}:
                found.append(f"{path.name}:{node.lineno}")
            if isinstance(node, ast.Name) and node.id == "print":
                found.append(f"{path.name}:{node.lineno}")
            if isinstance(node, ast.Attribute) and node.attr in {"write", "writelines"}:
                inner = ast.unparse(node.value)
                found += [f"{path.name}:{node.lineno}"] * inner.startswith(("sys.std", "sys.__std"))
    assert found == []


def test_a_table_in_a_pipe_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    asked_ = ["--root", str(ROOT), "agenda", "--all", "--days", "90", "--as-of", DAY]
    assert main([*asked_, "--format", "json"]) == 0
    dues = [each for o in json.loads(capsys.readouterr().out)["owners"] for each in o["due"]]
    assert main(asked_) == 0
    lines = capsys.readouterr().out.splitlines()
    for due in dues:
        words = due["command"] or due["path"]
        assert any(words in line and due["due"] in line for line in lines), due
