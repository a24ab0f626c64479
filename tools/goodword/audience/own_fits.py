"""What was picked for one member: of what they may have and could do, what fits them.

It depends on what they want, which is theirs alone: it is on their own page and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.missions import visible
from goodword.audience.sharing import may_have
from goodword.audience.view.mine import OwnFit
from goodword.audience.words import shown
from goodword.ledger.redeeming import there
from goodword.ledger.spent import most_now
from goodword.relation.fitting import Among, fitting

if TYPE_CHECKING:
    from goodword.model.mission import Mission
    from goodword.model.profile import Profile
    from goodword.snapshot import Snapshot

SHOWN = 6
"""So many are picked."""


def among(snapshot: Snapshot, audience: str) -> Among:
    """What can be done, asked for or come to on the day, of what an audience may have."""
    program, day = snapshot.program, snapshot.as_of
    return Among(
        tuple(m for _, m in sorted(program.missions.items()) if _open(snapshot, m, audience)),
        tuple(r for _, r in sorted(program.rewards.items()) if there(snapshot.ledger, r, day)),
        tuple(
            event
            for _, event in sorted(program.events.items())
            if event.last_day >= day
            and may_have(audience, event.audience)
            and (audience == "nda" or not event.nda)
        ),
    )


def _open(snapshot: Snapshot, mission: Mission, audience: str) -> bool:
    day = snapshot.as_of
    return (
        visible(mission, audience)
        and mission.status == "open"
        and (mission.opens is None or mission.opens <= day)
        and (mission.closes is None or mission.closes >= day)
        and most_now(snapshot.places, mission.id, day) != 0
    )


def own_fits(snapshot: Snapshot, person: Profile, found: Among) -> tuple[OwnFit, ...]:
    """What fits a member best.

    Args:
        snapshot: the program on the day of the figures.
        person: who.
        found: what `among` says of their audience.
    """
    program = snapshot.program
    names = {
        "mission": {each.id: each.title for each in found.missions},
        "reward": {each.id: each.name for each in found.rewards},
        "event": {each.id: each.title for each in found.events},
    }
    return tuple(
        OwnFit(each.kind, each.id, shown(names[each.kind][each.id], program), each.reasons)
        for each in fitting(snapshot.ledger, person, snapshot.as_of, found)[:SHOWN]
    )
