"""What lies beside the pages for whoever opens the folder: how to read it, in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterable

PATH = "START-HERE.txt"
COMMAND = "python3 -m http.server"
ADDRESS = "http://localhost:8000/"


def start_here(languages: Iterable[str]) -> bytes:
    """The file, in the languages of the portal."""
    parts = (
        f"{texts('start_here.why')}\n\n    {COMMAND}\n\n{texts('start_here.open', at=ADDRESS)}\n"
        for texts in map(Texts, languages)
    )
    return "\n\n".join(parts).encode()
