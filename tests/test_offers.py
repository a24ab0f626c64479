"""What is set aside for somebody is theirs to see and nobody else's, and is never asked unasked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goodword.audience.gate import audience_view
from goodword.audience.mine import mine
from goodword.cli.few import few
from goodword.due import fits, offers, wants
from goodword.guard.growth import losses
from goodword.model.touchpoint import Offer, OfferEnd
from goodword.reports.relation import relation_report
from goodword.reports.results import results_report
from goodword.snapshot import Snapshot
from goodword.verbs import INFLUENCER
from tests.relation_program import program

DAY = date(2026, 6, 30)
CONSENT = [{"from": "2025-02-01", "recognition": "public", "points": "public"}]
SIGNED = [{"version": "1", "signed": "2025-02-01", "expires": "2026-06-15"}]
MEETING = "2026-07-20-hall"
OFFERED = "influencers/ana/touchpoints/2026-06-01-offer.yml"


def member(name: str, **more: Any) -> dict[str, Any]:
    said = {"name": name, "stage": "member", "since": "2025-02-01", "consent": CONSENT}
    return {**said, **more}


def offer(**more: Any) -> dict[str, Any]:
    return {"kind": "offer", "reason": "You asked for it", "until": "2026-07-10", **more}


def on(files: dict[str, Any], day: date = DAY) -> Snapshot:
    base = {
        "influencers/ana/profile.yml": member(
            "Ana", wants=[{"from": "2026-01-01", "what": "tools"}]
        ),
        "influencers/ben/profile.yml": member(
            "Ben", nda=[{"version": "1", "signed": "2025-02-01"}]
        ),
        "program/rewards/saw.yml": {"name": "Saw", "kind": "merchandise", "cost": 0},
        f"program/events/{MEETING}.yml": {"title": "The secret hall", "audience": "nda"},
    }
    return Snapshot(program({**base, **files}, started="2025-01-01"), day)


@pytest.mark.parametrize("audience", ["public", "members", "nda"])
def test_an_offer_is_seen_by_others(audience: str) -> None:
    there, none = on({OFFERED: offer(reward="saw")}), on({})
    assert audience_view(there, audience, DAY) == audience_view(none, audience, DAY)
    theirs = {each.record.id: each for each in mine(there, DAY)}
    assert theirs["ben"] == {each.record.id: each for each in mine(none, DAY)}["ben"]
    assert [each.id for each in theirs["ana"].offers] == ["saw"]


@pytest.mark.parametrize(
    ("day", "seen"), [(date(2026, 6, 15), ["The secret hall"]), (date(2026, 6, 16), [])]
)
def test_what_was_offered_under_an_agreement_is_shown_when_that_has_run_out(
    day: date, seen: list[str]
) -> None:
    files = {
        OFFERED: offer(event=MEETING),
        "influencers/ana/profile.yml": member("Ana", nda=SIGNED),
    }
    found = {each.record.id: each for each in mine(on(files, day), day)}["ana"]
    assert [title for each in found.offers for title in each.title.values()] == seen


@pytest.mark.parametrize("stage", ["opted-out", "deceased", "left", "declined"])
def test_who_has_gone_has_a_page_with_offers(stage: str) -> None:
    history = [{"date": "2025-02-01", "stage": "member"}, {"date": "2026-06-20", "stage": stage}]
    gone = {"name": "Ana", "consent": CONSENT, "history": history}
    there = on({OFFERED: offer(reward="saw"), "influencers/ana/profile.yml": gone})
    assert [each.record.id for each in mine(there, DAY)] == ["ben"]


def test_a_program_that_does_not_ask_is_told_to_ask_or_to_offer() -> None:
    plain = on({})
    assert [*wants.find(plain), *fits.find(plain), *offers.find(plain)] == []
    asked = on({"program/policies.yml": {"versions": {"relation": {"ask_wants_days": 365}}}})
    assert {each.to[0] for each in wants.find(asked)} == {"ana", "ben"}
    assert [(each.to, "--reward saw" in each.command) for each in fits.find(asked)] == [
        (("ana",), True)
    ]


def test_figures_of_offers_stand_where_nothing_was_offered() -> None:
    plain = on({})
    assert "offers" not in results_report(plain).value
    assert all("offers" not in each for each in relation_report(plain).value["members"])
    there = on({OFFERED: offer(reward="saw")})
    (ana,) = (x for x in relation_report(there).value["members"] if x["id"] == "ana")
    assert ana["offers"] == {"offers": 1, "known": 1, "wanted": 1}
    assert results_report(there).value["offers"][-1]["share"] == 100


def test_what_is_set_aside_for_others_is_not_known_to_a_part() -> None:
    asked = {"influencers": ("ana",), "from_file": None, "branch": False}
    assert few(INFLUENCER.verb("offer"), {**asked, "reward": "saw"}) is None
    assert few(INFLUENCER.verb("access"), asked) is not None


def test_an_offer_is_changed_after_it_was_made() -> None:
    made = Offer(reward="saw", reason="So", until=date(2026, 7, 10))
    end = OfferEnd(date=date(2026, 7, 1), outcome="declined")
    ended = Offer(reward="saw", reason="So", until=date(2026, 7, 10), became=end)
    assert list(losses(made, ended)) == []
    assert list(losses(ended, made))
    assert list(losses(made, Offer(reward="saw", reason="So", until=date(2026, 8, 10))))
    other = OfferEnd(date=date(2026, 7, 1), outcome="taken")
    assert list(
        losses(ended, Offer(reward="saw", reason="So", until=date(2026, 7, 10), became=other))
    )
