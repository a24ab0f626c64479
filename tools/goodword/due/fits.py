"""What fits what members said they want, and was not offered to them: advice to their owner."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.due.due import Due, department, owner, policies, silent
from goodword.ledger.redeeming import there
from goodword.relation.fitting import Among, fitting
from goodword.relation.offers import offers, room, set_aside, signing
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.profile import Profile
    from goodword.relation.fitting import Fit
    from goodword.relation.offers import Thing
    from goodword.snapshot import Snapshot

MOST = 3
"""So many people an owner is shown at a time, those who said first what they want."""


def find(snapshot: Snapshot) -> Iterator[Due]:
    """For each member the best reward or event that is what they want, where one is free.

    Only where members are asked what they want; and nobody to whom something was offered since
    they said so.
    """
    program, day = snapshot.program, snapshot.as_of
    if policies(snapshot, day).relation.ask_wants_days is None:
        return
    among, shown = _free(snapshot), Counter[str]()
    for person in sorted(program.influencers.values(), key=lambda each: _said(each, snapshot)):
        who = owner(snapshot, person.id)
        if person.stage_on(day) != "member" or not person.reachable or silent(person, day):
            continue
        if shown[who] == MOST or _offered(snapshot, person):
            continue
        found = next(_wanted(snapshot, person, among), None)
        if found is None:
            continue
        shown[who] += 1
        yield Due(
            "fits",
            (person.id,),
            who,
            snapshot.cycle.last,
            Said(
                "owed.fits",
                {"person": Named("person", person.id), "what": Named(found.kind, found.id)},
            ),
            person.place.at("wants"),
            f"goodword influencer offer {person.id} --{found.kind} {found.id} --reason … --until …",
            since=snapshot.cycle.start,
            department=department(snapshot, person.id),
        )


def _said(person: Profile, snapshot: Snapshot) -> tuple[str, str]:
    said = person.wants_on(snapshot.as_of)
    return (said[0].from_.isoformat() if said else ""), person.id


def _free(snapshot: Snapshot) -> Among:
    """Rewards and events to come of which one is neither taken nor set aside."""
    program, day = snapshot.program, snapshot.as_of
    held = set_aside(program, day)

    def free(found: Thing) -> bool:
        left = room(program, snapshot.ledger.members, found, day)
        return left is None or left > len(held.get(found, ()))

    return Among(
        (),
        tuple(
            reward
            for _, reward in sorted(program.rewards.items())
            if there(snapshot.ledger, reward, day) and free(("reward", reward.id))
        ),
        tuple(
            event
            for _, event in sorted(program.events.items())
            if event.first_day > day and event.audience != "staff" and free(("event", event.id))
        ),
    )


def _offered(snapshot: Snapshot, person: Profile) -> bool:
    """Whether something was offered to them since they said what they want, or nothing was said."""
    said = person.wants_on(snapshot.as_of)
    if not said:
        return True
    made = offers(snapshot.program, snapshot.as_of, (person.id,))
    return any(each.record.date >= said[0].from_ for each in made)


def _wanted(snapshot: Snapshot, person: Profile, among: Among) -> Iterator[Fit]:
    """What is what they want, the best first, without what they have."""
    program, day = snapshot.program, snapshot.as_of
    asked = {each.reward for each in program.redemptions_of.get(person.id, ())}
    for each in fitting(snapshot.ledger, person, day, among):
        if not any(reason == "wants" for reason, _ in each.reasons):
            continue
        if each.kind == "reward" and (each.id in asked or not _affordable(snapshot, person, each)):
            continue
        event = program.events.get(each.id) if each.kind == "event" else None
        signed_by = signing(event, day) if event else None
        if signed_by is not None and not person.nda_on(signed_by):
            continue
        if event is None or person.id not in {*event.invited, *event.hosts}:
            yield each


def _affordable(snapshot: Snapshot, person: Profile, fit: Fit) -> bool:
    """Whether their points of the day pay for a reward."""
    cost = in_force(snapshot.program.rewards[fit.id].cost, snapshot.as_of)
    return cost is not None and snapshot.ledger.account(person.id).spendable >= cost.points
