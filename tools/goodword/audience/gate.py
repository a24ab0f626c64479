"""The one gate: from everything that is known to what an audience may have.

Page makers take nothing but the View made here. Figures are those of the snapshot's day;
permissions are those of the day of building, so that a look back never shows what somebody has
since withdrawn.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from goodword.audience import items as item_gate
from goodword.audience.claims import claims
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
    SoughtView,
    View,
)
from goodword.audience.words import shown
from goodword.relation.few import few, in_steps
from goodword.snapshot import same_but_words
from goodword.source.schemas.fields import key

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from goodword.audience.claims import Like
    from goodword.audience.known import Known
    from goodword.audience.people import People
    from goodword.audience.permissions import Newer
    from goodword.audience.view import (
        CommunityView,
        EventView,
        ItemView,
        LeaderboardView,
        MissionView,
        PersonView,
        RewardView,
    )
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
    return view_of(gather(permitted(snapshot, newer), audience, today, newer), newer)


def view_of(
    shown_people: People,
    newer: Sequence[Newer] = (),
    only: Collection[str] | None = None,
    like: Like | None = None,
) -> View:
    """The same, once it is decided what may be shown of whom.

    Args:
        shown_people: what may be shown of whom in the program as later states permit it.
        newer: later states of the files, whose permissions hold.
        only: parts that are made, of `SEPARATE`; the others stay empty. None makes all of it.
        like: people of another program of the day, whose claims are taken where they are equal,
            and what was shown of it.
    """
    snapshot, audience = shown_people.snapshot, shown_people.audience
    program = snapshot.program
    made = _Parts(shown_people, like)
    parts: dict[str, Any] = {
        each: getattr(made, each) for each in SEPARATE if only is None or each in only
    }
    view = View(
        audience=audience,
        as_of=snapshot.as_of,
        program=program_view(program),
        cycle=CycleView(snapshot.cycle.name, snapshot.cycle.start, snapshot.cycle.end),
        how=how(snapshot),
        pillars=_pillars(program),
        sought=None if audience == "public" else _sought(program),
        **parts,
    )
    if only is not None:
        return view
    return replace(
        view,
        loops=item_gate.loops(snapshot, made.known, audience),
        leaderboard=made.leaderboard,
        news=news(
            view.missions,
            view.items,
            view.people,
            view.events,
            snapshot.as_of,
            program.settings.languages[0],
            notices=notices(snapshot, audience),
        ),
        figures=_figures(shown_people, newer),
        staff=staff(shown_people),
    )


SEPARATE = ("missions", "rewards", "items", "events", "communities", "people")
"""Parts of a View that can be made without the others."""


class _Parts:
    """Parts of a View, made when they are asked for."""

    def __init__(self, shown_people: People, like: Like | None) -> None:
        self._people = shown_people
        self._snapshot = shown_people.snapshot
        self._audience = shown_people.audience
        self._like = like

    @cached_property
    def known(self) -> Known:
        return known(self._snapshot, self._audience, self._people.today)

    @cached_property
    def leaderboard(self) -> LeaderboardView:
        return leaderboard(self._people)

    @cached_property
    def _equal(self) -> View | None:
        """What the audience was shown of a program that says the same but of people themselves."""
        like, now = self._like, self._snapshot
        if like is None or like.whole is None:
            return None
        then = like.people.snapshot
        same = (like.people.audience, then.as_of) == (self._audience, now.as_of)
        return like.whole if same and same_but_words(now.program, then.program) else None

    @property
    def missions(self) -> tuple[MissionView, ...]:
        equal = self._equal
        return equal.missions if equal else missions(self._snapshot, self._audience)

    @property
    def rewards(self) -> tuple[RewardView, ...]:
        equal = self._equal
        return equal.rewards if equal else rewards(self._snapshot, self._audience)

    @property
    def items(self) -> tuple[ItemView, ...]:
        return item_gate.items(self._snapshot, self.known, self._audience, self._people.today)

    @property
    def events(self) -> tuple[EventView, ...]:
        return events(self._people)

    @property
    def communities(self) -> tuple[CommunityView, ...]:
        return communities(self._people)

    @property
    def people(self) -> tuple[PersonView, ...]:
        ranks = {place.who.id: place.rank for place in self.leaderboard.cycle}
        return people(self._people, claims(self._people, self._like), ranks)


def program_view(program: Program) -> ProgramView:
    """The program itself, of which nothing is anybody's secret."""
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


def _sought(program: Program) -> SoughtView | None:
    """Whom the strategy says we look for; it says so in the program's first language."""
    strategy = program.strategy
    if strategy is None:
        return None
    influence = strategy.influence
    first = program.settings.languages[0]
    said = (strategy.marketplace.audience, influence.greater_than_average, influence.multiplier)
    words = [{first: text} if text else {} for text in said]
    return SoughtView(*words) if any(words) else None


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
    one on are taken off. Where that leaves fewer than five, nobody among them, there is no
    figure: it would tell of one whose name is there no more whether they are still a member.
    "Fewer than five" stands only where nobody is named: beside four names it would be a number.
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
    told = any(few(len(members) - each) for each in named)
    return FiguresView(
        None if told else in_steps(len(members)),
        review_days(snapshot),
        few=told and few(len(members)) and not any(named),
    )
