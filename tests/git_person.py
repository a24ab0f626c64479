"""Whoever commits in tests, whatever the machine's git says of its user."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

MAYA = ("Maya", "maya@example.com")


def git(folder: Path, *arguments: str) -> str:
    """What a git command says, run by Maya; nothing is signed."""
    name, address = MAYA
    said = ("-c", f"user.name={name}", "-c", f"user.email={address}", "-c", "gpg.program=false")
    command = ["git", *said, *arguments]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def as_maya(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commits of the tool itself be Maya's."""
    for whose in ("AUTHOR", "COMMITTER"):
        for what, value in zip(("NAME", "EMAIL"), MAYA, strict=True):
            monkeypatch.setenv(f"GIT_{whose}_{what}", value)
