"""Packed cycles as files: killed while they are written, merged with what others did, erased."""

from __future__ import annotations

import re
import shutil
import subprocess
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

import click
import pytest

from goodword.actions.pack import pack
from goodword.actions.unpack import unpack
from goodword.cli import main
from goodword.cli.completable import ARGUMENTS
from goodword.cli.named import Names
from goodword.edits.writing import recover, write
from goodword.part import Question, part_of
from goodword.source.packed import written
from goodword.source.trees import DiskTree
from tests.guard_history import FOLDER, NOON, commit, git, guarded, schemas
from tests.packing import asked, packed, world
from tests.test_claim_commands import everything
from tests.test_edits_writing import Killed, failing_at
from tests.test_erase_everybody import World as Erased
from tests.test_erase_everybody import keeps_all

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from goodword.actions.judging import Proposal
    from goodword.edits import Edit

DAY = date(2026, 8, 12)
CYCLE = "2026-Q2"
CLAIM = "missions/write/claims/2026-04-10-ana.yml"
PACK = "missions/write/claims/2026-Q2.jsonl"
THANKS = "influencers/ana/touchpoints/2026-05-0{}-thanks.yml"
BACK = (
    "reversals:\n  - date: '2026-08-11'\n    by: jon\n    shares: {ana: 40}\n"
    "    reason_code: brand-error\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The program of guard's histories, with its second quarter closed, in a repository."""
    root = shutil.copytree(FOLDER / "base", tmp_path / "program")
    for number in (1, 2):
        (root / THANKS.format(number)).write_text("kind: thanks\nhelped: somebody\n")
    git(root, "init", "--quiet", "-b", "main")
    commit(root)
    return root


def run(root: Path, *arguments: str) -> int:
    return main(("--root", str(root), *arguments, "--as-of", str(DAY)))


def edits(root: Path, action: Callable[..., Proposal], verb: str) -> tuple[Edit, ...]:
    here = world(DiskTree(root), DAY)
    return action(here.snapshot, asked(here, verb, [CYCLE], DAY), here.tree).edits


@pytest.mark.parametrize("verb", ["pack", "unpack"])
def test_packing_that_is_killed_loses_or_doubles_a_record(
    verb: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if verb == "unpack":
        write(root, edits(root, pack, "pack"))
    wanted = edits(root, pack if verb == "pack" else unpack, verb)
    assert len(wanted) > 4
    before = everything(root)
    whole = shutil.copytree(root, root.parent / "whole")
    steps = _killed(whole, 10_000, monkeypatch, wanted)
    after = everything(whole)
    assert after != before
    for step in range(1, steps + 1):
        each = shutil.copytree(root, root.parent / "killed")
        _killed(each, step, monkeypatch, wanted)
        recover(each)
        assert everything(each) in (before, after), step
        assert not world(DiskTree(each), DAY).loaded.diagnostics
        shutil.rmtree(each)


def _killed(
    root: Path, step: int, monkeypatch: pytest.MonkeyPatch, wanted: tuple[Edit, ...]
) -> int:
    with monkeypatch.context() as patched:
        done = failing_at(patched, step, Killed, dead=True)
        with suppress(Killed):
            write(root, wanted)
    return len(done)


def test_unpacking_says_of_no_packed_file_how_many_records_it_held(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def records() -> list[str]:
        return re.findall(r"^\S+\.jsonl +\d+", capsys.readouterr().out, re.MULTILINE)

    assert run(root, "cycle", "pack", CYCLE, "--write") == 0
    held = records()
    assert len(held) > 1
    assert run(root, "cycle", "unpack", CYCLE) == 0
    assert [each.split() for each in records()] == [each.split() for each in held]


def test_what_a_branch_added_is_lost_where_main_packed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Git names the file that one side took away; keeping it is enough, for it only adds."""
    git(root, "checkout", "--quiet", "-b", "back")
    (root / CLAIM).write_text((root / CLAIM).read_text() + BACK)
    commit(root, "jon", NOON + 86_400)
    git(root, "checkout", "--quiet", "main")
    assert run(root, "cycle", "pack", CYCLE, "--write") == 0
    commit(root)
    said = _merge(root, "back")
    assert f"CONFLICT (modify/delete): {CLAIM}" in said
    git(root, "add", CLAIM)
    main_ = git(root, "rev-parse", "main")
    git(root, "commit", "--quiet", "--no-edit", who="jon", at=NOON + 90_000)
    capsys.readouterr()
    assert run(root, "check") == 0
    there = world(DiskTree(root), DAY)
    assert [each.reason_code for each in there.loaded.program.claims[CLAIM].reversals]
    assert not guarded(root, main_).found


def test_what_a_branch_changed_is_taken_where_main_packed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "checkout", "--quiet", "-b", "other")
    (root / CLAIM).write_text((root / CLAIM).read_text().replace("ana/1", "ana/9"))
    commit(root, "jon", NOON + 86_400)
    git(root, "checkout", "--quiet", "main")
    assert run(root, "cycle", "pack", CYCLE, "--write") == 0
    commit(root)
    assert "CONFLICT (modify/delete)" in _merge(root, "other")
    capsys.readouterr()
    assert run(root, "check") == 1
    said = capsys.readouterr().out
    assert f"{CLAIM}:1:1: error: evidence is https://example.org/ana/1 in the packed line" in said
    assert f"({PACK}:1) [packed]" in said
    assert "then cycle unpack" in said
    # What to do: take the file away, and the record is as main has it.
    (root / CLAIM).unlink()
    assert run(root, "check") == 0


def _merge(root: Path, branch: str) -> str:
    try:
        return git(root, "merge", "--no-edit", branch)
    except subprocess.CalledProcessError as stopped:
        return str(stopped.stdout.decode())


def test_guard_stops_at_a_line_of_a_wrong_shape(root: Path) -> None:
    assert run(root, "cycle", "pack", CYCLE, "--write") == 0
    commit(root)
    good = (root / PACK).read_bytes()
    (root / PACK).write_bytes(written(CLAIM, {"evidence": "x", "decision": "y"}, []))
    commit(root, at=NOON + 100)
    assert [each.rule for each in guarded(root, "HEAD~1").found] == ["record-gone"]
    (root / PACK).write_bytes(good)
    commit(root, at=NOON + 200)
    guarded(root, "HEAD~1")  # whatever is said of mending it: the program goes on


def test_a_file_that_only_adds_is_shown_in_place_of_the_record(root: Path) -> None:
    """A branch kept its whole file, which says nothing that the line does not say, but less."""
    alone = (root / CLAIM).read_bytes()
    (root / CLAIM).write_bytes(alone + BACK.encode())
    assert run(root, "cycle", "pack", CYCLE, "--write") == 0
    (root / CLAIM).write_bytes(alone)
    whole = world(DiskTree(root), DAY).loaded.program.claims[CLAIM]
    assert whole.reversals
    for name in (CLAIM, "write/2026-04-10-ana"):
        part = part_of(DiskTree(root), schemas(), Question(thing=name))
        assert part.program.claims[CLAIM] == whole


def test_a_cycle_that_is_open_or_unknown_is_packed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(root)
    assert run(root, "cycle", "pack", "2026-Q3", "--write") == 1
    assert "2026-Q3 is not closed" in capsys.readouterr().out
    assert run(root, "cycle", "unpack", CYCLE, "--write") == 1
    assert "nothing of 2026-Q2 is packed" in capsys.readouterr().out
    assert everything(root) == before


def test_packing_is_written_without_being_asked(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(root)
    assert run(root, "cycle", "pack", CYCLE) == 0
    said = capsys.readouterr().out
    assert "dry run" in said
    assert PACK in said
    assert everything(root) == before
    assert run(root, "cycle", "pack", CYCLE, "--write", "--branch") == 0
    assert everything(root) == before
    assert CLAIM not in git(root, "ls-tree", "-r", "--name-only", "cycle-pack-2026-q2")


@pytest.mark.parametrize(
    ("words", "path", "key"),
    [
        (("claim", "reverse", CLAIM, "--reason-code", "duplicate", "--by", "jon"), CLAIM, "rever"),
        (("touchpoint", "void", THANKS.format(1), "--reason", "Wrong"), THANKS.format(1), "void"),
    ],
)
def test_a_command_changes_a_line_or_loses_what_it_adds(
    words: tuple[str, ...], path: str, key: str, root: Path
) -> None:
    assert run(root, "cycle", "pack", CYCLE, "--write") == 0
    before = everything(root)
    more = ("--by", "maya") if "--by" not in words else ()
    assert run(root, *words, *more, "--write") == 0
    after = everything(root)
    assert after.keys() - before.keys() == {path}
    assert {name: after[name] for name in before} == before
    there = world(DiskTree(root), DAY)
    assert not there.loaded.diagnostics
    added = (root / path).read_text()
    assert key in added
    assert "evidence" not in added
    assert "helped" not in added
    assert run(root, "cycle", "unpack", CYCLE, "--write") == 0
    again = world(DiskTree(root), DAY)
    assert again.loaded.program == there.loaded.program
    assert "Adds to" not in (root / path).read_text()


def test_a_person_in_a_line_is_left_where_they_are_erased(root: Path) -> None:
    (root / THANKS.format(2)).write_text("kind: thanks\nhelped: ana\nsummary: For ana\n")
    assert run(root, "cycle", "pack", CYCLE, "--write") == 0
    void: dict[str, Any] = {"date": "2026-08-10", "by": "maya", "reason": "ana said so"}
    (root / THANKS.format(1)).write_text(f"void: {void}\n")
    here = world(DiskTree(root), DAY)
    assert not here.loaded.diagnostics
    keeps_all(Erased(*here), "ana")
    assert packed(here, "2026-Q1").loaded.program == here.loaded.program


def test_blame_names_who_packed_in_place_of_who_wrote(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "cycle", "pack", CYCLE, "--write") == 0
    commit(root, "sun", NOON + 80_000)
    (root / CLAIM).write_text(BACK)
    commit(root, "jon", NOON + 86_400)
    capsys.readouterr()
    for field, who in (("decision.by", "Maya Weber"), ("reversals.0.by", "Jon Dahl")):
        assert main(("--root", str(root), "blame", f"{CLAIM}:{field}")) == 0
        said = capsys.readouterr().out
        assert who in said
        assert "Sun Li" not in said
    assert main(("--root", str(root), "blame", CLAIM)) == 0
    assert f"{PACK}:1" in capsys.readouterr().out


def test_a_packed_name_is_not_completed(root: Path) -> None:
    def offered(words: str) -> list[str]:
        context = click.Context(click.Command("x"), obj=str(root))
        context.params["root"] = str(root)
        names = Names(ARGUMENTS["CLAIM"] if words.startswith("write") else ARGUMENTS["RECORD"])
        found = names.shell_complete(context, click.Argument(["x"]), words)
        return [each.value for each in found]

    before = offered("write/"), offered("ana/2026")
    assert all(before)
    assert run(root, "cycle", "pack", CYCLE, "--write") == 0
    assert (offered("write/"), offered("ana/2026")) == before


def test_check_of_a_packed_file_or_record_says_that_there_is_none(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "cycle", "pack", CYCLE, "--write") == 0
    text = (root / PACK).read_text()
    (root / PACK).write_text(text.replace('"points":100', '"points":"100"'))
    capsys.readouterr()
    for path in (PACK, CLAIM, "missions/write"):
        assert run(root, "check", path) == 1
        assert f"{PACK}:1:" in capsys.readouterr().out
    assert run(root, "check", "influencers") == 0
