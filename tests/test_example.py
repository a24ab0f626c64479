from __future__ import annotations

import os
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from goodword.cli.main import main
from goodword.load import load
from goodword.model.feedback import Decided
from goodword.model.paths import DOCUMENTS, ROWS, row_of
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.documents import read_document
from goodword.source.schemas import Schemas
from goodword.source.schemas.fields import keys
from goodword.source.trees import DiskTree
from goodword.starter.example import example
from goodword.starter.written import flow, quoted
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.model.claim import Claim
    from goodword.model.program import Program

TODAY = date(2026, 11, 15)
"""The day for which the example was written."""
UNTIL = date(2026, 10, 31)
SMALL, SMALLEST = ROOT / "tests" / "example", ROOT / "tests" / "example-smallest"
STATES = {
    *("closed-delivered", "closed-declined", "closed-available", "closed-withdrawn"),
    *("closed-duplicate", "closed-exempt", "open-received", "open-acknowledged"),
    *("open-triaged", "open-planned", "open-exploring", "open-deferred", "open-needs-info"),
    *("open-duplicate", "open-delivering", "open-delivered", "open-declined"),
    *("open-available", "open-reopened"),
}
"""Every state of a feedback item."""


@cache
def program_in(folder: Path) -> Program:
    loaded = load(DiskTree(folder), Schemas.load(schemas_directory()), workers=1)
    assert loaded.diagnostics == ()
    return loaded.program


def in_state(claim: Claim) -> str:
    if claim.withdrawn:
        return "withdrawn"
    if claim.appeal:
        answer = claim.appeal.decision
        return f"appeal {answer.outcome}" if answer else "appeal open"
    if claim.decision is None:
        return "asked" if claim.questions else "waiting"
    if claim.decision.outcome == "declined":
        return f"declined {claim.decision.reason_code}"
    return f"{claim.decision.quality} of {len(claim.people)}"


@pytest.mark.parametrize("folder", [ROOT, SMALL, SMALLEST], ids=["root", "small", "smallest"])
def test_an_example_with_something_to_mend(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    of_its_own = folder if folder == ROOT else shutil.copytree(folder, tmp_path / "copy")
    code = main(["--root", str(of_its_own), "check", "--strict", "--as-of", f"{TODAY}"])
    assert code == 0, capsys.readouterr().out


def test_an_example_that_lacks_a_kind_of_person() -> None:
    program = program_in(ROOT)
    people = program.influencers.values()
    assert len(people) >= 24
    assert {each.stage for each in people} == set(keys("profile", "history")["stage"]["enum"])
    assert program.departments is not None
    assert {each.category for each in people} >= {e.id for e in program.departments.categories}
    assert {entry.recognition for each in people for entry in each.consent} == {
        *("nobody", "staff", "members", "public")
    }
    assert {entry.messages for each in people for entry in each.consent} == {
        *("all", "essential", "portal-only", "none")
    }
    assert any(not each.reachable for each in people)
    assert any(each.staff for each in people)
    assert sum(each.stance == "critical" for each in people) >= 3
    assert any(not each.consent for each in people if each.stage == "member")


def test_an_example_without_names_in_other_scripts() -> None:
    names = "".join(each.name for each in program_in(ROOT).influencers.values())
    scripts = {unicodedata.name(letter).partition(" ")[0] for letter in names if letter.isalpha()}
    assert scripts >= {"LATIN", "GREEK", "CYRILLIC", "ARABIC", "DEVANAGARI", "CJK", "HIRAGANA"}


def test_an_example_that_shows_too_little_of_claims() -> None:
    claims = program_in(ROOT).claims.values()
    states = Counter(in_state(each) for each in claims)
    assert len(claims) >= 120
    assert set(states) >= {
        *("waiting", "asked", "withdrawn", "appeal open", "appeal approved", "appeal declined"),
        *("declined duplicate", "declined no-evidence", "declined undisclosed", "declined paid"),
        *("declined not-the-mission", "low of 1", "normal of 1", "high of 1", "normal of 2"),
        *("normal of 3", "high of 3"),
    }
    escalated = [each for each in claims if each.decision and each.decision.second]
    assert escalated
    years = {each.occurred.year for each in claims}
    assert years == {2023, 2024, 2025, 2026}
    points = Snapshot(program_in(ROOT), TODAY).ledger
    assert any(each.pending for each in points.members.values())


def test_an_example_in_which_a_feedback_item_has_no_state_like_it() -> None:
    snapshot = Snapshot(program_in(ROOT), TODAY)
    items = snapshot.loops.items.values()
    assert {each.state for each in items} == STATES
    summary = snapshot.loops.summary
    assert summary.delivered_not_told
    assert summary.declined_not_told
    assert max(each.round for each in items) > 1
    outcomes = {
        step.outcome
        for item in snapshot.program.feedback.values()
        for step in item.steps
        if isinstance(step, Decided)
    }
    assert len(outcomes) == 7


def test_an_example_that_is_shown_in_one_language_only() -> None:
    program = program_in(ROOT)
    assert program.settings.languages == ("en", "es")
    for mission in program.missions.values():
        for text in (mission.title, mission.summary, mission.instructions):
            assert text is not None
            assert dict(text).keys() == {"en", "es"}, mission.id
    for item in program.feedback.values():
        assert dict(item.title).keys() == {"en", "es"}, item.id


def test_an_example_with_an_address_that_could_be_somebodys() -> None:
    # Names under which nobody can be reached are reserved; everything here must stay there.
    for folder in ("program", "influencers", "missions"):
        for path in sorted((ROOT / folder).rglob("*.yml")):
            for word in path.read_text(encoding="utf-8").split():
                address = word.strip('"[],<>').partition("://")[2] or (
                    word.strip('"[],<>.').partition("@")[2] if "@" in word else ""
                )
                host = address.partition("/")[0].rstrip(".,")
                assert not host or host.endswith(".example"), f"{path}: {word}"


def test_a_kind_that_the_small_example_leaves_out() -> None:
    kinds = {
        row.kind
        for path in SMALL.rglob("*.yml")
        if (row := row_of(path.relative_to(SMALL).as_posix()))
    }
    assert kinds == DOCUMENTS
    packed = {"packed-claim", "packed-redemption", "packed-touchpoint"}
    assert {row.kind for row in ROWS} - kinds == {"message", "statement", "contact", *packed}


def test_a_smallest_program_that_has_grown() -> None:
    files = sorted(each for each in SMALLEST.rglob("*.yml"))
    assert len(files) == 3
    assert sum(len(each.read_text(encoding="utf-8").splitlines()) for each in files) == 11


def made(members: int, years: int, seed: int, until: date = UNTIL) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for path, data in example(members, years, seed, until):
        assert path not in files, path
        files[path] = data
    return files


def test_a_seed_that_gives_different_programs() -> None:
    once = made(30, 2, 7)
    assert once == made(30, 2, 7)
    assert once != made(30, 2, 8)


def test_a_program_that_depends_on_the_order_of_hashes() -> None:
    script = (
        "import hashlib, datetime\nfrom goodword.starter.example import example\n"
        "found = hashlib.sha256()\n"
        "for path, data in example(40, 2, 3, datetime.date(2026, 10, 31)):\n"
        "    found.update(path.encode() + b'\\0' + data)\n"
        "print(found.hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "tools")},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_a_program_of_a_size_nobody_asked_for() -> None:
    files = made(200, 3, 1)
    kinds = Counter(row.kind for path in files if (row := row_of(path)))
    assert None not in {row_of(path) for path in files}
    assert kinds["profile"] == 200
    assert kinds["claim"] == 3000
    assert kinds["feedback"] >= 145
    assert 540 <= kinds["touchpoint"] <= 660
    assert 250 <= kinds["redemption"] <= 300
    claims = [len(data) for path, data in files.items() if "/claims/" in path]
    assert 300 <= sum(claims) / len(claims) <= 450


@pytest.mark.parametrize(
    ("members", "years", "until"),
    [(1, 1, "2026-10-31"), (3, 1, "2024-02-29"), (25, 3, "2025-12-31"), (60, 5, "2026-10-31")],
)
def test_a_made_program_with_something_to_mend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], members: int, years: int, until: str
) -> None:
    folder = tmp_path / "made"
    size = ["--members", f"{members}", "--years", f"{years}", "--until", until]
    assert main(["example", *size, str(folder)]) == 0
    told = capsys.readouterr().out
    beside = {folder / ".gitattributes", *(folder / "schemas").iterdir()}
    files = [each for each in folder.rglob("*") if each.is_file() and each not in beside]
    assert told == f"{len(files)} files in {folder}\n"
    ended = main(["--root", str(folder), "check", "--strict", "--as-of", until])
    said = capsys.readouterr().out
    assert (ended, "[untranslated]" in said) == (0, False), said


def test_a_folder_with_something_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(["example", "--members", "2", str(tmp_path)]) == 2
    assert "is not empty; name a new folder" in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]


def test_a_target_that_is_a_file_or_a_link(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("file", "link"):
        assert main(["example", "--members", "2", str(tmp_path / name)]) == 2
        assert "is no folder" in capsys.readouterr().err
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "link"]


def test_a_program_that_would_begin_before_the_first_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["example", "--until", "1920-01-31", "--years", "40", str(tmp_path / "x")]) == 2
    assert "cannot end on 1920-01-31" in capsys.readouterr().err


def test_an_empty_folder_that_is_not_taken(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    assert main(["example", "--members", "2", "--years", "1", str(folder)]) == 0
    assert (folder / "program" / "program.yml").is_file()
    assert [each.name for each in tmp_path.iterdir()] == ["empty"]


def test_parts_left_behind_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(*_: object, **_named: object) -> object:
        yield "program/program.yml", b"name: x\n"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("goodword.cli.commands.example.example", failing)
    assert main(["example", str(tmp_path / "made")]) == 3
    assert "No space left on device" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["NO", "on", "2026-01-02", "12:30", "1_000", "0x1f", "a: b", "#x"])
def test_a_text_that_a_reader_takes_for_something_else(text: str) -> None:
    for written in (f"a: {quoted(text)}\n", f"a: {flow([text, 'x, y'])}\n"):
        value, problems = read_document(written.encode(), "x.yml")
        assert problems == ()
        assert value in ({"a": text}, {"a": [text, "x, y"]})
    assert quoted(text).startswith('"')
