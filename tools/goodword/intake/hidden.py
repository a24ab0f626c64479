"""What a text that came in may not hold: whatever shows a reader something else than it says.

Staff read what came in before it is accepted, on a page that renders it. A comment, a tag, an
invisible character or a block hides words from that reader, and a heading adds a field that
nobody filled in. All of these are refused; none is taken out, for then nobody would have read
what is kept.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from anyascii import anyascii

from goodword.intake.sheet import Refused
from goodword.source import characters

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2060-\u206f"
    "\u2800\u3164\uffa0\ufff9-\uffff\U000e0000-\U000e0fff]"
)
"""Characters that take no room or look like a blank. The joiners U+200C and U+200D, which Persian
and emoji need, are left."""
_JOINER = re.compile("(?:^|[\\s!-/:-@])[\u200c\u200d]|[\u200c\u200d]{2}|[\u200c\u200d](?:$|\\s)")
_PRIVATE = {"Co", "Cn", "Cs"}
_CODE = re.compile(r"(?<!`)`[^`\n]+`(?!`)")
_LINES = (
    (re.compile(r"[ \t>]*(?:```|~~~)"), "a block between ``` or ~~~"),
    (re.compile(r"[ \t>]*[#\uff03\ufe5f\u266f]{1,6}(?:\s|$)"), "a heading of its own"),
    (re.compile(r"[ \t>]*(?:-{3,}|={3,}|\.{3})[ \t]*$"), "a line of dashes, dots or equals signs"),
    (re.compile(r"[ \t>]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[[ xX]\](?:\s|$)"), "a box to tick"),
    (re.compile(r"[ \t>]*\[[^\]\n]+\]:"), "a link that is defined and not shown"),
)
_INLINE = (
    (re.compile(r"<!--|-->"), "an HTML comment"),
    (re.compile(r"<[A-Za-z/!?][^\s@:]*(?:[\s>/]|$)"), "an HTML tag"),
    (re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});"), "an entity"),
    (re.compile(r"!\[[^\]\n]*\][(\[]"), "an image"),
)
_WHERE = "write it as plain words"


def letters(text: str) -> str:
    """A text as it looks at a glance: Latin letters and digits in lower case, nothing else."""
    plain = anyascii(unicodedata.normalize("NFKC", text)).lower()
    return re.sub(r"[^a-z0-9]", "", plain)


def judge_characters(text: str, what: str) -> None:
    """Refuse characters that nobody sees.

    Args:
        text: what came in, its lines ending in LF.
        what: the words for it.

    Raises:
        Refused: it holds one.
    """
    if found := characters.REFUSED.search(text):
        raise Refused(f"{what} holds the {_named(found[0])}; delete it")
    if found := _INVISIBLE.search(text) or _JOINER.search(text):
        number = ord(found[0].strip() or found[0][0])
        raise Refused(f"{what} holds the invisible character U+{number:04X}; delete it")
    if odd := next((each for each in text if unicodedata.category(each) in _PRIVATE), None):
        raise Refused(f"{what} holds U+{ord(odd):04X}, which is no character; delete it")


def judge_text(text: str, what: str, headings: Collection[str]) -> None:
    """Refuse a value that hides something or looks like another part of the form.

    Args:
        text: the value.
        what: the words for it.
        headings: those of the form, as `letters` has them.

    Raises:
        Refused: it does.
    """
    for line in text.split("\n"):
        for pattern, name in _LINES:
            if pattern.match(line):
                raise Refused(f"{what} holds {name}: {_WHERE}")
        if letters(line) in headings:
            raise Refused(f'{what} has a line that looks like the heading "{line.strip()[:60]}"')
    without = _CODE.sub("", text)
    for pattern, name in _INLINE:
        if pattern.search(without):
            raise Refused(f"{what} holds {name}: {_WHERE}, or between ` and `")


def _named(character: str) -> str:
    return characters.name(character)


def looks(headings: Iterable[str]) -> frozenset[str]:
    """The headings of a form, in all its languages, as they look."""
    return frozenset(filter(None, map(letters, headings)))
