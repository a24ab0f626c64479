"""How a program pins goodword: as stated on the command line, else as it was installed."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from goodword.resources import lock_file
from goodword.starter.pinned import by_text, by_wheel, not_pinned, of_installed

if TYPE_CHECKING:
    from goodword.starter.pinned import Pin


def pinned(stated: str | None) -> Pin | None:
    """How goodword is pinned; None where what is stated is no place of it."""
    lock = lock_file()
    place = stated or of_installed(metadata.distribution("goodword").read_text("direct_url.json"))
    path = Path(unquote(urlsplit(place).path)) if place.startswith("file://") else Path(place)
    found = None
    if place and path.is_file():
        found = by_wheel(lock, path.name, path.read_bytes())
    elif place:
        found = by_text(lock, place)
    if found is None and stated:
        return None
    return (found or not_pinned(lock))._replace(stated=stated is not None)
