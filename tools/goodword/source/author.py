"""Who is at work: the address that git writes into commits made in a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.source import repository

if TYPE_CHECKING:
    from pathlib import Path


def email(folder: Path) -> str | None:
    """The `user.email` that git has for a folder, None where it is not set or there is no git."""
    return repository.setting(folder, "user.email")
