"""Why an action gives a person no points, or what it leaves as it was, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.extending import idle
from goodword.ledger.limits import LIMITS
from goodword.ledger.visible import decision_on
from goodword.ledger.waiting import waiting
from goodword.ledger.worth import is_paid
from goodword.model.touchpoint import Extension

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.claim import Claim
    from goodword.model.redemption import Redemption
    from goodword.model.touchpoint import Touchpoint
    from goodword.snapshot import Snapshot


def reasons(before: Snapshot, after: Snapshot, person: str) -> Iterator[str]:
    """Why each claim that an action made or changed gives a person no points.

    Args:
        before: the program as it is.
        after: the program as it would be, on the same day.
        person: whose points are looked at.
    """
    for path, claim in after.program.claims.items():
        old = before.program.claims.get(path)
        if person in claim.people and claim is not old and claim != old:
            yield from _claim(after, claim, person)


def unmoved(before: Snapshot, after: Snapshot, person: str) -> Iterator[str]:
    """What an action that never gives points, but moves or lengthens some, leaves as it was.

    Args:
        before: the program as it is.
        after: the program as it would be, on the same day.
        person: whose points are looked at.
    """
    for redemption in after.program.redemptions_of.get(person, ()):
        was = before.program.redemptions.get(redemption.place.path)
        if redemption is not was and redemption != was:
            yield from _redemption(after, redemption)
    for touchpoint in after.program.touchpoints_of.get(person, ()):
        if touchpoint.place.path not in before.program.touchpoints:
            yield from _extension(before, after, touchpoint)


def _claim(after: Snapshot, claim: Claim, person: str) -> Iterator[str]:
    """Why a decided claim gives a person nothing."""
    decision = decision_on(claim, after.as_of)
    if decision is None:
        return
    if decision.outcome == "declined":
        yield "declined"
        return
    limit = dict(decision.capped_by).get(person)
    if limit is not None:
        yield _in_line(after, claim, person, limit)
    elif is_paid(claim):
        yield "it was paid for, which gives no points"
    elif not decision.points:
        yield f"it is worth 0 points with quality {decision.quality}"


def _in_line(after: Snapshot, claim: Claim, person: str, limit: str) -> str:
    """Which limit of a mission cut it, and how many wait for a place before it."""
    program = after.program
    claims = [each for each in program.claims_in_order if each.mission == claim.mission]
    back = {(each.claim.place.path, each.influencer) for each in after.places.restored()}
    own = after.places.line(limit, claim, person)
    line = [
        each
        for each in waiting(claims, after.as_of)
        if each.limit == limit
        and after.places.line(limit, each.claim, each.influencer) == own
        and (each.claim.place.path, each.influencer) not in back
    ]
    paths = [each.claim.place.path for each in line]
    version = after.terms.points_version(claim.mission, claim.submitted)
    value = version.limits[limit] if version else ""
    words = LIMITS[limit][1].format(value)
    found = f"{claim.mission} has a {words}"
    if claim.place.path not in paths:
        return found
    place = paths.index(claim.place.path) + 1
    return f"{found}, place {place} in line for one that becomes free"


def _redemption(after: Snapshot, redemption: Redemption) -> Iterator[str]:
    """What a step of a request leaves as it was."""
    points, reward = redemption.points, redemption.reward
    if after.redemption(redemption).state == "approved":
        unit = "point stays" if points == 1 else "points stay"
        yield f"{reward} approved; its {points} {unit} held until it is given"


def _extension(before: Snapshot, after: Snapshot, touchpoint: Touchpoint) -> Iterator[str]:
    """Why an extension lengthens nothing."""
    detail = touchpoint.detail
    if not isinstance(detail, Extension):
        return
    if touchpoint.date > after.as_of or detail.until <= touchpoint.date:
        return
    lots = before.ledger.account(touchpoint.influencer).lots
    named = {f"missions/{each.replace('/', '/claims/')}.yml" for each in detail.of}
    if why := idle(lots, named, touchpoint.date, detail.until):
        yield why
