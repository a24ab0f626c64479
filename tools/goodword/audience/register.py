"""The register, for staff: what each person agreed to and signed, as in force while building."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.view.staff import RegisterView
from goodword.days import LATEST, in_force
from goodword.texts.ordering import order

if TYPE_CHECKING:
    from goodword.audience.people import People
    from goodword.model.profile import Profile

LAPSES_WITHIN = 30
"""Days before its last one from which an agreement counts as lapsing."""


def register(people: People) -> tuple[RegisterView, ...]:
    """Everyone who agreed to something or signed something, and all members."""
    policies = people.snapshot.program.policies
    documents = sorted(policies.consents if policies else (), key=lambda each: each.from_)
    current = in_force(documents, people.today)
    found = []
    for person in people.snapshot.program.influencers.values():
        stage = person.stage_on(people.today)
        if stage in {"member", "on-leave", "emeritus"} or person.consent or person.nda:
            version = current.version if current else None
            found.append(_registered(people, person, stage or "candidate", version))
    return tuple(sorted(found, key=lambda each: (order(each.who.name or each.who.id), each.who.id)))


def _registered(people: People, person: Profile, stage: str, current: str | None) -> RegisterView:
    day = people.today
    consent = person.consent_on(day)
    signed = [each for each in person.nda if each.signed <= day]
    last = max(signed, key=lambda each: (each.expires or LATEST, each.signed), default=None)
    state = "none"
    if last is not None:
        state = "live" if last.on(day) else "lapsed"
        if last.on(day) and last.expires and (last.expires - day).days < LAPSES_WITHIN:
            state = "lapsing"
    return RegisterView(
        who=people.who(person.id),
        stage=stage,
        version=consent.version if consent else None,
        given=consent.from_ if consent else None,
        sharing=(consent.recognition, consent.contact, consent.points)
        if consent
        else ("staff", "staff", "staff"),
        messages=consent.messages if consent else "essential",
        outdated=consent is not None
        and current is not None
        and consent.version is not None
        and consent.version != current,
        nda=last.version if last else None,
        signed=last.signed if last else None,
        expires=last.expires if last else None,
        nda_state=state,
    )
