"""One file beside the data, three ways: as it was laid, as it is here, as this version lays it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from goodword.edits.edit import digest
from goodword.starter.former import SHORT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Merge = Callable[[bytes, bytes, bytes], bytes | None]

SAME, MOVED, MERGED, YOURS = "same", "moved", "merged", "yours"
APART, NEW, GONE, BLOCKED, RETIRED = "apart", "new", "gone", "blocked", "retired"
SENTENCES = {
    MOVED: "as an older version laid it: replaced",
    MERGED: "your edits stay, and what is new comes in beside them",
    YOURS: "your edits stay; nothing is new in it",
    APART: "your edits and what is new change the same lines: left as it is",
    NEW: "new in this version",
    GONE: "deleted here, and stays so",
    BLOCKED: "no plain file lies there: left as it is",
    RETIRED: "laid by no version any more, and never edited: deleted",
}
"""What is said of each state but `same`."""
_USED = re.compile(rb"(uses: *([\w./-]+)@)([0-9a-f]{40,64} *# *v([0-9]+(?:\.[0-9]+)*))")
"""An action that is pinned by its commit, with its version behind it."""


class Outcome(NamedTuple):
    """What becomes of a file.

    Attributes:
        path: from the top of the repository.
        state: a word of the table above.
        here: what it holds; None where there is none.
        new: what it is to hold; None where there is, or is to be, none.
        laid: what this version lays; None where it lays none.
        before: what was laid before, where there are edits; None where that is not known.
    """

    path: str
    state: str
    here: bytes | None
    new: bytes | None
    laid: bytes | None
    before: bytes | None = None

    @property
    def changes(self) -> bool:
        """Whether something is to be written."""
        return self.here != self.new


def outcome(
    path: str,
    here: bytes,
    laid: bytes,
    *,
    untouched: Callable[[str], bool],
    texts: Callable[[], Iterable[bytes]],
    stated: str | None,
    merge: Merge,
) -> Outcome:
    """What becomes of a file that is there, and that this version lays.

    Args:
        path: from the top of the repository.
        here: what it holds.
        laid: what this version lays.
        untouched: whether some version laid a text with that short digest.
        texts: texts that were laid there, as far as they are known.
        stated: the digest of what was laid there last, by the program's record; None without.
        merge: makes one text of edits, what they were made of, and what is new.
    """
    windows = b"\r\n" in here and b"\n" not in here.replace(b"\r\n", b"")
    own = here.replace(b"\r\n", b"\n") if windows else here

    def ended(data: bytes) -> bytes:
        return data.replace(b"\n", b"\r\n") if windows else data

    if own == laid:
        return Outcome(path, SAME, here, here, laid)
    known = digest(own)
    if known == stated or untouched(known[:SHORT]):
        return Outcome(path, MOVED, here, ended(laid), laid)
    if stated == digest(laid):
        return Outcome(path, YOURS, here, here, laid, laid)
    before = _before(own, laid, stated, list(texts()))
    if before is None:
        return Outcome(path, APART, here, here, laid)
    if before == laid:
        return Outcome(path, YOURS, here, here, laid, laid)
    base, mine, new = newest_actions(before, own, laid)
    found = mine if base == new else new if base == mine else merge(mine, base, new)
    if found is None:
        return Outcome(path, APART, here, here, laid, before)
    return Outcome(path, YOURS if found == own else MERGED, here, ended(found), laid, before)


def _before(own: bytes, laid: bytes, stated: str | None, texts: Sequence[bytes]) -> bytes | None:
    """The text that edits were made of: the one on record, else the one that is nearest."""
    if stated is not None:
        return next((each for each in texts if digest(each) == stated), None)
    lines = Counter(own.split(b"\n"))

    def apart(text: bytes) -> tuple[int, bool, bytes]:
        there = Counter(text.split(b"\n"))
        return (lines - there).total() + (there - lines).total(), text != laid, text

    return min((*texts, laid), key=apart) if texts else None


def newest_actions(*texts: bytes) -> tuple[bytes, ...]:
    """The texts with every pinned action at the newest version that one of them has.

    A bot renews these pins, and so do new versions: two that differ in nothing else are no edits
    that clash.
    """
    newest: dict[bytes, tuple[tuple[int, ...], bytes]] = {}
    for text in texts:
        for _, name, pin, version in _USED.findall(text):
            found = tuple(map(int, version.split(b"."))), pin
            newest[name] = max(newest.get(name, found), found)
    return tuple(_USED.sub(lambda each: each[1] + newest[each[2]][1], text) for text in texts)


def difference_apart(found: Outcome) -> tuple[tuple[bytes, bytes], ...]:
    """What is shown where edits and what is new are apart: pairs of an old and a new text.

    Your edits first, then what is new; where it is not known what was laid before, what is new
    against what is here.
    """
    here, laid = found.here or b"", found.laid or b""
    if found.before is None:
        return ((here, laid),)
    return (found.before, here), (found.before, laid)
