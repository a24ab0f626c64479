"""Histories made to mislead guard: what came back, wrong moments, odd trees, double names."""

from __future__ import annotations

import hashlib
import re
import shutil
import struct
import subprocess
from datetime import date
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.diagnostics import Failure
from goodword.guard.change import Change
from goodword.source.history import History
from goodword.source.repository import Repository
from goodword.source.trees import GitTree
from tests.guard_history import (
    FOLDER,
    HOUR,
    NOON,
    agreed,
    commit,
    git,
    guarded,
    root,
    schemas,
)

if TYPE_CHECKING:
    from pathlib import Path

CLAIM = "missions/write/claims/2026-08-03-ana.yml"
DAY = 24 * HOUR

__all__ = ["agreed", "root"]


def decided(root: Path) -> None:
    """Approve the open claim."""
    folder = next((FOLDER / "a-claim-is-approved-by-staff").glob("01-*"))
    shutil.copy(folder / CLAIM, root / CLAIM)


def broken(root: Path, base: str, head: str = "HEAD") -> list[str]:
    return [each.rule for each in guarded(root, base, head).found]


def rewritten(root: Path, old: str, new: str) -> str:
    """The newest commit with something else in its head; its id."""
    text = re.sub(old, new, git(root, "cat-file", "commit", "HEAD"))
    (root / "commit.txt").write_text(f"{text}\n")
    return git(root, "hash-object", "-t", "commit", "-w", "--literally", "commit.txt")


@pytest.mark.parametrize("octopus", [False, True])
def test_what_base_took_back_comes_back_by_a_merge(octopus: bool, root: Path) -> None:
    decided(root)
    bad = commit(root, "ana", NOON - 3 * HOUR)
    git(root, "revert", "--no-edit", bad, at=NOON - HOUR)
    base = git(root, "rev-parse", "HEAD")
    side = [commit(root, "ana")] if octopus else []
    parents = [part for each in (base, *side, bad) for part in ("-p", each)]
    merge = git(root, "commit-tree", f"{bad}^{{tree}}", *parents, "-m", "x", who="ana")
    assert broken(root, base, merge) == ["recorded-by"]
    assert broken(root, base, base) == []


@pytest.mark.parametrize(
    "old", [r"(author .*>) [0-9]+ .*", r"((?:author|committer) .*>) [0-9]+ .*"]
)
@pytest.mark.parametrize("when", ["1780000000 +0200", ""])
def test_who_left_staff_dates_a_commit_back(old: str, when: str, root: Path) -> None:
    base = git(root, "rev-parse", "HEAD")
    decided(root)
    commit(root, "sun", NOON + DAY)
    assert broken(root, base, rewritten(root, old, rf"\1 {when}")) == ["recorded-by"]


def test_an_address_is_taken_for_one_that_looks_like_it(root: Path) -> None:
    settings = (root / "program/program.yml").read_text()
    (root / "program/program.yml").write_text(settings.replace('    until: "2026-06-30"\n', ""))
    base = commit(root)
    decided(root)
    commit(root, "sun", NOON + DAY)
    for address, expected in (("SUN@acme.example", []), ("\u017fun@acme.example", ["recorded-by"])):
        assert broken(root, base, rewritten(root, r"(?<=<)sun@[a-z.]+", address)) == expected


def test_an_early_tip_lets_records_be_dated_back(root: Path) -> None:
    base = commit(root, "ana", 1_600_000_000)
    (root / "missions/write/claims/2026-05-01-bo.yml").write_text("evidence: https://x.example/1\n")
    commit(root, "ana", NOON + DAY)
    assert broken(root, base) == ["record-dated"]


def test_a_tip_of_the_future_makes_today_too_early(root: Path) -> None:
    base = commit(root, "ana", 4_080_000_000)
    (root / "missions/write/claims/2026-08-10-bo.yml").write_text("evidence: https://x.example/1\n")
    head = commit(root, "ana", NOON + DAY)
    repository = Repository(root)
    day = Change(repository, base, head, schemas(), today=date(2026, 8, 12)).day
    assert day == date(2026, 8, 10)
    assert Change(repository, base, head, schemas(), today=date(2020, 1, 1)).day == day


def tree(root: Path, data: bytes) -> str:
    """A folder as git stores it, whatever is in it; its id."""
    command = ["git", "-C", str(root), "hash-object", "-t", "tree", "-w", "--literally", "--stdin"]
    made = subprocess.run(command, input=data, check=True, capture_output=True)
    return made.stdout.decode().strip()


def laid(root: Path, above: str, path: str, new: str) -> str:
    """A folder with another one in it, anywhere below."""
    first, _, rest = path.partition("/")
    data = b""
    for line in git(root, "ls-tree", above).splitlines():
        mode, _, known = line.split(" ", 2)
        id_, name = known.split("\t")
        if name == first:
            id_ = laid(root, id_, rest, new) if rest else new
        data += f"{mode.lstrip('0')} {name}\0".encode() + bytes.fromhex(id_)
    return tree(root, data)


@pytest.mark.parametrize("first", [True, False])
def test_a_name_that_stands_twice_says_two_things(first: bool, root: Path) -> None:
    base, folder = git(root, "rev-parse", "HEAD"), CLAIM.rpartition("/")[0]
    open_ = git(root, "rev-parse", f"HEAD:{CLAIM}")
    decided(root)
    given = git(root, "hash-object", "-w", CLAIM)
    old = b"100644 2026-08-03-ana.yml\0" + bytes.fromhex(open_)
    new = b"100644 2026-08-03-ana.yml\0" + bytes.fromhex(given)
    command = ["git", "-C", str(root), "cat-file", "tree", f"HEAD:{folder}"]
    data = subprocess.run(command, check=True, capture_output=True).stdout
    assert old in data
    twice = tree(root, data.replace(old, new + old if first else old + new))
    top = laid(root, "HEAD^{tree}", folder, twice)
    head = git(root, "commit-tree", top, "-p", base, "-m", "x", who="ana")
    assert "tree-forms" in broken(root, base, head)
    listing = GitTree(root, head).listing()
    assert CLAIM not in [each.path for each in listing.files]
    assert [(each.place.path, each.message) for each in listing.refused] == [
        (CLAIM, "stands twice in one folder of the commit, with contents that may differ")
    ]


def test_a_tag_named_like_the_branch_is_compared_with(root: Path) -> None:
    base = git(root, "rev-parse", "HEAD")
    git(root, "update-ref", "refs/remotes/origin/main", base)
    git(root, "checkout", "--quiet", "-b", "side")
    decided(root)
    commit(root, "ana", NOON + DAY)
    for name in ("main", "origin/main", base[:8]):
        assert broken(root, name) == ["recorded-by"]
        git(root, "tag", name, base)
        assert broken(root, name) == ["recorded-by"], "the same commit by two names"
        git(root, "tag", "--force", name, "side")
        for said in (name, f"{name}~0", f"{name}^{{commit}}", f"{name}@{{0}}"):
            with pytest.raises(Failure, match="is the name of refs/"):
                guarded(root, said)
    assert broken(root, "refs/heads/main") == broken(root, base) == ["recorded-by"]
    git(root, "update-ref", f"refs/heads/{base}", "side")
    git(root, "update-ref", "refs/heads/HEAD", base)
    assert broken(root, base) == ["recorded-by"]


def test_what_git_keeps_beside_the_commits_hides_one(root: Path) -> None:
    base = git(root, "rev-parse", "HEAD")
    decided(root)
    commit(root, "ana", NOON + DAY)
    (root / "notes.md").write_text("x")
    head = commit(root, "maya", NOON + 2 * DAY)
    git(root, "commit-graph", "write", "--reachable")
    path = root / ".git/objects/info/commit-graph"
    data = bytearray(path.read_bytes())
    places = {
        bytes(data[at : at + 4]): struct.unpack(">Q", data[at + 4 : at + 12])[0]
        for at in range(8, 8 + 12 * (data[6] + 1), 12)
    }
    names = [data[at : at + 20].hex() for at in range(places[b"OIDL"], places[b"CDAT"], 20)]
    parent = places[b"CDAT"] + 36 * names.index(head) + 20
    data[parent : parent + 4] = struct.pack(">I", names.index(base))
    data[-20:] = hashlib.sha1(bytes(data[:-20]), usedforsecurity=False).digest()
    path.chmod(0o644)
    path.write_bytes(bytes(data))
    assert len(git(root, "log", "--format=%H").splitlines()) == 2, "git itself believes it"
    assert len(list(History(Repository(root)).commits("HEAD"))) == 3
    assert broken(root, base) == ["recorded-by"]


def parted(root: Path, ours: str, theirs: str, merged: str) -> str:
    """The claim as main and a member's branch have it, and as a merge left it: the merge."""
    start = git(root, "rev-parse", "HEAD")
    (root / CLAIM).write_text(theirs)
    side = commit(root, "ana", NOON - 4 * HOUR)
    git(root, "reset", "--hard", start)
    (root / CLAIM).write_text(ours)
    own = commit(root, "maya", NOON - 3 * HOUR)
    (root / CLAIM).write_text(merged)
    git(root, "add", "--all")
    tree = git(root, "write-tree")
    merge = git(root, "commit-tree", tree, "-p", own, "-p", side, "-m", "merge", at=NOON - HOUR)
    git(root, "reset", "--hard", merge)
    return merge


@pytest.mark.parametrize("by_the_merge", [False, True])
def test_of_a_broken_file_a_version_comes_back_that_only_a_side_had(
    by_the_merge: bool, root: Path
) -> None:
    begun_with = (root / CLAIM).read_text()
    decided(root)
    approved = (root / CLAIM).read_text()
    forged = approved.replace("100\n", "900\n")
    ours = approved if by_the_merge else begun_with
    torn = f"<<<<<<< HEAD\n{ours}=======\n{forged}>>>>>>> side\n"
    base = parted(root, ours, forged, torn if by_the_merge else ours)
    if not by_the_merge:
        (root / CLAIM).write_text(torn)
        base = commit(root)
    (root / CLAIM).write_text(forged)
    commit(root, "ana", NOON + DAY)
    assert "recorded-by" in broken(root, base)
    git(root, "reset", "--hard", base)
    (root / CLAIM).write_text(ours)
    commit(root, "ana", NOON + DAY)
    assert broken(root, base) == ["base-read"]


NAMED = 'versions:\n  - from: "2026-01-01"\n    decisions_recorded_by: named\n'


def linked(root: Path, path: str) -> None:
    """Commit a link where a file was; git keeps one on any disk."""
    (root / "target").write_text("elsewhere.yml")
    blob = git(root, "hash-object", "-w", "target")
    (root / "target").unlink()
    git(root, "update-index", "--cacheinfo", f"120000,{blob},{path}")
    git(root, "commit", "--quiet", "-m", "link")
    git(root, "reset", "--quiet", "--hard")


def test_policies_that_are_a_link_in_base_are_passed_over(root: Path) -> None:
    (root / "program/policies.yml").write_text(NAMED)
    commit(root)
    linked(root, "program/policies.yml")
    base = git(root, "rev-parse", "HEAD")
    decided(root)
    git(root, "add", CLAIM)
    git(root, "commit", "--quiet", "-m", "x", who="jon")
    assert broken(root, base) == ["recorded-by", "base-read", "tree-forms"]


@pytest.mark.parametrize("way", ["gone", "a link"])
def test_settings_that_are_gone_in_base_leave_nothing_to_keep(
    way: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = (root / "program/program.yml").read_text()
    if way == "gone":
        (root / "program/program.yml").unlink()
        commit(root)
    else:
        linked(root, "program/program.yml")
    base = git(root, "rev-parse", "HEAD")
    (root / "program/program.yml").unlink(missing_ok=True)
    (root / "program/program.yml").write_text(settings.replace("sun@acme", "ana@mail"))
    decided(root)
    commit(root, "ana")
    assert main(("--root", str(root), "guard", base)) == 1
    said = capsys.readouterr().out
    assert "who is not on staff" in said
    assert "cannot be read in base, so what it said in" in said


def test_files_beside_a_program_that_never_was_are_kept(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "checkout", "--quiet", "--orphan", "other")
    settings = (root / "program/program.yml").read_text()
    (root / "program/program.yml").unlink()
    commit(root)
    (root / "program/program.yml").write_text(settings)
    commit(root)
    assert main(("--root", str(root), "guard", "HEAD~1")) == 0
    assert "nothing to keep" in capsys.readouterr().out


def test_staff_of_settings_that_never_could_be_read_decides(root: Path) -> None:
    settings = (root / "program/program.yml").read_text()
    git(root, "checkout", "--quiet", "--orphan", "other")
    (root / "program/program.yml").write_text(settings.replace('"2026-06-30"', "in June"))
    base = commit(root)
    decided(root)
    commit(root, "sun")
    assert broken(root, base) == ["recorded-by", "base-read"]
