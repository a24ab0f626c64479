"""Standing as a journal that hledger and ledger both read: an account a person and cycle.

What counts for tier and leaderboard, each change on its day; at the end both programs are asked
to find the figures of `goodword points`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.ledger import Ledger

UNIT = "PTS"
_MEANT = str.maketrans({";": ",", "|": "/"})
"""What the two programs would take for the beginning of a comment or the end of a payee."""


def account(person: str, cycle: str) -> str:
    """The account of what a person has for a cycle: `standing:ana:2026-Q3`."""
    return f"standing:{person}:{cycle}"


def journal(ledger: Ledger, title: str) -> Iterator[str]:
    """Everyone's standing, piece by piece.

    Args:
        ledger: as of a day.
        title: the program's name.
    """
    yield f"; {plain(title)}, standing as of {ledger.as_of}\n"
    changes = sorted(
        ((each, person) for person in ledger.members for each in ledger.movements(person)),
        key=lambda pair: (pair[0].date, pair[0].phase, pair[1]),
    )
    for each, person in changes:
        for start, points in each.standing:
            cycle = ledger.program.cycles.of(start).name
            yield (
                f"\n{each.date} {person}: {plain(each.reason)}\n    ; {each.place.path}\n"
                f"    {account(person, cycle)}  {points} {UNIT}\n    given  {-points} {UNIT}\n"
            )
    for person, of in sorted(ledger.members.items()):
        if of.by_cycle:
            yield f"\n{ledger.as_of} {person}: as goodword points has it\n"
            for cycle, points in of.by_cycle:
                yield f"    {account(person, cycle)}  0 {UNIT} = {points} {UNIT}\n"


def plain(text: str) -> str:
    """A text as a description on one line, which neither program reads as more than that."""
    return " ".join(text.translate(_MEANT).split())
