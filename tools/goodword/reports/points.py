"""`goodword points`: everyone's points on a day, and on request every line that made them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Failure
from goodword.nearest import did_you_mean
from goodword.reports.report import Column, Report, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from goodword.days import Cycle
    from goodword.diagnostics import Place
    from goodword.ledger import Account, Entry
    from goodword.snapshot import Snapshot

_FIGURES = (
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
SHEET = (Column("id"), Column("tier"), *(Column(name, "number") for name in _FIGURES))
"""Columns of the CSV, with the names of the JSON's figures."""
_SHORT = ("standing", "standing_cycle", "standing_window", "spendable", "pending", "to_rise")
FIGURE = (Column("figure"), Column("points", "number"))
"""Columns of all figures of one person."""
LINES = (
    Column("date", "date"),
    Column("kind"),
    Column("points", "number"),
    Column("balance", "number"),
    Column("reason"),
    Column("where"),
)
"""Columns of the lines of one person."""


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
    explain: bool = False,
    line: Callable[[Place], int | None] = lambda place: None,  # noqa: ARG005 - no tree at hand
) -> Report:
    """The points of members and of all with a figure other than 0, by id.

    Args:
        snapshot: the program on a day.
        ids: only these influencers, whatever their figures.
        cycle: name of the cycle of `standing_cycle`; None for the present one.
        explain: add every line of each account.
        line: finds the line of a place.

    Raises:
        Failure: an id that nobody has, or a cycle that the program does not have.
    """
    chosen = cycle_named(snapshot, cycle)
    accounts = _chosen(snapshot, ids)
    values = [_value(account, chosen) for account in accounts]
    headings = {"standing_cycle": chosen.name, "standing_window": "two cycles"}
    columns = (headings.get(name, name.replace("_", " ")) for name in _SHORT)
    short = (Column("id"), Column("tier"), *(Column(name, "number") for name in columns))
    tables = [Table(short, _rows(values, _SHORT))]
    if ids and not explain:
        tables += [_all_figures(value) for value in values]
    if explain:
        for account, value in zip(accounts, values, strict=True):
            entries = snapshot.ledger.entries(account.id)
            lines = [line(entry.place) for entry in entries]
            value["entries"] = [
                _entry(entry, number) for entry, number in zip(entries, lines, strict=True)
            ]
            tables.append(_lines(account.id, entries, lines))
    title = f"points, {snapshot.as_of}, cycle {chosen.name}"
    return Report(
        title,
        tuple(tables),
        _notes(accounts),
        {"as_of": snapshot.as_of.isoformat(), "cycle": chosen.name, "members": values},
        Table(SHEET, _rows(values, _FIGURES)),
    )


def _rows(values: Sequence[dict[str, Any]], names: Sequence[str]) -> tuple[tuple[Any, ...], ...]:
    return tuple((value["id"], value["tier"], *(value[name] for name in names)) for value in values)


def _all_figures(value: dict[str, Any]) -> Table:
    rows = [(name.replace("_", " "), value[name]) for name in _FIGURES]
    rows += [(f"last day {each['date']}", each["points"]) for each in value["expiring"]]
    return Table(FIGURE, tuple(rows), value["id"])


def _chosen(snapshot: Snapshot, ids: Sequence[str]) -> list[Account]:
    ledger = snapshot.ledger
    known = {*snapshot.program.influencers, *ledger.members}
    for each in ids:
        if each not in known:
            raise Failure(
                f'there is no influencer "{each}"{did_you_mean(each, known)}',
                "goodword list influencers shows all",
            )
    if ids:
        return [ledger.account(each) for each in sorted(set(ids))]
    return [
        account
        for _, account in sorted(ledger.members.items())
        if account.stage == "member" or not account.empty
    ]


def _value(account: Account, cycle: Cycle) -> dict[str, Any]:
    value: dict[str, Any] = {"id": account.id, "tier": account.tier}
    for name in _FIGURES:
        if name == "standing_cycle":
            value[name] = account.standing_in(cycle.name)
        elif name == "standing_window":
            value[name] = account.window
        else:
            value[name] = getattr(account, name)
    value["expiring"] = [
        {"date": day.isoformat(), "points": points} for day, points in account.expiring
    ]
    return value


def _entry(entry: Entry, line: int | None) -> dict[str, Any]:
    return {
        "date": entry.date.isoformat(),
        "kind": entry.kind,
        "points": entry.points,
        "balance": entry.balance,
        "reason": entry.reason,
        "path": entry.place.path,
        "line": line,
    }


def _lines(person: str, entries: Sequence[Entry], lines: Sequence[int | None]) -> Table:
    return Table(
        LINES,
        tuple(
            (
                entry.date,
                entry.kind,
                entry.points,
                entry.balance,
                entry.reason,
                f"{entry.place.path}:{number}" if number else entry.place.path,
            )
            for entry, number in zip(entries, lines, strict=True)
        ),
        person,
    )


def _notes(accounts: Sequence[Account]) -> tuple[str, ...]:
    notes = []
    for account in accounts:
        for redemption, why in (account.refused or {}).values():
            notes.append(f"{redemption.place.path} is not covered: {why}")
        for path, spendable in (account.overdrawn or {}).items():
            notes.append(f"{path} takes more than the {spendable} that were spendable")
    return tuple(notes)
