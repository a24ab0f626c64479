"""Events and communities as an audience may have them.

An event has an audience of its own; who was invited or came is staff's. A community is shown
where we take part in it (its stance is `join`), with those of its people who agreed to be named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.sharing import may_have
from goodword.audience.view import CommunityView, EventView, Link, Who
from goodword.audience.words import shown, shown_or_none
from goodword.texts.ordering import order

if TYPE_CHECKING:
    from goodword.audience.people import People
    from goodword.model.community import Community
    from goodword.model.event import Event


def events(people: People) -> tuple[EventView, ...]:
    """Events that the audience may have, by day, the first one first."""
    program, audience = people.snapshot.program, people.audience
    views = [
        _event(people, each)
        for each in program.events.values()
        if may_have(audience, each.audience)
        and not (each.nda and audience in {"public", "members"})
    ]
    return tuple(sorted(views, key=lambda view: (view.first_day, view.starts, view.id)))


def _event(people: People, event: Event) -> EventView:
    snapshot = people.snapshot
    return EventView(
        id=event.id,
        title=shown(event.title, snapshot.program),
        starts=event.starts,
        ends=event.ends,
        first_day=event.first_day,
        last_day=event.last_day,
        format=event.format,
        place=event.place_name,
        nda=event.nda,
        hosts=_hosts(people, event.hosts),
        attended=len(set(event.attended))
        if people.audience == "staff" and event.last_day < snapshot.as_of
        else None,
        notes=shown_or_none(event.notes, snapshot.program),
        topics=event.topics,
        region=event.region,
        languages=event.languages,
        communities=tuple(
            each
            for each in event.communities
            if each in snapshot.program.communities
            and people.joined(snapshot.program.communities[each])
        ),
    )


def _hosts(people: People, hosts: tuple[str, ...]) -> tuple[Who, ...]:
    """Staff by name, and those influencers who may be named."""
    program = people.snapshot.program
    found = []
    for host in hosts:
        member = program.staff.get(host)
        if member is not None:
            found.append(Who(host, member.name))
        elif host in program.influencers and people.may(host).recognition:
            found.append(people.who(host))
    return tuple(found)


def communities(people: People) -> tuple[CommunityView, ...]:
    """Communities that we take part in, by name; staff see all of them."""
    program = people.snapshot.program
    views = [
        _community(people, each) for each in program.communities.values() if people.joined(each)
    ]
    return tuple(sorted(views, key=lambda view: (order(next(iter(view.name.values()))), view.id)))


def _community(people: People, community: Community) -> CommunityView:
    program = people.snapshot.program
    stated = {each.id for each in program.influencers.values() if community.id in each.communities}
    theirs = {*community.members, *community.movers, *community.hosts, *stated}
    ids = sorted(theirs & set(program.influencers))
    shown_here = [people.who(each) for each in ids if people.may(each).recognition]
    return CommunityView(
        id=community.id,
        name=shown(community.name, program),
        where=community.where,
        link=Link(community.url) if community.url else None,
        topics=community.topics,
        size=community.size,
        region=community.region,
        languages=community.languages,
        hosts=_hosts(people, community.hosts),
        people=tuple(sorted(shown_here, key=lambda who: (order(who.name or ""), who.id))),
    )
