"""What a segment decides, and that one which asks for a stance or wants decides nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goodword.audience.gate import audience_view
from goodword.diagnostics import Failure
from goodword.ledger.award import Verdict, decide
from goodword.ledger.redeeming import could_have, judged
from goodword.relation.events import meetings
from goodword.relation.incidents import alert_list
from goodword.relation.onboarding import steps
from goodword.reports.kept_audience import GROUPED
from goodword.reports.kept_values import kept_values
from goodword.reports.people import open_segment
from goodword.rules import BY_NAME as RULES
from tests.relation_program import (
    claim,
    mission,
    person,
    program,
    snapshot,
)
from tests.segment_program import ALL, CRITICS, LADDER, MENDERS, PEOPLE, saved


def test_a_segment_with_stances_or_wants_decides_something() -> None:
    for kept in ("critics", "learners"):
        with pytest.raises(Failure, match=f"{kept} asks for"):
            open_segment(program(ALL), kept, "an ask")
    wants = [{"from": "2026-01-01", "what": "learning"}]
    both = {"segments": ["critics", "learners"]}
    files = {
        **ALL,
        **person("ana", stance="critical", wants=wants),
        **mission(eligibility=both),
        "program/incidents/2026-05-01-late.yml": {
            "title": "Late",
            "kind": "service",
            "severity": "low",
            "alert": both,
        },
        "program/events/2026-08-01-meet.yml": {"title": "Meet", "invited": ["ana"], **both},
        "program/onboarding.yml": {
            "sequences": [{"id": "welcome", **both, "steps": [{"id": "hello"}]}]
        },
    }
    on = snapshot(files)
    (incident,) = on.program.incidents.values()
    assert alert_list(on.program, incident, on.tier_on) == ()
    ana = on.program.influencers["ana"]
    assert list(steps(on.program, ana, on.as_of, on.tier_on)) == []
    (meeting,) = meetings(on.program, on.as_of, on.tier_on)
    assert meeting.against == (("ana", "is in no segment needed: critics, learners"),)


def test_a_segment_does_not_decide_whom_it_asks_for() -> None:
    of = {"segments": ["menders"]}
    files = {
        **ALL,
        "program/incidents/2026-05-01-late.yml": {
            "title": "Late",
            "kind": "service",
            "severity": "low",
            "alert": of,
        },
        "program/events/2026-08-01-meet.yml": {"title": "Meet", "invited": ["ana", "ben"], **of},
        "program/onboarding.yml": {
            "sequences": [{"id": "welcome", **of, "steps": [{"id": "hello"}]}]
        },
    }
    on = snapshot(files)
    (incident,) = on.program.incidents.values()
    assert alert_list(on.program, incident, on.tier_on) == ("ana",)
    known = on.program.influencers
    through = {
        who: [*steps(on.program, known[who], on.as_of, on.tier_on)] for who in ("ana", "ben")
    }
    assert [bool(each) for each in through.values()] == [True, False]
    (meeting,) = meetings(on.program, on.as_of, on.tier_on)
    assert meeting.against == (("ben", "is in no segment needed: menders"),)


WITH_BEN: dict[str, Any] = {"with": ["ben"]}
DECISION = {"outcome": "approved", "by": "maya", "date": "2026-05-20", "points": 10}
ON = date(2026, 5, 20)


def decided(files: dict[str, Any], who: str = "ana", **more: Any) -> Any:
    whole = program({**ALL, **mission(eligibility={"segments": ["menders"]}), **files, **more})
    (only,) = (each for each in whole.claims.values() if each.influencer == who)
    return decide(whole, only, Verdict("jon", ON))


def test_a_claim_is_approved_of_who_is_in_no_segment_of_its_mission() -> None:
    found = decided(claim("ana", "2026-05-10"))
    assert found.judged.within == ("menders",)
    assert found.judged.eligibility.segments == ("menders",)
    (refusal,) = decided(claim("ben", "2026-05-10"), "ben")
    assert refusal.message == '"ben" is in no segment needed on 2026-05-10: menders'
    together = claim("ana", "2026-05-10", None, **WITH_BEN)
    (refusal,) = decided(together)
    assert refusal.message.startswith('"ben" is in no segment needed')


def test_a_segment_with_stances_lets_somebody_do_a_mission() -> None:
    of = {"segments": ["critics"]}
    (refusal,) = decided({**mission(eligibility=of), **claim("ana", "2026-05-10")})
    assert refusal.message.endswith("is in no segment needed on 2026-05-10: critics")


def test_the_points_of_a_claim_let_its_own_claim_through() -> None:
    guides = {"id": "guides", "name": "Guides", "where": {"tiers": ["gold"]}}
    files = {
        **person("ana"),
        **LADDER,
        **saved(guides),
        **mission(),
        **mission("talk", eligibility={"segments": ["guides"]}),
        **claim("ana", "2026-05-20", "2026-05-20"),
        "missions/talk/claims/2026-05-20-ana.yml": {"evidence": "https://example.org/talk"},
        "missions/talk/claims/2026-05-21-ana.yml": {"evidence": "https://example.org/more"},
    }
    whole = program(files)
    first, second = (each for each in whole.claims.values() if each.mission == "talk")
    decisions: list[Any] = [
        decide(whole, each, Verdict("jon", date(2026, 5, 21))) for each in (first, second)
    ]
    assert "is in no segment needed on 2026-05-20" in decisions[0][0].message
    assert decisions[1].judged.within == ("guides",)


def test_a_change_of_a_segment_reaches_back_to_what_was_decided() -> None:
    kept = {**DECISION, "judged": {"eligibility": {"segments": ["menders"]}, "within": ["menders"]}}
    files = {**ALL, **mission(eligibility={"segments": ["menders"]})}
    files |= claim("ana", "2026-05-10", decision=kept)
    other = {**MENDERS, "where": {"topics": ["maps"]}}
    for changed in (saved(MENDERS), saved(other), saved()):
        assert not list(RULES["eligibility"].check(snapshot({**files, **changed})))
    bare = {**files, **claim("ana", "2026-05-10", decision=DECISION)}
    assert not list(RULES["eligibility"].check(snapshot(bare)))
    (found,) = RULES["eligibility"].check(snapshot({**bare, **saved(other)}))
    assert found.message == "ana was given 10 points, but was in none of the segments menders"


def test_a_reward_is_asked_for_by_who_is_in_no_segment_of_it() -> None:
    cost = [{"from": "2025-01-01", "points": 0, "segments": ["menders"]}]
    files = {
        **ALL,
        "program/rewards/mug.yml": {"name": "Mug", "kind": "merchandise", "cost": cost},
        "influencers/ana/redemptions/2026-05-01-mug.yml": {"points": 0},
        "influencers/ben/redemptions/2026-05-01-mug.yml": {"points": 0},
    }
    on = snapshot(files)
    (reward,) = on.program.rewards.values()
    assert could_have(on.ledger, reward, "ana", on.as_of)
    assert not could_have(on.ledger, reward, "ben", on.as_of)
    (found,) = RULES["reward-terms"].check(on)
    assert found.message == '"ben" is in no segment needed on 2026-05-01: menders'
    assert judged(on.ledger, "ana", reward.cost[0], on.as_of).within == ("menders",)


def test_a_persons_own_record_names_segments() -> None:
    kept = {**DECISION, "judged": {"eligibility": {"segments": ["menders"]}, "within": ["menders"]}}
    on = snapshot({**ALL, **mission(), **claim("ana", "2026-05-10", decision=kept)})
    found = kept_values(on, "ana")
    assert not any("menders" in str(each.value) for each in found)
    back = [each.place.pointer[-1] for each in found if each.kept_from == GROUPED]
    assert back == ["segments", "within"]


def test_what_is_shown_to_members_tells_of_a_segment() -> None:
    of = {"segments": ["menders"]}
    cost = [{"from": "2025-01-01", "points": 0, **of}]
    reward = {"name": "Mug", "kind": "merchandise", "cost": cost}
    shown = {**mission(eligibility=of), "program/rewards/mug.yml": reward}
    other = {**MENDERS, "where": {"topics": ["maps"]}}
    for audience in ("public", "members", "nda"):
        views = [
            str(audience_view(snapshot({**PEOPLE, **shown, **saved(each, *more)}), audience, ON))
            for each, more in ((MENDERS, (CRITICS,)), (other, ()))
        ]
        assert views[0] == views[1], audience
        assert "menders" not in views[0]
        assert "Critics" not in views[0]
    view = audience_view(snapshot({**ALL, **shown}), "members", ON)
    assert [each.eligibility.some for each in view.missions] == [True]
    assert [each.some for each in view.rewards] == [True]
