"""Checks of the machine: git, Python, the clock, and what is set up for who works on it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from goodword.host.surroundings import Finding

if TYPE_CHECKING:
    from goodword.host.surroundings import Surroundings

GIT = (2, 34)
"""The oldest git that the tests have run with one like."""
PYTHON, NEWEST = (3, 11), (3, 14)
"""The Pythons that the tests run on, the first and the last."""
AHEAD = timedelta(minutes=5)
"""So far a commit may lie in the future of this clock."""


def git(around: Surroundings) -> Finding:
    """Whether there is a git that is new enough, and a repository."""
    said = around.git("version")
    if said is None:
        return Finding("wrong", *around.refused())
    found = re.search(r"(\d+)\.(\d+)", said)
    version = (int(found[1]), int(found[2])) if found else (0, 0)
    if version < GIT:
        need = f"{said}; {_dotted(GIT)} or newer is needed"
        return Finding("wrong", need, "install a newer git")
    return Finding("ok", said)


def history(around: Surroundings) -> Finding:
    """Whether all of the history is here, on a branch: what `guard` and `blame` read."""
    shallow = around.git("rev-parse", "--is-shallow-repository")
    if shallow is None:
        return Finding("not asked", "git gives no answer here")
    if shallow == "true":
        return Finding(
            "wrong",
            "the clone is shallow: guard and blame need the whole history",
            "git fetch --unshallow",
        )
    if around.git("rev-parse", "--verify", "--quiet", "HEAD") is None:
        return Finding("wrong", "nothing is committed yet", "git add --all && git commit")
    if around.git("symbolic-ref", "--quiet", "HEAD") is None:
        main = around.git("rev-parse", "--abbrev-ref", "origin/HEAD") or "origin/main"
        return Finding(
            "note",
            "a commit is checked out and no branch: what is committed here belongs to none",
            f"git switch {main.removeprefix('origin/')}",
        )
    return Finding("ok", "all of it is here, on a branch")


def python(around: Surroundings) -> Finding:
    """Whether this Python is one that the tests run on."""
    said = f"Python {_dotted(around.python)}"
    if around.python < PYTHON:
        need = f"{said}; {_dotted(PYTHON)} or newer is needed"
        return Finding("wrong", need, f"python{_dotted(NEWEST)} -m venv .venv, and install there")
    if around.python > NEWEST:
        return Finding("note", f"{said}; tested up to {_dotted(NEWEST)}")
    return Finding("ok", said)


def clock(around: Surroundings) -> Finding:
    """Whether the newest commit lies in the future of this machine's clock."""
    said = around.git("log", "-1", "--format=%ct")
    if not said or not said.isdecimal():
        return Finding("not asked", "there is no commit to compare with")
    newest = datetime.fromtimestamp(int(said), UTC)
    if newest > around.now + AHEAD:
        return Finding(
            "wrong",
            f"the newest commit is of {newest:%Y-%m-%d %H:%M} UTC and this clock says "
            f"{around.now.astimezone(UTC):%Y-%m-%d %H:%M}",
            "set the clock of this machine, or of the one that committed",
        )
    return Finding("ok", "the newest commit lies in the past")


def person(around: Surroundings) -> Finding:
    """Whether git's address is somebody's on staff, who commands are then done by."""
    if around.git("version") is None:
        return Finding("not asked", "git gives no answer here")
    address = around.git("config", "--get", "user.email")
    if not address:
        return Finding("note", "git has no user.email", "git config user.email sets it")
    if around.program is None:
        return Finding("not asked", "files of the program cannot be read", "goodword check")
    for staff in around.program.settings.staff:
        if address.lower() in map(str.lower, staff.emails):
            return Finding("ok", f"{address} is {staff.id}")
    return Finding(
        "note",
        f"nobody on staff has {address}",
        "add it to emails in program/program.yml, or say --by with each command",
    )


def hooks(around: Surroundings) -> Finding:
    """Whether a hook that the repository asks for is set up in this clone."""
    config = around.held(".pre-commit-config.yaml")
    if config is None:
        return Finding("ok", "no hooks are asked for")
    stated = around.git("config", "--local", "--get", "core.hooksPath")
    common = around.git("rev-parse", "--git-common-dir")
    folder = stated or (f"{common}/hooks" if common else None)
    if folder and (around.top / folder / "pre-commit").exists():
        return Finding("ok", "the hooks of .pre-commit-config.yaml are set up")
    return Finding(
        "wrong", "the hooks of .pre-commit-config.yaml are not set up here", "pre-commit install"
    )


def _dotted(version: tuple[int, int]) -> str:
    return ".".join(map(str, version))
