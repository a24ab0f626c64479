"""What staff's pages show beside the View: figures of the reports, and names in every language.

Figures are those of JSON, made from the same fields as what the commands say; what only the desk
shows of claims, requests and the shelf is written here in the same way.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from goodword.audience.tier_names import names_of
from goodword.audience.words import category_names, department_names, shown
from goodword.ledger.claim_on import over
from goodword.ledger.stock import additions, left_on
from goodword.model.plain import by_number
from goodword.relation.audit import audit, cycles_audited
from goodword.relation.following import following
from goodword.relation.measures import Basis
from goodword.relation.objectives import history_of
from goodword.reports.audit import audit_report
from goodword.reports.budgets import budgets_value
from goodword.reports.came_of import REACHED, reached
from goodword.reports.candidates import candidates_report
from goodword.reports.communities import communities_report, presence_on
from goodword.reports.conversations import conversations_report
from goodword.reports.incidents import incidents_report
from goodword.reports.loops import loops_by, open_loops
from goodword.reports.objectives import objectives, objectives_value
from goodword.reports.points import accounts_value, lines_located
from goodword.reports.relation import relation_report
from goodword.reports.report import Field, plain, values
from goodword.reports.segments import segments_report
from goodword.reports.signals import signals_report
from goodword.reports.strategy import strategy_value
from goodword.reports.terms import terms_desk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goodword.audience.view import Words
    from goodword.ledger import Ledger
    from goodword.ledger.claim_on import ClaimOn
    from goodword.ledger.redemption_on import RedemptionOn
    from goodword.model.program import Program
    from goodword.model.reward import Reward
    from goodword.reports.points import Located
    from goodword.reports.report import Line
    from goodword.snapshot import Snapshot


LATELY = 64
"""Of how many people the lines are kept that were asked for last: languages sort names apart."""


def desk_figures(snapshot: Snapshot, accounts: Sequence[str], line: Line) -> dict[str, Any]:
    """The figures by the page that shows them.

    Args:
        snapshot: the program on the day, without what has been withdrawn since.
        accounts: ids of those whose points staff may see.
        line: finds the line of a place in the files.
    """
    program = snapshot.program
    kpis = objectives(Basis(snapshot.relation, snapshot.tier_on), snapshot.cycle)
    cycles = history_of(program, snapshot.cycle)
    found: dict[str, Any] = plain(
        {
            "relation": relation_report(snapshot).value,
            "market": candidates_report(snapshot).value,
            "audit": _audit(snapshot),
            "points": {each["id"]: each for each in accounts_value(snapshot, accounts)},
            "loops": {
                "open": open_loops(snapshot),
                "departments": loops_by(snapshot, "department"),
                "owners": loops_by(snapshot, "owner"),
            },
            "incidents": incidents_report(snapshot).value["incidents"],
            "signals": signals_report(snapshot).value if program.signals else {},
            "conversations": _conversations(snapshot),
            "budgets": budgets_value(snapshot, snapshot.cycle),
            "segments": segments_report(snapshot).value if program.segments else {},
            "communities": _communities(snapshot),
            "objectives": {
                "cycles": [each.name for each in cycles],
                "pillars": objectives_value(program, kpis, explain=False),
                "strategy": strategy_value(snapshot),
                "came_of": values(REACHED, reached(program, snapshot.cycle, snapshot.as_of)),
            },
            "claims": _claims(snapshot),
            "requests": _requests(snapshot),
            "stock": _stock(snapshot),
            "terms": terms_desk(snapshot) if program.terms else {},
        },
        line,
    )
    followed = following(program, snapshot.as_of)
    return {
        **found,
        "follows": followed,
        # Pages of one person are made one after the other, or nearly, in each language.
        "lines": lru_cache(LATELY)(partial(desk_lines, snapshot.ledger, line)),
    }


def desk_lines(ledger: Ledger, line: Line, id_: str) -> list[Located]:
    """All lines of a person's account, as the page of their points shows them.

    Args:
        ledger: of the program on the day, without what has been withdrawn since.
        line: as for `desk_figures`.
        id_: whose points staff may see.
    """
    return lines_located(ledger, id_, line)


def desk_names(program: Program) -> Mapping[str, Mapping[str, Words]]:
    """What things are called in each language, by kind and id."""
    strategy = program.strategy.objectives if program.strategy else ()
    return {
        "department": department_names(program),
        "category": category_names(program),
        "tier": _tier_names(program),
        "group": {
            each.id: shown(each.name, program)
            for each in (program.groups.groups if program.groups else ())
        },
        "mission": {each.id: shown(each.title, program) for each in program.missions.values()},
        "reward": {each.id: shown(each.name, program) for each in program.rewards.values()},
        "feedback": {each.id: shown(each.title, program) for each in program.feedback.values()},
        "incident": {each.id: shown(each.title, program) for each in program.incidents.values()},
        "objective": {each.id: shown(each.goal, program) for each in strategy},
        "kpi": {kpi.id: shown(kpi.name, program) for each in strategy for kpi in each.kpis},
        "unit": {
            kpi.id: shown(kpi.unit, program)
            for each in strategy
            for kpi in each.kpis
            if kpi.unit is not None
        },
    }


def _tier_names(program: Program) -> dict[str, Words]:
    """What tiers are called in the newest ladder that has them."""
    return names_of(program, program.tiers.tiers_ever() if program.tiers else {})


def _conversations(snapshot: Snapshot) -> dict[str, Any]:
    """The conversation cloud in the present cycle; nothing without one."""
    if snapshot.program.conversations is None:
        return {}
    basis = Basis(snapshot.relation, snapshot.tier_on)
    found: dict[str, Any] = conversations_report(basis, snapshot.cycle).value
    return found


def _communities(snapshot: Snapshot) -> dict[str, Any]:
    """Communities by who moves them, with every assessment; nothing before the first one."""
    if presence_on(snapshot.program, snapshot.as_of) is None:
        return {}
    found: dict[str, Any] = communities_report(snapshot, history=True).value
    return found


def _audit(snapshot: Snapshot) -> dict[str, Any]:
    """The newest audit, and of whom it says what, of those who may be named; nothing without one.

    Answers were given in confidence: even staff have them by name only of those who agreed.
    """
    program, day = snapshot.program, snapshot.as_of
    cycles = cycles_audited(program, day)
    if not cycles:
        return {}
    whole, _ = audit(program, cycles[-1], day)
    named = {
        name: [
            each.audit.influencer
            for each in voices
            if each.answer.may_be_named and each.audit.influencer in program.influencers
        ]
        for name, voices in (
            ("over_claimed", whole.over_claimed),
            ("without_contact", whole.without_contact),
        )
    }
    return {**audit_report(snapshot, words=False).value, "named": named}


def _claims(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Claims that somebody has to decide, those that wait longest first."""
    program = snapshot.program

    def days(on: ClaimOn) -> int:
        return (snapshot.as_of - on.since).days if on.since else 0

    def reviewers(on: ClaimOn) -> list[str]:
        mission = program.missions.get(on.claim.mission)
        return [each for each in (mission.reviewers if mission else ()) if each in program.staff]

    fields: tuple[Field[ClaimOn], ...] = (
        Field("mission", "", get=lambda on: on.claim.mission),
        Field("who", "", get=lambda on: [x for x in on.claim.people if x in program.influencers]),
        Field("state", "", get=lambda on: on.waits),
        Field("since", "", "date"),
        Field("days", "", "number", days),
        Field("late", "", get=lambda on: on.waits != "asked" and days(on) > snapshot.allowed(on)),
        Field("reviewers", "", get=reviewers),
        Field("source", "", get=lambda on: on.claim.place),
    )
    # Of nearly all everything is said, so that nothing waits.
    left = (each for each in program.claims.values() if not over(each, snapshot.as_of))
    waiting = [on for on in map(snapshot.claim, left) if on.waits and on.since]
    waiting.sort(key=lambda on: (-days(on), by_number(on.claim.place.path)))
    return values(fields, waiting)


def _requests(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Requests that wait for us, the oldest first."""
    program = snapshot.program
    fields: tuple[Field[RedemptionOn], ...] = (
        Field("reward", "", get=lambda on: on.redemption.reward),
        Field("influencer", "", get=lambda on: on.redemption.influencer),
        Field("state", ""),
        Field("quantity", "", "number", lambda on: on.redemption.quantity),
        Field("points", "", "number", lambda on: on.redemption.points),
        Field("days", "", "number", lambda on: (snapshot.as_of - on.redemption.requested).days),
        Field("source", "", get=lambda on: on.redemption.place),
    )
    every = map(snapshot.redemption, program.redemptions.values())
    waiting = [on for on in every if on.waits and on.redemption.influencer in program.influencers]
    waiting.sort(key=lambda on: (on.redemption.requested, on.redemption.place.path))
    return values(fields, waiting)


def _stock(snapshot: Snapshot) -> list[dict[str, Any]]:
    """What was put on the shelf of each reward, what is left, and how many requests wait."""
    program, day = snapshot.program, snapshot.as_of
    every = map(snapshot.redemption, program.redemptions.values())
    waiting = [on.redemption.reward for on in every if on.waits]

    def left(reward: Reward) -> int | None:
        return left_on(program, snapshot.ledger.members, reward, day) if reward.stock else None

    fields: tuple[Field[Reward], ...] = (
        Field("id", ""),
        Field("added", "", get=lambda x: additions(x, day.toordinal()) if x.stock else None),
        Field("left", "", "number", left),
        Field("open", "", "number", lambda reward: waiting.count(reward.id)),
        Field("fulfiller", ""),
    )
    return values(fields, program.rewards.values())
