"""More is set aside for people than there is.

An open offer holds one of the reward, or a place at the event, until the person asked for it or is
invited, until it had an end, or until its last day has passed. With what is held there are no
fewer of a reward than its stock has left, and those invited and those for whom a place is held are
no more than the event's `capacity`. So nobody is promised what another one has, and who asks for
the last one of a reward that is set aside for another is refused.

Mend it by ending an offer with `goodword touchpoint became`, or by the stock or the capacity that
there really is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.relation.offers import offers, room, set_aside
from goodword.rules.rule import Finding, Meets, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.relation.offers import Thing
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """The newest offers of a thing that are more than there is."""
    program, day = snapshot.program, snapshot.as_of
    for found, records in set_aside(program, day).items():
        free = room(program, snapshot.ledger.members, found, day)
        if free is None or len(records) <= free:
            continue
        kind, name = found
        what = f"{name} is" if kind == "reward" else f"a place at {name} is"
        for each in records[max(0, free) :]:
            if not program.broken.touches(name, each.influencer):
                yield Finding(
                    each.place.at(kind),
                    f"{what} set aside for {len(records)}, with {max(0, free)} left",
                    "end an offer, or say what there is more",
                )


def _rows(snapshot: Snapshot) -> Iterator[tuple[Thing, object]]:
    """Offers with all that says whether they hold something, and what there is of each thing."""
    program = snapshot.program
    for each in offers(program, snapshot.as_of):
        person = program.influencers.get(each.record.influencer)
        stage = person.stage_on(snapshot.as_of) if person else None
        yield each.offer.thing, (each.record.place.path, each.record.date, each.offer, stage)
    for reward in program.rewards.values():
        if reward.stock:
            yield ("reward", reward.id), reward.stock
    for event in program.events.values():
        if event.capacity is not None:
            yield ("event", event.id), (event.capacity, event.invited, event.attended)
    for asked in program.redemptions.values():
        found = program.rewards.get(asked.reward)
        if found is not None and found.stock:
            yield ("reward", found.id), asked


RULE = Rule(
    "set-aside",
    check,
    points=True,
    scope=Scope.PROGRAM,
    meets=Meets(_rows, counted=True),
    afar=True,
)
