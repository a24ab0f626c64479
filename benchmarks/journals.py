"""The points of a program as journals of double-entry tools, which add them up on their own.

One transaction for each change of somebody's standing: an award on the day it became available,
an adjustment, a reversal. Their balances are the figures of `goodword points`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.programs import DAY, script
from goodword.ledger.entries import MOVES
from goodword.load import load
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from benchmarks.programs import Bench
    from benchmarks.timing import Spent
    from goodword.ledger import Ledger

BALANCE = "hledger balance"
"""What most figures stand against: the balances of the journal that has the least in it."""

FIRST = "1900-01-01"
"""The day on which beancount's accounts open: before any that a file may name."""


class Change(NamedTuple):
    """Points that a person's standing gained or lost on a day, and what for: a mission's id.

    An adjustment has the person's own id there.
    """

    day: date
    what: str
    person: str
    points: int


def changes(ledger: Ledger) -> list[Change]:
    """Every change of anybody's standing, in the order of days."""
    found = (
        Change(entry.date, entry.place.path.split("/")[1], person, points)
        for person in ledger.members
        for entry in ledger.entries(person)
        if (points := MOVES[entry.kind].get("standing", 0) * entry.points)
    )
    return sorted(found)


def plain(found: Iterable[Change]) -> Iterator[str]:
    """A journal that hledger and ledger both read."""
    for each in found:
        yield (
            f"{each.day} {each.what}\n    standing:{each.person}  {each.points} PTS\n    given\n\n"
        )


def beancount(found: Iterable[Change]) -> Iterator[str]:
    """The same for beancount, whose accounts begin with one of its five roots and are opened."""
    found = list(found)
    yield f"{FIRST} open Equity:Given PTS\n"
    for person in sorted({each.person for each in found}):
        yield f"{FIRST} open Assets:Standing:{person.capitalize()} PTS\n"
    for each in found:
        yield (
            f'\n{each.day} * "{each.what}"\n'
            f"  Assets:Standing:{each.person.capitalize()}  {each.points} PTS\n"
            f"  Equity:Given\n"
        )


class Written(NamedTuple):
    """The journals of the large program.

    Args:
        plain: changes of standing alone.
        beans: the same for beancount.
        complete: what `goodword export ledger` writes.
    """

    plain: Path
    beans: Path
    complete: Path

    @property
    def transactions(self) -> int:
        """How many transactions the first one has."""
        return self.plain.read_text(encoding="utf-8").count("\n\n")


def written(bench: Bench) -> Written:
    """The journals, written where they are missing."""
    program = bench.large()
    stem = program.with_name(f"{program.name}.standing")
    ours = Written(
        stem.with_suffix(".journal"),
        stem.with_suffix(".beancount"),
        program.with_name(f"{program.name}.complete.journal"),
    )
    if not all(path.is_file() for path in ours):
        print("  writing the journals", flush=True)
        loaded = load(DiskTree(program), Schemas.load(schemas_directory()))
        found = changes(Snapshot(loaded.program, date.fromisoformat(DAY)).ledger)
        for path, lines in ((ours.plain, plain(found)), (ours.beans, beancount(found))):
            path.write_text("".join(lines), encoding="utf-8")
        export = ("export", "ledger", "--as-of", DAY, "--into", ours.complete)
        bench.goodword("--root", program, *export)
    return ours


def balance(bench: Bench) -> Spent:
    """Let hledger add up the journal that has the least in it."""
    hledger = script("hledger")
    if hledger is None:
        raise SystemExit("hledger is not installed, beside which most figures stand")
    return bench.run(hledger, "balance", "-f", written(bench).plain)
