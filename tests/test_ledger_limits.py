"""Places: who has one, who is cut, and how many are left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from goodword.ledger import compute
from goodword.ledger.terms import Terms
from goodword.ledger.worth import recompute
from goodword.relation.given import done
from goodword.rules import BY_NAME
from goodword.snapshot import Snapshot
from tests.ledger_program import approved, claim, day, declined, mission, person, program

if TYPE_CHECKING:
    from goodword.ledger import Ledger

EVERYONE = {**person("ana"), **person("ben")}


def ledger(limits: dict[str, int], files: dict[str, Any], on: str = "2026-03-01") -> Ledger:
    given = mission(points={"value": 100, "limits": limits})
    return compute(program({**EVERYONE, **given, **files}), day(on))


@pytest.mark.parametrize(
    ("more", "left"),
    [
        ({}, 2),
        ({"decision": approved("2026-02-20")}, 2),
        ({"decision": declined("2026-02-20")}, 3),
        ({"decision": declined("2026-03-02")}, 2),
        ({"withdrawn": {"date": "2026-02-20"}}, 3),
        (
            {
                "decision": declined("2026-02-20"),
                "appeal": {"date": "2026-02-22", "text": "Look again"},
            },
            2,
        ),
        (
            {
                "decision": approved("2026-02-20"),
                "reversals": [
                    {
                        "date": "2026-02-25",
                        "by": "jon",
                        "shares": {"ana": 100},
                        "reason_code": "duplicate",
                    }
                ],
            },
            3,
        ),
        (
            {
                "decision": approved("2026-02-20"),
                "reversals": [
                    {
                        "date": "2026-02-25",
                        "by": "jon",
                        "shares": {"ana": 100},
                        "reason_code": "duplicate",
                        "appeal": {
                            "date": "2026-02-26",
                            "text": "Both are mine",
                            "decision": approved("2026-03-01"),
                        },
                    }
                ],
            },
            2,
        ),
    ],
)
def test_a_place_that_is_held_or_free_by_mistake(more: dict[str, Any], left: int) -> None:
    found = ledger({"total": 3}, claim("ana", "2026-02-16", **more))
    assert found.places.left("guide", day("2026-03-01")) == {"total": left}


def test_limits_of_a_person_in_another_cycle_or_week() -> None:
    limits = {"per_influencer": 5, "per_influencer_per_cycle": 3, "claims_per_week": 2}
    files = {
        **claim("ana", "2025-12-30", decision=approved("2026-01-02")),
        **claim("ana", "2026-02-22", decision=approved("2026-02-23")),
        **claim("ana", "2026-02-23"),
        **claim("ben", "2026-02-24"),
    }
    places = ledger(limits, files).places
    assert places.left("guide", day("2026-03-01"), "ana") == {
        "per_influencer": 2,
        "per_influencer_per_cycle": 1,
        "claims_per_week": 1,
    }
    assert places.left("guide", day("2026-03-02"), "ana")["claims_per_week"] == 2
    assert places.left("guide", day("2026-04-01"), "ana")["per_influencer_per_cycle"] == 3
    assert places.left("guide", day("2026-03-01")) == {}


def test_a_mission_without_limits_that_has_places_left() -> None:
    assert ledger({}, {}).places.left("guide", day("2026-03-01"), "ana") == {}


def test_what_was_decided_on_the_same_day_that_has_to_be_known() -> None:
    cut = approved("2026-02-20", 0, computed=100, shares={}, capped_by={"ben": "total"})
    files = {
        **claim("ana", "2026-02-16", decision=declined("2026-02-20")),
        **claim("ben", "2026-02-17", decision=cut),
    }
    found = ledger({"total": 1}, files)
    ben = found.program.claims["missions/guide/claims/2026-02-17-ben.yml"]
    answers = recompute(found.program, ben, terms=found.terms, places=found.places)
    assert [each.points for each in answers] == [100, 0]
    assert found.account("ben").standing == 100


def test_a_capped_claim_that_holds_a_place() -> None:
    cut = approved("2026-02-20", 0, computed=100, shares={}, capped_by={"ana": "per_influencer"})
    files = {
        **claim("ana", "2026-02-16", decision=approved("2026-02-20")),
        **claim("ana", "2026-02-17", decision=cut),
        **claim("ben", "2026-02-18"),
    }
    found = ledger({"total": 2, "per_influencer": 1}, files)
    ben = found.program.claims["missions/guide/claims/2026-02-18-ben.yml"]
    assert found.places.cut(ben, day("2026-03-01")) == ({}, ())


def test_an_appeal_that_takes_the_place_it_had_before() -> None:
    files = {
        **claim(
            "ana",
            "2026-02-16",
            decision=declined("2026-02-17"),
            appeal={"date": "2026-02-22", "text": "Look again"},
        ),
        **claim("ben", "2026-02-18", decision=approved("2026-02-19")),
    }
    found = ledger({"total": 1}, files)
    ana = found.program.claims["missions/guide/claims/2026-02-16-ana.yml"]
    assert found.places.cut(ana, day("2026-03-01")) == ({"ana": "total"}, ())


def cut_by(on: str, **limits: str) -> dict[str, Any]:
    """An approval that limits left without points for somebody."""
    return approved(on, 0, computed=100, shares={}, capped_by=limits)


def test_a_cut_approval_that_frees_no_place() -> None:
    files = {
        **claim("ana", "2026-02-16", decision=declined("2026-02-24")),
        **claim("ana", "2026-02-17", decision=cut_by("2026-02-26", ana="claims_per_week")),
        **claim("ben", "2026-02-18", decision=cut_by("2026-02-25", ben="total")),
        **person("cleo"),
    }
    last = claim("cleo", "2026-02-19")
    found = ledger({"total": 1, "claims_per_week": 1}, {**files, **last})
    assert [(each.influencer, each.day, each.limit) for each in found.places.restored()] == [
        ("ben", day("2026-02-26"), "total")
    ]
    assert found.account("ben").spendable == 100
    cleo = found.program.claims["missions/guide/claims/2026-02-19-cleo.yml"]
    assert found.places.cut(cleo, day("2026-02-27")) == ({"cleo": "total"}, ())
    before = compute(found.program, day("2026-02-25"))
    assert before.account("ben").awarded == 0


def test_an_appeal_that_moves_a_claim_in_the_weekly_count() -> None:
    files = {
        **claim(
            "ana",
            "2026-02-16",
            decision=declined("2026-02-17"),
            appeal={"date": "2026-02-19", "text": "Look again"},
        ),
        **claim("ana", "2026-02-18"),
    }
    weekly = ledger({"claims_per_week": 1}, files)
    first, second = weekly.program.claims.values()
    assert weekly.places.cut(first, day("2026-02-20")) == ({}, ())
    assert weekly.places.cut(second, day("2026-02-20")) == ({"ana": "claims_per_week"}, ())
    # Elsewhere it takes the place of its own date.
    total = ledger({"per_influencer": 1}, files)
    first, second = total.program.claims.values()
    assert total.places.cut(first, day("2026-02-20")) == ({"ana": "per_influencer"}, (second,))
    assert total.places.cut(second, day("2026-02-20")) == ({}, ())


@pytest.mark.parametrize(
    ("freed", "week", "restored"),
    [
        ({"withdrawn": {"date": "2026-02-25"}}, 2, ["ana"]),
        ({"withdrawn": {"date": "2026-02-25"}}, 1, []),  # the week of ana's claim is full still
    ],
)
def test_a_share_restored_beyond_another_limit(
    freed: dict[str, Any], week: int, restored: list[str]
) -> None:
    files = {
        **claim("ben", "2026-02-16", **freed),
        **claim("ana", "2026-02-17", decision=declined("2026-02-18")),
        **claim("ana", "2026-02-18", decision=cut_by("2026-02-24", ana="total")),
    }
    found = ledger({"total": 1, "claims_per_week": week}, files)
    assert [each.influencer for each in found.places.restored()] == restored


REVERSED = {"date": "2026-03-05", "by": "jon", "shares": {"ana": 100}, "reason_code": "duplicate"}


@pytest.mark.parametrize("shares", [{}, {"ana": 0}])
def test_a_restored_share_that_keeps_its_standing_when_reversed(shares: dict[str, int]) -> None:
    cut = {**cut_by("2026-02-24", ana="total"), "shares": shares}
    files = {
        **claim("ben", "2026-02-16", withdrawn={"date": "2026-02-25"}),
        **claim("ana", "2026-02-17", decision=cut, reversals=[REVERSED]),
    }
    found = ledger({"total": 1}, files, "2026-03-04").account("ana")
    assert (found.standing, found.spendable) == (100, 100)
    found = ledger({"total": 1}, files, "2026-03-05").account("ana")
    assert (found.standing, found.spendable, found.reversed) == (0, 0, 100)


@pytest.mark.parametrize(("points", "left"), [(40, 0), (100, 1)])
def test_a_restored_claim_taken_back_in_part_that_frees_its_place(points: int, left: int) -> None:
    reversal = {**REVERSED, "shares": {"ana": points}}
    files = {
        **claim("ben", "2026-02-16", withdrawn={"date": "2026-02-25"}),
        **claim(
            "ana", "2026-02-17", decision=cut_by("2026-02-24", ana="total"), reversals=[reversal]
        ),
    }
    found = ledger({"total": 1}, files, "2026-03-06")
    assert found.places.left("guide", day("2026-03-06")) == {"total": left}
    (ana,) = (each for each in found.program.claims.values() if each.influencer == "ana")
    assert done(ana, day("2026-03-06")) is not bool(left)


@pytest.mark.parametrize(("points", "said"), [(50, []), (51, ["ben"])])
def test_more_than_a_restored_share_that_can_be_taken_back(points: int, said: list[str]) -> None:
    decision = cut_by("2026-02-24", ana="total", ben="total") | {"computed": 101}
    reversal = {**REVERSED, "shares": {"ana": 51, "ben": points}}
    files = {
        **claim("ben", "2026-02-16", withdrawn={"date": "2026-02-25"}),
        **claim("ana", "2026-02-17", together=["ben"], decision=decision, reversals=[reversal]),
    }
    found = ledger({"total": 1}, files, "2026-03-06")
    shot = Snapshot(found.program, day("2026-03-06"))
    pointers = [each.place.pointer[-1] for each in BY_NAME["reversed-beyond"].check(shot)]
    assert pointers == said


def test_open_claims_are_waited_for_where_the_last_place_is_gone() -> None:
    files = {
        **claim("ben", "2026-02-16"),
        **claim("ana", "2026-02-17", decision=approved("2026-02-18")),
        **claim("ana", "2026-02-18"),
    }
    found = ledger({"total": 1}, files)
    third = found.program.claims["missions/guide/claims/2026-02-18-ana.yml"]
    assert found.places.cut(third, day("2026-02-19")) == ({"ana": "total"}, ())


@pytest.mark.parametrize(("name", "waits"), [("claims_per_week", 0), ("total", 1)])
def test_what_was_handed_in_on_the_day_holds_a_place_already_or_never(
    name: str, waits: int
) -> None:
    files = {
        **claim("ana", "2026-02-18", at="08:00:00"),
        **claim("ana", "2026-02-18", number=2, at="09:00:00"),
    }
    found = ledger({name: 1}, files)
    first, second = sorted(found.program.claims.values(), key=lambda each: each.order)
    on, before = day("2026-02-18"), day("2026-02-17")
    cut, open_ = found.places.cut(second, on, ended=before, begun=on)
    assert (cut, len(open_)) == ({"ana": name}, waits)
    assert first.at is not None


@pytest.mark.parametrize("name", ["total", "per_influencer", "per_month", "claims_per_week"])
def test_a_limit_of_nothing_is_none(name: str) -> None:
    """A mission whose only limit is 0 gives nothing, as one that has another limit beside it."""
    for more in ({}, {"per_influencer_per_cycle": 9}):
        given = mission(points={"value": 100, "limits": {name: 0, **more}})
        said = approved("2026-02-20", 0, computed=100, capped_by={"ana": name})
        made = program({**EVERYONE, **given, **claim("ana", "2026-02-10", decision=said)})
        snapshot = Snapshot(made, day("2026-03-01"))
        (each,) = made.claims.values()
        assert [answer.points for answer in recompute(made, each, terms=Terms(made))] == [0]
        assert [*BY_NAME["frozen-points"].check(snapshot)] == []
        wrong = approved("2026-02-20")
        given |= claim("ana", "2026-02-10", decision=wrong)
        found = [
            *BY_NAME["frozen-points"].check(
                Snapshot(program({**EVERYONE, **given}), snapshot.as_of)
            )
        ]
        assert found, "points beyond a limit of nothing are accepted"
