"""A command of several files that is killed: until it is undone all read the files as they were."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.cli import writing as cli_writing
from goodword.cli.session import Session
from goodword.edits.journal import opened, sealed
from goodword.edits.writing import write
from tests.test_claim_commands import FILES, GUIDE, everything, put
from tests.test_edits_writing import Killed, failing_at

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from goodword.edits import Edit

DAY = ("--as-of", "2025-07-20")
DECIDED = 'decision: {outcome: approved, by: maya, date: "2025-05-05", points: 101}\n'
PLANTED = {
    **FILES,
    f"{GUIDE}/claims/2025-05-02-ana.yml": "evidence: https://example.com/a\n" + DECIDED,
    f"{GUIDE}/claims/2025-07-02-ana.yml": "evidence: https://example.com/b\n",
    f"{GUIDE}/claims/2025-07-03-tomo.yml": "evidence: https://example.com/c\n",
    "influencers/ana/redemptions/2025-07-10-mug.yml": "points: 20\n",
    "influencers/ana/redemptions/2025-07-11-mug.yml": "points: 20\n",
    "program/rewards/mug.yml": "name: Mug\nkind: merchandise\ncost: 20\n",
    "program/feedback/2025-07-01-slow-export.yml": (
        "title: Slow export\nsteps:\n- {step: received, date: '2025-07-01', from: [ana, tomo], "
        "channel: forum, summary: It is slow.}\n"
    ),
}
CLAIMS = ("write-a-guide/2025-07-02-ana", "write-a-guide/2025-07-03-tomo")
COMMANDS: dict[str, tuple[str, ...]] = {
    "approve": ("claim", "approve", *CLAIMS, "--by", "maya", "--yes"),
    "decline": ("claim", "decline", *CLAIMS, "--reason", "Nothing is there", "--by", "maya"),
    "adjust": (
        *("influencer", "adjust", "ana", "tomo", "--points", "5", "--reason-code", "goodwill"),
        *("--summary", "Our slip", "--by", "maya"),
    ),
    "redeem": ("reward", "approve", "ana/2025-07-10-mug", "ana/2025-07-11-mug", "--by", "jon"),
    "tell": (
        *("feedback", "tell", "2025-07-01-slow-export", "ana", "tomo", "--channel", "mail"),
        *("--milestone", "acknowledged", "--summary", "We have it", "--by", "jon"),
    ),
    "close": ("cycle", "close", "2025-Q2", "--by", "jon"),
}


@pytest.fixture
def program(tmp_path: Path) -> Path:
    root = tmp_path / "before"
    for path, text in PLANTED.items():
        put(root, path, text)
    return root


def shown(root: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What reading commands say of a folder, without what they say beside."""
    capsys.readouterr()
    said = []
    for command in (("points", "--format", "json"), ("list", "claims"), ("loops",)):
        code = main(["--root", str(root), *command, *DAY])
        said.append(f"{code} {capsys.readouterr().out}")
    return said


def seen(root: Path) -> dict[str, object]:
    """The files as commands that read have them."""
    tree = Session(root).tree
    return dict(tree.read_many(sorted(each.path for each in tree.listing().files)))


def edits_of(
    root: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> tuple[Edit, ...]:
    """What a command would write: all of it goes to `write` as it is."""
    found: list[Edit] = []

    def keep(_root: Path, edits: Iterable[Edit], *_: object) -> None:
        found.extend(edits)

    with monkeypatch.context() as patched:
        patched.setattr(cli_writing, "write", keep)
        assert main(["--root", str(root), *command, "--write", *DAY]) == 0
    return tuple(found)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_killed_command_leaves_a_mixture_to_those_that_read(
    program: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edits = edits_of(program, COMMANDS[name], monkeypatch)
    after = program.parent / "after"
    shutil.copytree(program, after)
    write(after, edits)
    was, will_be = shown(program, capsys), shown(after, capsys)
    assert seen(program) != seen(after)
    files = {root: everything(root) for root in (program, after)}
    left = 0
    for step in range(1, 200):
        root = program.parent / str(step)
        shutil.copytree(program, root)
        with monkeypatch.context() as patched:
            done = failing_at(patched, step, Killed, dead=True)
            with suppress(Killed):
                write(root, edits)
        if len(done) < step:
            break
        unfinished = (root / ".goodword/journal").exists()
        left += unfinished
        before = unfinished or everything(root) == files[program]
        assert seen(root) == seen(program if before else after)
        if step % 7:
            continue
        assert shown(root, capsys) == (was if before else will_be)
        with monkeypatch.context() as patched:
            patched.setenv("CI", "true")
            assert main(["--root", str(root), "points", *DAY]) == (3 if unfinished else 0)
            assert ("goodword recover --write" in capsys.readouterr().err) is unfinished
            assert main(["--root", str(root), "recover", "--write"]) == 0
        assert everything(root) in files.values()
        assert main(["--root", str(root), "points", *DAY]) == 0
        assert capsys.readouterr().err == ""
    assert left >= 2 * len(edits)


def test_a_file_changed_since_is_read_as_it_was(
    program: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edits = edits_of(program, COMMANDS["approve"], monkeypatch)
    with monkeypatch.context() as patched:
        step = failing_at(patched, 0, Killed, dead=False)
        write(program.parent / "elsewhere", [edits[0].__class__("program/a.yml", None, b"")])
        first = step.index("replace") + 1
    with monkeypatch.context() as patched:
        failing_at(patched, first + 6, Killed, dead=True)
        with pytest.raises(Killed):
            write(program, edits)
    journal = json.loads(opened((program / ".goodword/journal").read_bytes()))
    assert main(["--root", str(program), "recover"]) == 0
    out = capsys.readouterr().out
    assert all(each["path"] in out for each in journal["changes"])
    assert "dry run" in out
    (program / edits[0].path).write_text("evidence: https://example.com/mine\n", encoding="utf-8")
    for command in (("points",), ("check",), ("recover", "--write")):
        assert main(["--root", str(program), *command]) == 3
        assert "changed since" in capsys.readouterr().err
    (program / ".goodword/journal").write_bytes(sealed(b"{"))
    assert main(["--root", str(program), "check"]) == 3
    assert "cannot be read" in capsys.readouterr().err


def test_nothing_half_written_is_recovered(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(program), "recover", "--write"]) == 0
    assert capsys.readouterr().out == "nothing is half-written\n"
