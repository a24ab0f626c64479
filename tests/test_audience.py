"""The gate: each audience has what people agreed to, and nothing else.

Every field of a person carries a marker that says whose it is and which field; the View of each
audience is then searched for markers.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goodword.audience.gate import audience_view
from goodword.audience.sharing import AUDIENCES, sharing
from goodword.diagnostics import Place
from goodword.model import claim as claims
from goodword.model import feedback, mission, profile, settings, touchpoint
from goodword.model.departments import Departments
from goodword.model.program import Program
from goodword.snapshot import Snapshot

if TYPE_CHECKING:
    from goodword.audience.view import View

DAY = date(2026, 11, 15)
LEVELS = ("nobody", "staff", "members", "public")
RECOGNITION = ("name", "pronouns", "bio", "link", "topic", "thanks")
STAFF_ONLY = ("category", "history", "relation", "referrer", "reach")
MARKER = re.compile(r"mark-[a-z-]+?-of-[a-z0-9]+")


def place(path: str) -> Place:
    return Place(path)


def person(level: str, **more: Any) -> profile.Profile:
    """Somebody who shares everything with a level, a marker in each field."""
    who = f"p{level}"
    data = {
        "name": f"mark-name-of-{who}",
        "pronouns": f"mark-pronouns-of-{who}",
        "bio": f"mark-bio-of-{who}",
        "links": [f"https://example.org/mark-link-of-{who}"],
        "topics": [f"mark-topic-of-{who}"],
        "region": "DE-BE",
        "category": "practitioner",
        "stance": "critical",
        "reachable": False,
        "referred_by": f"mark-referrer-of-{who}",
        "relations": [{"staff": "maya", "kind": f"mark-relation-of-{who}"}],
        "accounts": {"github": f"mark-account-of-{who}"},
        "reach": [
            {
                "channel": f"mark-reach-of-{who}",
                "measure": "followers",
                "value": 5,
                "date": "2026-01-01",
            }
        ],
        "history": [{"date": "2026-01-01", "stage": "member", "reason": f"mark-history-of-{who}"}],
        "consent": [
            {
                "from": "2026-01-01",
                "recognition": level,
                "contact": level,
                "points": level,
                "source": f"mark-consent-of-{who}",
            }
        ],
        "nda": [{"version": f"mark-nda-of-{who}", "signed": "2026-01-01"}],
    }
    return profile.Profile.read({**data, **more}, place(f"influencers/{who}/profile.yml"))


def item(confidentiality: str) -> feedback.Feedback:
    mark = f"of-i{confidentiality}"
    steps = [
        {
            "step": "received",
            "date": "2026-10-01",
            "from": ["ppublic"],
            "summary": f"mark-summary-{mark}",
            "verbatim": f"mark-verbatim-{mark}",
        },
        {
            "step": "triaged",
            "date": "2026-10-02",
            "department": "product",
            "owner": "maya",
            "severity": "high",
        },
        {
            "step": "decided",
            "date": "2026-10-03",
            "by": "maya",
            "outcome": "declined",
            "reason_code": "cost",
            "rationale": f"mark-rationale-{mark}",
            "say": {
                "public": f"mark-saypublic-{mark}",
                "members": f"mark-saymembers-{mark}",
                "nda": f"mark-saynda-{mark}",
            },
        },
    ]
    data = {"title": f"mark-title-{mark}", "confidentiality": confidentiality, "steps": steps}
    return feedback.Feedback.read(
        data, place(f"program/feedback/2026-10-01-i{confidentiality}.yml")
    )


def program(people: list[profile.Profile]) -> Program:
    guide = mission.Mission.read(
        {"title": "Guide", "instructions": "Write.", "points": 100, "audience": "public"},
        place("missions/guide/mission.yml"),
        date(2026, 1, 1),
    )
    secret = mission.Mission.read(
        {
            "title": "mark-title-of-secret",
            "instructions": "Wait.",
            "points": 10,
            "status": "proposed",
        },
        place("missions/secret/mission.yml"),
        date(2026, 1, 1),
    )
    made = []
    for who in people:
        path = f"missions/guide/claims/2026-10-01-{who.id}.yml"
        data = {
            "evidence": [{"kind": "link", "url": f"https://example.org/mark-evidence-of-{who.id}"}],
            "summary": f"mark-claimsummary-of-{who.id}",
            "decision": {
                "outcome": "approved",
                "by": "maya",
                "date": "2026-10-02",
                "points": 100,
                "reason": f"mark-claimreason-of-{who.id}",
            },
        }
        made.append(claims.Claim.read(data, place(path)))
    thanks = [
        touchpoint.Touchpoint.read(
            {"kind": "thanks", "helped": f"mark-thanks-of-{who.id}", "audience": "public"},
            place(f"influencers/{who.id}/touchpoints/2026-10-02-thanks.yml"),
        )
        for who in people
    ]
    items = [item(level) for level in AUDIENCES]
    return Program(
        settings.Settings.read(
            {"name": "P", "timezone": "UTC", "staff": [{"id": "maya", "name": "Maya"}]},
            place("program/program.yml"),
        ),
        departments=Departments.read(
            {
                "departments": [{"id": "product", "name": "Product"}],
                "categories": [
                    {"id": "practitioner", "name": "mark-category-of-all", "department": "product"}
                ],
            },
            place("program/departments.yml"),
        ),
        influencers={who.id: who for who in people},
        missions={"guide": guide, "secret": secret},
        claims={each.place.path: each for each in made},
        touchpoints={each.place.path: each for each in thanks},
        feedback={each.id: each for each in items},
    )


def view(audience: str, people: list[profile.Profile] | None = None, today: date = DAY) -> View:
    people = [person(level) for level in LEVELS] if people is None else people
    return audience_view(Snapshot(program(people), DAY), audience, today)


def marks(shown: View) -> set[str]:
    return set(MARKER.findall(repr(shown)))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_audience_sees_more_or_less_of_people_than_they_agreed_to(audience: str) -> None:
    found = marks(view(audience))
    for level in LEVELS:
        needed = {"public": "public", "members": "members", "nda": "members", "staff": "staff"}
        allowed = LEVELS.index(level) >= LEVELS.index(needed[audience])
        for field in (*RECOGNITION, "account", "evidence"):
            assert (f"mark-{field}-of-p{level}" in found) == allowed, (field, level)
        for field in (*STAFF_ONLY, "consent", "claimsummary", "claimreason"):
            assert f"mark-{field}-of-p{level}" not in found, (field, level)
        # The register of agreements holds everyone, those who share nothing by id.
        assert (f"mark-nda-of-p{level}" in found) == (audience == "staff")


def test_a_search_for_markers_finds_nothing_at_all() -> None:
    found = marks(view("staff"))
    assert "mark-name-of-pstaff" in found
    assert "mark-name-of-pnobody" not in found


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_item_is_shown_to_whom_it_is_confidential(audience: str) -> None:
    found = marks(view(audience))
    for level in AUDIENCES:
        allowed = AUDIENCES.index(audience) >= AUDIENCES.index(level)
        assert (f"mark-title-of-i{level}" in found) == allowed
        for field in ("summary", "verbatim", "rationale"):
            assert f"mark-{field}-of-i{level}" not in found
        own = {"public": "saypublic", "members": "saymembers"}.get(audience, "saynda")
        for said in ("saypublic", "saymembers", "saynda"):
            assert (f"mark-{said}-of-i{level}" in found) == (allowed and said == own)


def test_a_proposed_mission_or_a_stance_leaves_the_staff() -> None:
    for audience in ("public", "members", "nda"):
        shown = view(audience)
        assert [each.id for each in shown.missions] == ["guide"]
        assert all(each.staff is None for each in shown.people)
        assert "critical" not in repr(shown)
        assert "mark-category" not in repr(shown)
        assert "DE-BE" not in repr(shown)
    assert [each.id for each in view("staff").missions] == ["guide", "secret"]


def test_a_few_people_are_counted_outside_the_staff() -> None:
    assert view("members").figures.members is None
    assert view("staff").figures.members == 4
    assert all(each.people is None for each in view("members").items)
    assert all(each.people == 1 for each in view("staff").items)


def consent(*entries: tuple[str, str]) -> profile.Profile:
    stated = [{"from": day, "recognition": level} for day, level in entries]
    return person("members", consent=stated)


@pytest.mark.parametrize(
    ("entries", "allowed"),
    [
        ([("2026-01-01", "members")], True),
        ([("2026-01-01", "members"), ("2026-10-01", "staff")], False),
        ([("2026-01-01", "staff"), ("2026-12-01", "members")], False),
        ([("2026-01-01", "members"), ("2026-12-01", "nobody")], False),
        ([("2026-01-01", "members"), ("2026-12-01", "public")], True),
        ([("2026-12-01", "members")], False),
        ([], False),
    ],
)
def test_a_withdrawal_waits_or_a_permission_does_not(
    entries: list[tuple[str, str]], *, allowed: bool
) -> None:
    assert sharing(consent(*entries), "members", DAY).recognition is allowed


@pytest.mark.parametrize("stage", ["candidate", "invited", "left", "declined", "opted-out"])
def test_somebody_who_is_no_member_is_shown_outside_the_staff(stage: str) -> None:
    someone = person("public", history=[{"date": "2026-01-01", "stage": stage}])
    assert view("members", [someone]).people == ()
    assert view("public", [someone]).leaderboard.cycle == ()


def test_leave_shows_outside_the_staff() -> None:
    history = [
        {"date": "2026-01-01", "stage": "member"},
        {"date": "2026-11-01", "stage": "on-leave"},
    ]
    someone = person("public", history=history)
    assert view("members", [someone]).people[0].stage == "member"
    assert view("staff", [someone]).people[0].stage == "on-leave"


def test_a_look_back_shows_what_was_withdrawn_since() -> None:
    someone = consent(("2026-01-01", "members"), ("2026-11-20", "nobody"))
    assert view("members", [someone], today=date(2026, 11, 25)).people == ()


@pytest.mark.parametrize("audience", ["public", "members", "nda"])
def test_what_an_audience_may_not_have_changes_what_it_gets(audience: str) -> None:
    hidden = [person("nobody"), person("staff")]
    changed = [
        person("nobody", name="Other", stance="supportive"),
        person("staff", name="Another", bio="Changed", topics=["else"], accounts={}),
    ]
    shown = person("members"), person("public")
    one = view(audience, [*hidden, *shown])
    other = view(audience, [*changed, *(person(each, stance="neutral") for each in LEVELS[2:])])
    assert one == other
