"""Statements with the figures of a person under a new name, and the digests that follow from it.

A statement names the digest of the one before, so that one changed statement changes all later
ones. What a digest becomes is remembered, whatever copy of the statement is met.
"""

from __future__ import annotations

import csv
import io
from hashlib import sha256
from typing import TYPE_CHECKING

from goodword.ledger.statement import INFLUENCER, LOT, REDEMPTION, TIER, head_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_HEADS = (INFLUENCER, LOT, REDEMPTION, TIER)


class Digests:
    """What digests of statements become.

    Args:
        clean: takes the person out of the name of a record.
        person: the new id of a person, and of everybody else the one they have.
    """

    def __init__(self, clean: Callable[[str], str], person: Callable[[str], str]) -> None:
        self._clean = clean
        self._person = person
        self.new: dict[str, str] = {}

    def learn(self, statements: Iterable[bytes]) -> None:
        """Find what becomes of the digests of all of these, whatever their order."""
        waiting = {each: head for each in statements if (head := head_of(each)) is not None}
        known = {head.digest for head in waiting.values()}
        while waiting:
            ready = [
                each
                for each, head in waiting.items()
                if head.previous not in known or head.previous in self.new
            ]
            for each in ready or list(waiting):  # a circle was made by hand: taken as it comes
                head, made = waiting.pop(each), head_of(self.rewritten(each))
                if made is not None:
                    self.new[head.digest] = made.digest

    def rewritten(self, statement: bytes) -> bytes:
        """The statement without the person; as it is where neither it nor one before has them."""
        text = statement.decode("utf-8", "surrogateescape")
        head = head_of(statement)
        if head is None:
            return self._clean(text).encode("utf-8", "surrogateescape")
        previous = self.new.get(head.previous, head.previous)
        rows = list(csv.reader(io.StringIO(text.partition("\n")[2])))
        changed = [
            [*row[:1], *map(self._person, row[1:2]), *map(self._clean, row[2:])] for row in rows
        ]
        if changed == rows and previous == head.previous:
            return statement
        top = [row for row in changed if tuple(row) in _HEADS]
        body = _text([*top, *sorted(row for row in changed if tuple(row) not in _HEADS)])
        digest = sha256(f"{previous}\n{body}".encode("utf-8", "surrogateescape")).hexdigest()
        first = [
            *("statement", head.cycle, head.closed.isoformat(), head.by, str(head.version)),
            digest,
            previous,
        ]
        return (_text([first]) + body).encode("utf-8", "surrogateescape")


def _text(rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
