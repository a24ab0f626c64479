"""Making texts from files harmless in a terminal and in the log of a CI machine."""

from __future__ import annotations

import re

# Control characters (C0 but tab, DEL, C1), bidirectional overrides and isolates, lone surrogates:
# each could move the cursor, colour the screen, or show another text than there is.
_INVISIBLE = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_UNSAFE = re.compile(f"[\x00-\x08\x0a-\x1f{_INVISIBLE}]")
UNSAFE_IN_JSON = re.compile(f"[{_INVISIBLE}]")
"""Those that JSON lets stand in a text as they are."""


def harmless(text: str) -> str:
    """The text on one line, every character that acts written as its escape.

    `##[` begins a command anywhere in a line of an Actions log, so it is broken up.
    """
    shown = _UNSAFE.sub(
        lambda found: found[0].encode("unicode_escape", "surrogatepass").decode(), text
    )
    return shown.replace("##[", "##\\[")
