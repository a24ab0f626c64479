"""Who has a page of their own, and what is on it.

Permissions are those of the day of building and of every later state of the files, as for all
pages: who has left, is dead, or lets nobody see their name has none from that day on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.known import heard as heard_by
from goodword.audience.own import record
from goodword.audience.own_days import closing, own_days, own_keeping
from goodword.audience.own_fits import among, own_fits
from goodword.audience.own_names import own_names
from goodword.audience.own_offers import own_offers
from goodword.audience.own_reviews import own_reviews
from goodword.audience.own_terms import nominators
from goodword.audience.permissions import permitted, sharing_now
from goodword.audience.sharing import SHOWN_STAGES
from goodword.audience.view.mine import Mine
from goodword.ledger.ranking import in_cycle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from goodword.audience.own_reviews import Waiting
    from goodword.audience.permissions import Newer
    from goodword.model.profile import Profile
    from goodword.snapshot import Snapshot

WIDEST = ("public", "members", "staff")
"""Audiences, the widest first."""
FIELDS = ("recognition", "contact", "points")


def refused(person: Profile, today: date, newer: Sequence[Newer] = ()) -> str:
    """Why somebody has no page of their own; empty where they have one.

    Args:
        person: as the revision has them.
        today: the day of building.
        newer: later states of the files.
    """
    for each in _states(person, newer):
        if each is None:
            return "is no longer in the program"
        stage = each.stage_on(today) or "not there yet"
        if stage not in SHOWN_STAGES:
            return f"is at the stage {stage}; members, people on leave and emeriti have a page"
    if not sharing_now(person, "staff", today, newer).recognition:
        return "agreed to no page: consent.recognition is nobody"
    return ""


def number_of(person: Profile, newer: Sequence[Newer] = ()) -> int:
    """The number of somebody's link: the highest that any state of the files says."""
    return max(each.portal_key for each in _states(person, newer) if each is not None)


def _states(person: Profile, newer: Sequence[Newer]) -> Iterator[Profile | None]:
    """The profile as every later state has it, and as it is; None where it was deleted."""
    yield person
    for each in newer:
        later = each.program.influencers.get(person.id)
        if later is not None or each.follows:
            yield later


def mine(
    snapshot: Snapshot,
    today: date,
    newer: Sequence[Newer] = (),
    waiting: Mapping[str, Sequence[Waiting]] | None = None,
) -> tuple[Mine, ...]:
    """The page of everybody who has one, by id.

    Args:
        snapshot: the program on the day of the figures.
        today: the day of building, whose permissions hold.
        newer: later states of the files, whose permissions hold.
        waiting: claims that wait for the review of each, by id; None where nobody is asked.
    """
    waiting = waiting or {}
    people = [
        person
        for _, person in sorted(snapshot.program.influencers.items())
        if person.stage_on(snapshot.as_of) is not None and not refused(person, today, newer)
    ]
    snapshot = permitted(snapshot, newer)
    heard = {each: heard_by(snapshot, each, snapshot.as_of) for each in ("members", "nda")}
    accounts = (snapshot.ledger.account(each.id) for each in people)
    cycle = {each.id: each.points for each in in_cycle(accounts, snapshot.cycle)}
    found, missions = [], closing(snapshot)
    offered = {each: among(snapshot, each) for each in heard}
    for person in people:
        consent = person.consent_on(today)
        agreed = all(
            each is not None and each.nda_on(day)
            for each in _states(person, newer)
            for day in (snapshot.as_of, today)
        )
        audience = "nda" if agreed else "members"
        own = record(snapshot, person.id, heard, signed=agreed)
        found.append(
            Mine(
                own,
                number_of(person, newer),
                tuple((each, _seen_by(person, each, today, newer)) for each in FIELDS),
                consent.messages if consent else "none",
                cycle.get(person.id, 0),
                own_days(snapshot, own, missions, audience),
                own_fits(snapshot, person, offered[audience]),
                own_names(snapshot, person),
                nominators(
                    snapshot,
                    person.id,
                    lambda each: sharing_now(each, "members", today, newer).recognition,
                ),
                tuple(own_offers(snapshot, person.id, audience)),
                tuple(own_keeping(snapshot, person.id)),
                *own_reviews(snapshot, waiting.get(person.id, ()), audience, today, newer),
            )
        )
    return tuple(found)


def _seen_by(person: Profile, field: str, today: date, newer: Sequence[Newer]) -> str:
    """The widest audience that gets a field; nobody where none does."""
    for audience in WIDEST:
        if getattr(sharing_now(person, audience, today, newer), field):
            return audience
    return "nobody"
