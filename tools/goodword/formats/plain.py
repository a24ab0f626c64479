"""Making texts from files harmless in a terminal and in the log of a CI machine."""

from __future__ import annotations

import re

# Control characters (C0 but tab, DEL, C1), bidirectional overrides and isolates, lone surrogates:
# each could move the cursor, colour the screen, or show another text than there is.
_INVISIBLE = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_UNSAFE = re.compile(f"[\x00-\x08\x0a-\x1f{_INVISIBLE}]")
# The same in a text of many lines, whose ends may be CR LF (calendars). One class, and what is no
# end of a line after it, is looked for twice as fast as one of two.
_UNSAFE_IN_LINES = re.compile(f"[\x00-\x08\x0b-\x1f{_INVISIBLE}](?<!\r(?=\n))")
UNSAFE_IN_JSON = re.compile(f"[{_INVISIBLE}]")
"""Those that JSON lets stand in a text as they are."""
COMMAND = re.compile(r"##(\w*)\[")
"""What begins a command anywhere in a line of a log: of GitHub, Azure (`##vso[`), TeamCity."""
# GitHub trims a line before it looks for `::`, of more kinds of blanks than a few.
_FIRST = re.compile(r"^(\s*)::", re.MULTILINE)


def harmless(text: str) -> str:
    """The text on one line, every character that acts written as its escape.

    `##[` begins a command anywhere in a line of an Actions log, so it is broken up.
    """
    # What acts is never printable, and nearly every text is: that is seen much sooner.
    shown = text if text.isprintable() else _UNSAFE.sub(_escape, text)
    return COMMAND.sub(r"##\1\\[", shown) if "##" in shown else shown


def harmless_lines(text: str) -> str:
    """Whole lines as `harmless` makes them, none of which begins a workflow command."""
    shown = _UNSAFE_IN_LINES.sub(_escape, text)
    if "::" in shown:
        shown = _FIRST.sub(r"\1\\::", shown)
    return COMMAND.sub(r"##\1\\[", shown)


def _escape(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape", "surrogatepass").decode()
