"""`goodword leaderboard`: who has most points in a cycle or in a stretch of days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Failure
from goodword.ledger.ranking import between, improved, newcomers, rank, standings
from goodword.reports.points import cycle_named
from goodword.reports.report import Field, Report, table, values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from goodword.ledger import Account
    from goodword.ledger.ranking import Place
    from goodword.snapshot import Snapshot


def leaderboard_report(
    snapshot: Snapshot,
    cycle: str | None = None,
    days: tuple[date, date] | None = None,
    shown: Mapping[str, Account] | None = None,
) -> Report:
    """Ranks among those shown; totals of 0 or less are left out.

    Args:
        snapshot: the program on a day.
        cycle: name of the cycle that awards count for; None for the present one.
        days: instead of a cycle, first and last day on which things occurred, both included.
        shown: accounts of those whom the audience may see here, as it may; None for everyone.

    Raises:
        Failure: no such cycle, both a cycle and days, or days in the wrong order.
    """
    if days is not None and cycle is not None:
        raise Failure("a cycle and a stretch of days were asked for", "ask for one of them")
    accounts: Mapping[str, Account] = snapshot.ledger.members
    if shown is not None:
        accounts = {person: each for person, each in shown.items() if person in accounts}
    if days is not None:
        first, last = days
        if last < first:
            raise Failure(f"the last day, {last}, is before the first, {first}")
        places = rank(between(accounts.values(), first, last))
        value = {"from": first.isoformat(), "to": last.isoformat()}
        return _report(
            snapshot, f"leaderboard, what was done from {first} to {last}", value, accounts, places
        )
    chosen = cycle_named(snapshot, cycle)
    return _report(
        snapshot,
        f"leaderboard of {chosen.name}",
        {"cycle": chosen.name},
        accounts,
        standings(accounts, chosen),
        improved=rank(improved(accounts, snapshot.program.cycles, chosen)),
        newcomers=rank(newcomers(accounts, chosen)),
    )


def _report(
    snapshot: Snapshot,
    title: str,
    value: dict[str, Any],
    accounts: Mapping[str, Account],
    places: Sequence[Place],
    **more: Sequence[Place],
) -> Report:
    people = snapshot.program.influencers
    fields: tuple[Field[Place], ...] = (
        Field("rank", "rank", "number"),
        Field("id", "id"),
        Field("", "name", get=lambda each: people[each.id].name if each.id in people else ""),
        Field("points", "points", "number"),
        Field("tier", "tier", get=lambda each: accounts[each.id].tier),
        # The day on which the last of the points was posted.
        Field("reached", "reached", "date"),
    )
    tables = [table(fields, places)]
    value = {"as_of": snapshot.as_of.isoformat(), **value, "places": values(fields, places)}
    for name, others in more.items():
        value[name] = values(fields, others)
        if others:
            tables.append(table(fields, others, "most improved" if name == "improved" else name))
    return Report(f"{title}, {snapshot.as_of}", tuple(tables), (), value)
