"""Badges that people hand on: whose, for what, from when to when, and with which evidence."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from goodword.audience.badges import badges
from goodword.audience.permissions import Newer
from goodword.snapshot import Snapshot
from tests.badge_world import DAY, FILES, agrees, done, given, made, told, view
from tests.relation_program import mission, person, program


def test_a_badge_of_somebody_who_does_not_let_everybody_see_it() -> None:
    assert told() == [
        "ana guide 2026-04-03",
        "ana medal 2026-05-02",
        "ben medal 2026-05-02",
        "dov guide 2026-04-03",
        "dov anchor 2026-04-04",
    ]


@pytest.mark.parametrize(
    ("later", "kept"),
    [
        ({"recognition": "members"}, []),
        ({"points": "members"}, ["ana medal 2026-05-02"]),
        ({"contact": "nobody"}, ["ana guide 2026-04-03", "ana medal 2026-05-02"]),
    ],
)
def test_a_badge_that_stays_when_consent_is_withdrawn(
    later: dict[str, str], kept: list[str]
) -> None:
    """In the files themselves, and where only a later state of them says so."""
    consents = [agrees(), agrees("2026-06-01", **later)]
    now = person("ana", consent=consents, accounts={"github": "ana-l"})
    assert [each for each in told({**FILES, **now}) if each.startswith("ana")] == kept
    assert [each for each in told(later=now) if each.startswith("ana")] == kept


def test_a_badge_of_somebody_who_has_left_or_was_erased() -> None:
    gone = person(
        "ana",
        consent=[agrees()],
        history=[
            {"date": "2025-01-01", "stage": "member"},
            {"date": "2026-06-01", "stage": "left"},
        ],
    )
    assert not [each for each in told({**FILES, **gone}) if each.startswith("ana")]
    erased = {path: data for path, data in FILES.items() if "ana" not in path}
    assert not [each for each in told(erased) if each.startswith("ana")]
    later = Newer(program(erased), follows=True)
    found = badges(Snapshot(program(FILES), DAY), DAY, [later])
    assert {each.person for each in found} == {"ben", "dov"}


def test_a_badge_of_a_tier_that_was_lost_given_by_hand_or_asks_for_nothing() -> None:
    assert "dov anchor 2026-04-04" in told(on=date(2026, 12, 31))
    fallen = told(on=date(2027, 1, 1))  # by one step: guide stays
    assert "dov guide 2026-04-03" in fallen
    assert not [each for each in fallen if "dov anchor" in each]
    assert not [each for each in told(on=date(2027, 4, 1)) if "guide" in each]
    floor = {"from": "2026-01-01", "tier": "anchor", "by": "maya", "reason": "Long with us"}
    raised = person("ana", consent=[agrees()], tier_floor=[floor])
    assert "ana anchor" not in " ".join(told({**FILES, **raised}))


def test_a_tier_reached_again_is_another_badge() -> None:
    again = {**FILES, **done("dov", "2027-05-05"), **done("dov", "2027-05-06", 2)}
    found = [each for each in view(again, date(2027, 6, 1)) if each.of == "anchor"]
    assert [each.since for each in found] == [date(2027, 5, 6)]
    before = [each for each in view(again) if each.of == "anchor"]
    shared = set(made(tuple(before))) & set(made(tuple(found)))
    assert {path for path in shared if not path.startswith("public/status/")} == {
        "public/issuer.json",
        "public/key.json",
        "public/achievements/tier-anchor-quarter-200.json",
    }


def test_a_medal_that_was_never_given_or_came_back() -> None:
    back = given("ana", returned={"date": "2026-06-01", "by": "maya"})
    asked = given("ana")
    del asked["influencers/ana/redemptions/2026-05-01-medal.yml"]["fulfilled"]
    for files in (back, asked):
        assert not [each for each in told({**FILES, **files}) if "ana medal" in each]


def test_evidence_that_somebody_in_it_did_not_agree_to() -> None:
    by_person = {each.person: [link.url for link in each.links] for each in view()}
    guide = next(each for each in view() if each.person == "ana" and each.of == "guide")
    assert [link.url for link in guide.links] == ["https://ana.example/2026-04-03/1"]
    assert by_person["dov"] == [
        "https://dov.example/2026-04-04/2",
        "https://dov.example/2026-04-03/1",
    ]
    assert by_person["ben"] == []


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ({"public_facing": True, "audience": "members"}, True),
        ({"public_facing": False, "audience": "members"}, False),
        ({"public_facing": False, "audience": "public"}, True),
        ({"public_facing": True, "audience": "nda"}, False),
    ],
)
def test_evidence_of_what_was_not_made_for_everybody(said: dict[str, Any], *, seen: bool) -> None:
    files = {**FILES, **mission(points=100, **said)}
    guide = next(each for each in view(files) if each.person == "dov")
    assert bool(guide.links) is seen


def test_a_badge_says_two_cycles_of_a_ladder_that_looks_at_something_else() -> None:
    asked = [{"claims": 1}, {"since_days": 30}]
    tiers = [{"id": "guide", "standing_at_least": 100}, {"id": "regular", "all": asked}]
    versions = [{"from": "2025-01-01", "tiers": tiers}]
    year = {"id": "tiers", "over": {"months": 12}, "versions": versions}
    found = view({**FILES, "program/tiers.yml": {"ladders": [year]}})
    whose = [each for each in found if each.person == "dov" and each.kind == "tier"]
    assert [each.of for each in whose] == ["guide", "regular"]
    said = {
        data["name"]: data["criteria"]["narrative"]
        for path, text in made(tuple(whose)).items()
        if path.startswith("public/achievements/")
        for data in [json.loads(text)]
    }
    begin = "What counts in 12 months was looked at, and all of this was so: "
    end = ". Claims are looked at and approved by somebody of the program."
    assert said["guide"] == f"{begin}100 points{end}"
    assert said["regular"].startswith(f"{begin}1 approved claim")
    assert "cycle" not in "".join(said.values())
