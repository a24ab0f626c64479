"""A claim does not name the gift or sample that its author was given on the same topic.

Somebody who praises what they were given says so. A gift or sample of the last twelve months and
on a topic of the mission is named in the claim's disclosure by the touchpoint's name (`of`). It
holds for missions that show the brand to others. A mission without topics has those of the other
missions of its objective; where these have none either, every sample is named that the author
held on the day of the claim.

Mend it by adding `disclosure: [{connection: sample, of: [<name>]}]`, or by giving the
touchpoint the topics it is really about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import add_months
from goodword.ledger.visible import last_decision
from goodword.model.touchpoint import Gift
from goodword.rules.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.model.program import Program
    from goodword.model.touchpoint import Touchpoint
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Approved claims about a topic of which the author holds an unnamed gift or sample."""
    program = snapshot.program
    given: dict[str, list[tuple[Touchpoint, Gift]]] = {}
    for each in program.touchpoints.values():
        detail = each.detail
        if isinstance(detail, Gift) and each.void is None and each.direction == "to-them":
            given.setdefault(each.influencer, []).append((each, detail))
    if not given:
        return
    topics = _topics(program)
    for claim in program.claims.values():
        about = topics.get(claim.mission)
        if about is None:
            continue
        decision = last_decision(claim)
        if decision is None or decision.outcome != "approved":
            continue
        named = {name for each in claim.disclosure for name in each.of}
        for person in claim.people:
            for gift, detail in given.get(person, ()):
                names = {gift.name, f"{person}/{gift.name}", gift.place.path}
                how = _concerns(gift, detail, claim.occurred, about)
                if how and named.isdisjoint(names):
                    yield Finding(
                        claim.place.at("disclosure"),
                        f"the {gift.kind} {gift.name} {how} is not disclosed",
                        f"name it: disclosure: [{{connection: {gift.kind}, of: [{gift.name}]}}]",
                    )


def _topics(program: Program) -> dict[str, frozenset[str]]:
    """Of each mission that shows the brand: its topics, else those of its objective's missions."""
    known = not program.broken.lacks("mission")
    objectives: dict[str | None, set[str]] = {}
    for mission in program.missions.values():
        if mission.objective:
            objectives.setdefault(mission.objective, set()).update(mission.eligibility.topics)
    return {
        mission.id: frozenset(mission.eligibility.topics or objectives.get(mission.objective, ()))
        for mission in program.missions.values()
        if mission.public_facing and (known or mission.eligibility.topics)
    }


def _concerns(gift: Touchpoint, detail: Gift, day: date, about: frozenset[str]) -> str:
    """How a gift concerns what is done on a day: its topic, or being held; else nothing."""
    if not gift.date <= day < add_months(gift.date, 12):
        return ""
    if about:
        return "" if about.isdisjoint(detail.topics) else "on the same topic"
    held = gift.kind == "sample" and (detail.until is None or day <= detail.until)
    return f"held on {day}" if held else ""


RULE = Rule("sample-disclosed", check)
