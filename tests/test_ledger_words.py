"""What the ledger says and whom it names, where a neighbour of the same day or sum stands beside.

Each of these stands for one small change of the code that no other test had noticed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from goodword.ledger import by_hand, compute
from goodword.ledger.account import Account
from goodword.ledger.closing import open_cycles
from goodword.ledger.eligibility import undated
from goodword.ledger.ranking import between
from goodword.ledger.redemption_steps import faults
from goodword.ledger.statement import Statements
from goodword.ledger.statement_lines import named_in
from goodword.ledger.worth import recompute
from goodword.rules import BY_NAME
from goodword.snapshot import Snapshot
from tests.ledger_program import approved, claim, day, mission, person, program

MUG = {"name": "Mug", "kind": "merchandise", "cost": [{"from": "2020-01-01", "points": 60}]}
REWARD = {"program/rewards/mug.yml": MUG}
CLOSED = date(2026, 4, 20)
TODAY = date(2026, 8, 1)
AT_ONCE = {"expiry": "end-of-cycle", "maturation_days": 0}
SLOW = {"expiry": {"months": 12}, "maturation_days": 14}


def request(who: str, on: str, points: int = 60, *, steps: dict[str, Any]) -> dict[str, Any]:
    return {f"influencers/{who}/redemptions/{on}-mug.yml": {"points": points, **steps}}


def signed(on: str) -> dict[str, str]:
    return {"date": on, "by": "jon"}


def reversal(on: str, points: int, code: str = "brand-error", **more: Any) -> dict[str, Any]:
    return {"date": on, "by": "jon", "shares": {"ana": points}, "reason_code": code, **more}


def lines(files: dict[str, Any]) -> list[tuple[str, str]]:
    """Kind and reason of each line of Ana's account."""
    whole = {**person("ana"), **mission(), **REWARD, **files}
    found = compute(program(whole, points=AT_ONCE), TODAY)
    return [(each.kind, each.reason) for each in found.entries("ana")]


def altered(
    files: dict[str, Any], later: dict[str, Any], policy: Any = None, after: Any = None
) -> list[tuple[str, tuple[str | int, ...]]]:
    """What `check` names for the first quarter of 2026, closed with the files as they were."""
    whole = {**person("ana"), **mission(), **REWARD, **files}
    was = program(whole, points=policy or {"expiry": "never"})
    cycle = was.cycles.named("2026-Q1")
    assert cycle is not None
    text = Statements(compute(was, CLOSED, closes=(cycle,))).text(cycle, CLOSED, "maya").encode()
    now = program({**whole, **later}, points=after or policy or {"expiry": "never"})
    now = replace(now, statements={"2026-Q1": text})
    was = replace(was, statements={"2026-Q1": text})
    assert [*BY_NAME["statement"].check(Snapshot(was, TODAY))] == []
    findings = BY_NAME["statement"].check(Snapshot(now, TODAY))
    found = [each for each in findings if not each.place.path.endswith(".csv")]
    return [(each.place.path, each.place.pointer) for each in found]


def test_what_was_handed_in_on_the_day_of_a_decision_must_have_been_known() -> None:
    one = mission(points={"value": 100, "limits": {"total": 1}})
    files = {**person("ana"), **person("ben"), **one}
    files |= claim("ana", "2026-02-16")
    files |= claim("ben", "2026-02-16", decision=approved("2026-02-16"))
    found = compute(program(files), day("2026-03-01"))
    decided = found.program.claims["missions/guide/claims/2026-02-16-ben.yml"]
    answers = recompute(found.program, decided, terms=found.terms, places=found.places)
    assert {each.points for each in answers} == {0, 100}


def test_a_limit_that_came_later_is_none() -> None:
    points = [
        {"from": "2026-01-01", "value": 100},
        {"from": "2026-02-01", "value": 100, "limits": {"total": 3}},
    ]
    files = {**person("ana"), **mission(points=points), **claim("ana", "2026-02-16")}
    found = compute(program(files), day("2026-03-01"))
    assert found.places.left("guide", day("2026-03-01")) == {"total": 2}


def test_a_claim_worth_nothing_loses_its_place_by_a_reversal_that_was_lifted() -> None:
    lifted = {"date": "2026-02-26", "text": "No", "decision": approved("2026-02-27", 0)}
    back = reversal("2026-02-25", 1, "duplicate", appeal=lifted)
    nothing = approved("2026-02-20", 0, computed=0)
    files = {**person("ana"), **mission(points={"value": 0, "limits": {"total": 3}})}
    files |= claim("ana", "2026-02-16", decision=nothing, reversals=[back])
    found = compute(program(files), day("2026-03-01"))
    assert found.places.left("guide", day("2026-03-01")) == {"total": 2}


@pytest.mark.parametrize(("code", "kind"), [("duplicate", "written-off"), ("fraud", "owed")])
def test_expired_points_of_a_reversal_are_passed_in_silence(code: str, kind: str) -> None:
    """And where none had expired, none are spoken of."""
    given = approved("2026-01-10")
    steps = {"approved": signed("2026-02-01"), "fulfilled": signed("2026-02-02")}
    spent = request("ana", "2026-02-01", steps=steps)

    def taken_back(on: str) -> list[tuple[str, str]]:
        back = [reversal(on, 100, code, second=signed(on))]
        return lines({**claim("ana", "2026-01-09", decision=given, reversals=back), **spent})

    expired, fresh = taken_back("2026-05-02"), taken_back("2026-03-02")
    said = "40 had expired and are not owed"
    assert [reason for _, reason in expired if "had expired" in reason] == [said]
    assert [reason for _, reason in fresh if "expired" in reason] == []
    assert [each for each, _ in fresh].count(kind) == 1
    assert [each for each, _ in fresh].count("written-off") == (kind == "written-off")


def test_somebody_without_any_record_has_lines_or_a_traceback() -> None:
    found = compute(program({**person("ana")}), day("2026-03-01"))
    assert found.entries("nobody") == ()
    assert found.account("nobody").spendable == 0


@pytest.mark.parametrize(("given", "left"), [("2026-03-25", 50), ("2026-03-26", 0)])
def test_what_becomes_spendable_on_the_day_of_a_return_ends_before_it_can_be_used(
    given: str, left: int
) -> None:
    """What is there on that day lasts for the grace; what is given later lasts as it says."""
    history = [
        {"date": "2025-01-01", "stage": "member"},
        {"date": "2026-03-01", "stage": "on-leave"},
        {"date": "2026-03-25", "stage": "member"},
    ]
    opening = {"kind": "adjustment", "points": 50, "reason_code": "opening", "by": "maya"}
    path = f"influencers/ana/touchpoints/{given}-opening.yml"
    files = {**person("ana", history=history), path: {**opening, "expires": "2026-03-28"}}
    found = program(files, points={"restore_grace_days": 30})
    assert compute(found, day("2026-03-28")).account("ana").spendable == 50
    assert compute(found, day("2026-04-10")).account("ana").spendable == left


def test_points_taken_by_hand_on_another_day_lower_a_rank_between_two_days() -> None:
    taken = {"kind": "adjustment", "reason_code": "correction", "by": "maya", "standing": True}
    files = {**person("ana"), **mission()}
    files |= claim("ana", "2026-02-16", decision=approved("2026-02-17"))
    files |= claim("ana", "2026-01-12", decision=approved("2026-01-13"))
    for on, points in (("2026-01-20", -7), ("2026-02-20", -5), ("2026-03-20", -3)):
        files[f"influencers/ana/touchpoints/{on}-taken.yml"] = {**taken, "points": points}
    accounts = compute(program(files), day("2026-08-01")).members.values()
    (found,) = between(accounts, date(2026, 2, 1), date(2026, 2, 28))
    assert found.points == 95


def test_a_tier_that_there_is_not_is_worth_a_point() -> None:
    given = {"tier": "gold", "from": "2026-01-05", "by": "maya", "reason": "Long with us"}
    files = person("ana", tier_floor=[given])
    found = program(files, points={"escalate_above": 0})
    (floor,) = found.influencers["ana"].tier_floor
    assert [*by_hand.faults(found, by_hand.floor(found, "ana", floor))] == []


def test_a_cycle_before_the_first_record_is_closed_too() -> None:
    found = program({**person("ana"), **mission(), **claim("ana", "2025-07-01")})
    last = found.cycles.named("2025-Q4")
    assert last is not None
    assert [each.name for each in open_cycles(found, last)] == ["2025-Q3", "2025-Q4"]


def test_a_line_of_a_statement_that_was_cut_off_names_nothing() -> None:
    text = "influencer,id\nlot,ana,missions/guide/claims/2026-02-01-ana\nlot,ana\n"
    assert named_in(text) == {"missions/guide/claims/2026-02-01-ana.yml": 2}


def test_points_taken_back_while_pending_are_blamed_on_the_award() -> None:
    late = approved("2026-03-28")
    path = "missions/guide/claims/2026-03-25-ana.yml"
    was = claim("ana", "2026-03-25", decision=late)
    for points in (100, 30):
        back = [reversal("2026-03-31", points)]
        found = altered(was, claim("ana", "2026-03-25", decision=late, reversals=back), SLOW)
        assert found == [(path, ("reversals", 0, "date"))]


def test_a_reversal_of_now_is_blamed_for_one_of_then() -> None:
    def taken(*days: str) -> dict[str, Any]:
        back = [reversal(on, 40) for on in days]
        return claim("ana", "2026-02-01", decision=approved("2026-02-03"), reversals=back)

    path = "missions/guide/claims/2026-02-01-ana.yml"
    assert altered(taken(), taken("2026-03-31", "2026-05-02")) == [(path, ("reversals", 0, "date"))]


def test_a_floor_from_the_last_day_of_a_cycle_is_not_what_moved_the_tier() -> None:
    tiers = [{"id": "base", "standing_at_least": 0}, {"id": "gold", "standing_at_least": 500}]
    ladder = {"program/tiers.yml": {"versions": [{"from": "2025-01-01", "tiers": tiers}]}}
    files = {**ladder, **claim("ana", "2026-02-01", decision=approved("2026-02-03"))}
    floor = {"tier": "gold", "from": "2026-03-31", "by": "maya", "reason": "Long with us"}
    found = altered(files, person("ana", tier_floor=[floor]))
    assert found == [("influencers/ana/profile.yml", ("tier_floor", 0, "from"))]


@pytest.mark.parametrize(
    ("profile", "pointer"),
    [
        ({"history": [{"date": "2026-03-10", "stage": "left"}]}, ("history", 0, "date")),
        ({"stage": "left", "since": "2026-03-10"}, ("since",)),
    ],
)
def test_a_stage_is_looked_for_where_none_is_written(
    profile: dict[str, Any], pointer: tuple[str | int, ...]
) -> None:
    tiers = [{"id": "base", "standing_at_least": 0}]
    ladder = {"program/tiers.yml": {"versions": [{"from": "2025-01-01", "tiers": tiers}]}}
    found = altered(ladder, person("ana", **profile))
    assert found == [("influencers/ana/profile.yml", pointer)]


def test_a_request_with_other_points_than_stated_is_passed_over() -> None:
    """One that is no longer covered, and whose points are as they were, moved nothing itself."""
    award = claim("ana", "2026-02-01", decision=approved("2026-02-03"))
    given = {"approved": signed("2026-03-20"), "fulfilled": signed("2026-03-21")}
    was = request("ana", "2026-03-20", steps=given)
    path = "influencers/ana/redemptions/2026-03-20-mug.yml"
    assert altered({**award, **was}, request("ana", "2026-03-20", 500, steps=given)) == [
        (path, ("points",))
    ]
    earlier = {"approved": signed("2026-03-19"), "fulfilled": signed("2026-03-20")}
    other = request("ana", "2026-03-19", 61, steps=earlier)
    assert altered({**award, **was}, other) != [(path, ("points",))]


def test_a_lot_that_became_spendable_on_another_day_is_taken_for_a_policy() -> None:
    """A lot beside it stays, so that it is not the days of maturing that changed."""
    path = "missions/guide/claims/2026-03-25-ana.yml"
    beside = claim("ben", "2026-03-24", decision=approved("2026-03-26"))
    was = claim("ana", "2026-03-25", decision=approved("2026-03-26")) | beside
    now = claim("ana", "2026-03-25", decision=approved("2026-03-27"))
    assert altered(was, now, SLOW) == [(path, ("decision", "date"))]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_maturation_is_found_behind_two_lots(number: int) -> None:
    """One that moved is a decision of another day; two that moved alike are a policy."""
    files: dict[str, Any] = {}
    for at in range(number):
        files |= claim("ana", f"2026-03-{20 + at}", decision=approved(f"2026-03-2{5 + at}"))
    found = altered(files, {}, SLOW, {**SLOW, "maturation_days": 15})
    assert ("program/program.yml" in [path for path, _ in found]) == (number > 1)


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ({"declined": "2026-03-05", "approved": "2026-03-06"}, [("declined", "date")]),
        ({"declined": "2026-03-05", "approved": "2026-03-05"}, []),
        ({"declined": "2026-03-05", "cancelled": "2026-03-05"}, [("cancelled", "")]),
        (
            {"approved": "2026-03-04", "fulfilled": "2026-03-06", "declined": "2026-03-05"},
            [("fulfilled", "")],
        ),
    ],
)
def test_a_step_after_the_end_of_a_request_is_named_twice_or_never(
    steps: dict[str, str], said: list[tuple[str, str]]
) -> None:
    wanted = request("ana", "2026-03-01", steps={name: signed(on) for name, on in steps.items()})
    found = program({**person("ana"), **REWARD, **wanted})
    (asked,) = found.redemptions.values()
    assert [(each.step, each.field) for each in faults(found, asked)] == said


def test_an_account_without_records_has_points() -> None:
    assert Account("nobody").empty
    assert Account("nobody").window == 0


def test_somebody_has_a_tier_before_there_were_any_or_none_from_the_day_there_are() -> None:
    tier = {"id": "all", "name": "All", "standing_at_least": 0}
    ladder = {"versions": [{"from": "2026-02-01", "tiers": [tier]}]}
    whole = {**person("ana"), "program/tiers.yml": ladder}
    found = compute(program(whole), TODAY)
    assert found.tier_on("ana", day("2026-01-31")) is None
    assert found.tier_on("ana", day("2026-02-01")) == "all"
    assert found.account("ana").tier == "all"


def test_one_of_several_languages_or_regions_is_not_enough() -> None:
    terms = {"languages": ["en"], "regions": ["DE", "PT"]}
    files = {**person("ana", languages=["pt", "en"], region="PT-11"), **mission(eligibility=terms)}
    found = program({**files, **claim("ana", "2026-03-02")})
    (made,) = found.claims.values()
    assert list(undated(found, found.missions[made.mission], made)) == []
