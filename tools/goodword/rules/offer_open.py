"""Something is set aside for somebody who may not have it, or not until the day that was said.

An offer is a word given: what is set aside can be had by that person, on its day and on its last
day. A reward has a price, can be asked for until the last day, and the person meets its terms
(tier, region, segment, agreement, how many each person may have, counting what is set aside for
them already) and has not asked for it already: nothing is set aside for who has it. An event is
not for staff alone or other segments, is not over before the last day, and who is offered a place
signed the agreement that it needs. To who left or declined nothing is offered. What had an end is
judged no more, nor what was voided or whose last day has passed.

Mend it by another last day or another thing, or end the offer with `goodword touchpoint became`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.ledger.redeeming import closed_to, one_more
from goodword.ledger.segments import lets_in
from goodword.loops.told import PARTED
from goodword.model.event import Event
from goodword.relation.offers import asked_before, offers, signing, thing, used
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from goodword.model.profile import Profile
    from goodword.model.reward import Reward
    from goodword.relation.offers import Made
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each open offer, by everything that keeps the person from having it."""
    program = snapshot.program
    aside: dict[tuple[str, str], list[date]] = {}
    for made in offers(program, snapshot.as_of):
        who = made.record.influencer
        person, found = program.influencers.get(who), thing(program, made.offer)
        if made.state != "open" or person is None or found is None:
            continue
        if program.broken.touches(who) or not snapshot.knows(who):
            continue
        day, kind = made.record.date, made.offer.thing[0]
        stage = person.stage_on(day)
        if stage in PARTED:
            yield Finding(
                made.record.place,
                f"an offer of {day} to {who}, who is {stage}",
                "offer nothing to who has gone, or correct their history",
            )
        against: Iterable[str]
        if isinstance(found, Event):
            against = _event(snapshot, person, found, made)
        else:
            before = aside.setdefault((who, found.id), [])
            against = [*_reward(snapshot, person, found, made, before)]
            if not used(program, made.record, made.offer, snapshot.as_of):
                before.append(made.offer.until)
        for message in against:
            yield Finding(made.record.place.at(kind), message, f"see {found.place.path}")


def _event(snapshot: Snapshot, person: Profile, event: Event, made: Made) -> Iterator[str]:
    day, until = made.record.date, made.offer.until
    if event.audience == "staff":
        yield f"{event.id} is for staff alone"
    if event.last_day < until:
        yield f"{event.id} is over on {event.last_day}, before the last day of the offer, {until}"
    if not lets_in(snapshot.program, event.segments, person, day, snapshot.tier_on):
        yield f"{event.id} is for segments of which {person.id} is in none on {day}"
    signed_by = signing(event, day)
    if signed_by is not None and not person.nda_on(signed_by):
        yield f'"{person.id}" has no agreement (NDA) in force on {signed_by}'


def _reward(
    snapshot: Snapshot, person: Profile, reward: Reward, made: Made, aside: list[date]
) -> Iterator[str]:
    day, until = made.record.date, made.offer.until
    if in_force(reward.cost, day) is None:
        yield f"{reward.id} has no price on {day}"
    if until not in reward.redeemable:
        window = reward.redeemable
        bound = f"from {window.from_} on" if window.from_ and until < window.from_ else ""
        said = bound or f"until {window.to}"
        yield f"{reward.id} can be asked for {said}, the last day of the offer is {until}"
    for each in closed_to(snapshot.ledger, reward, person, day):
        yield each.message
    program, today = snapshot.program, snapshot.as_of
    before = asked_before(program, snapshot.ledger.account(person.id), reward.id, day)
    earlier = [each.requested for each in before if each.requested < day]
    if earlier:
        yield f'"{person.id}" asked for {reward.id} already, on {earlier[0]}'
    if not used(program, made.record, made.offer, today):
        for each in one_more(snapshot.ledger, reward, person.id, until, today, aside):
            yield each.message


RULE = Rule("offer-open", check, points=True, scope=Scope.PERSON)
