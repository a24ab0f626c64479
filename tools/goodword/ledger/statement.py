"""Statements: the figures of a closed cycle as text, made anew at every check and compared.

A first line names the cycle, the day it was closed and by whom; then come sorted lines. Per
influencer: spendable points by date (opening, activated, released, adjusted, redeemed, reversed,
expired, closing), standing by attribution (awarded, reversed, standing) with the tier, and what
is pending, held and owed on the last day. Then each open lot, and what each request of the
cycle took from which lots. Except for the day of closing a statement is never read to compute.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from goodword.ledger.account import Checkpoint
from goodword.ledger.terms import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.days import Cycle
    from goodword.ledger.account import Account
    from goodword.ledger.ledger import Ledger
    from goodword.ledger.lots import Lot

VERSION = 1
"""Version of the statement's form."""
KINDS = ("activated", "released", "adjusted", "redeemed", "reversed", "expired")
"""Movements of spendable points, in the order of their columns."""
INFLUENCER = (
    "influencer",
    "id",
    "opening",
    *KINDS,
    "closing",
    "awarded",
    "standing reversed",
    "standing",
    "tier",
    "pending",
    "held",
    "arrears",
)
"""Columns of an influencer's line."""
LOT = ("lot", "id", "record", "part", "available", "expires", "pending", "active", "held")
"""Columns of an open lot's line; `part` tells the parts of one award from each other."""
REDEMPTION = ("redemption", "id", "record", "lot", "part", "points")
"""Columns of what a request took from a lot."""


@dataclass(frozen=True, slots=True)
class Head:
    """The first line of a statement.

    Args:
        cycle: name of the cycle.
        closed: the day on which it was closed.
        by: staff id of who closed it.
        version: version of the statement's form.
        digest: SHA-256 of all other lines and of `previous`.
        previous: the digest of the statement before; empty for the first.
    """

    cycle: str
    closed: date
    by: str
    version: int
    digest: str
    previous: str


def head_of(statement: bytes) -> Head | None:
    """The first line of a statement, or None where it cannot be read."""
    first = statement.split(b"\n", 1)[0].decode("utf-8", "replace")
    fields = next(csv.reader(io.StringIO(first)), [])
    try:
        _word, cycle, closed, by, version, digest, previous = fields
        return Head(cycle, date.fromisoformat(closed), by, int(version), digest, previous)
    except ValueError:
        return None


def statement(ledger: Ledger, cycle: Cycle, closed: date, by: str) -> str:
    """The text of a cycle's statement.

    Args:
        ledger: as of the day of closing or later.
        cycle: the cycle that is closed.
        closed: the day of closing.
        by: staff id of who closes it.
    """
    program = ledger.program
    before = program.statements.get(program.cycles.before(cycle).name)
    head = head_of(before) if before is not None else None
    previous = head.digest if head else ""
    body = _text([INFLUENCER, LOT, REDEMPTION, *sorted(_lines(ledger, cycle))])
    digest = sha256(f"{previous}\n{body}".encode()).hexdigest()
    first = ("statement", cycle.name, closed.isoformat(), by, str(VERSION), digest, previous)
    return _text([first]) + body


def _text(lines: list[tuple[str, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue()


def _lines(ledger: Ledger, cycle: Cycle) -> Iterator[tuple[str, ...]]:
    for person, present in ledger.members.items():
        account = ledger.at_close(person, cycle)
        at_close = account.checkpoints.get(cycle.name) or Checkpoint()
        yield from _influencer(account, present, at_close, cycle)
        for lot, part in at_close.parts:
            yield (
                "lot",
                person,
                _record(lot.path),
                str(part),
                date.fromordinal(lot.available).isoformat(),
                "never" if lot.expires >= NEVER else date.fromordinal(lot.expires).isoformat(),
                str(lot.pending),
                str(lot.active),
                str(lot.held),
            )
        for path, parts in sorted(account.allocated.items()):
            if ledger.program.redemptions[path].requested not in cycle:
                continue
            for number, (source, points) in enumerate(parts, 1):
                yield (
                    "redemption",
                    person,
                    _record(path),
                    _record(_path(source)),
                    str(number),
                    str(points),
                )


def _record(path: str) -> str:
    return path.removesuffix(".yml")


def _path(lot: Lot) -> str:
    return lot.source.place.path


def _influencer(
    account: Account, present: Account, at_close: Checkpoint, cycle: Cycle
) -> Iterator[tuple[str, ...]]:
    start, end = cycle.start.toordinal(), cycle.end.toordinal()
    moved = dict.fromkeys(KINDS, 0)
    opening = 0
    for day, kind, points in account.activity:
        if day < start:
            opening += points
        elif day < end:
            moved[kind] += points
    closing = opening + sum(moved.values())
    standing = present.standing_in(cycle.name)
    awarded = dict(present.posted).get(cycle.name, 0)
    figures = (
        opening,
        *(
            -moved[kind] if kind in {"redeemed", "reversed", "expired"} else moved[kind]
            for kind in KINDS
        ),
        closing,
        awarded,
        awarded - standing,
        standing,
    )
    last = (at_close.pending, at_close.held, at_close.arrears)
    if any(figures) or any(last) or at_close.tier is not None:
        yield (
            "influencer",
            account.id,
            *map(str, figures),
            at_close.tier or "",
            *map(str, last),
        )
