"""The gate for the catalogue, meetings, communities and news, and for what is staff's alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goodword.audience.gate import audience_view
from goodword.audience.sharing import AUDIENCES
from goodword.diagnostics import Spot
from goodword.model import (
    audit,
    claim,
    community,
    event,
    incident,
    mission,
    redemption,
    reward,
    shape,
)
from goodword.portal.page import Desk, Reader
from goodword.portal.pages import PAGES
from goodword.rendering import prose
from goodword.reports.desk import desk_figures
from goodword.reports.report import nowhere
from goodword.snapshot import Snapshot
from goodword.texts import Texts
from tests.test_audience import DAY, LEVELS, marks, person, place, program

if TYPE_CHECKING:
    from goodword.audience.view import View
    from goodword.model.program import Program

HOSTS = [f"p{level}" for level in LEVELS]


def an_event(audience: str, *, nda: bool = False) -> event.Event:
    name = f"2026-10-0{AUDIENCES.index(audience) + 1}-{audience}{'-nda' if nda else ''}"
    data = {
        "title": f"mark-title-of-{audience}{'nda' if nda else ''}",
        "place": f"mark-place-of-{audience}{'nda' if nda else ''}",
        "audience": audience,
        "nda": nda,
        "hosts": ["maya", *HOSTS, "nobody-known"],
        "communities": ["join", "ignore", "nowhere"],
        "invited": HOSTS,
        "attended": HOSTS,
    }
    return event.Event.read(data, place(f"program/events/{name}.yml"))


def a_community(name: str, stance: str) -> community.Community:
    data = {
        "name": f"mark-community-of-{name}",
        "stance": [{"from": "2026-01-01", "stance": stance}],
        "hosts": ["maya", *HOSTS, "nobody-known"],
        "movers": HOSTS[:2],
        "members": HOSTS[2:],
    }
    return community.Community.read(data, place(f"program/communities/{name}.yml"))


def a_reward(name: str, **more: Any) -> reward.Reward:
    data = {"name": f"mark-reward-of-{name}", "kind": "access", "cost": 50, **more}
    return reward.Reward.read(data, place(f"program/rewards/{name}.yml"), date(2026, 1, 1))


def full(people: list[Any] | None = None) -> Program:
    found = program([person(level) for level in LEVELS] if people is None else people)
    events = [an_event(each) for each in AUDIENCES] + [an_event("members", nda=True)]
    rewards = [
        a_reward("cap", stock=[{"date": "2026-01-01", "quantity": 2}]),
        a_reward("past", visible={"to": "2026-02-01"}),
        a_reward("soon", cost=[{"from": "2026-12-01", "announced": "2026-11-01", "points": 70}]),
    ]
    request = redemption.Redemption.read(
        {"points": 50}, place("influencers/ppublic/redemptions/2026-11-01-cap.yml")
    )
    waiting = claim.Claim.read(
        {"summary": "mark-summary-of-waiting", "evidence": ["https://example.org/mark-link-of-w"]},
        place("missions/guide/claims/2026-10-20-pnobody.yml"),
    )
    failure = incident.Incident.read(
        {
            "title": "mark-incident-of-all",
            "kind": "outage",
            "severity": "high",
            "alert": {"ids": HOSTS},
        },
        place("program/incidents/2026-11-02-outage.yml"),
    )
    return replace(
        found,
        events={each.id: each for each in events},
        communities={each: a_community(each, each) for each in ("join", "monitor", "ignore")},
        rewards={each.id: each for each in rewards},
        redemptions={request.place.path: request},
        claims={**found.claims, waiting.place.path: waiting},
        incidents={failure.id: failure},
    )


def view(audience: str, found: Program | None = None) -> View:
    return audience_view(Snapshot(found or full(), DAY), audience, DAY)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_event_is_shown_to_whom_it_is_not_for(audience: str) -> None:
    seen = marks(view(audience))
    for level in AUDIENCES:
        allowed = AUDIENCES.index(audience) >= AUDIENCES.index(level)
        assert (f"mark-title-of-{level}" in seen) == allowed
        assert (f"mark-place-of-{level}" in seen) == allowed
    assert ("mark-title-of-membersnda" in seen) == (audience in {"nda", "staff"})


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_host_or_companion_is_named_who_did_not_agree(audience: str) -> None:
    found = view(audience)
    needed = {"public": "public", "members": "members", "nda": "members", "staff": "staff"}
    allowed = [f"p{each}" for each in LEVELS[LEVELS.index(needed[audience]) :]]
    for each in found.events:
        assert [who.id for who in each.hosts] == ["maya", *allowed]
    for other in found.communities:
        assert sorted(who.id for who in other.people) == sorted(allowed)
        assert [who.id for who in other.hosts] == ["maya", *allowed]
    if audience != "staff":
        assert "pnobody" not in repr(found)
        assert "pstaff" not in repr(found)


def test_a_few_guests_are_counted_or_a_coming_event_has_a_count() -> None:
    assert {each.attended for each in view("members").events} == {None}
    assert {each.attended for each in view("staff").events} == {4}
    later = Snapshot(full(), date(2026, 9, 1))
    assert {e.attended for e in audience_view(later, "staff", DAY).events} == {None}


def test_a_community_that_is_left_alone_leaves_the_staff() -> None:
    assert [each.id for each in view("members").communities] == ["join"]
    assert sorted(each.id for each in view("staff").communities) == ["ignore", "join", "monitor"]
    assert {each.communities for each in view("members").events} == {("join",)}
    assert {each.communities for each in view("staff").events} == {("join", "ignore")}


def test_the_catalogue_shows_what_is_hidden_or_miscounts() -> None:
    assert view("public").rewards == ()
    found = {each.id: each for each in view("members").rewards}
    assert set(found) == {"cap", "soon"}
    assert (found["cap"].points, found["cap"].redeemable) == (50, True)
    assert not found["soon"].redeemable
    assert [each.points for each in found["soon"].changes] == [70]
    assert "past" in {each.id for each in view("staff").rewards}


@pytest.mark.parametrize("audience", ["public", "members", "nda"])
def test_what_is_staffs_leaves_them(audience: str) -> None:
    found = view(audience)
    assert found.staff is None
    seen = marks(found)
    for mark in ("incident-of-all", "summary-of-waiting", "link-of-w", "nda-of-ppublic"):
        assert f"mark-{mark}" not in seen


@pytest.mark.parametrize("audience", ["public", "members", "nda"])
def test_what_members_may_not_have_changes_their_parts(audience: str) -> None:
    one = view(audience)
    found = full(
        [person("nobody", stance="neutral"), person("staff", bio="x"), *map(person, LEVELS[2:])]
    )
    hidden = {
        **found.communities,
        "monitor": shape.replace(found.communities["monitor"], size=9, movers=()),
    }
    assert view(audience, replace(found, communities=hidden, incidents={})) == one


def test_staff_get_points_or_names_of_who_shares_them_with_nobody() -> None:
    staff = view("staff").staff
    assert staff is not None
    assert {each.id for each in staff.accounts} == {"pstaff", "pmembers", "ppublic"}
    assert {each.who.id: each.who.name is None for each in staff.register}["pnobody"]
    figures = desk_figures(Snapshot(full(), DAY), (), nowhere)
    (waiting,) = figures["claims"]
    assert (waiting["days"], waiting["late"]) == (26, True)
    reader = Reader(Texts("en"), prose.plain, Desk(**figures))
    (page,) = PAGES["staff_claims"](view("staff"), reader)
    assert page.whole is not None
    sheet: Any = page.whole().values["sheet"]
    assert sheet.tables[0].rows[0][1].text == "pnobody"
    assert "mark-summary-of-waiting" not in repr((view("staff"), sheet))


def test_an_account_of_staff_differs_from_the_ledger() -> None:
    snapshot = Snapshot(full(), DAY)
    found = audience_view(snapshot, "staff", DAY).staff
    assert found is not None
    ids = [each.id for each in found.accounts]
    desk = Desk(**desk_figures(snapshot, ids, lambda place: Spot(place.path, 7)))
    assert list(desk.points) == ids
    for id_, account in desk.points.items():
        assert account["spendable"] == snapshot.ledger.account(id_).spendable
        lines = desk.lines(id_)
        assert [each[4] for each in lines] == [
            entry.reason for entry in snapshot.ledger.entries(id_)
        ]
        assert all(each[-1] == 7 for each in lines)


def test_stock_or_requests_are_miscounted() -> None:
    found = desk_figures(Snapshot(full(), DAY), (), nowhere)
    cap = next(each for each in found["stock"] if each["id"] == "cap")
    assert (cap["added"], cap["left"], cap["open"]) == (2, 1, 1)
    (request,) = found["requests"]
    assert [request[key] for key in ("influencer", "state", "days")] == ["ppublic", "requested", 14]


@pytest.mark.parametrize(
    ("audience", "told"),
    [
        ("public", {"two": "for all"}),
        ("members", {"one": "for members", "two": "for all"}),
        ("nda", {"one": "for members", "two": "under nda", "three": "three"}),
        ("staff", {"one": "for members", "two": "under nda", "three": "three"}),
    ],
)
def test_what_is_said_of_an_incident_reaches_others_or_nobody(
    audience: str, told: dict[str, str]
) -> None:
    says = {
        "one": {"members": "for members"},
        "two": {"public": "for all", "nda": "under nda"},
        "three": {"nda": "three"},
        "four": {},
    }
    found = {}
    for number, (name, say) in enumerate(says.items(), 1):
        data = {"title": name, "kind": "outage", "severity": "high", "say": say}
        path = f"program/incidents/2026-08-0{number}-{name}.yml"
        found[name] = incident.Incident.read({**data, "alert": {"ids": HOSTS}}, place(path))
    later = {**found, "ahead": shape.replace(found["two"], began=f"{DAY.year + 1}-01-01")}
    news = view(audience, replace(full(), incidents=later)).news
    seen = {
        next(iter(each.title.values())): next(iter(each.say.values()))
        for each in news
        if each.kind == "incident" and each.say
    }
    assert seen == told
    assert not any(host in repr(each) for each in news if each.kind == "incident" for host in HOSTS)


def answers(count: int, named: int) -> dict[str, audit.Audit]:
    found = {}
    for n in range(count):
        data = {
            "brand": [
                {
                    "department": "product",
                    "by": "maya",
                    "recorded": "2026-10-01",
                    "relationship": "working",
                }
            ],
            "answer": {
                "collected_by": "maya",
                "date": "2026-10-05",
                "relationship": "none",
                "may_be_named": n < named,
            },
        }
        path = place(f"program/audits/2026-Q4/q{n}.yml")
        found[f"2026-Q4/q{n}"] = audit.Audit.read(data, path)
    return found


@pytest.mark.parametrize(("count", "shown"), [(4, False), (5, True)])
def test_an_answer_of_few_is_shown_to_staff(count: int, *, shown: bool) -> None:
    people = [shape.replace(person("public"), id=f"q{n}") for n in range(count)]
    found = replace(full(people), audits=answers(count, 1))
    said = desk_figures(Snapshot(found, DAY), (), nowhere)["audit"]
    assert said["overall"]["shown"] == shown
    assert said["named"]["over_claimed"] == ["q0"]


def test_places_left_differ_from_the_ledger() -> None:
    found = full()
    limited = mission.Mission.read(
        {
            "title": "Guide",
            "instructions": "Write.",
            "points": {"value": 100, "limits": {"total": 9}},
        },
        place("missions/guide/mission.yml"),
        date(2026, 1, 1),
    )
    changed = replace(found, missions={**found.missions, "guide": limited})
    guide = next(each for each in view("members", changed).missions if each.id == "guide")
    assert guide.limits.left == 9 - 5
