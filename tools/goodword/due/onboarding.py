"""Steps of onboarding: a personal one that its owner takes, and a message that waits to be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, department, owner, silent
from goodword.relation.onboarding import GONE, LATE, steps
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.profile import Profile
    from goodword.relation.onboarding import Step
    from goodword.snapshot import Snapshot
    from goodword.texts.said import Slot

WORTH_SENDING = LATE
"""Days for which the message of a step is worth sending."""
EVERYTHING = frozenset({"all", "portal-only"})
"""What somebody wants who gets the messages of onboarding."""


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each step that is due or will be, of people who may be turned to and want it.

    A message that is no news any more is none: it is not sent, and its sequence goes on.
    """
    for due in every(snapshot):
        person = snapshot.program.influencers[due.to[0]]
        consent = person.consent_on(snapshot.as_of)
        late = due.template is not None and due.date < after(snapshot.as_of, -WORTH_SENDING)
        if late or silent(person, snapshot.as_of):
            continue
        if due.template is None or (consent and consent.messages in EVERYTHING):
            yield due


def every(snapshot: Snapshot) -> Iterator[Due]:
    """The same, of everybody: why a message is not sent is said elsewhere."""
    if snapshot.program.onboarding is None:
        return
    for person in snapshot.program.influencers.values():
        for each in steps(snapshot.program, person, snapshot.as_of, snapshot.tier_on):
            if each.date >= after(snapshot.as_of, -GONE) and (person.reachable or each.sent):
                yield _due(snapshot, person, each)


def _due(snapshot: Snapshot, person: Profile, each: Step) -> Due:
    channel = f" --channel {each.step.channel}" if each.step.channel else ""
    values: dict[str, Slot] = {
        "person": Named("person", person.id),
        "step": each.step.id,
        "sequence": each.sequence,
    }
    return Due(
        "onboarding",
        (person.id,),
        owner(snapshot, person.id),
        each.date,
        Said("owed.onboarding.send" if each.sent else "owed.onboarding.take", values),
        person.place.at("history"),
        f"goodword outbox {person.id}"
        if each.sent
        else f"goodword influencer contact {person.id}{channel}",
        department=department(snapshot, person.id),
        template=each.step.template if each.sent else None,
        about=f"{each.sequence}/{each.step.id}",
    )
