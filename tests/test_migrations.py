"""From one form of data to the next, by made-up steps between forms that never were."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import click
import pytest

from goodword.cli import main
from goodword.cli.commands import upgrade as command
from goodword.cli.pinning import pinned
from goodword.cli.session import Session
from goodword.cli.upgrading import Asked, Upgrade
from goodword.diagnostics import Failure
from goodword.edits.renaming import rename_entry
from goodword.resources import schemas_directory
from goodword.source.form import known
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from goodword.starter.migrations import MIGRATIONS, Migration, migrate
from tests.conftest import ROOT
from tests.git_person import as_maya, git
from tests.test_claim_commands import everything, put
from tests.test_form import reading_form

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from goodword.edits.draft import Draft

DAY = "2025-07-20"
SETTINGS, TIERS, STRATEGY = "program/program.yml", "program/tiers.yml", "program/strategy.yml"
OLD = {
    SETTINGS: (
        "# Ours since the fair.\nname: Acme   # of wheels\ntimezone: Europe/Berlin\n"
        "started: '2024-01-01'\nstaff:\n- id: maya\n  name: 'Maya'\n"
        "tiers:   # what people rise to\n  - {id: gold, standing_at_least: 50}\n"
        "cycle: 'quarterly'  # as the books\nschema_version: 1\n"
    ),
    "influencers/ana/profile.yml": (
        'name: Ana\nstate: member # a key of old\nsince: "2025-01-01"\n'
    ),
    "influencers/tomo/profile.yml": (
        "# Met at the fair.\n\nname: Tomo\nsince: '2025-01-01'\n\"state\":   member\n"
    ),
    "missions/write-a-guide/mission.yml": (
        "title: Guide\ninstructions: Write.\npoints: 100\nopens: '2025-01-01'\n"
    ),
    "missions/write-a-guide/claims/2025-06-02-ana.yml": (
        "evidence: https://example.com/a\n"
        'decision: {outcome: approved, by: maya, date: "2025-06-05", points: 100}\n'
    ),
}
NEW = {
    SETTINGS: (
        "# Ours since the fair.\nname: Acme   # of wheels\ntimezone: Europe/Berlin\n"
        "started: '2024-01-01'\nstaff:\n- id: maya\n  name: 'Maya'\n"
        "cycle: 'quarter'  # as the books\nschema_version: 4\n"
    ),
    "influencers/ana/profile.yml": (
        'name: Ana\nstage: member # a key of old\nsince: "2025-01-01"\n'
    ),
    "influencers/tomo/profile.yml": (
        "# Met at the fair.\n\nname: Tomo\nsince: '2025-01-01'\nstage:   member\n"
    ),
}


def rename(draft: Draft, paths: Sequence[str]) -> None:
    for path in paths:
        if path.endswith("/profile.yml") and "state" in draft.says(path):
            draft.rename_entry(path, ("state",), "stage")


def split(draft: Draft, paths: Sequence[str]) -> None:
    assert SETTINGS in paths
    tiers = draft.says(SETTINGS).get("tiers")
    if tiers:
        draft.remove_entry(SETTINGS, ("tiers",))
        draft.create(TIERS, "tiers", {"versions": [{"from": "2024-01-01", "tiers": tiers}]})


def reword(draft: Draft, paths: Sequence[str]) -> None:
    assert TIERS in paths  # what a step before made is there
    if draft.says(SETTINGS).get("cycle") == "quarterly":
        draft.set_value(SETTINGS, ("cycle",), "quarter", ())


STEPS = (
    Migration(1, "profiles call a stage by its name", rename),
    Migration(2, "tiers have a file of their own", split),
    Migration(3, "cycles are called by what they are", reword),
)


def laid(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        put(root, path, text)
    return root


def upgrade(
    root: Path, steps: Sequence[Migration], *, write: bool, expect: tuple[Path, ...] = ()
) -> int:
    """The command with made-up steps handed in."""
    pin = pinned(None)
    assert pin is not None
    moving = Upgrade(Session(root, None, date.fromisoformat(DAY)), Asked(pin), steps)
    context = click.Context(command.command, info_name="upgrade")
    return command.carry_out(context, moving, to_write=write, branch=False, expect=expect)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    as_maya(monkeypatch)
    reading_form(tmp_path / "schemas", 4, monkeypatch)
    return laid(tmp_path / "program", OLD)


def test_a_made_up_older_form_is_not_what_it_would_be_today(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(root)
    assert main(["--root", str(root), "check", "--as-of", DAY]) == 1
    out = capsys.readouterr().out
    assert "the files are of form 1, and this goodword reads form 4" in out
    assert "state" in out
    assert main(["--root", str(root), "points", "--as-of", DAY]) == 3
    assert upgrade(root, STEPS, write=False) == 0
    out = capsys.readouterr().out
    assert everything(root) == before
    for each in STEPS:
        assert f"form {each.since} to {each.since + 1}: {each.what}\n" in out
    assert "-state: member # a key of old\n+stage: member # a key of old\n" in out
    assert "figures were not compared: " in out
    assert "hand" in out
    assert upgrade(root, STEPS, write=True) == 0
    for path, text in NEW.items():
        assert (root / path).read_text(encoding="utf-8") == text, path
    same = "missions/write-a-guide/claims/2025-06-02-ana.yml"
    assert (root / same).read_text(encoding="utf-8") == OLD[same]
    assert "standing_at_least: 50" in (root / TIERS).read_text(encoding="utf-8")
    assert main(["--root", str(root), "check", "--strict", "--as-of", DAY]) == 0
    files = everything(root)
    capsys.readouterr()
    assert upgrade(root, STEPS, write=True) == 0
    assert "nothing to do" in capsys.readouterr().out
    assert everything(root) == files
    assert main(["--root", str(root), "points", "--format", "json", "--as-of", DAY]) == 0
    (ana, *_) = json.loads(capsys.readouterr().out)["members"]
    assert (ana["standing"], ana["tier"]) == (100, "gold")


def test_steps_that_were_done_are_done_again(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / SETTINGS
    path.write_text(path.read_text().replace("schema_version: 1", "schema_version: 3"))
    (root / TIERS).write_text("versions: {tiers: [{id: gold, standing_at_least: 50}]}\n")
    found = migrate(DiskTree(root), STEPS)
    assert [each.since for each in found.done] == [3]
    assert [each.path for each in found.edits] == [SETTINGS]
    assert b"tiers:" in (found.edits[0].new or b"")
    capsys.readouterr()


def later(draft: Draft, _: Sequence[str]) -> None:
    draft.set_value("missions/write-a-guide/mission.yml", ("points",), 50, ())
    path = "missions/write-a-guide/claims/2025-06-02-ana.yml"
    draft.set_value(path, ("decision", "points"), 50, ())


def harmless(draft: Draft, _: Sequence[str]) -> None:
    draft.set_value("missions/write-a-guide/mission.yml", ("title",), "A guide", ())


@pytest.mark.parametrize(("why", "code"), [("", 1), ("points are halved: 1 is 2 of old", 0)])
def test_figures_change_and_nobody_says_why(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    why: str,
    code: int,
) -> None:
    reading_form(tmp_path / "schemas", 2, monkeypatch)
    now = {**OLD, **NEW, SETTINGS: NEW[SETTINGS].replace("schema_version: 4\n", "")}
    root = laid(tmp_path / "program", now)
    before = everything(root)
    assert upgrade(root, [Migration(1, "halve", later, why)], write=True) == code
    out, err = capsys.readouterr()
    assert "-50 points for ana" in out
    assert "goodword points says something else than before" in out
    assert (f"figures change: {why}\n" in out) == (code == 0)
    assert ("figures change and no step says why: nothing was written" in err) == (code == 1)
    assert (everything(root) == before) == (code == 1)


def test_figures_that_stay_are_said_to_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reading_form(tmp_path / "schemas", 2, monkeypatch)
    now = {**OLD, **NEW, SETTINGS: NEW[SETTINGS].replace("schema_version: 4\n", "")}
    root = laid(tmp_path / "program", now)
    assert upgrade(root, [Migration(1, "title", harmless)], write=True) == 0
    assert "points, leaderboard and loops are as they were\n" in capsys.readouterr().out
    assert (root / SETTINGS).read_text().endswith("schema_version: 2\n")


def test_figures_of_the_older_version_are_not_compared(
    root: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    before = everything(root)
    table = tmp_path / "points.csv"
    for said, told, code in (
        ("id,tier,standing,old\nana,gold,90,1\ntomo,,0,\n", "ana: standing was 90, is 100", 1),
        ("id,tier,standing\nana,,100\ntomo,,0\n", "ana: tier was nothing, is gold", 1),
        ("id,standing\nana,100\n", "tomo: in the program only", 1),
        ("id,standing\nana,100\ntomo,0\nkim,3\n", "kim: gone", 1),
        ("id,tier,standing,old\nana,gold,100,1\ntomo,,0,\n", "the same figures", 0),
    ):
        table.write_text(said)
        assert upgrade(root, STEPS, write=True, expect=(table,)) == code, said
        assert told in capsys.readouterr().out
        assert (everything(root) == before) == (code == 1)
    table.write_text("person,points\nana,1\n")
    with pytest.raises(Failure, match="there is no column id"):
        upgrade(root, STEPS, write=True, expect=(table,))


def broken(draft: Draft, _: Sequence[str]) -> None:
    draft.set_value("influencers/ana/profile.yml", ("stage",), "no-such-stage", ())


def test_a_step_that_breaks_files_is_written(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(root)
    steps = (*STEPS[:2], Migration(3, "break", broken))
    assert upgrade(root, steps, write=True) == 1
    out, err = capsys.readouterr()
    assert "no-such-stage" in out
    assert "nothing was written" in err
    assert everything(root) == before


def test_a_file_that_no_tool_can_change_is_changed(root: Path) -> None:
    path = root / "influencers/ana/profile.yml"
    path.write_text("name: Ana\nstate: member\nstage: member\nsince: '2025-01-01'\n")
    with pytest.raises(Failure, match="profiles call a stage by its name: there is stage already"):
        migrate(DiskTree(root), STEPS)


def test_a_migrated_program_is_on_its_own_branch(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "As it is")
    pin = pinned(None)
    assert pin is not None
    moving = Upgrade(Session(root, "HEAD"), Asked(pin), STEPS)
    context = click.Context(command.command, info_name="upgrade")
    assert command.carry_out(context, moving, to_write=True, branch=True) == 0
    capsys.readouterr()
    (branch,) = set(git(root, "branch", "--format=%(refname:short)").split()) - {"main"}
    for path, text in NEW.items():
        assert f"{git(root, 'show', f'{branch}:{path}')}\n" == text, path
    assert everything(root) == {path: text.encode() for path, text in OLD.items()}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a: 1\nb: 2\n", "a: 1\nc: 2\n"),
        ("b : 2 # why\n", "c : 2 # why\n"),
        ("a: {x: 1, b: [2]}\n", None),
        ("? b\n: 2\n", "? c\n: 2\n"),
        ("'b': |\n  text\n", "c: |\n  text\n"),
        ("b: 1\nc: 2\n", None),
        ("a: b\n", None),
    ],
)
def test_a_key_is_renamed_with_more_than_itself(old: str, new: str | None) -> None:
    if new is None:
        with pytest.raises(Failure):
            rename_entry(old.encode(), ("b",), "c")
    else:
        assert rename_entry(old.encode(), ("b",), "c").decode() == new


def test_steps_and_schemas_count_other_forms() -> None:
    schemas = Schemas.load(schemas_directory())
    assert [each.since for each in MIGRATIONS] == list(range(1, known(schemas)))
    folder = ROOT / "tools/goodword/starter/migrations"
    modules = sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")
    named = sorted(each.change.__module__.rpartition(".")[2] for each in MIGRATIONS)
    assert modules == named, "a module for each step, and a step for each module"
    assert all(each.what for each in MIGRATIONS)
