"""What is picked for somebody fits them, is open to them, and says why; nobody else sees it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goodword.audience.gate import audience_view
from goodword.audience.mine import mine
from goodword.snapshot import Snapshot
from tests.relation_program import program

DAY = date(2026, 6, 30)
MISSION: dict[str, Any] = {"title": "M", "instructions": "Do.", "points": 10}
REWARD: dict[str, Any] = {"name": "R", "kind": "learning", "cost": 5}
ANA = {
    "name": "Ana",
    "stage": "member",
    "since": "2025-02-01",
    "region": "PT-11",
    "languages": ["pt"],
    "topics": ["export", "maps"],
    "communities": ["forum"],
    "consent": [{"from": "2025-02-01", "recognition": "members"}],
    "wants": [{"from": "2026-01-01", "what": "learning"}],
}


def files(**more: Any) -> dict[str, Any]:
    return {
        "influencers/ana/profile.yml": {**ANA, **more},
        "missions/about/mission.yml": {**MISSION, "eligibility": {"topics": ["maps"]}},
        "missions/there/mission.yml": {**MISSION, "eligibility": {"regions": ["PT"]}},
        "missions/other/mission.yml": {**MISSION, "eligibility": {"topics": ["bikes"]}},
        "missions/plain/mission.yml": MISSION,
        "missions/spoken/mission.yml": {**MISSION, "eligibility": {"languages": ["pt"]}},
        "missions/over/mission.yml": {
            **MISSION,
            "closes": "2026-06-29",
            "eligibility": {"topics": ["maps"]},
        },
        "missions/paused/mission.yml": {
            **MISSION,
            "status": "paused",
            "eligibility": {"topics": ["maps"]},
        },
        "missions/staffs/mission.yml": {
            **MISSION,
            "audience": "staff",
            "eligibility": {"topics": ["maps"]},
        },
        "program/rewards/course.yml": REWARD,
        "program/rewards/cup.yml": {**REWARD, "kind": "donation"},
        "program/rewards/gone.yml": {**REWARD, "stock": [{"date": "2026-01-01", "quantity": 0}]},
        "program/rewards/far.yml": {**REWARD, "cost": {"points": 5, "regions": ["DE"]}},
        "program/rewards/hidden.yml": {**REWARD, "visible": {"to": "2026-06-29"}},
        "program/communities/forum.yml": {"name": "Forum", "stance": "join"},
        "program/events/2026-07-04-meet.yml": {"title": "Meet", "communities": ["forum"]},
        "program/events/2026-07-05-maps.yml": {"title": "Maps", "topics": ["maps"], "nda": True},
        "program/events/2026-06-01-past.yml": {"title": "Past", "topics": ["maps"]},
        "program/events/2026-07-06-other.yml": {"title": "Other", "languages": ["pt"]},
    }


def picked(**more: Any) -> dict[str, tuple[str, ...]]:
    (own,) = mine(Snapshot(program(files(**more), started="2025-01-01"), DAY), DAY)
    return {each.id: tuple(name for name, _ in each.reasons) for each in own.fits}


def test_what_does_not_fit_or_is_not_open_is_picked() -> None:
    assert picked() == {
        "course": ("wants",),
        "2026-07-04-meet": ("community",),
        "about": ("topic",),
        "there": ("region",),
    }


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        ({"wants": [*ANA["wants"], {"from": "2026-02-01", "what": "none"}]}, {"course"}),
        ({"wants": [{"from": "2026-07-01", "what": "learning"}]}, {"course"}),
        ({"topics": []}, {"about"}),
        ({"region": "ES"}, {"there"}),
        ({"communities": []}, {"2026-07-04-meet"}),
    ],
)
def test_something_is_picked_for_a_reason_that_is_gone(
    change: dict[str, Any], seen: set[str]
) -> None:
    assert set(picked()) - set(picked(**change)) == seen


def test_who_signed_is_not_told_of_what_is_for_them() -> None:
    signed = picked(nda=[{"version": "1", "signed": "2026-01-01"}])
    assert set(signed) - set(picked()) == {"2026-07-05-maps"}


def test_somebody_wants_to_meet_people_and_is_led_to_no_meeting() -> None:
    wants = [{"from": "2026-01-01", "what": "introductions"}]
    assert picked(wants=wants)["2026-07-06-other"] == ("wants", "language")


@pytest.mark.parametrize("audience", ["public", "members", "nda", "staff"])
def test_what_somebody_wants_changes_what_others_see(audience: str) -> None:
    def seen(**more: Any) -> Any:
        found = Snapshot(program(files(**more), started="2025-01-01"), DAY)
        return audience_view(found, audience, DAY)

    assert seen() == seen(wants=[])
