"""What waits for one member's review: on their own page, and of others only what members may have.

Who decides with others has to know that something waits. Whose it is they read where all whose it
is show their name and their claims to members; of the others it is only counted. What was handed in
is on no page: it is its owner's until it is decided.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.missions import visible
from goodword.audience.permissions import retracted, sharing_now
from goodword.audience.view.mine import OwnReview
from goodword.audience.words import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from goodword.audience.permissions import Newer
    from goodword.model.claim import Claim
    from goodword.snapshot import Snapshot

Waiting = tuple[str, "date"]
"""The path of a claim that waits, and the last day on which its decision is in time."""


def own_reviews(
    snapshot: Snapshot,
    waiting: Iterable[Waiting],
    audience: str,
    today: date,
    newer: Sequence[Newer],
) -> tuple[tuple[OwnReview, ...], int]:
    """The claims that wait for a member, what is due first first, and how many are only counted.

    Args:
        snapshot: the program on the day of the figures.
        waiting: what the agenda has for them.
        audience: what they may know of: `nda` for who is under an agreement, `members`.
        today: the day of building, whose permissions hold.
        newer: later states of the files.
    """
    found = list(_named(snapshot, waiting, audience, today, newer))
    named = sorted(filter(None, found), key=lambda each: (each.due, each.since, each.people))
    return tuple(named), found.count(None)


def _named(
    snapshot: Snapshot,
    waiting: Iterable[Waiting],
    audience: str,
    today: date,
    newer: Sequence[Newer],
) -> Iterator[OwnReview | None]:
    """Each that they may know of; None for one of somebody who does not show it to members."""
    program = snapshot.program
    for path, due in waiting:
        claim = program.claims[path]
        mission = program.missions.get(claim.mission)
        if mission is None or not visible(mission, audience):
            continue
        if any(retracted(claim, each, snapshot.as_of, newer) for each in claim.people):
            continue
        if not _shown(snapshot, claim, today, newer):
            yield None
            continue
        names = tuple(program.influencers[each].name for each in claim.people)
        days = snapshot.claim(claim).waited(snapshot.as_of)
        title = shown(mission.title, program)
        yield OwnReview(mission.id, title, names, claim.submitted, days, due)


def _shown(snapshot: Snapshot, claim: Claim, today: date, newer: Sequence[Newer]) -> bool:
    """Whether everybody whose claim it is shows both their name and their claims to members."""
    profiles = [snapshot.program.influencers.get(each) for each in claim.people]
    may = [sharing_now(each, "members", today, newer) for each in profiles if each is not None]
    return len(may) == len(profiles) and all(each.recognition and each.points for each in may)
