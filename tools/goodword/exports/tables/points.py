"""Computed tables of points: what everyone has, every award and entry, ranks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.exports.tables.people import cycles_until
from goodword.exports.tables.table import Column, computed
from goodword.ledger.derived import Derived
from goodword.ledger.ranking import occurred, standings
from goodword.ledger.terms import NEVER
from goodword.reports.points import FIGURES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from goodword.exports.tables.table import Row
    from goodword.ledger import Account
    from goodword.ledger.lots import Lot
    from goodword.snapshot import Snapshot

PLACES = ("pending", "active", "held", "spent", "expired", "reversed", "repaid", "adjusted")
"""Where a point of an award can be; repaid for arrears, taken by hand."""
PERSON = Column("person", names="person", needed=True)
"""Whose a row is."""


def numbers(*names: str) -> Iterator[Column]:
    """Columns of whole numbers that every row has."""
    return (Column(name, "integer", needed=True) for name in names)


def accounts_of(snapshot: Snapshot) -> Iterator[Account]:
    """Everyone's account, by id."""
    return (account for _, account in sorted(snapshot.ledger.members.items()))


def _points(snapshot: Snapshot) -> Iterator[Row]:
    name = snapshot.cycle.name
    of = {"standing_cycle": lambda each: each.standing_in(name), "standing_window": _window}
    gets: list[Callable[[Account], int | None]] = [of.get(each, _figure(each)) for each in FIGURES]
    for account in accounts_of(snapshot):
        shown = account.stage == "member" or not account.empty
        yield account.id, account.tier, shown, *(get(account) for get in gets)


def _window(account: Account) -> int:
    return account.window


def _figure(name: str) -> Callable[[Account], int | None]:
    def found(account: Account) -> int | None:
        value: int | None = getattr(account, name)
        return value

    return found


def _by_cycle(snapshot: Snapshot) -> Iterator[Row]:
    for account in accounts_of(snapshot):
        for cycle, points in account.by_cycle:
            yield account.id, cycle, points


def _expiring(snapshot: Snapshot) -> Iterator[Row]:
    for account in accounts_of(snapshot):
        for day, points in account.expiring:
            yield account.id, day, points


def _tiers(snapshot: Snapshot) -> Iterator[Row]:
    for account in accounts_of(snapshot):
        steps: list[tuple[date, str | None]] = [*account.tiers]
        for each in account.ladders[1:]:  # what has no tier there stands as `ladder/`
            steps += [(day, f"{each.prefix}{tier or ''}") for day, tier in each.tiers]
        for number, (day, tier) in enumerate(steps):
            yield account.id, number, day, tier


def _awards(snapshot: Snapshot) -> Iterator[Row]:
    name = snapshot.program.cycles.of
    for account in accounts_of(snapshot):
        numbers = {id(lot): number for number, lot in enumerate(account.lots)}
        for number, lot in enumerate(account.lots):
            yield (
                account.id,
                number,
                lot.source.place.path,
                getattr(lot.source, "mission", None),
                _kind(lot),
                name(date.fromordinal(lot.cycle)).name,
                occurred(lot),
                date.fromordinal(lot.decided),
                date.fromordinal(lot.available),
                None if lot.expires >= NEVER else date.fromordinal(lot.expires),
                lot.points,
                lot.stands,
                *(getattr(lot, place) for place in PLACES),
                numbers.get(id(lot.root)) if lot.root is not None else None,
                lot.restored,
            )


def _kind(lot: Lot) -> str:
    """What an award is: a claim, an adjustment, or the kind of what follows from others."""
    if isinstance(lot.source, Derived):
        return lot.source.kind
    return "claim" if lot.earned else "adjustment"


def _milestones(snapshot: Snapshot) -> Iterator[Row]:
    for account in accounts_of(snapshot):
        for number, each in enumerate(account.milestones):
            milestone = each.milestone
            yield (
                account.id,
                number,
                milestone.id,
                each.period,
                each.day,
                milestone.points,
                milestone.badge,
            )


def _entries(snapshot: Snapshot) -> Iterator[Row]:
    for account in accounts_of(snapshot):
        for number, each in enumerate(snapshot.ledger.entries(account.id)):
            yield (
                account.id,
                number,
                each.date,
                each.kind,
                each.points,
                each.balance,
                each.reason,
                each.place.path,
            )


def _ranks(snapshot: Snapshot) -> Iterator[Row]:
    members = snapshot.ledger.members
    for cycle in cycles_until(snapshot):
        for place in standings(members, cycle):
            yield cycle.name, place.rank, place.id, place.points, place.reached


POINTS = (
    computed(
        "points",
        "what a person has on the day, as `goodword points` says; it lists those with `listed`",
        "person",
        (
            PERSON,
            Column("tier"),
            Column("listed", "boolean", needed=True),
            *(Column(name, "integer", needed=not name.startswith("to_")) for name in FIGURES),
        ),
        _points,
    ),
    computed(
        "points_cycle",
        "standing of a person that counts for a cycle",
        "person cycle",
        (PERSON, Column("cycle", needed=True), *numbers("standing")),
        _by_cycle,
        dated="cycle",
    ),
    computed(
        "points_expiring",
        "spendable points of a person by the last day on which they can be spent",
        "person date",
        (PERSON, Column("date", "day", needed=True), *numbers("points")),
        _expiring,
    ),
    computed(
        "tier_change",
        "a change of a person's own tier; floors given by hand are left out",
        "person number",
        (PERSON, *numbers("number"), Column("date", "day", needed=True), Column("tier")),
        _tiers,
        dated="date",
    ),
    computed(
        "award",
        "points that arose together, and where they are; `stands` of them count for tier and rank, "
        "a part released with a later last day names the award that it is a part of",
        "person number",
        (
            PERSON,
            *numbers("number"),
            Column("record", needed=True),
            Column("mission", names="mission"),
            Column("kind", needed=True),
            Column("cycle", needed=True),
            *(Column(each, "day", needed=True) for each in ("occurred", "decided", "available")),
            Column("expires", "day"),
            *numbers("points", "stands", *PLACES),
            Column("part_of", "integer"),
            Column("restored"),
        ),
        _awards,
        dated="cycle",
    ),
    computed(
        "milestone_reached",
        "a milestone that somebody reached; its period is empty where it is once and for all",
        "person number",
        (
            PERSON,
            *numbers("number"),
            Column("milestone", needed=True),
            Column("period", needed=True),
            Column("date", "day", needed=True),
            *numbers("points"),
            Column("badge", "boolean", needed=True),
        ),
        _milestones,
        dated="date",
    ),
    computed(
        "entry",
        "a line of a person's account, as `goodword points --explain` says",
        "person number",
        (
            PERSON,
            *numbers("number"),
            Column("date", "day", needed=True),
            Column("kind", needed=True),
            *numbers("points", "balance"),
            Column("reason", needed=True, shared=False),
            Column("path", needed=True),
        ),
        _entries,
        dated="date",
    ),
    computed(
        "rank",
        "a place in the leaderboard of a cycle, among everyone, as of the day",
        "cycle person",
        (
            Column("cycle", names="cycle", needed=True),
            *numbers("rank"),
            PERSON,
            *numbers("points"),
            Column("reached", "day", needed=True),
        ),
        _ranks,
        dated="cycle",
    ),
)
