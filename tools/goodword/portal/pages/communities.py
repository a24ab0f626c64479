"""Communities: where people meet and we take part, and a page for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.portal.page import Page, Rows, Step
from goodword.portal.pages import events
from goodword.portal.tags import tags_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.audience.view import CommunityView, MissionView, View
    from goodword.portal.page import Reader

MISSIONS = 6
"""Missions of a community's topics that its page shows."""


def _missions(community: CommunityView, view: View) -> list[MissionView]:
    """Open missions about what the community talks about, those that share most first."""
    topics = set(community.topics)
    shared = {each.id: len(topics & {*each.eligibility.topics}) for each in view.missions}
    fit = [each for each in view.missions if each.status == "open" and shared[each.id]]
    return sorted(fit, key=lambda each: -shared[each.id])[:MISSIONS]


def pages(view: View, reader: Reader) -> Iterator[Page]:
    """The list, then a page for each community."""
    texts = reader.texts
    home, title = Step("", texts("page.home")), texts("page.communities")
    yield Page(
        path="communities/",
        fills="communities/",
        template="communities.html",
        title=title,
        values={
            "communities": view.communities,
            "tags": {each.id: tags_of(each, reader) for each in view.communities},
        },
        trail=(home,),
        lists=(Rows("communities"),),
        more="communities/more/",
        search=" ".join(reader.text(each.name) for each in view.communities),
    )
    trail = (home, Step("communities/", title))
    for each in view.communities:
        theirs = [event for event in view.events if each.id in event.communities]
        tags = tags_of(each, reader)
        yield Page(
            path=f"communities/{each.id}/",
            fills="communities/community/",
            template="community.html",
            title=reader.text(each.name),
            language=texts.of(each.name).language,
            description=" \u00b7 ".join(
                (texts.named("where_met", each.where), *(tag.label for tag in tags))
            ),
            values={
                "community": each,
                "tags": tags,
                "coming": [
                    events.meeting(event, view, reader)
                    for event in theirs
                    if event.last_day >= view.as_of
                ],
                "past": [
                    events.meeting(event, view, reader)
                    for event in reversed(theirs)
                    if event.last_day < view.as_of
                ],
                "missions": _missions(each, view),
                "people": each.people,
            },
            trail=trail,
            lists=(Rows("coming"), Rows("past"), Rows("people")),
            more="communities/community/more/",
            search=" ".join(
                (
                    *(tag.label for tag in tags),
                    *(who.name or "" for who in (*each.hosts, *each.people)),
                )
            ),
            names=each.id.replace("-", " "),
        )
