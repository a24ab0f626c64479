"""Uneven shares of a claim: figures worked out by hand, and a slow reading of the design."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

import pytest

from goodword.guard.acts import matter
from goodword.guard.growth import losses
from goodword.ledger.award import Decided, Verdict, decide
from goodword.ledger.sharing import split
from goodword.snapshot import Snapshot
from tests.ledger_program import approved, claim, day, mission, person, program

PATH = "missions/guide/claims/2026-02-01-ana.yml"
PEOPLE = ("ana", "ben", "cleo", "dora")
EVERYONE = {path: data for each in PEOPLE for path, data in person(each).items()}


def judge(others: list[Any], points: Any, **said: Any) -> Decided | list[str]:
    files = {**EVERYONE, **mission(points=points), **claim("ana", "2026-02-01")}
    files[PATH]["with"] = others
    made = program(files)
    found = decide(made, made.claims[PATH], Verdict("maya", day("2026-02-03"), **said))
    return found if isinstance(found, Decided) else [each.message for each in found]


def part(who: str, percent: int) -> dict[str, Any]:
    return {"id": who, "percent": percent}


GIVEN: dict[str, tuple[list[Any], int, dict[str, int]]] = {
    "two fifths of a hundred": ([part("ben", 40)], 100, {"ana": 60, "ben": 40}),
    "a half each of an odd number": ([part("ben", 50)], 7, {"ana": 4, "ben": 3}),
    "the greater remainder before the claimant": (
        [part("ben", 29)],
        10,  # 7.1 and 2.9
        {"ana": 7, "ben": 3},
    ),
    "the same remainders in the order of the claim": (
        [part("ben", 25), part("cleo", 25), part("dora", 25)],
        6,  # one and a half each
        {"ana": 2, "ben": 2, "cleo": 1, "dora": 1},
    ),
    "a part of one point": (
        [part("ben", 40), part("cleo", 30)],
        1,
        {"ana": 0, "ben": 1, "cleo": 0},
    ),
    "nothing of nothing": ([part("ben", 40)], 0, {"ana": 0, "ben": 0}),
    "even shares as ever": (["ben", "cleo"], 100, {"ana": 34, "ben": 33, "cleo": 33}),
}


@pytest.mark.parametrize("case", GIVEN)
def test_shares_that_are_not_those_worked_out_by_hand(case: str) -> None:
    others, points, expected = GIVEN[case]
    found = judge(others, points)
    assert isinstance(found, Decided), found
    assert dict(found.shares) == expected


def test_a_share_that_a_limit_cut_and_that_goes_to_somebody_else() -> None:
    rules = {"value": 100, "limits": {"per_influencer": 1}}
    first = claim("ben", "2026-01-20", decision=approved("2026-01-21"))
    files = {**EVERYONE, **mission(points=rules), **first, **claim("ana", "2026-02-01")}
    files[PATH]["with"] = [part("ben", 40), part("cleo", 35)]
    made = program(files)
    found = decide(made, made.claims[PATH], Verdict("maya", day("2026-02-03")))
    assert isinstance(found, Decided), found
    assert dict(found.shares) == {"ana": 25, "cleo": 35}
    assert found.capped_by == (("ben", "per_influencer"),)
    other = decide(
        made,
        made.claims[PATH],
        Verdict(
            "maya",
            day("2026-02-03"),
            points=61,
            reason_code="override",
            reason="Twice as long",
            second="jon",
        ),
    )
    assert isinstance(other, Decided), other
    # 25 to 35 of 61 points: 25.4 and 35.6
    assert dict(other.shares) == {"ana": 25, "cleo": 36}


REFUSED: dict[str, tuple[list[Any], str]] = {
    "a percent for some": (
        ["ben", part("cleo", 40)],
        "ben has no percent, but others of the claim have one",
    ),
    "nothing left for the claimant": (
        [part("ben", 60), part("cleo", 40)],
        "the others have 100 percent together, which leaves ana none",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_percents_that_do_not_say_who_has_how_much_and_are_let_through(case: str) -> None:
    others, expected = REFUSED[case]
    assert judge(others, 100) == [expected]


def slow(points: int, percents: dict[str, int]) -> dict[str, int]:
    """The whole part of each; then a point to who lacks most, the first of those alike."""
    exact = {who: Fraction(points * percent, 100) for who, percent in percents.items()}
    found = {who: int(each) for who, each in exact.items()}
    while sum(found.values()) < points:
        lacks = [exact[who] - found[who] for who in found]
        found[list(found)[lacks.index(max(lacks))]] += 1
    return found


def unlike(split_: Any, seed: int) -> list[Any]:
    """Where a way of splitting differs from the slow one in random teams."""
    random = Random(seed)  # noqa: S311 - made-up teams
    found = []
    for _ in range(300):
        people = list(PEOPLE[: random.randint(1, 4)])
        left = 100
        percents = {}
        for each in people[1:]:
            percents[each] = random.randint(1, max(1, left // 2))
            left -= percents[each]
        percents = {people[0]: left, **percents}
        points = random.choice((0, 1, 2, 3, 7, random.randint(0, 999)))
        given = dict(split_(points, people, percents))
        if given != slow(points, percents) or sum(given.values()) != points:
            found.append((points, percents, given))
    return found


@pytest.mark.parametrize("seed", range(4))
def test_shares_that_differ_from_a_slow_reading_of_the_design(seed: int) -> None:
    assert unlike(split, seed) == []


def _down(points: int, people: list[str], parts: dict[str, int]) -> Any:
    first, *others = people
    found = {who: points * parts[who] // 100 for who in others}
    return {first: points - sum(found.values()), **found}


def _half_up(points: int, people: list[str], parts: dict[str, int]) -> Any:
    return {who: (points * parts[who] + 50) // 100 for who in people}


def _last_first(points: int, people: list[str], parts: dict[str, int]) -> Any:
    return split(points, people[::-1], parts)


def _even(points: int, people: list[str], parts: dict[str, int]) -> Any:
    return split(points, people, {} if parts else None)


@pytest.mark.parametrize("mistake", [_down, _half_up, _last_first, _even])
def test_a_mistake_in_sharing_that_the_slow_reading_does_not_notice(mistake: Any) -> None:
    assert unlike(mistake, 0)


def test_percents_of_a_decided_claim_that_change_unnoticed() -> None:
    files = {**EVERYONE, **mission()}
    before = claim(
        "ana", "2026-02-01", decision=approved("2026-02-03", shares={"ana": 60, "ben": 40})
    )
    before[PATH]["with"] = [part("ben", 40)]
    after = {PATH: {**before[PATH], "with": [part("ben", 50)]}}
    old = program({**files, **before}).claims[PATH]
    new = program({**files, **after}).claims[PATH]
    assert [(each.pointer, each.message) for each in losses(old, new)] == [
        (("with",), "with was ben: 40, is ben: 50")
    ]
    assert matter(old) != matter(new)


def test_an_account_that_does_not_say_whose_part_it_is() -> None:
    decided = approved("2026-02-03", shares={"ana": 60, "ben": 40})
    files = {**EVERYONE, **mission(), **claim("ana", "2026-02-01", decision=decided)}
    files[PATH]["with"] = [part("ben", 40)]
    lines = Snapshot(program(files), day("2026-02-10")).ledger.entries("ben")
    assert [each.reason for each in lines if each.kind == "awarded"] == [
        "guide of 2026-02-01, approved by maya, shared by 2: 100 in all, of which 40 %"
    ]
