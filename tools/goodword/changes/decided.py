"""Claims and requests for rewards that came, were decided, or are otherwise than they were."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.ledger.redemption_on import ABSENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.ledger.claim_on import ClaimOn
    from goodword.ledger.redemption_on import RedemptionOn
    from goodword.model.redemption import Redemption
    from goodword.snapshot import Snapshot


class ClaimChange(NamedTuple):
    """A claim that is not what it was.

    Args:
        mission: id.
        people: whose it is.
        before: its state; None where there was none.
        after: its state; None where it is gone.
        by: staff id of who decided what holds now; None for nobody.
        points_before: of all people, None before a decision.
        points: likewise, now.
        place: its file.
    """

    mission: str
    people: tuple[str, ...]
    before: str | None
    after: str | None
    by: str | None
    points_before: int | None
    points: int | None
    place: Place


class RequestChange(NamedTuple):
    """A request for a reward that is not what it was; `points` is its price."""

    reward: str
    influencer: str
    before: str | None
    after: str | None
    points: int
    place: Place


def claims(before: Snapshot, after: Snapshot) -> Iterator[ClaimChange]:
    """The claims whose state, decision or points are not what they were, by path."""
    old, new = before.program.claims, after.program.claims
    unread = before.program.broken.files.keys() | after.program.broken.files.keys()
    crowded = _crowded(before, after)
    found = {
        path
        for some, others in ((old, new), (new, old))
        if crowded or some is not others
        for path, each in some.items()
        if each.mission in crowded or others.get(path) is not each
    }
    for path in sorted(found - unread):
        one, other = old.get(path), new.get(path)
        was = before.claim(one) if one else None
        now = after.claim(other) if other else None
        if _shown(was) != _shown(now):
            on = now or was
            if on is not None:
                yield _claim(on, was, now)


def _crowded(before: Snapshot, after: Snapshot) -> set[str]:
    """Missions in which a claim that is the same may have become another by those around it."""
    old, new = before.program, after.program
    changed = {
        each.mission
        for some, others in ((old.claims, new.claims), (new.claims, old.claims))
        if some is not others
        for path, each in some.items()
        if others.get(path) is not each
    }
    missions = old.missions.keys() | new.missions.keys()
    return changed | {each for each in missions if old.missions.get(each) != new.missions.get(each)}


def _shown(on: ClaimOn | None) -> tuple[object, ...] | None:
    if on is None or on.state == "absent":
        return None
    return (on.state, on.points, on.waits, on.claim.people, _by(on))


def _by(on: ClaimOn | None) -> str | None:
    """Who decided what holds."""
    if on is None or on.decision is None:
        return None
    return " and ".join(on.decision.deciders)


def _claim(on: ClaimOn, was: ClaimOn | None, now: ClaimOn | None) -> ClaimChange:
    return ClaimChange(
        on.claim.mission,
        on.claim.people,
        _state(was),
        _state(now),
        _by(now),
        was.points if was else None,
        now.points if now else None,
        on.claim.place if _by(now) is None else on.claim.place.at("decision"),
    )


def _state(on: ClaimOn | None) -> str | None:
    if on is None or on.state == "absent":
        return None
    return on.waits if on.waits == "asked" else on.state


def requests(before: Snapshot, after: Snapshot) -> Iterator[RequestChange]:
    """The requests for rewards whose state or price is not what it was, by path."""
    old, new = before.program.redemptions, after.program.redemptions
    unread = before.program.broken.files.keys() | after.program.broken.files.keys()
    for path in sorted((old.keys() | new.keys()) - unread):
        was, now = _request(before, old.get(path)), _request(after, new.get(path))
        if (was and (was.state, was.redemption.points)) != (
            now and (now.state, now.redemption.points)
        ):
            on = (now or was).redemption  # type: ignore[union-attr] # one of them is there
            yield RequestChange(
                on.reward,
                on.influencer,
                was.state if was else None,
                now.state if now else None,
                on.points,
                on.place,
            )


def _request(snapshot: Snapshot, redemption: Redemption | None) -> RedemptionOn | None:
    if redemption is None:
        return None
    on = snapshot.redemption(redemption)
    return None if on.state == ABSENT else on
