"""Computed tables of statements: the lines of closed cycles, as they were written."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

from goodword.exports.tables.table import Column, computed
from goodword.ledger.statement import INFLUENCER, LOT, REDEMPTION, head_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from goodword.exports.tables.table import Row, Type
    from goodword.snapshot import Snapshot


def _statements(snapshot: Snapshot) -> Iterator[Row]:
    for name, content in sorted(snapshot.program.statements.items()):
        head = head_of(content)
        if head is not None:
            yield name, head.closed, head.by, head.version, head.digest, head.previous or None


def _lines(kind: str, heading: tuple[str, ...]) -> Callable[[Snapshot], Iterator[Row]]:
    """The lines of a kind of all statements; figures as numbers, days as days."""

    def make(snapshot: Snapshot) -> Iterator[Row]:
        for name, content in sorted(snapshot.program.statements.items()):
            rows = csv.reader(io.StringIO(content.decode("utf-8", "replace")))
            number = 0
            for row in rows:
                if row[:1] == [kind] and tuple(row) != heading and len(row) == len(heading):
                    cells = zip(heading[1:], row[1:], strict=True)
                    yield name, number, *(_cell(_type(word), cell) for word, cell in cells)
                    number += 1

    return make


def _type(word: str) -> Type:
    if word in {"available", "expires"}:
        return "day"
    return "text" if word in {"id", "record", "tier", "lot"} else "integer"


def _cell(type_: str, cell: str) -> str | int | date | None:
    if type_ == "text":
        return cell or None
    if type_ == "integer":
        return int(cell)
    return None if cell == "never" else date.fromisoformat(cell)


def _stated(heading: tuple[str, ...]) -> tuple[Column, ...]:
    own = (
        Column("person", names="person") if word == "id" else Column(_key(word), _type(word))
        for word in heading[1:]
    )
    return (
        Column("cycle", names="statement", needed=True),
        Column("position", "integer", needed=True),
        *own,
    )


def _key(word: str) -> str:
    return word.replace(" ", "_")


STATEMENTS = (
    computed(
        "statement",
        "the statement of a closed cycle",
        "cycle",
        (
            Column("cycle", needed=True),
            Column("closed", "day", needed=True),
            Column("by", names="program_staff"),
            Column("version", "integer", needed=True),
            Column("digest", needed=True),
            Column("previous"),
        ),
        _statements,
        dated="cycle",
    ),
    *(
        computed(
            f"statement_{kind}",
            f"a line of a statement: {kind}",
            "cycle position",
            _stated(heading),
            _lines(kind, heading),
            dated="cycle",
        )
        for kind, heading in (
            ("influencer", INFLUENCER),
            ("lot", LOT),
            ("redemption", REDEMPTION),
        )
    ),
)
