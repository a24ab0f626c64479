"""Who is at work: the address that git writes into commits made in a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Failure
from goodword.source import repository

if TYPE_CHECKING:
    from pathlib import Path


def email(folder: Path) -> str | None:
    """The `user.email` that git has for a folder, None where it is not set or there is no git."""
    try:
        process = repository.start(folder, "config", "--get", "user.email")
    except Failure:
        return None
    output, _ = process.communicate()
    return output.decode(errors="replace").strip() or None if process.returncode == 0 else None
