"""The pages: one module a kind, each a function of what an audience may have.

A page maker is given the View and the Reader and yields Pages; it sees nothing else. A new
kind is a module here, its row in PAGES, a template, and a shell in site/pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.portal.pages import (
    communities,
    events,
    feedback,
    home,
    how,
    leaderboard,
    missions,
    news,
    people,
    rewards,
    staff,
    staff_audit,
    staff_claims,
    staff_incidents,
    staff_loops,
    staff_market,
    staff_objectives,
    staff_points,
    staff_register,
    staff_relation,
    staff_stock,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from goodword.audience.view import View
    from goodword.portal.page import Page, Reader

PAGES: dict[str, Callable[[View, Reader], Iterator[Page]]] = {
    "home": home.pages,
    "missions": missions.pages,
    "rewards": rewards.pages,
    "feedback": feedback.pages,
    "people": people.pages,
    "leaderboard": leaderboard.pages,
    "events": events.pages,
    "communities": communities.pages,
    "news": news.pages,
    "how": how.pages,
    "staff": staff.pages,
    "staff_claims": staff_claims.pages,
    "staff_points": staff_points.pages,
    "staff_stock": staff_stock.pages,
    "staff_loops": staff_loops.pages,
    "staff_incidents": staff_incidents.pages,
    "staff_relation": staff_relation.pages,
    "staff_market": staff_market.pages,
    "staff_audit": staff_audit.pages,
    "staff_objectives": staff_objectives.pages,
    "staff_register": staff_register.pages,
}
