"""Missions as an audience may have them: its own audience decides, proposed ones are staff's."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from goodword.audience.sharing import may_have
from goodword.audience.tier_names import names_on
from goodword.audience.view import (
    BonusView,
    EligibilityView,
    EvidenceView,
    GroupView,
    LimitsView,
    MissionView,
    PointsChange,
    QuorumView,
    RatingView,
    UnitView,
)
from goodword.audience.words import first_sentence, shown, shown_or_none
from goodword.days import in_force
from goodword.ledger import spent
from goodword.ledger.groups import ended, limits_on
from goodword.ledger.lately import last
from goodword.ledger.limits import set_in
from goodword.ledger.lines import TOTAL
from goodword.model.groups import PROGRAM
from goodword.relation.few import few

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.audience.view import Words
    from goodword.model.mission import Eligibility, Mission, PointsVersion
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot

_ORDER = ("open", "paused", "proposed", "closed")


def visible(mission: Mission, audience: str) -> bool:
    """Whether the audience may have the mission."""
    return may_have(audience, mission.audience) and (
        mission.status != "proposed" or audience == "staff"
    )


def missions(snapshot: Snapshot, audience: str) -> tuple[MissionView, ...]:
    """All missions that the audience may have, open ones first, then by id."""
    views = [
        _mission(snapshot, each, audience)
        for each in snapshot.program.missions.values()
        if visible(each, audience)
    ]
    return tuple(sorted(views, key=lambda view: (_ORDER.index(view.status), view.id)))


def _status(mission: Mission, day: date) -> str:
    if mission.status != "open":
        return mission.status
    if mission.closes is not None and mission.closes < day:
        return "closed"
    if mission.opens is not None and mission.opens > day:
        return "paused"
    return "open"


def _unit(version: PointsVersion | None, program: Program) -> UnitView | None:
    unit = version.unit if version else None
    if unit is None:
        return None
    return UnitView(shown(unit.one, program), shown(unit.many, program), unit.at_most)


def _bonus_at_most(version: PointsVersion | None) -> int | None:
    if version is None or version.bonus_at_most is None:
        return None
    every = sum(each.points for each in version.bonus)
    return version.bonus_at_most if version.bonus_at_most < every else None


def _ratings(version: PointsVersion | None, program: Program) -> tuple[RatingView, ...]:
    """What each quality gives for one; nothing where all give the value."""
    if version is None:
        return ()
    given = {each: version.quality.rating(each) for each in version.quality.names}
    found = tuple(
        RatingView(name, shown(each.name, program) if each.name else None, each.percent, each.value)
        for name, each in given.items()
    )
    return found if len({(each.percent, each.value) for each in given.values()}) > 1 else ()


def _mission(snapshot: Snapshot, mission: Mission, audience: str) -> MissionView:
    program, day = snapshot.program, snapshot.as_of
    version = in_force(mission.points, day)
    policy = in_force(program.settings.points, day) or program.settings.points[0]
    maturation = version.maturation_days if version else None
    rule = mission.evidence
    objective = _pillar(program, mission.objective)
    return MissionView(
        id=mission.id,
        title=shown(mission.title, program),
        summary=shown(mission.summary, program)
        if mission.summary
        else first_sentence(mission.instructions, program),
        instructions=shown(mission.instructions, program),
        status=_status(mission, day),
        points=version.value if version else None,
        objective=mission.objective if objective else None,
        pillar=objective,
        conversation=mission.conversation,
        opens=mission.opens,
        closes=mission.closes,
        changes=tuple(
            PointsChange(each.from_, each.announced, each.value)
            for each in mission.points
            if each.from_ > day and each.announced is not None and each.announced <= day
        ),
        unit=_unit(version, program),
        ratings=_ratings(version, program),
        scale=(version.scale.least, version.scale.most) if version and version.scale else None,
        bonus=tuple(
            BonusView(each.points, shown(each.when, program))
            for each in (version.bonus if version else ())
        ),
        bonus_at_most=_bonus_at_most(version),
        per=shown(version.per.key, program) if version and version.per else None,
        maturation_days=policy.maturation_days if maturation is None else maturation,
        limits=_limits(snapshot, mission, version),
        eligibility=_eligibility(program, mission.eligibility, day, audience),
        evidence=EvidenceView(rule.at_least, rule.kinds, rule.hosts, rule.reuse),
        public_facing=mission.public_facing,
        disclosure=_disclosure(program, mission),
        effort_hours=mission.effort_hours,
        reviewers=tuple(
            program.staff[each].name for each in mission.reviewers if each in program.staff
        ),
        quorum=QuorumView(mission.quorum.staff, mission.quorum.members) if mission.quorum else None,
        review_days=review_days(snapshot, mission.id),
    )


def _pillar(program: Program, objective: str | None) -> str | None:
    if program.strategy is None:
        return None
    return next((o.pillar for o in program.strategy.objectives if o.id == objective), None)


def _disclosure(program: Program, mission: Mission) -> Words | None:
    if mission.disclosure:
        return shown(mission.disclosure, program)
    if mission.public_facing and program.policies:
        return shown_or_none(program.policies.disclosure.text, program)
    return None


def _limits(snapshot: Snapshot, mission: Mission, version: PointsVersion | None) -> LimitsView:
    if version is None:
        return LimitsView()
    return LimitsView(
        tuple((name, most) for name, most in set_in(version) if name != TOTAL),
        snapshot.places.left(mission.id, snapshot.as_of).get(TOTAL),
        tuple(_groups(snapshot, mission)),
        spent.most_now(snapshot.places, mission.id, snapshot.as_of),
    )


def _groups(snapshot: Snapshot, mission: Mission) -> Iterator[GroupView]:
    """What counts together with other missions, of the groups that limit this one on the day."""
    program, day = snapshot.program, snapshot.as_of
    if program.groups is None:
        return
    for group, limit in limits_on(program.groups_of, mission.id, day):
        shared = limit.each == PROGRAM
        found = spent.now(snapshot.places, group, day) if shared else None
        yield GroupView(
            group.id,
            shown(group.name, program),
            limit.points,
            limit.claims,
            limit.each,
            limit.every,
            found.left if found is not None else None,
            ended(limit.every, found.span, snapshot.terms) if found is not None else None,
        )


def _eligibility(program: Program, terms: Eligibility, day: date, audience: str) -> EligibilityView:
    names = names_on(program, day)
    categories: tuple[Words, ...] = ()
    if audience == "staff" and program.departments:
        found = map(program.departments.category, terms.categories)
        categories = tuple(shown(each.name, program) for each in found if each)
    return EligibilityView(
        tuple(names.get(tier, {program.settings.languages[0]: tier}) for tier in terms.tiers),
        terms.regions,
        terms.languages,
        terms.topics,
        categories,
        terms.nda,
        terms.since_days,
        bool(terms.segments),
    )


def review_days(snapshot: Snapshot, mission: str | None = None) -> int | None:
    """Median calendar days from submitted to decided of the last twenty decisions.

    Nearest rank; None where these are about fewer than five people, so that no single person's
    wait shows. What was brought over from another system was reviewed there, and has no time here.

    Args:
        snapshot: the program on a day.
        mission: of which; None for all of them.
    """
    lately, claims = snapshot.decided_lately, snapshot.program.claims
    decided = lately.get(mission, ()) if mission else last(chain.from_iterable(lately.values()))
    if few(len({person for *_, path in decided for person in claims[path].people})):
        return None
    waits = sorted(days for _, days, _ in decided)
    return waits[(len(waits) - 1) // 2]
