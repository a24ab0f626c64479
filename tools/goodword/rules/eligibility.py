"""Somebody was given points for a mission that they were not eligible for.

What has a date is judged for the day on which the thing occurred: the person was a member or
on leave, of a tier and under an agreement where the mission asks for one, and had joined long
enough ago.
What has none (region, languages, topics, category and the mission's own terms) is judged on
the day of the decision and kept there under `judged`, with the segments of the mission in which
the person was on the day it occurred; from then on only that counts, however profile, mission and
segments change. A decision without `judged` is compared with the files as they are.
A mission that is only proposed gives nothing.

Mend it by declining the claim, or by an override with its reason and a second person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.held_tiers import tiers_held
from goodword.ledger.membership import joined
from goodword.ledger.segments import among
from goodword.ledger.visible import last_decision
from goodword.model.mission import Eligibility
from goodword.model.regions import lies_in
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.model.claim import Claim, Decision, Judged
    from goodword.model.profile import Profile
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot

_TAKING_PART = frozenset({"member", "on-leave"})
_NO_TERMS = Eligibility()


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Approved claims with points, by each person and term that was not met."""
    program = snapshot.program
    easy_missions = {each.id for each in program.missions.values() if each.eligibility == _NO_TERMS}
    for claim in program.claims.values():
        decision = last_decision(claim)
        mission = program.missions.get(claim.mission)
        if decision is None or decision.outcome != "approved" or mission is None:
            continue
        if decision.reason_code == "override":
            continue
        status = decision.judged.status if decision.judged else mission.status
        if status == "proposed":
            yield Finding(
                _points(claim, decision),
                f"{mission.id} is only proposed",
                f"open it in {mission.place.path}",
            )
        terms = decision.judged.eligibility if decision.judged else mission.eligibility
        easy = terms == _NO_TERMS if decision.judged else claim.mission in easy_missions
        for person_id, points in decision.shares:
            person = program.influencers.get(person_id)
            if person is None or not points:
                continue
            taking_part = person.stage_on(claim.occurred) in _TAKING_PART
            if easy and taking_part:
                continue
            where = mission.place.path if taking_part else person.place.path
            for reason in _unmet(snapshot, claim, decision, terms, person):
                yield Finding(
                    _points(claim, decision),
                    f"{person_id} was given {points} points, but {reason}",
                    f"see {where}",
                )


def _points(claim: Claim, decision: Decision) -> Place:
    keys = ("decision",) if decision is claim.decision else ("appeal", "decision")
    return claim.place.at(*keys, "points")


def _unmet(
    snapshot: Snapshot, claim: Claim, decision: Decision, terms: Eligibility, person: Profile
) -> Iterator[str]:
    day = claim.occurred
    stage = person.stage_on(day)
    if stage not in _TAKING_PART:
        yield f"was {stage or 'not known to the program'} on {day}, not a member"
        return
    if terms.tiers and snapshot.program.tiers and not snapshot.program.broken:
        has = tiers_held(terms.tiers, person.id, day, snapshot.tier_on)
        if set(has).isdisjoint(terms.tiers):
            shown = " and ".join(has) or "none"
            yield f"had tier {shown} on {day}, expected {' or '.join(terms.tiers)}"
    if terms.nda and not person.nda_on(day):
        yield f"had no agreement that was live on {day}"
    if terms.since_days is not None:
        since = joined(person, day)
        days = (day - since).days if since else 0
        if days < terms.since_days:
            yield f"had joined only {days} days before, expected {terms.since_days}"
    if claim.influencer == person.id:
        yield from _undated(snapshot.program, decision.judged, terms, person)
        yield from _grouped(snapshot, claim, decision.judged, terms, person)


def _undated(
    program: Program, judged: Judged | None, terms: Eligibility, person: Profile
) -> Iterator[str]:
    region = judged.region if judged else person.region
    if terms.regions and not any(lies_in(region or "", each) for each in terms.regions):
        yield f"is in {region or 'no known region'}, expected {' or '.join(terms.regions)}"
    own = person.languages or program.settings.languages[:1]
    languages = judged.languages if judged else own
    if terms.languages and set(terms.languages).isdisjoint(languages):
        yield f"speaks none of {', '.join(terms.languages)}"
    topics = judged.topics if judged else person.topics
    if terms.topics and set(terms.topics).isdisjoint(topics):
        yield f"has none of the topics {', '.join(terms.topics)}"
    category = judged.category if judged else person.category
    if terms.categories and category not in terms.categories:
        yield f"is {category or 'of no category'}, expected {' or '.join(terms.categories)}"


def _grouped(
    snapshot: Snapshot, claim: Claim, judged: Judged | None, terms: Eligibility, person: Profile
) -> Iterator[str]:
    program = snapshot.program
    if judged is not None:
        within = judged.within
    elif program.broken or not program.segment_of.keys() >= {*terms.segments}:
        return  # what they ask is not known
    else:
        within = among(program, terms.segments, person, claim.occurred, snapshot.tier_on)
    if terms.segments and set(within).isdisjoint(terms.segments):
        yield f"was in none of the segments {', '.join(terms.segments)}"


RULE = Rule("eligibility", check, points=True, scope=Scope.PERSON)
