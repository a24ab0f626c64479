"""Ladders: what the report, the explanation and the rules say of several of them."""

from __future__ import annotations

from typing import Any

import pytest

from goodword.audience.gate import audience_view
from goodword.audience.ladders import own_ladders
from goodword.ledger import compute
from goodword.ledger.statement import Statements
from goodword.portal.ladders import lacking, ladder_name
from goodword.portal.page import Reader
from goodword.portal.pages.how import pages
from goodword.reports.points import points_report
from goodword.snapshot import Snapshot
from goodword.texts import Texts
from tests.ledger_program import approved, claim, day, mission, person, program

EXPERTS: dict[str, Any] = {
    "id": "experts",
    "name": "Experts",
    "over": {"months": 12},
    "counts": {"missions": ["guide"]},
    "versions": [
        {
            "from": "2020-01-01",
            "tiers": [
                {"id": "new", "standing_at_least": 0},
                {"id": "gold", "standing_at_least": 150, "all": [{"claims": 2}, {"days": 3}]},
            ],
        }
    ],
}
MEMBERS: dict[str, Any] = {
    "id": "members",
    "over": "ever",
    "moves": "never-down",
    "versions": [
        {
            "from": "2020-01-01",
            "tiers": [
                {"id": "base", "standing_at_least": 0},
                {"id": "silver", "standing_at_least": 100},
            ],
        }
    ],
}


def ladders(*stated: dict[str, Any]) -> dict[str, Any]:
    return {"program/tiers.yml": {"ladders": list(stated or (MEMBERS, EXPERTS))}}


def on(when: str, *files: dict[str, Any], **profile: Any) -> Snapshot:
    found: dict[str, Any] = {**person("ana", **profile), **mission(), **ladders()}
    for each in files:
        found |= each
    return Snapshot(program(found), day(when))


def done(when: str, points: int = 100, **more: Any) -> dict[str, Any]:
    return claim("ana", when, decision=approved(when, points), **more)


def test_a_ladder_is_missing_in_the_report_or_what_is_short_of_it() -> None:
    report = points_report(on("2026-03-01", done("2026-02-01")), ["ana"])
    (value,) = report.value["members"]
    assert (value["tier"], value["to_stay"], value["to_rise"]) == ("silver", 0, None)
    first, experts = value["ladders"]
    assert first == {
        "id": "members",
        "tier": "silver",
        "standing": 100,
        "to_stay": [],
        "rises_to": None,
        "to_rise": [],
    }
    assert (experts["id"], experts["tier"], experts["rises_to"]) == ("experts", "new", "gold")
    assert [(x["what"], x["needed"], x["there"], x["short"]) for x in experts["to_rise"]] == [
        ("points", 150, 100, 50),
        ("claims", 2, 1, 1),
        ("days", 3, 1, 2),
    ]
    shown = report.tables[-1]
    assert shown.title == "ladders of ana"
    assert shown.rows[1][-1] == (
        "50 points, 1 approved claim, 2 different days with something done"
    )


def test_points_short_of_the_next_tier_are_those_of_its_conditions_too() -> None:
    new = {"id": "new", "all": [{"points": 100}], "keep_percent": 60}
    gold = {"id": "gold", "all": [{"points": 150}, {"claims": 2}]}
    first = {"id": "first", "versions": {"tiers": [new, gold]}}
    for made, figures in ((50, (None, None, 50)), (110, ("new", 0, 40)), (200, ("new", 0, 0))):
        found = on("2026-03-01", ladders(first), done("2026-02-01", made))
        account = found.ledger.account("ana")
        assert (account.tier, account.to_stay, account.to_rise) == figures


def test_a_line_of_a_ladder_names_no_tier_of_the_file() -> None:
    files = (done("2026-02-01"), done("2026-02-02"), done("2026-02-05"))
    found = on("2026-03-01", *files)
    lines = [each for each in found.ledger.entries("ana") if each.kind == "tier"]
    assert [(str(x.date), x.reason, x.place.pointer) for x in lines][2:] == [
        (
            "2026-02-01",
            "tier silver, before it base: it needs 100 points (there are 100), in all",
            ("ladders", 0, "versions", 0, "tiers", 1),
        ),
        (
            "2026-02-05",
            (
                "tier experts/gold, before it experts/new: it needs 150 points (there are 300),"
                " 2 approved claims (there are 3) and 3 different days with something done"
                " (there are 3), in 12 months"
            ),
            ("ladders", 1, "versions", 0, "tiers", 1),
        ),
    ]


@pytest.mark.parametrize("ladder", ["", "tiers"])
def test_one_ladder_written_out_says_other_than_its_versions(ladder: str) -> None:
    tiers = [{"id": "base", "standing_at_least": 0}, {"id": "gold", "standing_at_least": 150}]
    versions = [{"from": "2020-01-01", "tiers": tiers}]
    stated = (
        {"ladders": [{"id": ladder, "versions": versions}]} if ladder else {"versions": versions}
    )
    found = on("2026-03-01", done("2026-02-01", 200), {"program/tiers.yml": stated})
    report = points_report(found, ["ana"], explain=True)
    assert "ladders" not in report.value["members"][0]
    assert [each.reason for each in found.ledger.entries("ana") if each.kind == "tier"][-1] == (
        "tier gold, before it base: it needs 150 in two cycles, there are 200"
    )


def test_a_mission_for_a_tier_of_another_ladder_lets_in_others() -> None:
    found = on("2026-03-01", done("2026-02-01"))
    assert found.tier_on("ana", day("2026-03-01"), "experts") == "experts/new"
    assert found.tier_on("ana", day("2026-03-01"), "hosts") is None
    assert found.tier_on("ana", day("2026-03-01")) == "silver"


def test_an_account_that_was_reused_though_other_missions_count() -> None:
    before = on("2026-03-01", done("2026-02-01"))
    other = {**EXPERTS, "counts": {"topics": ["maps"]}}
    after = on("2026-03-01", done("2026-02-01"), ladders(MEMBERS, other))
    like = compute(after.program, day("2026-03-01"), like=before.ledger)
    assert like.account("ana").ladders[1].standing == 0


def test_a_statement_says_nothing_of_another_ladder() -> None:
    files = (done("2026-02-01"), done("2026-02-02"), done("2026-02-05"))
    found = on("2026-06-01", *files)
    cycle = found.program.cycles.of(day("2026-02-01"))
    ledger = compute(found.program, day("2026-06-01"), closes=(cycle,))
    text = Statements(ledger).text(cycle, day("2026-05-01"), "maya")
    assert "tier,id,ladder,tier\n" in text
    assert "\ntier,ana,experts,gold\n" in text
    alone = on("2026-06-01", *files, ladders(MEMBERS))
    ledger = compute(alone.program, day("2026-06-01"), closes=(cycle,))
    assert "\ntier," not in Statements(ledger).text(cycle, day("2026-05-01"), "maya")


def test_the_page_of_rules_leaves_out_a_ladder_or_what_its_tiers_ask_for() -> None:
    view = audience_view(on("2026-03-01"), "members", day("2026-03-01"))
    (page,) = pages(view, Reader(Texts("en"), str))
    values: Any = page.values
    sections = {each.id: each for each in values["sections"]}
    experts = sections["tiers-experts"]
    assert experts.title == "Experts"
    assert experts.texts[0] == "What counts is what you do for Guide, in 12 months."
    assert experts.needs["gold"] == (
        "It needs 150 points, 2 approved claims, 3 different days with something done.",
    )
    assert sections["tiers-members"].texts == (
        "Everything that you do counts, in all.",
        "You rise on the day on which you reach a tier, and never fall.",
    )
    assert any("Nobody falls on leave" in each for each in experts.texts)


def test_members_read_the_word_of_files_for_a_first_ladder_without_a_name() -> None:
    usual = {**MEMBERS, "id": "tiers"}
    there = on("2026-03-01", done("2026-02-01"), ladders(usual, EXPERTS))
    view = audience_view(there, "members", day("2026-03-01"))
    reader = Reader(Texts("nl"), str)
    (page,) = pages(view, reader)
    values: Any = page.values
    titles = [each.title for each in values["sections"] if each.id.startswith("tiers-")]
    assert titles == ["Niveaus", "Experts"]
    own = own_ladders(there, "ana")
    assert [ladder_name(each, reader) for each in own] == ["Niveaus", "Experts"]


def test_somebody_reads_nothing_of_what_they_lack_on_a_ladder() -> None:
    own = tuple(own_ladders(on("2026-03-01", done("2026-02-01")), "ana"))
    view = audience_view(on("2026-03-01"), "members", day("2026-03-01"))
    assert list(lacking(own, view, Reader(Texts("en"), str))) == [
        (
            "50 points, 1 approved claim, 2 different days with something done"
            " are missing to gold (Experts)."
        )
    ]
