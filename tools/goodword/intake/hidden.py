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

from goodword.intake.sheet import Refused, Say
from goodword.source import characters

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2060-\u206f"
    "\u2800\u3164\uffa0\ufff9-\uffff\U000e0000-\U000e0fff]"
)
"""Characters that take no room or look like a blank. The joiners U+200C and U+200D, which Persian
and emoji need, are left."""
_JOINERS = "\u200c\u200d"
_JOINER = re.compile("(?:^|[\\s!-/:-@])[\u200c\u200d]|[\u200c\u200d]{2}|[\u200c\u200d](?:$|\\s)")
_PRIVATE = {"Co", "Cn", "Cs"}
_CODE = re.compile(r"(?<!`)`[^`\n]+`(?!`)")
_LINES = (
    (re.compile(r"[ \t>]*(?:```|~~~)"), "a-block"),
    (re.compile(r"[ \t>]*[#\uff03\ufe5f\u266f]{1,6}(?:\s|$)"), "a-heading"),
    (re.compile(r"[ \t>]*(?:-{3,}|={3,}|\.{3})[ \t]*$"), "a-rule"),
    (re.compile(r"[ \t>]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[[ xX]\](?:\s|$)"), "a-box"),
    (re.compile(r"[ \t>]*\[[^\]\n]+\]:"), "a-definition"),
)
_INLINE = (
    (re.compile(r"<!--|-->"), "a-comment"),
    (re.compile(r"<[A-Za-z/!?][^\s@:]*(?:[\s>/]|$)"), "a-tag"),
    (re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});"), "an-entity"),
    (re.compile(r"!\[[^\]\n]*\][(\[]"), "an-image"),
)


def letters(text: str) -> str:
    """A text as it looks at a glance: Latin letters and digits in lower case, nothing else."""
    plain = anyascii(unicodedata.normalize("NFKC", text)).lower()
    return re.sub(r"[^a-z0-9]", "", plain)


def judge_characters(text: str, what: Say | str) -> None:
    """Refuse characters that nobody sees.

    Args:
        text: what came in, its lines ending in LF.
        what: the words for it.

    Raises:
        Refused: it holds one.
    """
    if found := characters.REFUSED.search(text):
        raise Refused("control", what=what, number=_number(found[0]))
    if found := _INVISIBLE.search(text) or _JOINER.search(text):
        joiners = [each for each in found[0] if each in _JOINERS]  # what is around them is seen
        raise Refused("invisible", what=what, number=_number((joiners or found[0])[0]))
    if odd := next((each for each in text if unicodedata.category(each) in _PRIVATE), None):
        raise Refused("no-character", what=what, number=_number(odd))


def judge_text(text: str, what: Say | str, headings: Collection[str]) -> None:
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
                raise Refused("hides", what=what, found=Say(name, {}))
        if letters(line) in headings:
            raise Refused("looks-heading", what=what, line=line.strip()[:60])
    without = _CODE.sub("", text)
    for pattern, name in _INLINE:
        if pattern.search(without):
            raise Refused("hides-inline", what=what, found=Say(name, {}))


def _number(character: str) -> str:
    return f"U+{ord(character[0]):04X}"


def looks(headings: Iterable[str]) -> frozenset[str]:
    """The headings of a form, in all its languages, as they look."""
    return frozenset(filter(None, map(letters, headings)))
