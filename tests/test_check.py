"""`goodword check`: its formats, paths, revisions, warnings, and input that wishes it harm."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.resources import schemas_directory
from tests.forty_mistakes import MISTAKES
from tests.test_cases import BASE, CASES
from tests.test_forty_mistakes import ROOT, planted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What must not reach a terminal or a log: control characters but the line end, overrides."""


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on a copy of the base of all cases, as of its day."""
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)

    def go(*arguments: str) -> tuple[int, str, str]:
        code = main(("--root", str(tmp_path), *arguments, "--as-of", "2026-11-15"))
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return go


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def lay(case: str, folder: Path) -> None:
    shutil.copytree(CASES / case, folder, dirs_exist_ok=True)


def candidates(folder: Path, number: int) -> None:
    """So many people whose owner nobody knows."""
    for each in range(number):
        path = folder / f"influencers/p{each:02}/profile.yml"
        path.parent.mkdir()
        path.write_text(
            f'name: P {each}\nstage: candidate\nsince: "2026-11-01"\nowner: nobody-here\n'
        )


def test_a_run_shows_other_than_nine_annotations_and_how_many_more(
    run: Run, tmp_path: Path
) -> None:
    lay("told-stranger/did-not-raise-it", tmp_path)
    candidates(tmp_path, 12)
    code, out, err = run("check", "--format", "github")
    lines = out.splitlines()
    assert (code, err, len(lines)) == (1, "", 10)
    assert lines[0] == (
        "::error file=influencers/p00/profile.yml,line=4,endLine=4,col=8,endColumn=18,"
        'title=unknown-reference::there is no member of staff "nobody-here", '
        "expected one of maya, tom"
    )
    assert lines[9] == (
        "::error title=goodword check::and 4 more; goodword check shows all of them"
    )


def test_json_lacks_what_a_program_needs(run: Run, tmp_path: Path) -> None:
    candidates(tmp_path, 1)
    code, out, err = run("check", "--format", "json")
    assert (code, err) == (1, "")
    assert json.loads(out) == [
        {
            "path": "influencers/p00/profile.yml",
            "line": 4,
            "column": 8,
            "end_line": 4,
            "end_column": 19,
            "pointer": ["owner"],
            "severity": "error",
            "rule": "unknown-reference",
            "message": 'there is no member of staff "nobody-here", expected one of maya, tom',
            "hint": "",
        }
    ]
    assert run("check", "program", "--format", "json") == (0, "[]\n", "")


def test_a_warning_counts_without_strict_or_does_not_with_it(run: Run, tmp_path: Path) -> None:
    lay("told-stranger/did-not-raise-it", tmp_path)
    code, out, err = run("check")
    assert code == 0
    assert ": warning: " in out
    assert err.endswith(" rules: 1 warning\n")
    assert run("check", "--strict") == (1, out, err)


def test_a_path_is_not_understood_from_where_one_stands(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    candidates(tmp_path, 2)
    everything = run("check")
    assert run("check", "influencers")[:2] == everything[:2]
    assert run("check", "./influencers/p00")[1].count("error:") == 1
    assert run("check", "missions", "influencers/p01/profile.yml")[1].count("error:") == 1
    assert run("check", str(tmp_path / "influencers/p00/"))[1].count("error:") == 1
    assert run("check", "program")[0] == 0
    monkeypatch.chdir(tmp_path / "influencers")
    assert run("check", "p00", "p01")[:2] == everything[:2]
    assert run("check", "../influencers/p00")[1].count("error:") == 1
    assert run("check", "..") == everything
    assert run("check", "influencers/p00")[1].count("error:") == 1, "as the program has it"


@pytest.mark.parametrize("path", ["influencers/anna", "/etc/passwd", "../x", "program/\x1b[2J"])
def test_a_path_to_nothing_is_found_clean(run: Run, path: str) -> None:
    code, out, err = run("check", path)
    assert (code, out) == (2, "")
    assert "there is nothing at " in err
    assert not ACTS.search(err)


def test_a_revision_is_judged_otherwise_than_the_same_files_on_the_disk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "repository" / "wheelhouse"
    for room in ("program", "influencers", "missions", "schemas"):
        shutil.copytree(ROOT / room, folder / room)
    for path, content in planted(MISTAKES).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    mission = folder / "schemas/mission.schema.json"
    mission.write_text(mission.read_text().replace("Mission", "Task"))
    git(tmp_path, "init", "repository")
    git(folder, "add", "--all")
    git(folder, "commit", "--message", "All mistakes")
    shown = {}
    for revision in ((), ("--rev", "HEAD"), ("--rev", "main")):
        arguments = ("check", "--as-of", "2026-11-15", "--format", "json", *revision)
        assert main(("--root", str(folder), *arguments)) == 1
        shown[revision] = json.loads(capsys.readouterr().out)
    assert len(shown[()]) == 41
    assert shown[()] == shown["--rev", "HEAD"] == shown["--rev", "main"]
    shutil.rmtree(folder / "missions")
    arguments = ("check", "missions", "--as-of", "2026-11-15", "--format", "json", "--rev", "HEAD")
    assert main(("--root", str(folder), *arguments)) == 1
    found = json.loads(capsys.readouterr().out)
    assert found == [each for each in shown[()] if each["path"].startswith("missions/")]
    assert main(("--root", str(folder), "check", "--rev", "no-such-revision")) == 3
    assert "no-such-revision" in capsys.readouterr().err


def test_a_copy_of_the_schemas_that_differs_is_not_noted(run: Run, tmp_path: Path) -> None:
    shutil.copytree(schemas_directory(), tmp_path / "schemas")
    assert run("check", "--strict")[1].endswith("nothing to mend\n")
    changed = tmp_path / "schemas/profile.schema.json"
    changed.write_text(changed.read_text().replace("Pronouns", "Addressed as"))
    (tmp_path / "schemas/tiers.schema.json").unlink()
    code, out, err = run("check", "--strict")
    assert code == 0
    note = "this copy differs from the schemas that check judges by; so does 1 more"
    assert out.splitlines()[0] == f"schemas/profile.schema.json: note: {note} [schemas-copy]"
    assert err.endswith(" rules: 1 note\n")
    assert run("check", "schemas")[1] == out
    assert run("check", "program")[1].endswith("nothing to mend\n")
    shutil.rmtree(tmp_path / "schemas")
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas/other.json").write_text("{}")
    assert run("check")[1].endswith("nothing to mend\n")


ODD_NAMES = [
    b"influencers/a\nb/profile.yml",
    b"influencers/\x1b]0;gone\x07/profile.yml",
    b"influencers/\x1b[31mred/profile.yml",
    b"influencers/::error::now/profile.yml",
    b"influencers/##[group]/profile.yml",
    "influencers/\u202egnp.exe/profile.yml".encode(),
    "influencers/\u2028/profile.yml".encode(),
    b"influencers/\xff\xfe/profile.yml",
    "influencers/e\u0301va/profile.yml".encode(),
    b"influencers/" + b"x" * 255 + b"/profile.yml",
]


@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_a_name_of_a_file_acts_on_a_terminal_or_a_log(run: Run, tmp_path: Path, form: str) -> None:
    for name in ODD_NAMES:
        path = tmp_path / os.fsdecode(name)
        path.parent.mkdir(parents=True)
        path.write_bytes(b"name: X\n")
    code, out, err = run("check", "--format", form)
    assert code == 1
    out.encode()
    assert not ACTS.search(out + err)
    if form == "github":
        assert all(line.startswith("::error ") for line in out.splitlines())
        assert "##[" not in out
    elif form == "json":
        assert len(json.loads(out)) >= len(ODD_NAMES)


HOSTILE = {
    "influencers/ana/profile.yml": b"a: &a [x]\n"
    + b"".join(
        b"%c: &%c [%s]\n" % (new, new, b", ".join([b"*%c" % old] * 9))
        for old, new in zip(b"abcdefgh", b"bcdefghi", strict=True)
    ),
    "influencers/ben/profile.yml": b"[" * 60_000,
    "missions/guide/mission.yml": b"title: " + b"x" * 10_000_000,
    "missions/talk/mission.yml": b"points: " + b"9" * 5_000 + b"\ntitle: .nan\n",
    "program/tiers.yml": bytes(range(256)) * 3,
    "program/strategy.yml": "pillars: [adoption]\n".encode("utf-16"),
    "program/policies.yml": b"? {a: 1}\n: b\n<<: {}\n!!python/object:os.system x: 1\n",
    "program/departments.yml": b'a: "\\ud800\\u202e"\n',
    "program/feedback/2026-10-01-slow-search.yml": b"\x00\x1b[2J::error::x",
}


def test_hostile_files_end_in_more_than_words(run: Run, tmp_path: Path) -> None:
    for path, content in HOSTILE.items():
        (tmp_path / path).write_bytes(content)
    code, out, err = run("check")
    assert code == 1
    assert not ACTS.search(out + err)
    for path in HOSTILE:
        assert f"{path}:" in out
    for command in (("points",), ("loops",), ("list", "claims"), ("show", "ana")):
        code, out, err = run(*command)
        assert (code, out) == (3, "")
        assert not ACTS.search(err)
        assert "goodword check" in err


def test_three_hostile_files_alone_end_in_a_traceback(tmp_path: Path) -> None:
    for path, content in {
        "program/program.yml": b"[" * 60_000,
        os.fsdecode(b"influencers/\xff/profile.yml"): b"{" * 60_000,
        "missions/x/mission.yml": b"\xff\xfe\x00",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_bytes(content)
    script = "import sys; from goodword.cli import main; sys.exit(main())"
    plain = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
    for environment in ({}, plain, plain | {"PYTHONIOENCODING": "ascii"}):
        for command in ("check", "points", "loops", "portal"):
            done = subprocess.run(
                [sys.executable, "-c", script, "--root", str(tmp_path), command],
                capture_output=True,
                text=True,
                errors="strict",
                env=os.environ | environment,
                check=False,
            )
            assert done.returncode == (1 if command == "check" else 3), done.stderr
            assert "Traceback" not in done.stderr
            assert "goodword check" in done.stderr or "program/program.yml:" in done.stdout


def test_a_text_that_a_terminal_cannot_show_ends_the_check(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "influencers/dan/profile.yml"
    path.write_text(path.read_text().replace("name: Dan Ito", "name: 伊藤\nowner: Łukasz"))
    script = "import sys; from goodword.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", script, "--root", str(tmp_path), "check", "--as-of", "2026-11-15"],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert (done.returncode, done.stderr.count(b"Traceback")) == (1, 0)
    assert b"\\u0141ukasz" in done.stdout
