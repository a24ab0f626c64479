"""A claim does not name the gift or sample that its author was given on the same topic.

Somebody who praises what they were given says so. A gift or sample of value, of the last
twelve months and on a topic of the mission, is named in the claim's disclosure by the
touchpoint's name (`of`). It holds for missions that show the brand to others.

Mend it by adding `disclosure: [{connection: sample, of: [<name>]}]`, or by giving the
touchpoint the topics it is really about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import add_months
from goodword.model.touchpoint import Gift
from goodword.rules.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.touchpoint import Touchpoint
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Approved claims about a topic of which the author holds an unnamed gift or sample."""
    program = snapshot.program
    given: dict[str, list[Touchpoint]] = {}
    for touchpoint in program.touchpoints.values():
        detail = touchpoint.detail
        if isinstance(detail, Gift) and detail.topics and not touchpoint.void:
            given.setdefault(touchpoint.influencer, []).append(touchpoint)
    if not given:
        return
    topics = {
        mission.id: frozenset(mission.eligibility.topics)
        for mission in program.missions.values()
        if mission.public_facing and mission.eligibility.topics
    }
    for claim in program.claims.values():
        about = topics.get(claim.mission)
        approved = claim.decision is not None and claim.decision.outcome == "approved"
        if not about or not approved:
            continue
        named = {name for each in claim.disclosure for name in each.of}
        for person in claim.people:
            for gift in given.get(person, ()):
                detail = gift.detail
                recent = gift.date <= claim.occurred < add_months(gift.date, 12)
                if (
                    isinstance(detail, Gift)
                    and recent
                    and not about.isdisjoint(detail.topics)
                    and named.isdisjoint({gift.name, f"{person}/{gift.name}", gift.place.path})
                ):
                    yield Finding(
                        claim.place.at("disclosure"),
                        f"the {gift.kind} {gift.name} on the same topic is not disclosed",
                        f"name it: disclosure: [{{connection: {gift.kind}, of: [{gift.name}]}}]",
                    )


RULE = Rule("sample-disclosed", check)
