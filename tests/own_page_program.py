"""A small program with something in every part of a member's own page, for tests of these."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from goodword.audience.gate import audience_view
from goodword.audience.mine import mine
from goodword.due import all_dues
from goodword.portal.me.files import OwnPages
from goodword.portal.me.told import OWED
from goodword.portal.seal import checked, code_of, written
from goodword.snapshot import Snapshot
from tests.relation_program import claim, decided, item, mission, person, program, told, touch

if TYPE_CHECKING:
    from goodword.audience.view import View

DAY = date(2026, 6, 30)
SECRET = checked("an invented secret of forty characters..")
CONSENT = {
    "from": "2025-01-01",
    "version": "1",
    "recognition": "public",
    "contact": "members",
    "points": "staff",
    "messages": "all",
}
ITEM = "2026-03-02-slow"
REWARDS = {
    "program/rewards/mug.yml": {"name": "Mug", "kind": "merchandise", "cost": 5},
    "program/rewards/desk.yml": {"name": "Desk", "kind": "merchandise", "cost": 500},
    "program/rewards/plaque.yml": {"name": "Plaque", "kind": "recognition", "cost": 1},
}
TIERS = {
    "program/tiers.yml": {
        "versions": [
            {
                "from": "2025-01-01",
                "tiers": [
                    {"id": "base", "name": "Base", "standing_at_least": 0},
                    {"id": "gold", "name": "Gold", "standing_at_least": 100},
                ],
            }
        ]
    }
}


def files(**of_ana: Any) -> dict[str, Any]:
    """The documents by path; more of Ana's profile."""
    asked = {"points": 1, "approved": {"date": "2026-05-04", "by": "maya"}}
    given = {**asked, "fulfilled": {"date": "2026-05-10", "by": "maya"}}
    ana = {
        "consent": [CONSENT],
        "bio": "Maps of everything.",
        "accounts": {"github": "ana-maps"},
        "topics": ["export"],
        **of_ana,
    }
    profile = next(iter(person("ana").values()))
    return {
        "influencers/ana/profile.yml": {**profile, **ana},
        **person("ben", consent=[CONSENT], portal_key=2),
        **mission(),
        **REWARDS,
        **TIERS,
        **claim("ana", "2026-05-02", "2026-05-03"),
        **claim("ana", "2026-06-12"),
        "influencers/ana/redemptions/2026-05-03-plaque.yml": given,
        "influencers/ana/redemptions/2026-06-20-plaque.yml": asked
        | {"approved": {"date": "2026-06-21", "by": "maya"}},
        **item(ITEM, "ana", steps=(decided("2026-03-05", "planned"),)),
        **told("ana", ITEM, "acknowledged", "2026-03-03"),
        **touch("ana", "thanks", "2026-04-02", helped="Two newcomers lost in maps", by="maya"),
        **touch("ana", "message", "2026-04-03", template="welcome", channel="mail"),
        **touch("ana", "promise", "2026-04-04", due="2026-05-05", by="maya", summary="A visit"),
        **touch("ana", "contact", "2026-04-05", by="maya", summary="A secret of staff"),
    }


def snapshot(documents: dict[str, Any] | None = None, day: date = DAY, **settings: Any) -> Snapshot:
    """The program on a day."""
    return Snapshot(program(documents or files(), started="2025-01-01", **settings), day)


def view(day: date = DAY, languages: tuple[str, ...] = ("en",)) -> View:
    """What members may have of it."""
    return audience_view(snapshot(day=day, languages=list(languages)), "members", day)


def own_pages(documents: dict[str, Any] | None = None, day: date = DAY) -> OwnPages:
    """Everybody's pages."""
    found = snapshot(documents, day)
    dues: dict[str, Any] = {}
    for due in all_dues(found, OWED):
        for each in due.to:
            dues[each] = (*dues.get(each, ()), due)
    return OwnPages(SECRET, mine(found, day), dues)


def code(who: str, number: int = 1) -> str:
    """What opens somebody's page."""
    return written(code_of(SECRET, who, number))
