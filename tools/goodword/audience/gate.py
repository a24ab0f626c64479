"""The one gate: from everything that is known to what an audience may have.

Page makers take nothing but the View made here. Figures are those of the snapshot's day;
permissions are those of the day of building, so that a look back never shows what somebody has
since withdrawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience import items as item_gate
from goodword.audience.how import how
from goodword.audience.known import known
from goodword.audience.leaderboard import leaderboard
from goodword.audience.meetings import communities, events
from goodword.audience.missions import missions, review_days
from goodword.audience.news import news
from goodword.audience.notices import notices
from goodword.audience.people import gather, people
from goodword.audience.permissions import permitted
from goodword.audience.rewards import rewards
from goodword.audience.sharing import AUDIENCES
from goodword.audience.staff import staff
from goodword.audience.view import (
    Colours,
    CycleView,
    FiguresView,
    Intake,
    ObjectiveView,
    PillarView,
    ProgramView,
    View,
)
from goodword.audience.words import shown
from goodword.relation.few import few
from goodword.source.schemas.fields import key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from goodword.audience.people import People
    from goodword.audience.permissions import Newer
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot


def audience_view(
    snapshot: Snapshot,
    audience: str,
    today: date,
    newer: Sequence[Newer] = (),
) -> View:
    """What an audience may have.

    Args:
        snapshot: the program on the day of the figures.
        audience: public, members, nda or staff.
        today: the day of building, whose permissions hold.
        newer: later states of the files, whose permissions hold.
    """
    snapshot = permitted(snapshot, newer)
    program = snapshot.program
    shown_people = gather(snapshot, audience, today, newer)
    items_known = known(snapshot, audience, today)
    board = leaderboard(shown_people)
    ranks = {place.who.id: place.rank for place in board.cycle}
    shown_missions = missions(snapshot, audience)
    shown_items = item_gate.items(snapshot, items_known, audience, today)
    pages = people(shown_people, ranks)
    meetings = events(shown_people)
    first = program.settings.languages[0]
    return View(
        audience=audience,
        as_of=snapshot.as_of,
        program=_program(program),
        cycle=CycleView(snapshot.cycle.name, snapshot.cycle.start, snapshot.cycle.end),
        how=how(snapshot),
        pillars=_pillars(program),
        missions=shown_missions,
        items=shown_items,
        loops=item_gate.loops(snapshot, items_known, audience),
        people=pages,
        leaderboard=board,
        rewards=rewards(snapshot, audience),
        events=meetings,
        communities=communities(shown_people),
        news=news(
            shown_missions,
            shown_items,
            pages,
            meetings,
            snapshot.as_of,
            first,
            notices=notices(snapshot, audience),
        ),
        figures=_figures(shown_people, newer),
        staff=staff(shown_people),
    )


def _program(program: Program) -> ProgramView:
    settings = program.settings
    return ProgramView(
        name=settings.name,
        brand=settings.brand,
        purpose=shown(settings.purpose, program),
        languages=settings.languages,
        intake=Intake(settings.intake.mail, settings.intake.form, settings.intake.issues),
        url=settings.portal.url,
        colours=_colours(dict(settings.portal.colours)),
        logo=settings.portal.logo,
        stages=tuple(key("mission", "", ("conversation",))["enum"]),
    )


def _colours(stated: dict[str, str]) -> Colours | None:
    return Colours(stated["primary"], stated.get("accent")) if "primary" in stated else None


def _pillars(program: Program) -> tuple[PillarView, ...]:
    strategy = program.strategy
    if strategy is None:
        return ()
    return tuple(
        PillarView(
            pillar,
            tuple(
                ObjectiveView(each.id, shown(each.goal, program))
                for each in strategy.objectives
                if each.pillar == pillar
            ),
        )
        for pillar in strategy.pillars
    )


def _figures(people: People, newer: Sequence[Newer]) -> FiguresView:
    """Released figures; the number of members where it tells nothing of fewer than five.

    Who is on the map without a name can be counted: all members less those with a page. Whoever
    sees this site sees those of larger audiences too, so the names of every audience from this
    one on are taken off. "Fewer than five" stands only where nobody is named: beside four names
    it would be a number.
    """
    snapshot, audience = people.snapshot, people.audience
    members = [
        each.id
        for each in snapshot.program.influencers.values()
        if each.stage_on(snapshot.as_of) in {"member", "on-leave"}
    ]
    if audience == "staff":
        brought = sum(each.brought_over for each in snapshot.program.claims.values())
        return FiguresView(len(members), review_days(snapshot), imported=brought)
    named = [
        sum(others.may(each).recognition for each in members)
        for others in (
            gather(snapshot, each, people.today, newer)
            for each in AUDIENCES[AUDIENCES.index(audience) : AUDIENCES.index("staff")]
        )
    ]
    told = any(len(members) > each and few(len(members) - each) for each in named)
    return FiguresView(
        None if told else len(members),
        review_days(snapshot),
        few=told and few(len(members)) and not any(named),
    )
