"""Stands in for `gh api` where a workflow writes to its repository: on a bare repository here.

    python git_host.py REPOSITORY api [--method METHOD] PATH [--input FILE] [-f KEY=VALUE]

Knows trees, commits, refs and merges; a ref goes forward only, and a conflict is refused.
"""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

_WHO = ("-c", "user.name=bot", "-c", "user.email=bot@example.org")


def _git(*arguments: str, text: str | None = None) -> str:
    done = subprocess.run(
        ["git", "--git-dir", sys.argv[1], *_WHO, *arguments],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def _tree(file: str) -> str:
    asked = json.loads(Path(file).read_text(encoding="utf-8"))
    lines = {}
    for line in _git("ls-tree", "-r", asked["base_tree"]).splitlines():
        head, _, path = line.partition("\t")
        lines[path] = head
    for each in asked["tree"]:
        blob = _git("hash-object", "-w", "--stdin", text=each["content"])
        lines[each["path"]] = f"{each['mode']} blob {blob}"
    return _nested(lines)


def _nested(lines: dict[str, str]) -> str:
    """The tree of these files, by folders."""
    below: dict[str, dict[str, str]] = {}
    here = []
    for path, head in lines.items():
        first, inside, rest = path.partition("/")
        if inside:
            below.setdefault(first, {})[rest] = head
        else:
            here.append(f"{head}\t{path}")
    here += [f"040000 tree {_nested(files)}\t{name}" for name, files in below.items()]
    return _git("mktree", text="\n".join(here) + "\n")


def _onto(ref: str, commit: str) -> None:
    """Move a ref forward.

    Raises:
        CalledProcessError: what is there is no ancestor.
    """
    before = _git("rev-parse", ref)
    _git("merge-base", "--is-ancestor", before, commit)
    _git("update-ref", ref, commit, before)


def _merge(base: str, head: str, message: str) -> None:
    ref = f"refs/heads/{base}"
    tree = _git("merge-tree", "--write-tree", ref, head).splitlines()[0]
    _onto(ref, _git("commit-tree", tree, "-p", _git("rev-parse", ref), "-p", head, "-m", message))


def answer(arguments: list[str]) -> str:
    """What is printed for a request."""
    taken = {"-f": [""], "-F": [""], "--input": [""]}
    path = next(each for each in arguments if each.startswith("repos/"))
    for option, value in pairwise(arguments):
        if option in taken:
            taken[option].append(value)
    fields = dict(each.split("=", 1) for each in taken["-f"] if each)
    what = path.split("/", 3)[3]
    if what == "git/trees":
        return _tree(taken["--input"][-1])
    if what == "git/commits":
        return _git(
            "commit-tree", fields["tree"], "-p", fields["parents[]"], "-m", fields["message"]
        )
    if what == "merges":
        _merge(fields["base"], fields["head"], fields["commit_message"])
        return ""
    assert taken["-F"][-1] == "force=false"
    _onto(what.removeprefix("git/"), fields["sha"])
    return ""


if __name__ == "__main__":
    sys.stdout.write(answer(sys.argv[2:]))
