"""Points as a double-entry ledger that beancount reads, lot by lot, so that it can judge ours.

Every place a point can be is an account of the person. Points are held at a cost of one NOMINAL
with the day and the name of their lot: under STRICT booking beancount refuses a transaction that
takes from a lot what that lot has not. Standing is a second commodity; where it comes from is an
account for each cycle. Balances are asserted at the end of each closed cycle and of the last day.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from goodword.ledger.entries import MOVES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goodword.ledger import Account, Entry, Ledger
    from goodword.ledger.moves import Movement, Parcel

ROOTS = {
    "pending": "Assets",
    "active": "Assets",
    "held": "Assets",
    "spent": "Expenses",
    "expired": "Expenses",
    "reversed": "Expenses",
    "awarded": "Income",
    "arrears": "Liabilities",
    "forgiven": "Income",
}
"""By place: the root of its account, in the order in which a person's accounts are opened."""
NEGATIVE = frozenset(("awarded", "arrears", "forgiven"))
"""Places where points come from; beancount's balance there is less than 0."""
FIGURES = {place: "spendable" if place == "active" else place for place in ROOTS}
"""By place: the figure that says how many points are there."""
_DAY = dt.timedelta(days=1)


def account(person: str, place: str) -> str:
    """The account of a person and place: `Assets:Ana-lopes:Active`.

    Ids have no capitals, so that two of them never meet when the first letter becomes one.
    """
    return f"{ROOTS[place]}:{_name(person)}:{place.capitalize()}"


def standing(person: str, cycle: str | None = None) -> str:
    """The account of a person's standing, or of the cycle for which it was given."""
    if cycle is None:
        return f"Assets:{_name(person)}:Standing"
    return f"Income:{_name(person)}:Standing:{cycle}"


def beancount(ledger: Ledger, title: str) -> Iterator[str]:
    """The ledger's points, piece by piece.

    Args:
        ledger: as of a day.
        title: the program's name.
    """
    known = {person: ledger.movements(person) for person in sorted(ledger.members)}
    opened = {person: _opened(ledger, person, of) for person, of in known.items()}
    yield f'option "title" "{quoted(title)}, points as of {ledger.as_of}"\n'
    yield 'option "booking_method" "STRICT"\n\n'
    for accounts in opened.values():
        for name, day in accounts.items():
            unit = "STANDING" if ":Standing" in name else "POINT"
            yield f"{day} open {name} {unit}\n"
    everything = [(each, person) for person, of in known.items() for each in of]
    everything.sort(key=lambda pair: (pair[0].date, pair[0].phase, pair[1]))
    for movement, person in everything:
        yield from _transaction(ledger, person, movement)
    yield "\n"
    for person, accounts in opened.items():
        yield from _closed(ledger, person, accounts)
        yield from _balances(ledger.as_of + _DAY, _last(ledger.account(person)), accounts)


def quoted(text: str) -> str:
    """A text as it stands between quotation marks, on one line."""
    return " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')


def _name(person: str) -> str:
    return person[:1].upper() + person[1:]


def _opened(ledger: Ledger, person: str, movements: Iterable[Movement]) -> dict[str, dt.date]:
    """The accounts that are used, each with the first day."""
    days: dict[str, dt.date] = {}
    for each in movements:
        for move in each.moves:
            for place in (move.from_, move.to):
                days.setdefault(account(person, place), each.date)
        for start, _ in each.standing:
            days.setdefault(standing(person), each.date)
            days.setdefault(standing(person, _cycle(ledger, start)), each.date)
    return dict(sorted(days.items()))


def _cycle(ledger: Ledger, start: dt.date) -> str:
    return ledger.program.cycles.of(start).name


def _transaction(ledger: Ledger, person: str, movement: Movement) -> Iterator[str]:
    kind, path = movement.kind, movement.place.path
    yield f'\n{movement.date} * "{person}" "{quoted(movement.reason)}" #{kind}\n'
    yield f'  record: "{path}"\n'
    for move in movement.moves:
        yield f"  {account(person, move.from_)}  -{move.points} POINT {_lot(move.parcel)}\n"
        yield f"  {account(person, move.to)}  {move.points} POINT {_lot(move.into)}\n"
    for start, points in movement.standing:
        yield f"  {standing(person)}  {points} STANDING\n"
        yield f"  {standing(person, _cycle(ledger, start))}  {-points} STANDING\n"


def _lot(parcel: Parcel) -> str:
    label = parcel.path.removesuffix(".yml")
    if parcel.owed is not None:
        label += f" owed {parcel.owed + 1}"
    elif parcel.part > 1:
        label += f" part {parcel.part}"
    return f'{{1 NOMINAL, {parcel.since}, "{label}"}}'


def _last(account_of: Account) -> dict[str, int]:
    """What each account has on the last day, as the figures say that everybody reads."""
    person = account_of.id
    wanted = {
        account(person, place): (-1 if place in NEGATIVE else 1) * getattr(account_of, figure)
        for place, figure in FIGURES.items()
    }
    wanted[standing(person)] = account_of.standing
    for cycle, points in account_of.by_cycle:
        wanted[standing(person, cycle)] = -points
    return wanted


def _closed(ledger: Ledger, person: str, accounts: dict[str, dt.date]) -> Iterator[str]:
    """Assertions at the end of each closed cycle.

    What is pending, active, held and owed is what a statement of that day says, counted in the
    lots; the rest is what the lines of the explanation come to.
    """
    checkpoints = ledger.account(person).checkpoints
    entries = ledger.entries(person) if checkpoints else ()
    for name, at_close in checkpoints.items():
        cycle = ledger.program.cycles.named(name)
        if cycle is None:
            continue
        wanted = _summed(person, entries, cycle.end)
        wanted[account(person, "pending")] = at_close.pending
        wanted[account(person, "held")] = at_close.held
        wanted[account(person, "arrears")] = -at_close.arrears
        wanted[account(person, "active")] = sum(
            active for *_, active, _held, _part in at_close.parts
        )
        yield from _balances(cycle.end, wanted, accounts)


def _summed(person: str, entries: Iterable[Entry], before: dt.date) -> dict[str, int]:
    figures = dict.fromkeys((*FIGURES.values(), "standing"), 0)
    for entry in entries:
        if entry.date < before:
            for figure, factor in MOVES[entry.kind].items():
                figures[figure] += factor * entry.points
    wanted = {
        account(person, place): (-1 if place in NEGATIVE else 1) * figures[figure]
        for place, figure in FIGURES.items()
    }
    wanted[standing(person)] = figures["standing"]
    return wanted


def _balances(day: dt.date, wanted: dict[str, int], accounts: dict[str, dt.date]) -> Iterator[str]:
    """Assertions at the beginning of a day; an unused account is named where it should have any."""
    for name, points in wanted.items():
        if points or accounts.get(name, day) < day:
            unit = "STANDING" if ":Standing" in name else "POINT"
            yield f"{day} balance {name}  {points} {unit}\n"
