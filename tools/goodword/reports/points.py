"""`goodword points`: everyone's points on a day, and on request every line that made them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Failure
from goodword.reports.ladders import ladders_table, ladders_value, stated
from goodword.reports.milestones import milestone_tables, milestones_value
from goodword.reports.people import known_people, within
from goodword.reports.report import Column, Field, Report, Table, table, values

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from goodword.days import Cycle
    from goodword.ledger import Account, Entry, Ledger
    from goodword.reports.report import Line as Where
    from goodword.snapshot import Snapshot

    Located = tuple[str, str, int, int, str, str, int | None]

FIGURES = (
    "standing",
    "standing_cycle",
    "standing_window",
    "awarded",
    "pending",
    "spendable",
    "held",
    "spent",
    "expired",
    "reversed",
    "arrears",
    "forgiven",
    "to_stay",
    "to_rise",
)
"""The figures of an account by their names in JSON, in order."""
_SHORT = ("standing", "standing_cycle", "standing_window", "spendable", "pending", "to_rise")
_WHO: tuple[Field[Account], ...] = (Field("id", "id"), Field("tier", "tier"))
_EXPIRING: tuple[Field[tuple[date, int]], ...] = (
    Field("date", "", get=lambda each: each[0]),
    Field("points", "", get=lambda each: each[1]),
)
_ENTRY: tuple[Field[Entry], ...] = (
    Field("date", "date", "date"),
    Field("kind", "kind"),
    Field("points", "points", "number"),
    Field("balance", "balance", "number"),
    Field("reason", "reason"),
    Field("path", "", get=lambda each: each.place),
    Field("line", "where", get=lambda each: each.place),
)


def _figures(cycle: Cycle) -> tuple[Field[Account], ...]:
    """The figures of an account by their names in JSON, under those they have in a table."""
    of: dict[str, Callable[[Account], int]] = {
        "standing_cycle": lambda account: account.standing_in(cycle.name),
        "standing_window": lambda account: account.window,
    }
    names = {"standing_cycle": cycle.name, "standing_window": "two cycles"}
    return tuple(
        Field(name, names.get(name, name.replace("_", " ")), "number", of.get(name))
        for name in FIGURES
    )


def cycle_named(snapshot: Snapshot, name: str | None) -> Cycle:
    """The cycle of that name; the present one for None.

    Raises:
        Failure: the program has no such cycle.
    """
    if name is None:
        return snapshot.cycle
    found = snapshot.program.cycles.named(name)
    if found is None:
        raise Failure(
            f'"{name}" is no cycle of this program', f"write one such as {snapshot.cycle.name}"
        )
    return found


def points_report(
    snapshot: Snapshot,
    ids: Sequence[str] = (),
    cycle: str | None = None,
    *,
    segment: str | None = None,
    explain: bool = False,
) -> Report:
    """The points of members and of all with a figure other than 0, by id.

    Args:
        snapshot: the program on a day.
        ids: only these influencers, whatever their figures.
        cycle: name of the cycle of `standing_cycle`; None for the present one.
        segment: only people of this one.
        explain: add every line of each account.

    Raises:
        Failure: an id that nobody has, or a cycle or segment that the program does not have.
    """
    chosen = cycle_named(snapshot, cycle)
    accounts = _chosen(snapshot, ids)
    if segment is not None:
        there = within(snapshot, ids, segment) or ()
        accounts = [snapshot.ledger.account(each) for each in there]
    entries = snapshot.ledger.entries
    figures = _figures(chosen)
    named = {each.key: each for each in figures}
    tables = [table((*_WHO, *(named[name] for name in _SHORT)), accounts)]
    if explain:
        tables += [table(_ENTRY, entries(each.id), each.id) for each in accounts]
    elif ids:
        for each in accounts:
            tables += [_all_figures(each, figures), *milestone_tables(each)]
    if ids and stated(snapshot):
        tables += [ladders_table(snapshot, each) for each in accounts]
    return Report(
        f"points, {snapshot.as_of}, cycle {chosen.name}",
        tuple(tables),
        _notes(accounts),
        {
            "as_of": snapshot.as_of.isoformat(),
            "cycle": chosen.name,
            "members": _values(snapshot, accounts, figures, explain=explain),
        },
        table([replace(each, heading=each.key) for each in (*_WHO, *figures)], accounts),
    )


def accounts_value(snapshot: Snapshot, ids: Sequence[str]) -> list[dict[str, Any]]:
    """What JSON says of these people, without the lines of their accounts."""
    accounts = [snapshot.ledger.account(each) for each in ids]
    return _values(snapshot, accounts, _figures(snapshot.cycle), explain=False)


def lines_value(ledger: Ledger, id_: str) -> list[dict[str, Any]]:
    """What JSON says of every line of a person's account."""
    return values(_ENTRY, ledger.entries(id_))


def lines_located(ledger: Ledger, id_: str, line: Where) -> list[Located]:
    """The same in the order of its fields, with each place as its file and its line.

    There are several hundred thousand of them, so they are no mappings.

    Args:
        ledger: the points.
        id_: whose.
        line: finds the line of a place.
    """
    found = []
    for each in ledger.entries(id_):
        spot, day = line(each.place), each.date.isoformat()
        path, number = (spot.path, spot.line) if spot else (each.place.path, None)
        found.append((day, each.kind, each.points, each.balance, each.reason, path, number))
    return found


def _values(
    snapshot: Snapshot,
    accounts: Sequence[Account],
    figures: Sequence[Field[Account]],
    *,
    explain: bool,
) -> list[dict[str, Any]]:
    reaching = snapshot.program.milestones is not None
    fields: tuple[Field[Account], ...] = (
        *_WHO,
        *figures,
        Field("expiring", "", get=lambda each: values(_EXPIRING, each.expiring)),
        *((Field("ladders", "", get=lambda x: ladders_value(snapshot, x)),) * stated(snapshot)),
        *((Field("milestones", "", get=milestones_value),) * reaching),
        *(
            (Field("entries", "", get=lambda each: lines_value(snapshot.ledger, each.id)),)
            * explain
        ),
    )
    return values(fields, accounts)


def _all_figures(account: Account, figures: Sequence[Field[Account]]) -> Table:
    """All figures of one person under each other, by their names in JSON."""
    rows = [(each.key.replace("_", " "), each.of(account)) for each in figures]
    rows += [(f"last day {day}", points) for day, points in account.expiring]
    return Table((Column("figure"), Column("points", "number")), tuple(rows), account.id)


def _chosen(snapshot: Snapshot, ids: Sequence[str]) -> list[Account]:
    ledger = snapshot.ledger
    known_people(snapshot, [each for each in ids if each not in ledger.members])
    if ids:
        return [ledger.account(each) for each in sorted(set(ids))]
    return [
        account
        for _, account in sorted(ledger.members.items())
        if account.stage == "member" or not account.empty
    ]


def _notes(accounts: Sequence[Account]) -> tuple[str, ...]:
    notes = []
    for account in accounts:
        for redemption, why in account.refused.values():
            notes.append(f"{redemption.place.path} is not covered: {why}")
        for path, spendable in account.overdrawn.items():
            notes.append(f"{path} takes more than the {spendable} that were spendable")
    return tuple(notes)
