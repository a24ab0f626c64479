"""Places: who has one, who is cut, and how many are left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from goodword.ledger import compute
from goodword.ledger.worth import recompute
from tests.ledger_program import approved, claim, day, declined, mission, person, program

if TYPE_CHECKING:
    from goodword.ledger import Ledger

EVERYONE = {**person("ana"), **person("ben")}


def ledger(limits: dict[str, int], files: dict[str, Any], on: str = "2026-03-01") -> Ledger:
    given = mission(points={"value": 100, "limits": limits})
    return compute(program({**EVERYONE, **given, **files}), day(on))


@pytest.mark.parametrize(
    ("more", "left"),
    [
        ({}, 2),
        ({"decision": approved("2026-02-20")}, 2),
        ({"decision": declined("2026-02-20")}, 3),
        ({"decision": declined("2026-03-02")}, 2),
        ({"withdrawn": {"date": "2026-02-20"}}, 3),
        (
            {
                "decision": declined("2026-02-20"),
                "appeal": {"date": "2026-02-22", "text": "Look again"},
            },
            2,
        ),
        (
            {
                "decision": approved("2026-02-20"),
                "reversals": [
                    {
                        "date": "2026-02-25",
                        "by": "jon",
                        "shares": {"ana": 100},
                        "reason_code": "duplicate",
                    }
                ],
            },
            3,
        ),
        (
            {
                "decision": approved("2026-02-20"),
                "reversals": [
                    {
                        "date": "2026-02-25",
                        "by": "jon",
                        "shares": {"ana": 100},
                        "reason_code": "duplicate",
                        "appeal": {
                            "date": "2026-02-26",
                            "text": "Both are mine",
                            "decision": approved("2026-03-01"),
                        },
                    }
                ],
            },
            2,
        ),
    ],
)
def test_a_place_that_is_held_or_free_by_mistake(more: dict[str, Any], left: int) -> None:
    found = ledger({"total": 3}, claim("ana", "2026-02-16", **more))
    assert found.places.left("guide", day("2026-03-01")) == {"total": left}


def test_limits_of_a_person_in_another_cycle_or_week() -> None:
    limits = {"per_influencer": 5, "per_influencer_per_cycle": 3, "claims_per_week": 2}
    files = {
        **claim("ana", "2025-12-30", decision=approved("2026-01-02")),
        **claim("ana", "2026-02-22", decision=approved("2026-02-23")),
        **claim("ana", "2026-02-23"),
        **claim("ben", "2026-02-24"),
    }
    places = ledger(limits, files).places
    assert places.left("guide", day("2026-03-01"), "ana") == {
        "per_influencer": 2,
        "per_influencer_per_cycle": 1,
        "claims_per_week": 1,
    }
    assert places.left("guide", day("2026-03-02"), "ana")["claims_per_week"] == 2
    assert places.left("guide", day("2026-04-01"), "ana")["per_influencer_per_cycle"] == 3
    assert places.left("guide", day("2026-03-01")) == {}


def test_a_mission_without_limits_that_has_places_left() -> None:
    assert ledger({}, {}).places.left("guide", day("2026-03-01"), "ana") == {}


def test_what_was_decided_on_the_same_day_that_has_to_be_known() -> None:
    cut = approved("2026-02-20", 0, computed=100, shares={}, capped_by={"ben": "total"})
    files = {
        **claim("ana", "2026-02-16", decision=declined("2026-02-20")),
        **claim("ben", "2026-02-17", decision=cut),
    }
    found = ledger({"total": 1}, files)
    ben = found.program.claims["missions/guide/claims/2026-02-17-ben.yml"]
    answers = recompute(found.program, ben, terms=found.terms, places=found.places)
    assert [each.points for each in answers] == [100, 0]
    assert found.account("ben").standing == 100


def test_a_capped_claim_that_holds_a_place() -> None:
    cut = approved("2026-02-20", 0, computed=100, shares={}, capped_by={"ana": "per_influencer"})
    files = {
        **claim("ana", "2026-02-16", decision=approved("2026-02-20")),
        **claim("ana", "2026-02-17", decision=cut),
        **claim("ben", "2026-02-18"),
    }
    found = ledger({"total": 2, "per_influencer": 1}, files)
    ben = found.program.claims["missions/guide/claims/2026-02-18-ben.yml"]
    assert found.places.cut(ben, day("2026-03-01")) == ({}, ())


def test_an_appeal_that_takes_the_place_it_had_before() -> None:
    files = {
        **claim(
            "ana",
            "2026-02-16",
            decision=declined("2026-02-17"),
            appeal={"date": "2026-02-22", "text": "Look again"},
        ),
        **claim("ben", "2026-02-18", decision=approved("2026-02-19")),
    }
    found = ledger({"total": 1}, files)
    ana = found.program.claims["missions/guide/claims/2026-02-16-ana.yml"]
    assert found.places.cut(ana, day("2026-03-01")) == ({"ana": "total"}, ())
