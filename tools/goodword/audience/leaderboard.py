"""The leaderboard among those who agreed to be named with their points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.view import LeaderboardPlace, LeaderboardView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodword.audience.people import People
    from goodword.ledger import Account


def leaderboard(people: People) -> LeaderboardView:
    """This cycle, most improved against the cycle before, and newcomers.

    Ranks are dense and computed among those shown, so that no gap tells of somebody hidden.
    """
    snapshot = people.snapshot
    now, before = snapshot.cycle.name, snapshot.program.cycles.before(snapshot.cycle).name
    accounts = {
        person: snapshot.ledger.account(person)
        for person, may in people.sharing.items()
        if may.ranked
    }
    current = {person: account.standing_in(now) for person, account in accounts.items()}
    gains = {
        person: current[person] - account.standing_in(before)
        for person, account in accounts.items()
        if current[person] > 0 and account.standing_in(before) > 0
    }
    new = {
        person: current[person]
        for person, account in accounts.items()
        if account.by_cycle and account.by_cycle[0][0] == now
    }
    return LeaderboardView(
        _places(people, accounts, current),
        _places(people, accounts, gains),
        _places(people, accounts, new),
    )


def _places(
    people: People, accounts: Mapping[str, Account], points: Mapping[str, int]
) -> tuple[LeaderboardPlace, ...]:
    shown = sorted((-each, person) for person, each in points.items() if each > 0)
    places: list[LeaderboardPlace] = []
    for negative, person in shown:
        rank = places[-1].rank if places else 0
        if not places or places[-1].points != -negative:
            rank += 1
        places.append(LeaderboardPlace(rank, people.who(person), -negative, accounts[person].tier))
    return tuple(places)
