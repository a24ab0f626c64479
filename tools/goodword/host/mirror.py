"""A mirror of a repository with a person taken out of all of its history.

The repository itself is never rewritten. The mirror is made beside, whole or not at all: it has
another name until nothing of the person is found in it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from goodword.diagnostics import Failure
from goodword.host.past import Past, tip
from goodword.host.rewriting import CALLBACKS, PLAN, Plan
from goodword.source.first_commit import identity
from goodword.source.new_branch import commit_over
from goodword.source.repository import Repository, setting, start

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodword.erasing.files import Files
    from goodword.host.past import Version

UNFINISHED = ".part"
"""Ends the name of a mirror that is not whole yet."""
_KEPT = ("refs/heads/", "refs/tags/", "refs/notes/")
_LEFT = (
    *("filter-repo", "FETCH_HEAD", "ORIG_HEAD", "gc.log", "logs", "description"),
    *("objects/info/commit-graph", "objects/info/commit-graphs"),
)
"""What git-filter-repo and git leave in a mirror, with names and ids from before."""


@dataclass(frozen=True)
class Rewritten:
    """What became of history.

    Args:
        gone: ids of contents that no file has any more, and that must not be found.
        versions: how many versions of files changed or went.
        passed: refs that are not in the mirror.
    """

    gone: frozenset[str]
    versions: int
    passed: tuple[str, ...]


def git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """What a git command prints, however long it takes, when it is given something to read.

    Raises:
        Failure: it does not end well.
    """
    process = start(folder, *arguments, stdin=subprocess.PIPE)
    output, _ = process.communicate(stdin)
    if process.returncode:
        raise Failure(f"git refuses: {arguments[0]} ended with {process.returncode}")
    return output


def clone(repository: Repository, mirror: Path) -> tuple[str, ...]:
    """Copy a repository with its branches, tags and notes, and what it last fetched of others.

    Of a branch that is here and was fetched the newer one is taken; where neither contains the
    other, the one that is here.

    Returns:
        refs that it has and that are not copied.
    """
    kept: dict[str, str] = {}
    passed, fetched = [], []
    listed = git(repository.path, "for-each-ref", "--format=%(objectname) %(refname)")
    for line in listed.decode(errors="surrogateescape").splitlines():
        id_, _, ref = line.partition(" ")
        if ref.startswith(_KEPT):
            kept[ref] = id_
        elif ref.startswith("refs/remotes/") and ref.count("/") > 2:
            fetched.append((f"refs/heads/{ref.split('/', 3)[3]}", id_))
        else:
            passed.append(ref)
    for ref, id_ in fetched:
        here = kept.get(ref)
        if ref != "refs/heads/HEAD" and (
            here is None or repository.succeeds("merge-base", "--is-ancestor", here, id_)
        ):
            kept[ref] = id_
    form = git(repository.path, "rev-parse", "--show-object-format").decode().strip()
    flags = ("--bare", "--quiet", "--template=", f"--object-format={form}")
    git(mirror.parent, "init", *flags, str(mirror))
    _copy(repository.path, mirror, sorted({*kept.values()}))
    lines = "".join(f"create {ref} {id_}\n" for ref, id_ in kept.items())
    git(mirror, "update-ref", "--stdin", stdin=lines.encode(errors="surrogateescape"))
    head = git(repository.path, "symbolic-ref", "HEAD").decode().strip()
    git(mirror, "symbolic-ref", "HEAD", head)
    return tuple(passed)


def _copy(source: Path, mirror: Path, wanted: list[str]) -> None:
    """Copy what leads from these ids, and nothing else."""
    giving = start(source, "pack-objects", "--revs", "--stdout", "--quiet", stdin=subprocess.PIPE)
    if giving.stdin is None or giving.stdout is None:
        raise Failure("git cannot be started: it has no pipe")
    taking = start(mirror, "index-pack", "--stdin", stdin=giving.stdout.fileno())
    giving.stdout.close()
    giving.stdin.write("".join(f"{each}\n" for each in wanted).encode())
    giving.stdin.close()
    taking.communicate()
    if giving.wait() or taking.returncode:
        raise Failure("git refuses: what is here could not be copied", "git fsck says why")


def rewrite(mirror: Path, files: Files, prefix: str) -> Rewritten:
    """Take the person out of every version of every file, every message, name and ref.

    Args:
        mirror: the copy.
        files: what becomes of files; it learns the digests of all statements first.
        prefix: of the program's folder in the repository.

    Raises:
        Failure: git or git-filter-repo refuses.
    """
    past = Past.of(Prefixed(mirror, prefix))
    statements = [
        each
        for each in past.versions
        if (past.inside(each.path) or "").startswith("program/statements/")
    ]
    files.digests.learn(data for _, data in past.contents(statements))
    with tempfile.TemporaryDirectory(prefix="goodword-") as folder:
        work = Path(folder)
        plan, used = _planned(past, files, mirror, work)
        place = work / "plan.json"
        place.write_text(plan.to_json(), encoding="utf-8")
        _filter(mirror, place)
    _notes(mirror, files)
    gone = {each.blob for each in past.versions} - used
    changed = sum(
        f"{each.blob} {each.path}" in plan.blobs or plan.paths.get(each.path, "") is None
        for each in past.versions
    )
    return Rewritten(frozenset(gone), changed, ())


class Prefixed(Repository):
    """A copy in which the program lies where it lay in the repository."""

    def __init__(self, path: Path, prefix: str) -> None:
        super().__init__(path)
        self.prefix = prefix


def _planned(past: Past, files: Files, mirror: Path, work: Path) -> tuple[Plan, set[str]]:
    """The plan, its new contents in the mirror, and the ids of all contents that are in use."""
    paths: dict[str, str | None] = {}
    new: list[tuple[Version, Path]] = []
    used: set[str] = set()
    for version, data in past.contents(list(past.versions)):
        inner = past.inside(version.path)
        if version.path not in paths:
            there = files.path(inner) if inner is not None else files.traces.clean(version.path)
            there = None if version.path in files.drop else there
            if inner is not None and there is not None:
                there = f"{files.traces.clean(past.folder(version.path) or '')}{there}"
            paths[version.path] = there
        if paths[version.path] is None:
            continue
        # What lies beside the program is text like any other.
        content = files.content(inner if inner is not None else f"../{version.path}", data)
        if content is None or content == data:
            used.add(version.blob)
            continue
        file = work / str(len(new))
        file.write_bytes(content)
        new.append((version, file))
    ids = _stored(mirror, [file for _, file in new])
    blobs = {
        f"{version.blob} {version.path}": id_ for (version, _), id_ in zip(new, ids, strict=True)
    }
    moved = {path: there for path, there in paths.items() if there != path}
    return Plan(files.traces, moved, blobs), used | set(ids)


def _stored(mirror: Path, files: list[Path]) -> list[str]:
    process = start(
        mirror, "hash-object", "-w", "--no-filters", "--stdin-paths", stdin=subprocess.PIPE
    )
    output, _ = process.communicate("".join(f"{each}\n" for each in files).encode())
    if process.returncode:
        raise Failure("git refuses: hash-object ended with an error", "is the disk full?")
    return output.decode().split()


def _filter(mirror: Path, plan: Path) -> None:
    """Run git-filter-repo, as a process of its own."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    callbacks = [part for name, code in CALLBACKS.items() for part in (f"--{name}-callback", code)]
    flags = ("--force", "--quiet", "--prune-empty", "never", "--prune-degenerate", "never")
    found = subprocess.run(
        [
            *(sys.executable, "-I", "-m", "git_filter_repo", *flags),
            *("--replace-refs", "delete-no-add", *callbacks),
        ],
        cwd=mirror,
        env={**kept, PLAN: str(plan), "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    if found.returncode:
        said = found.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        raise Failure(f"git-filter-repo refuses: {said[-1]}", "git 2.36 or newer is needed")


def _notes(mirror: Path, files: Files) -> None:
    """Write notes on commits anew: git-filter-repo leaves them as they are, on commits of before.

    Each ref of notes begins anew, with what it last said, on the commits of now.
    """
    lines = (mirror / "filter-repo" / "commit-map").read_text().splitlines()[1:]
    now = dict(line.split() for line in lines)
    refs = git(mirror, "for-each-ref", "--format=%(refname)", "refs/notes").decode().split()
    who = ("-c", "user.name=goodword", "-c", "user.email=goodword@localhost")
    for ref in refs:
        entries = []
        for version in tip(Repository(mirror), ref):
            on = now.get(version.path.replace("/", ""), "")
            if not on.strip("0"):
                continue
            note = git(mirror, "cat-file", "blob", version.blob)
            said = files.traces.clean(note.decode("utf-8", "surrogateescape"))
            data = said.encode("utf-8", "surrogateescape")
            blob = git(mirror, "hash-object", "-w", "--stdin", stdin=data).decode().strip()
            entries.append(f"100644 blob {blob}\t{on}\0")
        tree = git(mirror, "mktree", "-z", stdin="".join(entries).encode()).decode().strip()
        made = git(mirror, *who, "commit-tree", tree, "-m", "Notes").decode().strip()
        git(mirror, "update-ref", ref, made)


def commit(
    mirror: Path, repository: Repository, branch: str, files: Mapping[str, bytes | None]
) -> str:
    """Commit on a branch of the mirror what its newest commit lacks of the erased program.

    Args:
        mirror: rewritten.
        repository: that of the program, which says who commits.
        branch: its name in the mirror.
        files: contents by path from the program's folder; None for what goes.

    Raises:
        Failure: git does not know who commits, or refuses.
    """
    who = identity(repository.path)
    if who is None:
        raise Failure(
            "git has no user.name and user.email",
            "git config user.name and git config user.email say who commits",
        )
    for name in ("user.name", "user.email"):
        # What only the repository itself says of who commits, its mirror does not know.
        if not any(each.startswith(f"{name}=") for each in who):
            who += ["-c", f"{name}={setting(repository.path, name)}"]
    said = {f"{repository.prefix}{path}": data for path, data in files.items()}
    return commit_over(mirror, branch, said, "Erase somebody", who)


def settle(mirror: Path) -> None:
    """Leave nothing in the mirror but what its refs lead to."""
    for name in _LEFT:
        place = mirror / name
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
    git(mirror, "reflog", "expire", "--expire=now", "--expire-unreachable=now", "--all")
    git(mirror, "-c", "gc.writeCommitGraph=false", "gc", "--quiet", "--prune=now")


def begin(place: Path) -> Path:
    """The folder in which a mirror is made, with what a run that died left there taken away.

    Raises:
        Failure: there is something where the mirror is to be.
    """
    if os.path.lexists(place):
        raise Failure(f"{place} is there already", "name another place with --mirror")
    part = place.with_name(place.name + UNFINISHED)
    if part.is_dir() and not part.is_symlink():
        shutil.rmtree(part)
    return part
