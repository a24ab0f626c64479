"""The leaderboard among those who agreed to be named with their points.

Ranks are computed among those shown, so that no gap tells of somebody hidden.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.view import LeaderboardPlace, LeaderboardView
from goodword.ledger.ranking import improved, newcomers, rank, standings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodword.audience.people import People
    from goodword.ledger.ranking import Place


def leaderboard(people: People) -> LeaderboardView:
    """This cycle, most improved against the cycle before, and newcomers."""
    snapshot = people.snapshot
    accounts = {
        person: people.account(person) for person, may in people.sharing.items() if may.ranked
    }

    def places(found: Iterable[Place]) -> tuple[LeaderboardPlace, ...]:
        return tuple(
            LeaderboardPlace(each.rank, people.who(each.id), each.points, accounts[each.id].tier)
            for each in found
        )

    return LeaderboardView(
        places(standings(accounts, snapshot.cycle)),
        places(rank(improved(accounts, snapshot.program.cycles, snapshot.cycle))),
        places(rank(newcomers(accounts, snapshot.cycle))),
    )
