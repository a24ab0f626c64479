from __future__ import annotations

import errno
import json
import os
import stat
import threading
from typing import TYPE_CHECKING, Any

import pytest

from goodword.diagnostics import Failure
from goodword.edits import Edit, difference, digest, laid_over
from goodword.edits.disk import replace_file
from goodword.edits.journal import sealed
from goodword.edits.paths import refusal
from goodword.edits.unfinished import as_they_were
from goodword.edits.writing import recover, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD = {
    "missions/a/mission.yml": b"title: A\n",
    "missions/a/claims/2026-11-01-ana.yml": b"evidence: x\n",
    "program/program.yml": b"name: P\n",
}
NEW = {
    "missions/a/mission.yml": b"title: B\n",
    "missions/a/claims/2026-11-01-ana.yml": None,
    "missions/b/claims/2026-11-02-tomo.yml": b"evidence: y\n",
    "influencers/tomo/profile.yml": b"name: Tomo\n",
}
STEPS = ("open", "fsync", "sync", "replace", "unlink", "mkdir", "rmdir", "fchmod")


class Killed(BaseException):
    """The process is gone: nothing that it would do comes to pass."""


def planted(root: Path) -> Path:
    for path, data in OLD.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


def edits(changes: dict[str, bytes | None] = NEW) -> list[Edit]:
    return [
        Edit(path, digest(OLD[path]) if path in OLD else None, new) for path, new in changes.items()
    ]


def state(root: Path) -> dict[str, bytes | None]:
    found = sorted(path for path in root.rglob("*") if ".goodword" not in path.parts)
    return {str(p.relative_to(root)): p.read_bytes() if p.is_file() else None for p in found}


def failing_at(
    monkeypatch: pytest.MonkeyPatch, step: int, error: Callable[[], BaseException], *, dead: bool
) -> list[str]:
    """Make the n-th thing that is done to the disk fail, and all after it when dead."""
    done: list[str] = []

    def watched(name: str) -> Callable[..., Any]:
        # Which step fails is the subject, not how fast the disk is.
        real = (lambda *_: None) if name in ("fsync", "sync") else getattr(os, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            done.append(name)
            if len(done) == step or (dead and len(done) > step):
                raise error()
            return real(*args, **kwargs)

        return call

    for name in STEPS:
        monkeypatch.setattr(os, name, watched(name))
    return done


@pytest.fixture
def after(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes | None]:
    root = planted(tmp_path_factory.mktemp("after"))
    write(root, edits())
    return state(root)


def test_edits_are_written_in_part(tmp_path: Path, after: dict[str, bytes | None]) -> None:
    root = planted(tmp_path)
    write(root, edits())
    assert state(root) == after
    assert after["missions/a/mission.yml"] == b"title: B\n"
    assert "missions/a/claims/2026-11-01-ana.yml" not in after
    assert after["influencers/tomo/profile.yml"] == b"name: Tomo\n"
    assert sorted(each.name for each in (root / ".goodword").iterdir()) == [".gitignore", "lock"]


def test_a_kill_leaves_a_repository_between_before_and_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: dict[str, bytes | None]
) -> None:
    outcomes = []
    for step in range(1, 200):
        root = planted(tmp_path / str(step))
        before = state(root)
        with monkeypatch.context() as patched:
            done = failing_at(patched, step, Killed, dead=True)
            try:
                write(root, edits())
            except Killed:
                pass
            else:
                assert len(done) < step
        recover(root)
        found = state(root)
        assert found in (before, after), f"killed at step {step}, {done[-1]}"
        outcomes.append(found == after)
        write(root, [] if found == after else edits())
        assert state(root) == after
        if len(done) < step:
            break
    assert len(outcomes) > 20
    assert outcomes[0] is False
    assert outcomes[-1] is True


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_a_disk_that_fails_leaves_some_files_changed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    after: dict[str, bytes | None],
) -> None:
    failed = 0
    for step in range(1, 200):
        root = planted(tmp_path / str(step))
        before = state(root)
        with monkeypatch.context() as patched:
            done = failing_at(patched, step, lambda: OSError(number, "odd"), dead=False)
            try:
                write(root, edits())
            except Failure:
                failed += 1
                assert state(root) == before, f"failed at step {step}, {done[-1]}"
            else:
                assert state(root) == after
        if len(done) < step:
            break
    assert failed > 15


def test_an_interrupt_leaves_some_files_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: dict[str, bytes | None]
) -> None:
    interrupted = 0
    for step in range(1, 200):
        root = planted(tmp_path / str(step))
        before = state(root)
        with monkeypatch.context() as patched:
            done = failing_at(patched, step, KeyboardInterrupt, dead=False)
            try:
                write(root, edits())
            except KeyboardInterrupt:
                interrupted += 1
        recover(root)
        assert state(root) in (before, after)
        if len(done) < step:
            break
    assert interrupted > 15


def test_many_files_are_written_differently(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [Edit(f"missions/m{n}/mission.yml", None, b"title: x\n") for n in range(100)]
    seen: list[tuple[int, int]] = []
    with monkeypatch.context() as patched:
        done = failing_at(patched, 0, Killed, dead=False)
        write(tmp_path, many, lambda *counts: seen.append(counts))
        assert done.count("fsync") < 10
    assert len(state(tmp_path)) == 201
    assert seen[-1] == (100, 100)
    for step in range(1, len(done), 29):
        root = tmp_path / str(step)
        with monkeypatch.context() as patched:
            failing_at(patched, step, Killed, dead=True)
            with pytest.raises(Killed):
                write(root, many)
        recover(root)
        assert state(root) == {} or len(state(root)) == 201


def test_a_file_that_changed_meanwhile_is_overwritten(tmp_path: Path) -> None:
    root = planted(tmp_path)
    (root / "missions/a/mission.yml").write_bytes(b"title: mine\n")
    before = state(root)
    with pytest.raises(Failure, match=r"missions/a/mission\.yml has changed meanwhile"):
        write(root, edits())
    with pytest.raises(Failure, match="has changed meanwhile"):
        write(root, [Edit("program/program.yml", None, b"")])
    with pytest.raises(Failure, match="has changed meanwhile"):
        write(root, [Edit("program/gone.yml", digest(b""), b"")])
    assert state(root) == before


def test_a_file_that_changed_after_a_kill_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = planted(tmp_path)
    with monkeypatch.context() as patched:
        real = os.replace

        def replace(source: Any, target: Any) -> None:
            real(source, target)
            if str(target).endswith("profile.yml"):
                failing_at(patched, 1, Killed, dead=True)

        patched.setattr(os, "replace", replace)
        with pytest.raises(Killed):
            write(root, edits())
    (root / "influencers/tomo/profile.yml").write_bytes(b"name: mine\n")
    with pytest.raises(Failure, match="changed since"):
        write(root, edits())
    assert (root / "influencers/tomo/profile.yml").read_bytes() == b"name: mine\n"


@pytest.mark.parametrize(
    "path",
    [
        "x.yml",
        "program",
        "schemas/claim.schema.json",
        ".git/config",
        "program/../x.yml",
        "program/./x.yml",
        "program//x.yml",
        "/etc/passwd",
        "program/.x.yml",
        "program/a\\b.yml",
        "program/a\nb.yml",
        "program/",
        "",
    ],
)
def test_a_path_leads_out_of_the_data(tmp_path: Path, path: str) -> None:
    with pytest.raises(Failure):
        write(tmp_path, [Edit(path, None, b"x\n")])
    assert state(tmp_path) == {}


def test_a_link_is_followed(tmp_path: Path) -> None:
    root = planted(tmp_path / "root")
    away = planted(tmp_path / "away")
    (root / "missions/link").symlink_to(away / "missions/a")
    (root / "program/tiers.yml").symlink_to(away / "program/program.yml")
    before = state(away)
    for path in ("missions/link/mission.yml", "missions/link/new.yml", "program/tiers.yml"):
        assert "symbolic link" in (refusal(root, path) or "")
        with pytest.raises(Failure, match="symbolic link"):
            write(root, [Edit(path, None, b"x\n")])
    assert state(away) == before
    other = tmp_path / "other"
    other.mkdir()
    (other / ".goodword").symlink_to(away)
    with pytest.raises(Failure, match="symbolic link"):
        write(other, [Edit("program/program.yml", None, b"x\n")])


def test_a_folder_is_taken_for_a_file(tmp_path: Path) -> None:
    root = planted(tmp_path)
    for path in ("missions/a", "missions/a/mission.yml/x.yml"):
        with pytest.raises(Failure, match="another type"):
            write(root, [Edit(path, None, b"x\n")])
    with pytest.raises(Failure, match="twice"):
        write(root, [Edit("program/a.yml", None, b"x"), Edit("program/a.yml", None, b"y")])


def test_a_mode_is_lost(tmp_path: Path) -> None:
    root = planted(tmp_path)
    (root / "missions/a/mission.yml").chmod(0o640)
    os.umask(old := os.umask(0o027))
    write(root, edits())
    assert stat.S_IMODE((root / "missions/a/mission.yml").stat().st_mode) == 0o640
    made = stat.S_IMODE((root / "influencers/tomo/profile.yml").stat().st_mode)
    assert made == 0o666 & ~old


@pytest.mark.parametrize(
    "journal",
    [
        b"",
        b"[]",
        b"{}",
        b'{"changes": [{"path": 1}], "folders": []}',
        b'{"changes": [], "folders": ["../x"]}',
        b'{"changes": [{"path": "../x", "old": "eA==", "new": null, "mode": 438}], "folders": []}',
    ],
)
def test_an_odd_journal_does_harm(tmp_path: Path, journal: bytes) -> None:
    root = planted(tmp_path / "root")
    (tmp_path / "x").mkdir()
    (root / ".goodword").mkdir()
    (root / ".goodword/journal").write_bytes(sealed(journal))
    before = state(tmp_path)
    with pytest.raises(Failure, match=r"journal|no path|outside"):
        write(root, edits())
    assert state(tmp_path) == before


def test_a_journal_that_came_with_the_repository_is_believed(tmp_path: Path) -> None:
    root = planted(tmp_path)
    path = "missions/a/mission.yml"
    now = digest((root / path).read_bytes())
    change = {"path": path, "old": "eA==", "new": now, "mode": 420}
    journal = json.dumps({"changes": [change], "folders": []}).encode()
    (root / ".goodword").mkdir()
    for content in (journal, b"\n" + journal, b"0" * 64 + b"\n" + journal):
        (root / ".goodword/journal").write_bytes(content)
        for use in (as_they_were, recover):
            with pytest.raises(Failure, match="no run of yours"):
                use(root)
    (root / ".goodword/journal").write_bytes(sealed(journal))
    assert as_they_were(root) == {path: b"x"}


def test_a_difference_leaves_out_what_changes() -> None:
    assert difference("a", b"x\n", b"x\n") == ""
    assert difference("a", b"x\ny", b"x\nz\n") == (
        "--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n x\n-y\n\\ No newline at end of file\n+z\n"
    )
    assert difference("a", None, b"x\n") == "--- /dev/null\n+++ b/a\n@@ -0,0 +1 @@\n+x\n"
    assert difference("a", b"x\n", None) == "--- a/a\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"


def test_two_runs_at_once_mix_their_files(tmp_path: Path) -> None:
    root = planted(tmp_path)
    other = [Edit(edit.path, edit.expected, edit.new and edit.new + b"# 2\n") for edit in edits()]
    outcomes: list[str] = []

    def second() -> None:
        try:
            write(root, other)
        except Failure as failure:
            outcomes.append(failure.message)

    thread = threading.Thread(target=second)

    def begun(done: int, _count: int) -> None:
        if done == 1:
            thread.start()  # it must wait until all files of the first are in place

    write(root, edits(), begun)
    thread.join()
    assert len(outcomes) == 1
    assert outcomes[0].endswith("has changed meanwhile")
    assert (root / "influencers/tomo/profile.yml").read_bytes() == b"name: Tomo\n"
    assert (root / "missions/a/mission.yml").read_bytes() == b"title: B\n"


def test_a_file_of_its_own_is_half_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "map.yml"
    path.write_bytes(b"a: 1\n")
    path.chmod(0o640)
    (tmp_path / "link.yml").symlink_to(path)
    replace_file(tmp_path / "link.yml", b"a: 2\n")
    assert path.read_bytes() == b"a: 2\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    for step in range(1, 4):
        with monkeypatch.context() as patched:
            failing_at(patched, step, lambda: OSError(errno.ENOSPC, "odd"), dead=False)
            with pytest.raises(OSError, match="odd"):
                replace_file(path, b"a: 3\n")
        assert path.read_bytes() == b"a: 2\n"
        assert sorted(each.name for each in tmp_path.iterdir()) == ["link.yml", "map.yml"]


def test_edits_are_not_an_overlay() -> None:
    assert laid_over(edits()) == NEW
