"""What lies beside the pages for whoever opens the folder: how to read it, in each language.

It says nothing but for whom the portal is, which each of its pages says, so that a host may serve
it as any other file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterable

PATH = "START-HERE.txt"
COMMANDS = ("goodword portal --serve .", "python3 -m http.server --bind 127.0.0.1 8000")
"""Each shows the folder to this computer alone; without an address Python's shows it to all."""
ARTIFACT = "goodword portal --serve portal.zip"
ADDRESS = "http://127.0.0.1:8000/"


def start_here(languages: Iterable[str], audience: str) -> bytes:
    """The file, in the languages of the portal.

    Args:
        languages: tags.
        audience: for whom the portal is.
    """
    return "\n\n".join(_part(Texts(each), audience) for each in languages).encode()


def _part(texts: Texts, audience: str) -> str:
    commands = "\n".join(f"    {each}" for each in COMMANDS)
    whom = texts.named("for_audience", audience)
    return (
        f"{texts('start_here.what', whom=whom)}\n\n{texts('start_here.why')}\n\n{commands}\n\n"
        f"{texts('start_here.open', at=ADDRESS)} {texts('start_here.zip')}\n\n    {ARTIFACT}\n"
    )
