"""`goodword upgrade` killed at each thing it does to the disk: all of it is done, or none."""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from goodword.cli import main
from goodword.cli.commands import upgrade
from goodword.edits.writing import write
from goodword.source.laid import RECORD
from tests.former_program import CHECK, commit, laid, run
from tests.git_person import as_maya
from tests.test_claim_commands import everything
from tests.test_edits_writing import Killed, failing_at

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from goodword.edits import Edit


def test_a_killed_upgrade_leaves_a_program_between_two_versions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each thing that is done to the disk is the last one, as `test_killed_commands` has it."""
    as_maya(monkeypatch)
    root = laid(tmp_path, "first")
    shutil.rmtree(root / "schemas")  # the fewer files, the fewer steps
    with (root / CHECK).open("a", encoding="utf-8") as stream:
        stream.write("# ours\n")
    commit(root)
    before = everything(root)
    edits: list[Edit] = []
    with monkeypatch.context() as patched:
        patched.setattr(upgrade, "write", lambda _root, found, **_: edits.extend(found))
        assert run(root, "upgrade", "--write") == 0
    assert everything(root) == before
    assert {CHECK, "requirements.txt", RECORD} <= {each.path for each in edits}
    ends = set()
    for step in range(1, 10_000):
        with monkeypatch.context() as patched:
            done = failing_at(patched, step, Killed, dead=True)
            with suppress(Killed):
                write(root, edits, begun=True)
        if len(done) < step:
            break
        unfinished = (root / ".goodword/journal").exists()
        if unfinished:
            capsys.readouterr()
            assert run(root, "check") == 0  # the files are read as they were
            assert "has not ended; they are read as they were" in capsys.readouterr().err
            assert main(["--root", str(root), "recover", "--write"]) == 0
        now = everything(root)
        assert now in (before, _after(before, edits)), step
        ends.add(now == before)
        if now != before:
            for path in now.keys() - before.keys():
                (root / path).unlink()
            for path, data in before.items():
                (root / path).write_bytes(data)
    assert ends == {True, False}
    assert everything(root) == _after(before, edits)
    commit(root)
    assert run(root, "upgrade", "--write") == 0
    assert run(root, "check", "--strict") == 0


def _after(before: dict[str, bytes], edits: list[Edit]) -> dict[str, bytes]:
    changed = {each.path: each.new for each in edits}
    return {path: data for path, data in (before | changed).items() if data is not None}
