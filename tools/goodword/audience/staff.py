"""What only staff have: made for no other audience, so that nothing of it can leave them.

People are named as they agreed to be towards staff, else by id; points are shown of those who
agreed to that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.engagement import (
    audit_view,
    incident_views,
    kpi_views,
)
from goodword.audience.open_loops import loops_by_department, loops_by_owner, open_loops
from goodword.audience.register import register
from goodword.audience.view.staff import (
    RequestView,
    Source,
    StaffView,
    StockView,
    WaitingClaim,
)
from goodword.audience.words import shown
from goodword.ledger.stock import additions, left_on
from goodword.texts.ordering import order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from goodword.audience.people import People
    from goodword.audience.view import Who
    from goodword.diagnostics import Place
    from goodword.ledger.claim_on import ClaimOn
    from goodword.model.redemption import Redemption

    Line = Callable[[Place], int | None]


def staff(people: People, line: Line) -> StaffView | None:
    """What staff have; None for every other audience.

    Args:
        people: what may be shown of whom.
        line: finds the line of a place in the files.
    """
    if people.audience != "staff":
        return None
    snapshot = people.snapshot
    requests = [_request(people, each, line) for each in snapshot.program.redemptions.values()]
    return StaffView(
        claims=_claims(people, line),
        accounts=_accounts(people),
        stock=_stock(people),
        requests=tuple(
            sorted(
                (each for each in requests if each),
                key=lambda each: (each.since, each.source.path),
            )
        ),
        register=register(people),
        departments=loops_by_department(people),
        owners=loops_by_owner(people),
        loops=open_loops(people),
        measured=kpi_views(snapshot),
        incidents=incident_views(people),
        audit=audit_view(people),
    )


def _by_name(who: Who) -> tuple[tuple[str, str, str], str]:
    return (order(who.name or who.id), who.id)


def _named(people: People, staff: Iterable[str | None]) -> tuple[str, ...]:
    known = people.snapshot.program.staff
    return tuple(known[each].name for each in staff if each is not None and each in known)


def _claims(people: People, line: Line) -> tuple[WaitingClaim, ...]:
    every = map(people.snapshot.claim, people.snapshot.program.claims.values())
    found = [_waiting(people, on, on.since, line) for on in every if on.waits and on.since]
    return tuple(sorted(found, key=lambda each: (-each.days, each.source.path)))


def _waiting(people: People, on: ClaimOn, since: date, line: Line) -> WaitingClaim:
    program, claim = people.snapshot.program, on.claim
    mission = program.missions.get(claim.mission)
    return WaitingClaim(
        mission=claim.mission,
        title=shown(mission.title, program) if mission else {"": claim.mission},
        who=tuple(people.who(each) for each in claim.people if each in program.influencers),
        state=on.waits,
        since=since,
        days=(people.snapshot.as_of - since).days,
        allowed=people.snapshot.allowed(on),
        reviewers=_named(people, mission.reviewers if mission else ()),
        source=_source(claim.place, line),
    )


def _source(place: Place, line: Line) -> Source:
    return Source(place.path, line(place))


def _accounts(people: People) -> tuple[Who, ...]:
    ledger = people.snapshot.ledger
    known = people.snapshot.program.influencers
    found = [
        people.who(person)
        for person in known
        if people.may(person).points
        and ((account := ledger.account(person)).stage == "member" or not account.empty)
    ]
    return tuple(sorted(found, key=_by_name))


def _stock(people: People) -> tuple[StockView, ...]:
    snapshot = people.snapshot
    program, day = snapshot.program, snapshot.as_of
    waiting = [
        each.reward for each in program.redemptions.values() if snapshot.redemption(each).waits
    ]
    return tuple(
        StockView(
            each.id,
            shown(each.name, program),
            additions(each, day.toordinal()) if each.stock else None,
            left_on(program, snapshot.ledger.members, each, day) if each.stock else None,
            waiting.count(each.id),
            next(iter(_named(people, [each.fulfiller])), None),
        )
        for each in program.rewards.values()
    )


def _request(people: People, each: Redemption, line: Line) -> RequestView | None:
    snapshot = people.snapshot
    on = snapshot.redemption(each)
    if not on.waits or each.influencer not in snapshot.program.influencers:
        return None
    reward = snapshot.program.rewards.get(each.reward)
    return RequestView(
        shown(reward.name, snapshot.program) if reward else {"": each.reward},
        people.who(each.influencer),
        on.state,
        each.quantity,
        each.points,
        each.requested,
        (snapshot.as_of - each.requested).days,
        _source(each.place, line),
    )
