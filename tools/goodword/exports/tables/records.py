"""Computed tables of records: what claims, requests and rewards are on the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.exports.tables.points import PERSON, accounts_of, numbers
from goodword.exports.tables.table import Column, computed
from goodword.reports.rewards import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.exports.tables.table import Row
    from goodword.snapshot import Snapshot


def _claims(snapshot: Snapshot) -> Iterator[Row]:
    for path, claim in snapshot.program.claims.items():
        on = snapshot.claim(claim)
        yield path, on.state, on.decided, on.points, on.waits or None, on.since, on.paused


def _shares(snapshot: Snapshot) -> Iterator[Row]:
    for path, claim in snapshot.program.claims.items():
        on = snapshot.claim(claim)
        for person in claim.people:
            yield path, person, *on.of(person)


def _redemptions(snapshot: Snapshot) -> Iterator[Row]:
    for path, redemption in snapshot.program.redemptions.items():
        on = snapshot.redemption(redemption)
        yield path, on.state, on.since, on.waits or None, on.why or None


def _taken(snapshot: Snapshot) -> Iterator[Row]:
    for account in accounts_of(snapshot):
        numbers = {id(lot): number for number, lot in enumerate(account.lots)}
        for path, parts in sorted(account.allocated.items()):
            for number, (lot, points) in enumerate(parts):
                yield path, number, account.id, numbers.get(id(lot)), points


def _rewards(snapshot: Snapshot) -> Iterator[Row]:
    for each in catalogue(snapshot):
        yield tuple(each[key] for key in ("id", "points", "left", "asked", "open", "redeemable"))


RECORDS = (
    computed(
        "claim_state",
        "what a claim is on the day; `waits` is what somebody has to decide",
        "claim",
        (
            Column("claim", names="claim", needed=True),
            Column("state", needed=True),
            Column("decided", "day"),
            Column("points", "integer"),
            Column("waits"),
            Column("since", "day"),
            Column("paused", "integer", needed=True),
        ),
        _claims,
        dated="claim",
    ),
    computed(
        "claim_share",
        "a person's part of a claim: what it is for them, and their points of it",
        "claim person",
        (
            Column("claim", names="claim", needed=True),
            PERSON,
            Column("state", needed=True),
            *numbers("points"),
        ),
        _shares,
        dated="claim",
    ),
    computed(
        "redemption_state",
        "what a request for a reward is on the day; `waits` is the verb of what somebody has to do",
        "redemption",
        (
            Column("redemption", names="redemption", needed=True),
            Column("state", needed=True),
            Column("since", "day", needed=True),
            Column("waits"),
            Column("why", shared=False),
        ),
        _redemptions,
        dated="redemption",
    ),
    computed(
        "redemption_award",
        "what a request took from an award",
        "redemption position",
        (
            Column("redemption", names="redemption", needed=True),
            *numbers("position"),
            PERSON,
            Column("award", "integer"),
            *numbers("points"),
        ),
        _taken,
        dated="redemption",
    ),
    computed(
        "reward_state",
        "a reward on the day: price, what is left, how many were asked for, how many of them wait",
        "reward",
        (
            Column("reward", names="reward", needed=True),
            Column("points", "integer"),
            Column("left", "integer"),
            *numbers("asked", "open"),
            Column("redeemable", "boolean", needed=True),
        ),
        _rewards,
    ),
)
