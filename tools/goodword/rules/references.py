"""Every reference of a program: what it names, whom, and where it stands.

Not a rule of its own: `unknown-reference` judges them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from goodword.model import feedback as steps
from goodword.model.touchpoint import Adjustment, Ask, Extension

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from goodword.diagnostics import Place, Pointer
    from goodword.model.claim import Claim, Decision
    from goodword.model.profile import Profile
    from goodword.model.program import Program
    from goodword.model.snooze import Snooze


class Snoozing(Protocol):
    """What can say that a line about it was put off."""

    @property
    def place(self) -> Place:
        """Where it is."""

    @property
    def snoozed(self) -> tuple[Snooze, ...]:
        """What was put off."""


class Reference(NamedTuple):
    """An id in a file: `what` it should name, and where it stands, inside a place."""

    what: str
    id: str
    within: Place
    steps: Pointer

    @property
    def place(self) -> Place:
        """The place of the id; made for the few that lead nowhere."""
        return self.within.at(*self.steps)


def references(program: Program) -> Iterator[Reference]:
    """All references that may lead nowhere, file by file."""
    for subject in (_settings, _strategy, _departments, _policies, _rewards, _events):
        yield from subject(program)
    for subject in (_communities, _feedback, _incidents, _audits, _measures, _missions):
        yield from subject(program)
    for person in program.influencers.values():
        yield from _profile(person)
    yield from _documents(program)
    for claim in program.claims.values():
        if not _stands(claim, program):
            yield from _claim(claim)
    yield from _touchpoints(program)
    yield from _redemptions(program)
    yield from _snoozed(program)


def snoozing(program: Program) -> Iterator[Snoozing]:
    """Everything of which a line of the agenda can be put off."""
    for room in (program.influencers, program.touchpoints, program.claims, program.redemptions):
        yield from room.values()
    for kind in (program.feedback, program.incidents, program.communities, program.audits):
        yield from kind.values()


def _snoozed(program: Program) -> Iterator[Reference]:
    """Who put off a line of the agenda."""
    for thing in snoozing(program):
        for index, snooze in enumerate(thing.snoozed):
            yield Reference("staff", snooze.by, thing.place, ("snoozed", index, "by"))


def _each(what: str, ids: Iterable[str], place: Place, *steps: str | int) -> Iterator[Reference]:
    for index, each in enumerate(ids):
        yield Reference(what, each, place, (*steps, index))


def _one(what: str, each: str | None, place: Place, *steps: str | int) -> Iterator[Reference]:
    if each is not None:
        yield Reference(what, each, place, steps)


def _settings(program: Program) -> Iterator[Reference]:
    for index, each in enumerate(program.settings.staff):
        place = program.settings.place.at("staff", index)
        yield from _one("department", each.department, place, "department")


def _strategy(program: Program) -> Iterator[Reference]:
    if program.strategy is None:
        return
    for index, each in enumerate(program.strategy.objectives):
        place = program.strategy.place.at("objectives", index)
        yield from _one("department", each.department, place, "department")


def _departments(program: Program) -> Iterator[Reference]:
    found = program.departments
    if found is None:
        return
    for index, department in enumerate(found.departments):
        place = found.place.at("departments", index)
        yield from _one("staff", department.lead, place, "lead")
    for index, category in enumerate(found.categories):
        place = found.place.at("categories", index)
        yield from _one("department", category.department, place, "department")


def _policies(program: Program) -> Iterator[Reference]:
    policies = program.policies
    if policies is None:
        return
    for index, version in enumerate(policies.versions):
        for tier, _ in version.clocks_by_tier:
            way = ("versions", index, "clocks_by_tier", tier)
            yield Reference("tier", tier, policies.place, way)


def _rewards(program: Program) -> Iterator[Reference]:
    for each in program.rewards.values():
        yield from _one("staff", each.fulfiller, each.place, "fulfiller")
        for index, version in enumerate(each.cost):
            yield from _each("tier", version.tiers, each.place, "cost", index, "tiers")


def _events(program: Program) -> Iterator[Reference]:
    for each in program.events.values():
        yield from _each("person", each.hosts, each.place, "hosts")
        yield from _each("person", each.invited, each.place, "invited")
        yield from _each("person", each.attended, each.place, "attended")


def _communities(program: Program) -> Iterator[Reference]:
    for each in program.communities.values():
        yield from _each("influencer", each.movers, each.place, "movers")
        yield from _each("influencer", each.members, each.place, "members")


def _feedback(program: Program) -> Iterator[Reference]:
    for item in program.feedback.values():
        for index, step in enumerate(item.steps):
            place, at = item.place, ("steps", index)
            if isinstance(step, steps.Received | steps.Joined | steps.Withdrawn):
                yield from _each("influencer", step.from_, place, *at, "from")
            elif isinstance(step, steps.Triaged):
                yield from _one("department", step.department, place, *at, "department")
                yield from _one("staff", step.owner, place, *at, "owner")
            elif isinstance(step, steps.Decided):
                yield from _one("feedback", step.of, place, *at, "of")
            yield from _one("person", step.by, place, *at, "by")


def _incidents(program: Program) -> Iterator[Reference]:
    for each in program.incidents.values():
        alert = each.place.at("alert")
        yield from _each("influencer", each.alert.ids, alert, "ids")
        yield from _each("category", each.alert.categories, alert, "categories")
        yield from _each("tier", each.alert.tiers, alert, "tiers")
        for index, heard in enumerate(each.heard):
            yield Reference("influencer", heard.from_, each.place, ("heard", index, "from"))


def _audits(program: Program) -> Iterator[Reference]:
    for each in program.audits.values():
        yield Reference("influencer", each.influencer, each.place, ())
        for index, view in enumerate(each.brand):
            place = each.place.at("brand", index)
            yield from _one("department", view.department, place, "department")
            yield from _one("staff", view.by, place, "by")


def _measures(program: Program) -> Iterator[Reference]:
    for each in program.measures.values():
        for index, value in enumerate(each.values):
            yield Reference("kpi", value.kpi, each.place, ("values", index, "kpi"))


def _missions(program: Program) -> Iterator[Reference]:
    for each in program.missions.values():
        place, terms = each.place, each.place.at("eligibility")
        yield from _one("objective", each.objective, place, "objective")
        yield from _one("department", each.department, place, "department")
        yield from _each("staff", each.reviewers, place, "reviewers")
        yield from _one("person", each.proposed_by, place, "proposed_by")
        yield from _each("tier", each.eligibility.tiers, terms, "tiers")
        yield from _each("category", each.eligibility.categories, terms, "categories")


def _profile(person: Profile) -> Iterator[Reference]:
    place = person.place
    yield from _one("staff", person.owner, place, "owner")
    yield from _one("department", person.department, place, "department")
    yield from _one("category", person.category, place, "category")
    yield from _one("staff", person.staff, place, "staff")
    yield from _one("influencer", person.referred_by, place, "referred_by")
    yield from _each("community", person.communities, place, "communities")
    for index, relation in enumerate(person.relations):
        yield from _one(
            "influencer", relation.influencer, place.at("relations", index), "influencer"
        )
        yield from _one("staff", relation.staff, place.at("relations", index), "staff")
    for index, floor in enumerate(person.tier_floor):
        yield Reference("tier", floor.tier, place, ("tier_floor", index, "tier"))
        yield Reference("staff", floor.by, place, ("tier_floor", index, "by"))
    for index, entry in enumerate(person.history):
        yield from _one("staff", entry.by, place.at("history", index), "by")


def _documents(program: Program) -> Iterator[Reference]:
    """Versions that people agreed to or signed; a program without such documents has none."""
    policies = program.policies
    if policies is None:
        return
    for person in program.influencers.values():
        for index, consent in enumerate(person.consent if policies.consents else ()):
            yield from _one("consent", consent.version, person.place, "consent", index, "version")
        for index, nda in enumerate(person.nda if policies.ndas else ()):
            yield Reference("nda", nda.version, person.place, ("nda", index, "version"))


def _claim(claim: Claim) -> Iterator[Reference]:
    place = claim.place
    yield Reference("mission", claim.mission, place, ())
    yield Reference("influencer", claim.influencer, place, ("influencer",))
    yield from _each("influencer", claim.with_, place, "with")
    for index, evidence in enumerate(claim.evidence):
        if evidence.kind == "witness":
            yield from _one("person", evidence.witness, place, "evidence", index, "witness")
        elif evidence.kind == "attendance":
            yield from _one("event", evidence.event, place, "evidence", index, "event")
    for index, disclosure in enumerate(claim.disclosure):
        yield from _each("touchpoint", disclosure.of, place, "disclosure", index, "of")
    for index, question in enumerate(claim.questions):
        yield Reference("staff", question.by, place, ("questions", index, "by"))
    if claim.decision:
        yield from _decision(claim.decision, place.at("decision"))
    if claim.appeal and claim.appeal.decision:
        yield from _decision(claim.appeal.decision, place.at("appeal", "decision"))
    for index, reversal in enumerate(claim.reversals):
        yield Reference("staff", reversal.by, place, ("reversals", index, "by"))


def _stands(claim: Claim, program: Program) -> bool:
    """Whether a claim of the plain sort (not appealed, no event) names what there is.

    Nearly every claim is such a one, and there are a hundred thousand: making their references
    only to find each would take longer than all other rules together.
    """
    decision, people, staff = claim.decision, program.influencers, program.staff
    return (
        claim.mission in program.missions
        and claim.influencer in people
        and (decision is None or (decision.by in staff and _seconded(decision, staff)))
        and not (claim.questions or claim.appeal or claim.reversals)
        and not [each for each in claim.with_ if each not in people]
        and not [each for each in claim.disclosure if each.of]
        and not [
            each
            for each in claim.evidence
            if each.event is not None or (each.witness is not None and each.witness not in staff)
        ]
    )


def _seconded(decision: Decision, staff: Container[str]) -> bool:
    return decision.second is None or decision.second.by in staff


def _decision(decision: Decision, place: Place) -> Iterator[Reference]:
    yield Reference("staff", decision.by, place, ("by",))
    if decision.second:
        yield Reference("staff", decision.second.by, place, ("second", "by"))


def _touchpoints(program: Program) -> Iterator[Reference]:
    for each in program.touchpoints.values():
        yield Reference("influencer", each.influencer, each.place, ())
        yield from _one("person", each.by, each.place, "by")
        for index, ref in enumerate(each.refs):
            yield Reference("record", ref, each.place, ("refs", index))
        if isinstance(each.detail, Ask):
            yield from _one("department", each.detail.department, each.place, "department")
        elif isinstance(each.detail, Adjustment):
            yield from _one("record", each.detail.corrects, each.place, "corrects")
        elif isinstance(each.detail, Extension):
            yield from _each("record", each.detail.of, each.place, "of")


def _redemptions(program: Program) -> Iterator[Reference]:
    for each in program.redemptions.values():
        yield Reference("influencer", each.influencer, each.place, ())
        yield Reference("reward", each.reward, each.place, ())
        for name in ("approved", "declined", "fulfilled", "cancelled", "returned"):
            signed = getattr(each, name)
            if signed is not None:
                yield Reference("person", signed.by, each.place, (name, "by"))
