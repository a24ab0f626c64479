"""Claims that grow: figures by hand, and random programs beside a slow reading of the design."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from goodword.ledger import compute
from goodword.ledger.award import Decided, Verdict, decide
from goodword.ledger.later import decide_later
from goodword.ledger.limits import Places
from goodword.ledger.terms import Terms
from goodword.rules import BY_NAME
from goodword.snapshot import Snapshot
from tests.ledger_program import approved, claim, day, mission, person, program

PATH = "missions/guide/claims/2026-02-01-ana.yml"
PEOPLE = ("ana", "ben", "cleo")
EVERYONE = {path: data for each in PEOPLE for path, data in person(each).items()}
ANSWERS: dict[str, Any] = {
    "value": 3,
    "unit": {"one": "answer", "many": "answers", "at_most": 20},
}


def grown(*counts: dict[str, Any], rules: Any = ANSWERS, **more: Any) -> dict[str, Any]:
    """Files of a claim of five answers, approved for fifteen points, and its counts."""
    said = {"quantity": 5, "decision": approved("2026-02-03", 15), **more}
    files = {**EVERYONE, **mission(points=rules), **claim("ana", "2026-02-01")}
    files[PATH] |= {**said, "quantity_later": [*counts]}
    return files


def count(on: str, quantity: int, **decision: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"date": on, "quantity": quantity, "source": "counted"}
    return {**found, "decision": decision} if decision else found


def judge(files: dict[str, Any], index: int = 0, **said: Any) -> Decided | list[str]:
    made = program(files)
    verdict = Verdict("maya", day("2026-05-10"), **said)
    found = decide_later(made, Places(made, Terms(made)), made.claims[PATH], index, verdict)
    return found if isinstance(found, Decided) else [each.message for each in found]


def test_points_of_the_difference_that_are_not_those_worked_out_by_hand() -> None:
    more = count("2026-05-01", 12)
    found = judge(grown(more))
    assert isinstance(found, Decided)
    assert (found.points, found.shares) == (21, (("ana", 21),))
    most = judge(grown(count("2026-05-01", 99)))
    assert isinstance(most, Decided)
    assert most.points == 45  # twenty count, five did
    # Five of high quality are 22.5 and gave 22, six are 27.
    high = approved("2026-02-03", 22, quality="high")
    odd = judge(grown(count("2026-05-01", 6), decision=high))
    assert isinstance(odd, Decided)
    assert odd.points == 5
    fewer = judge(grown(more), quantity=8, reason="Four are one")
    assert isinstance(fewer, Decided)
    assert (fewer.points, fewer.quantity) == (9, 8)


def test_a_count_after_another_that_is_compared_with_the_first() -> None:
    first = count("2026-04-01", 9, **approved("2026-04-03", 12))
    found = judge(grown(first, count("2026-05-01", 10)), 1)
    assert isinstance(found, Decided)
    assert found.points == 3
    declined = {"outcome": "declined", "by": "maya", "date": "2026-04-03", "reason": "No"}
    after = judge(grown(count("2026-04-01", 9, **declined), count("2026-05-01", 10)), 1)
    assert isinstance(after, Decided)
    assert after.points == 15


def test_a_team_that_shares_more_otherwise_than_the_claim() -> None:
    first = approved("2026-02-03", 15, shares={"ana": 9, "ben": 6})
    files = grown(count("2026-05-01", 12), decision=first)
    files[PATH]["with"] = [{"id": "ben", "percent": 40}]
    found = judge(files)
    assert isinstance(found, Decided)
    assert dict(found.shares) == {"ana": 13, "ben": 8}  # 12.6 and 8.4 of 21


def test_somebody_without_a_share_of_the_claim_who_has_one_of_more() -> None:
    first = approved(
        "2026-02-03",
        8,
        computed=15,
        shares={"ana": 8},
        capped_by={"ben": "per_influencer"},
    )
    files = grown(count("2026-05-01", 12), decision=first)
    files[PATH]["with"] = ["ben"]
    found = judge(files)
    assert isinstance(found, Decided)
    assert (found.computed, dict(found.shares)) == (21, {"ana": 11})
    assert dict(found.capped_by) == {"ben": "per_influencer"}


REFUSED: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "no more": (count("2026-05-01", 5), {}, "5 are no more than the 5 before"),
    "another quality": (
        count("2026-05-01", 9),
        {"quality": "high"},
        "only how many there are is decided later",
    ),
    "another count without a reason": (
        count("2026-05-01", 9),
        {"quantity": 8},
        "quantity 8 is not the 9 of the entry",
    ),
    "by the claimant": (
        count("2026-05-01", 9),
        {"second": "maya"},
        'the second person is "maya" too',
    ),
    "a decline without a reason": (
        count("2026-05-01", 9),
        {"outcome": "declined"},
        "a decline needs a reason",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_let_through(case: str) -> None:
    more, said, expected = REFUSED[case]
    assert judge(grown(more), **said) == [expected]


def test_a_mission_that_counts_nothing_and_gives_more() -> None:
    found = judge(grown(count("2026-05-01", 9), rules=100, decision=approved("2026-02-03")))
    assert isinstance(found, list)
    assert "the version has no unit, so nothing is counted" in found


@pytest.mark.parametrize(
    ("more", "points", "found"),
    [
        ({}, 12, []),
        (
            {"reversals": [{"date": "2026-04-01", "by": "jon", "shares": {"ana": 15}}]},
            12,
            [("quantity-later", "all that it gave was taken back")],
        ),
        (
            {"disclosure": [{"connection": "paid"}], "decision": approved("2026-02-03", 0)},
            12,
            [("quantity-later", "points is 12, but the difference is 0, of which have: ana 0")],
        ),
        (
            {"second": {"by": "jon", "date": "2026-04-30"}},
            12,
            [("quantity-later", "agreed on 2026-04-30, before it was counted on 2026-05-01")],
        ),
        ({"shares": {"ben": 12}}, 12, [("shares-add-up", "ben is not one of the claim's people")]),
    ],
    ids=["as it should be", "all taken back", "paid for", "agreed before", "a stranger"],
)
def test_more_that_check_lets_pass_and_the_command_does_not(
    more: dict[str, Any], points: int, found: list[tuple[str, str]]
) -> None:
    said = {key: more[key] for key in more if key in ("shares", "second")}
    files = grown(
        count("2026-05-01", 9, **approved("2026-05-10", points, **said)),
        **{key: more[key] for key in more if key not in said},
    )
    for each in files[PATH].get("reversals", ()):
        each["reason_code"] = "content-removed"
    there = Snapshot(program(files), day("2026-06-01"))
    told = [
        (name, each.message)
        for name in ("quantity-later", "shares-add-up")
        for each in BY_NAME[name].check(there)
    ]
    assert told == found


def test_a_group_with_a_limit_in_points_that_is_passed_by_growing() -> None:
    files = grown(count("2026-05-01", 9))
    limits = {"points": 20, "every": "ever"}
    group = {"id": "all", "missions": ["guide"], "limits": limits}
    files["program/groups.yml"] = {"groups": [group]}
    assert judge(files) == [
        "guide is in a group with a limit in points, which counts no more of it"
    ]


def test_a_limit_in_points_that_begins_later_and_condemns_what_was_counted_before() -> None:
    files = grown(count("2026-05-01", 9))
    limits = [{"from": "2026-05-02", "points": 20, "every": "ever"}]
    group = {"id": "all", "missions": ["guide"], "limits": limits}
    files["program/groups.yml"] = {"groups": [group]}
    assert isinstance(judge(files), Decided)
    limits[0]["from"] = "2026-05-01"
    assert judge(files) == [
        "guide is in a group with a limit in points, which counts no more of it"
    ]


def entries(files: dict[str, Any], on: str = "2026-12-01") -> list[tuple[str, int, str]]:
    lines = Snapshot(program(files), day(on)).ledger.entries("ana")
    return [(f"{each.date}", each.points, each.reason) for each in lines if each.kind == "awarded"]


def test_an_account_that_does_not_say_that_it_grew() -> None:
    files = grown(count("2026-05-01", 12, **approved("2026-05-03", 21)))
    assert entries(files) == [
        ("2026-02-03", 15, "guide of 2026-02-01, approved by maya, 5 counted"),
        ("2026-05-03", 21, "guide of 2026-02-01 grew to 12 by 2026-05-01, approved by maya"),
    ]
    snapshot = Snapshot(program(files), day("2026-12-01"))
    assert [*BY_NAME["quantity-later"].check(snapshot)] == []
    assert snapshot.claim(snapshot.program.claims[PATH]).points == 36
    before = Snapshot(program(files), day("2026-05-02"))
    assert before.claim(before.program.claims[PATH]).points == 15
    assert before.claim(before.program.claims[PATH]).waits == "grown"


def test_a_wrong_figure_of_more_that_check_lets_pass() -> None:
    for points in (20, 22):
        files = grown(count("2026-05-01", 12, **approved("2026-05-03", points)))
        found = BY_NAME["quantity-later"].check(Snapshot(program(files), day("2026-12-01")))
        assert [each.message for each in found] == [
            f"points is {points}, but the difference is 21, of which have: ana 21"
        ]


OPEN: dict[str, tuple[dict[str, Any], str]] = {
    "no more than there was": (grown(count("2026-05-01", 5)), "5 are no more than the 5 before"),
    "of a mission that counts nothing": (
        grown(count("2026-05-01", 9), rules=100, quantity=1, decision=approved("2026-02-03")),
        "the version has no unit, so nothing is counted",
    ),
}


@pytest.mark.parametrize("case", OPEN)
def test_a_count_that_could_only_be_declined_is_noted(case: str) -> None:
    files, expected = OPEN[case]
    rule = BY_NAME["quantity-later"]
    found = list(rule.check(Snapshot(program(files), day("2026-12-01"))))
    assert [each.message for each in found] == [expected]
    assert found[0].place == program(files).claims[PATH].place.at("quantity_later", 0, "quantity")
    files[PATH]["quantity_later"][0]["decision"] = {
        **approved("2026-05-03"),
        "outcome": "declined",
        "points": 0,
        "reason": "no more",
    }
    assert not list(rule.check(Snapshot(program(files), day("2026-12-01"))))


def test_days_of_counts_that_do_not_follow() -> None:
    files = grown(count("2026-02-01", 9), count("2026-01-01", 12))
    found = BY_NAME["quantity-later"].check(Snapshot(program(files), day("2026-12-01")))
    assert [each.message for each in found] == [
        "counted on 2026-02-01, not after the claim, of 2026-02-01",
        "counted on 2026-01-01, not after the count before, of 2026-02-01",
    ]


def test_standing_that_falls_in_the_cycle_of_the_claim_where_more_is_taken_back() -> None:
    files = grown(
        count("2026-05-01", 12, **approved("2026-05-03", 21)),
        reversals=[
            {
                "date": "2026-06-01",
                "by": "jon",
                "shares": {"ana": 25},
                "reason_code": "duplicate",
            }
        ],
    )
    account = compute(program(files), day("2026-06-02")).account("ana")
    standing = {cycle: points for cycle, points in account.by_cycle if points}
    assert standing == {"2026-Q1": 11}  # all of the growth, and four of the claim
    assert (account.awarded, account.reversed, account.spendable) == (36, 25, 11)
    lifted = {"outcome": "approved", "by": "zoe", "date": "2026-06-10", "points": 25}
    appeal = {"date": "2026-06-05", "text": "Look again", "decision": lifted}
    files[PATH]["reversals"][0]["appeal"] = appeal
    account = compute(program(files), day("2026-06-20")).account("ana")
    assert {cycle: n for cycle, n in account.by_cycle if n} == {"2026-Q1": 15, "2026-Q2": 21}
    assert (account.awarded, account.reversed, account.spendable) == (36, 0, 36)


class Slow:
    """The design read slowly: what a world's claims give, each count on its own day."""

    def __init__(self, rules: dict[str, Any], files: dict[str, Any]) -> None:
        self.rules, self.files = rules, files

    def whole(self, quantity: int, quality: int) -> int:
        most = self.rules["unit"].get("at_most")
        counted = quantity if most is None or quantity < most else most
        return sum(int(self.rules["value"]) for _ in range(counted)) * quality // 100

    def given(self, on: date) -> dict[str, dict[date, int]]:
        """Points by person and day of decision."""
        found: dict[str, dict[date, int]] = {who: {} for who in PEOPLE}
        for data in self.files.values():
            if "decision" not in data:
                continue
            quality = {"low": 50, "normal": 100, "high": 150}[data["decision"]["quality"]]
            had = data["quantity"]
            steps = [(data["decision"], self.whole(had, quality))]
            for each in data["quantity_later"]:
                if "decision" in each and each["decision"]["outcome"] == "approved":
                    more = self.whole(each["quantity"], quality) - self.whole(had, quality)
                    steps.append((each["decision"], more))
                    had = each["quantity"]
            people = ["ana", *(each["id"] for each in data.get("with", []))]
            percents = {each["id"]: each["percent"] for each in data.get("with", [])}
            percents = {"ana": 100 - sum(percents.values()), **percents}
            for decision, points in steps:
                decided = day(decision["date"])
                if decided > on:
                    continue
                exact = {who: points * percents[who] for who in people}
                shares = {who: exact[who] // 100 for who in people}
                while sum(shares.values()) < points:
                    lacks = {who: exact[who] - 100 * shares[who] for who in people}
                    shares[max(people, key=lambda who: lacks[who])] += 1
                for who, share in shares.items():
                    found[who][decided] = found[who].get(decided, 0) + share
        return found


def world(seed: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Random claims that grow, decided as the code says; the rules and the files."""
    random = Random(seed)  # noqa: S311 - made-up programs
    rules: dict[str, Any] = {
        "value": random.randint(1, 9),
        "unit": {"one": "answer", "many": "answers"},
    }
    if random.random() < 0.7:
        rules["unit"]["at_most"] = random.randint(5, 25)
    files = {**EVERYONE, **mission(points=rules)}
    at = date(2026, 1, 5)
    for _ in range(6):
        at += timedelta(days=random.randint(1, 30))
        path = f"missions/guide/claims/{at}-ana.yml"
        data: dict[str, Any] = {"evidence": f"https://example.org/{at}"}
        data |= {"quantity": random.randint(1, 10), "quantity_later": []}
        if random.random() < 0.5:
            data["with"] = [{"id": "ben", "percent": random.randint(1, 50)}]
            data["with"] += [{"id": "cleo", "percent": 30}] if random.random() < 0.5 else []
        files[path] = data
        later, quality = at + timedelta(days=3), random.choice(("low", "normal", "high"))
        verdict = Verdict("maya", later, quality=quality)
        _decide(files, path, verdict, None)
        many = data["quantity"]
        for index in range(random.randint(0, 3)):
            later += timedelta(days=random.randint(1, 60))
            many += random.randint(1, 9)
            data["quantity_later"].append(count(f"{later}", many))
            decided = later + timedelta(days=random.randint(0, 20))
            outcome = random.choice(("approved", "approved", "declined"))
            verdict = Verdict("maya", decided, outcome=outcome, reason="So it is")
            _decide(files, path, verdict, index)
            later = decided
    return rules, files


def _decide(files: dict[str, Any], path: str, verdict: Verdict, index: int | None) -> None:
    made = program(files)
    if index is None:
        found = decide(made, made.claims[path], verdict)
    else:
        places = Places(made, Terms(made))
        found = decide_later(made, places, made.claims[path], index, verdict)
    assert isinstance(found, Decided), found
    value: dict[str, Any] = {
        "outcome": found.outcome,
        "by": "maya",
        "date": f"{found.date}",
        "points": found.points,
        "computed": found.computed,
        "shares": dict(found.shares),
        "quality": found.quality,
        "reason": "So it is",
    }
    where = files[path] if index is None else files[path]["quantity_later"][index]
    where["decision"] = value


def unlike(seed: int, mistake: Any = None) -> list[Any]:
    rules, files = world(seed)
    found: list[Any] = []
    snapshot = Snapshot(program(files), date(2027, 6, 1))
    found += [each.message for each in BY_NAME["quantity-later"].check(snapshot)]
    for on in (date(2026, 5, 1), date(2026, 9, 1), date(2027, 6, 1)):
        slow = Slow(rules, files).given(on)
        ledger = compute(program(mistake(files) if mistake else files), on)
        for who in PEOPLE:
            awarded = ledger.account(who).awarded
            if awarded != sum(slow[who].values()):
                found.append((seed, on, who, awarded, slow[who]))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_more_of_a_claim_that_a_slow_reading_counts_otherwise(seed: int) -> None:
    assert unlike(seed) == []


def _changed(change: Any) -> Any:
    def mistake(files: dict[str, Any]) -> dict[str, Any]:
        found = {}
        for path, data in files.items():
            counts = data.get("quantity_later", ())
            later = [change(dict(each)) for each in counts]
            found[path] = {**data, "quantity_later": later} if later else data
        return found

    return mistake


def _as_declined(each: dict[str, Any]) -> dict[str, Any]:
    decision = {**each["decision"], "outcome": "declined"}
    return {**each, "decision": decision}


def _one_more(each: dict[str, Any]) -> dict[str, Any]:
    shares = {**each["decision"]["shares"]}
    shares["ana"] = shares.get("ana", 0) + 1
    return {**each, "decision": {**each["decision"], "shares": shares}}


def _decided_earlier(each: dict[str, Any]) -> dict[str, Any]:
    earlier = day(each["decision"]["date"]) - timedelta(days=120)
    return {**each, "decision": {**each["decision"], "date": f"{earlier}"}}


@pytest.mark.parametrize("change", [_as_declined, _one_more, _decided_earlier])
def test_a_mistake_that_the_slow_reading_does_not_notice(change: Any) -> None:
    assert any(unlike(seed, _changed(change)) for seed in range(6))
