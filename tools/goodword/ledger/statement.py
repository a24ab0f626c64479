"""Statements: the figures of a closed cycle as text, made anew at every check and compared.

A first line names the cycle, the day it was closed and by whom; then come sorted lines. Per
influencer: spendable points by date (opening, activated, released, adjusted, redeemed, reversed,
expired, closing), standing by attribution (awarded, reversed, standing) with the tier, and what
is pending, held and owed on the last day. Then each open lot, what each request of the cycle took
from which lots, and the tiers of other ladders than the first. Except for the day of closing a
statement is never read to compute.
"""

from __future__ import annotations

import csv
import io
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import accumulate
from typing import TYPE_CHECKING

from goodword.ledger.account import NOTHING
from goodword.ledger.terms import NEVER

if TYPE_CHECKING:
    from goodword.days import Cycle
    from goodword.ledger.account import Account, Checkpoint
    from goodword.ledger.ledger import Ledger

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
TIER = ("tier", "id", "ladder", "tier")
"""Columns of a tier of another ladder than the first; only where somebody has one."""


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


class Statements:
    """The statements of closed cycles as text.

    Args:
        ledger: as of the days of closing or later.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._moved: dict[str, _Moved] = {}
        self._starts: dict[int, int] = {}

    def text(self, cycle: Cycle, closed: date, by: str, before: bytes | None = None) -> str:
        """The text of a cycle's statement.

        Args:
            cycle: the cycle that is closed.
            closed: the day of closing.
            by: staff id of who closes it.
            before: the statement of the cycle before, where the program has it not yet.
        """
        program = self.ledger.program
        if before is None:
            before = program.statements.get(program.cycles.before(cycle).name)
        head = head_of(before) if before is not None else None
        previous = head.digest if head else ""
        people, lots, requests, tiers = self._lines(cycle)
        kinds = ((INFLUENCER, people), (LOT, lots), (REDEMPTION, requests), (TIER, tiers))
        heads = [",".join(head) for head, lines in kinds if lines or head is not TIER]
        # Whose kind comes first in the alphabet comes first here too.
        body = "\n".join((*heads, *people, *lots, *requests, *tiers, ""))
        digest = sha256(f"{previous}\n{body}".encode()).hexdigest()
        out = io.StringIO()
        first = ("statement", cycle.name, closed.isoformat(), by, VERSION, digest, previous)
        csv.writer(out, lineterminator="\n").writerow(first)
        return out.getvalue() + body

    def _lines(self, cycle: Cycle) -> tuple[list[str], ...]:
        """The lines of everybody by their kind, sorted.

        Ids, paths of records, numbers and days hold nothing that CSV would quote, and no letter
        that stands before a comma: so lines stand in the order of their cells.
        """
        people, lots, requests, tiers = list[str](), list[str](), list[str](), list[str]()
        start, name, denied = cycle.start.toordinal(), cycle.name, self.ledger.denied
        for person, present in self.ledger.members.items():
            # In most programs nobody is denied anything, and these are very many.
            account = present if person not in denied else self.ledger.at_close(person, cycle)
            moved = self._of(person, account)
            at_close = account.checkpoints.get(name) or NOTHING
            own = _influencer(account, present, at_close, moved, start, name)
            if own:
                people.append(own)
            for each in at_close.others:
                tiers.append(f"tier,{person},{each.replace('/', ',')}")
            for path, available, expires, pending, active, held, part in at_close.parts:
                until = "never" if expires >= NEVER else _day(expires)
                lots.append(
                    f"lot,{person},{path.removesuffix('.yml')},{part},{_day(available)},{until},"
                    f"{pending},{active},{held}"
                )
            for path in moved.requests.get(start, ()):
                for number, (source, points) in enumerate(account.allocated[path], 1):
                    lot_of = _record(source.source.place.path)
                    requests.append(
                        f"redemption,{person},{_record(path)},{lot_of},{number},{points}"
                    )
        # People come in order, so that of each kind little is left to sort.
        return sorted(people), sorted(lots), sorted(requests), sorted(tiers)

    def _of(self, person: str, account: Account) -> _Moved:
        """What an account did; one as it was known at the end of a cycle is another."""
        known = self._moved.get(person)
        if known is None or known.account is not account:
            known = self._moved[person] = _Moved(account, self.ledger, self._starts)
        return known


class _Moved:
    """What an account did in each cycle, by the ordinal of the cycle's first day.

    Attributes:
        kinds: what moved, by kind.
        posted, standing: by the name of the cycle.
        requests: their paths.

    Args:
        account: whose.
        ledger: of it.
        starts: first days of cycles by what lies in them; more of them come to be known.
    """

    def __init__(self, account: Account, ledger: Ledger, starts: dict[int, int]) -> None:
        self.account = account
        self.posted = dict(account.posted)
        self.standing = dict(account.by_cycle)
        self.kinds: dict[int, dict[str, int]] = {}
        self.requests: dict[int, list[str]] = {}
        terms = ledger.terms
        for day, kind, points in account.activity:
            start = starts.get(day) or starts.setdefault(day, terms.around(day)[1])
            kinds = self.kinds.get(start)
            if kinds is None:
                kinds = self.kinds[start] = dict.fromkeys(KINDS, 0)
            kinds[kind] += points
        for path in sorted(account.allocated):
            day = ledger.program.redemptions[path].requested.toordinal()
            self.requests.setdefault(terms.around(day)[1], []).append(path)
        self._starts = sorted(self.kinds)
        sums = [sum(self.kinds[start].values()) for start in self._starts]
        self._before = [0, *accumulate(sums)]

    def opening(self, start: int) -> int:
        """What could be spent before a cycle."""
        return self._before[bisect_left(self._starts, start)]


_STILL = dict.fromkeys(KINDS, 0)


@lru_cache(maxsize=1 << 14)
def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _record(path: str) -> str:
    return path.removesuffix(".yml")


def _influencer(
    account: Account, present: Account, at_close: Checkpoint, moved: _Moved, start: int, name: str
) -> str:
    """The line of a person; empty where all figures are 0 and there is no tier."""
    kinds, opening = moved.kinds.get(start), moved.opening(start)
    if account is present:
        standing, awarded = moved.standing.get(name, 0), moved.posted.get(name, 0)
    else:
        standing, awarded = present.standing_in(name), dict(present.posted).get(name, 0)
    if kinds is None:
        if at_close is NOTHING and not (opening or standing or awarded):
            return ""
        kinds = _STILL
    pending, held, arrears, tier = at_close[:4]
    figures = (opening, standing, awarded, pending, held, arrears)
    if tier is None and not any(figures) and not any(kinds.values()):
        return ""
    activated, released, adjusted, redeemed, reversed_, expired = kinds.values()
    closing = opening + activated + released + adjusted + redeemed + reversed_ + expired
    return (
        f"influencer,{account.id},{opening},{activated},{released},{adjusted},{-redeemed},"
        f"{-reversed_},{-expired},{closing},{awarded},{awarded - standing},{standing},"
        f"{tier or ''},{pending},{held},{arrears}"
    )
