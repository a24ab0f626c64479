"""Names of files that not every disk can hold, and how a disk compares names."""

from __future__ import annotations

import re
import unicodedata

from goodword.source import characters

DEEPEST = 16
"""So many folders inside each other at most; no kind of file lies deeper than four."""
_WINDOWS = r"(?:aux|con|nul|prn|com[1-9]|lpt[1-9])"
_RESERVED = re.compile(rf"{_WINDOWS}(?:\..*)?", re.IGNORECASE | re.DOTALL)
_RESERVED_IN_PATH = re.compile(rf"/(?=[aclnp]){_WINDOWS}[./]")
_ELSEWHERE = "choose another name, such as one with a number behind it"


def is_reserved(name: str) -> bool:
    """Whether Windows keeps a name for a device, with whatever ending: `aux`, `con.yml`."""
    return _RESERVED.fullmatch(name) is not None


def is_plain(paths: str) -> bool:
    """Whether no name in paths that are joined by slashes needs a second look.

    A quick answer for very many names in lower case: True only where `fault` has nothing to say.
    """
    return (
        paths.isascii()
        and paths.isprintable()
        and "\\" not in paths
        and _RESERVED_IN_PATH.search(f"/{paths}/") is None
    )


def fault(name: str) -> tuple[str, str] | None:
    """Why a file or folder may not have that name, and what to do; None where it may."""
    if is_reserved(name):
        word = name.partition(".")[0]
        return f'"{word}" is a name that Windows reserves, so no checkout there works', _ELSEWHERE
    if "\\" in name:
        message = "a backslash in the name, expected folders, with a slash between them"
        return message, "rename it, or move it into its folder"
    if name.isascii() and name.isprintable():
        return None
    try:
        name.encode()
    except UnicodeEncodeError:
        return "the name is not UTF-8", "rename it"
    character = characters.REFUSED.search(name)
    if character:
        return f"{characters.name(character[0])} in the name", "rename it"
    if not unicodedata.is_normalized("NFC", name):
        return "the name is in decomposed Unicode, expected the composed form (NFC)", "rename it"
    return None


def fold(path: str) -> str:
    """The path as a file system compares it that knows neither case nor compatibility forms."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())
