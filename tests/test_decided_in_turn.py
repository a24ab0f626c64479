"""Many decisions in one run are those that would be made one by one, each on files that say so."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from goodword.ledger import compute, visible
from goodword.ledger.award import Decided, Verdict, decide
from goodword.ledger.in_turn import InTurn
from goodword.ledger.lines import Lines
from goodword.model.claim import decision as read_decision
from goodword.reports.effect import effect
from goodword.rules import judge
from goodword.snapshot import Snapshot
from tests.ledger_program import approved, claim, day, declined, mission, person, program
from tests.test_ledger_like import told

if TYPE_CHECKING:
    import pytest

    from goodword.model.claim import Claim
    from goodword.model.program import Program

TODAY = "2025-03-10"
PEOPLE = ("ana", "ben", "cleo")
TIERS = {
    "program/tiers.yml": {
        "versions": [
            {
                "from": "2025-01-01",
                "tiers": [
                    {"id": "new", "name": "New", "standing_at_least": 0},
                    {"id": "old", "name": "Old", "standing_at_least": 60},
                ],
            }
        ]
    }
}


def undecided(found: Program) -> list[Claim]:
    return [each for each in found.claims_in_order if each.decision is None]


def with_decision(made: Claim, found: Decided) -> Claim:
    value: dict[str, Any] = {"outcome": found.outcome, "by": found.by, "date": TODAY}
    if found.outcome == "approved":
        value |= {
            "points": found.points,
            "computed": found.computed,
            "shares": dict(found.shares),
            "capped_by": dict(found.capped_by),
            "version": str(found.version),
        }
    else:
        value["reason"] = "No."
    return visible.with_decision(made, read_decision(value, made.people), appeal=found.appeal)


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, Any]:
    """Files of a program of one mission with limits and one that asks for a tier."""
    limits = {
        name: value
        for name in ("total", "per_influencer", "per_influencer_per_cycle", "claims_per_week")
        if (value := draw(st.sampled_from((None, None, 1, 2, 3))))
    }
    version: dict[str, Any] = {"from": "2025-01-01", "value": 60}
    files = {**TIERS, **mission(points=[version | ({"limits": limits} if limits else {})])}
    eligibility = {"tiers": ["old"]}
    files |= mission("talk", points=[version], eligibility=eligibility)
    for each in PEOPLE:
        files |= person(each)
    for number in range(draw(st.integers(2, 9))):
        who = draw(st.sampled_from(PEOPLE))
        other = draw(st.sampled_from((None, None, *PEOPLE)))
        on = f"2025-03-{draw(st.sampled_from((1, 2, 8, 9, 10, 10))):02}"
        more: dict[str, Any] = {}
        state = draw(st.sampled_from(("open", "open", "open", "approved", "declined", "cut")))
        if state == "approved":
            more["decision"] = approved(on, 60)
        elif state == "cut":
            more["decision"] = approved(on, 0, computed=60, shares={}, capped_by={who: "total"})
            other = None
        elif state == "declined":
            more["decision"] = declined(on)
        about = draw(st.sampled_from(("guide", "guide", "talk")))
        together = [other] if other and other != who and state != "approved" else None
        files |= claim(who, on, about, number + 1, together, **more)
    return files


@given(worlds(), st.lists(st.booleans(), min_size=9, max_size=9), st.sampled_from((0, 30)))
def test_a_decision_in_turn_is_another_than_on_files_that_say_all_before(
    files: dict[str, Any], outcomes: list[bool], maturation: int
) -> None:
    points = {"maturation_days": maturation, "expiry": "never"}
    found = program(files, points=points)
    turn = InTurn(compute(found, day(TODAY)))
    known = found
    for each, yes in zip(undecided(found), outcomes, strict=False):
        verdict = Verdict(
            "jon", day(TODAY), "approved" if yes else "declined", reason=None if yes else "No."
        )
        expected = decide(known, each, verdict, anyway=True)
        assert turn.decide(each, verdict, anyway=True) == expected
        if isinstance(expected, Decided):
            after = with_decision(each, expected)
            turn.know(after)
            known = replace(known, claims={**known.claims, each.place.path: after})


@given(worlds(), st.lists(st.booleans(), min_size=9, max_size=9))
def test_a_program_is_judged_otherwise_beside_what_it_was(
    files: dict[str, Any], outcomes: list[bool]
) -> None:
    """What a batch would write is judged with what is the same taken from the files as they are."""
    before = program(files, points={"maturation_days": 30, "expiry": "never"})
    turn = InTurn(compute(before, day(TODAY)))
    claims = dict(before.claims)
    for each, yes in zip(undecided(before), outcomes, strict=False):
        decided = turn.decide(each, Verdict("jon", day(TODAY)), anyway=True) if yes else None
        if isinstance(decided, Decided):
            after = claims[each.place.path] = with_decision(each, decided)
            turn.know(after)
    now = replace(before, claims=claims)
    was = Snapshot(before, day(TODAY))
    alone, beside = Snapshot(now, day(TODAY)), Snapshot(now, day(TODAY), like=was)
    assert told(beside.ledger) == told(alone.ledger)
    assert [*judge(beside, lambda _: None)] == [*judge(alone, lambda _: None)]
    assert effect(was, beside, PEOPLE) == effect(was, alone, PEOPLE)


def test_lines_are_made_for_each_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    made = 0
    of = Lines.of

    def counted(lines: Lines, mission: str) -> Any:
        nonlocal made
        made += mission not in lines._lines
        return of(lines, mission)

    monkeypatch.setattr(Lines, "of", counted)
    files = {**mission(points=[{"from": "2025-01-01", "value": 60, "limits": {"total": 30}}])}
    files |= person("ana")
    for number in range(1, 41):
        files |= claim("ana", "2025-03-01", number=number)
    found = program(files)
    turn = InTurn(compute(found, day(TODAY)))
    points = []
    for each in undecided(found):
        decided = turn.decide(each, Verdict("jon", day(TODAY)), anyway=True)
        assert isinstance(decided, Decided)
        points.append(decided.points)
        turn.know(with_decision(each, decided))
    assert (made, points) == (1, [60] * 30 + [0] * 10)


def test_points_of_a_claim_of_others_are_lost_beside_what_it_was() -> None:
    """A rule speaks of these; what an action says of points counts them all the same."""
    files = {**mission(), **mission("talk"), **person("ana"), **person("ben")}
    back = {"date": "2025-03-03", "by": "jon", "shares": {"ana": 30}, "reason_code": "brand-error"}
    for shares in ({"ana": 100}, {"ben": 60, "ana": 40}, {"ben": 100}):
        for reversals in ([], [back]):
            decision = approved("2025-03-02", shares=shares)
            given_away = claim("ben", "2025-03-01", decision=decision, reversals=reversals)
            waiting = claim("ana", "2025-03-04", "talk")
            decided = claim("ana", "2025-03-04", "talk", decision=approved("2025-03-05"))
            worlds = [program({**files, **given_away, **each}) for each in (waiting, decided)]
            # Also where the claim that gives away is the one that is new.
            worlds.insert(0, program({**files, **waiting}))
            for before, after in pairwise(worlds):
                claims = {
                    path: old if (old := before.claims.get(path)) == new else new
                    for path, new in after.claims.items()
                }
                now = replace(before, claims=claims)
                was = Snapshot(before, day(TODAY))
                beside = Snapshot(now, day(TODAY), like=was)
                assert told(beside.ledger) == told(Snapshot(now, day(TODAY)).ledger)
