"""Candidates: ranks, weights, the marketplace, who is left out, and how the best stand to us."""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING, Any

import pytest

from goodword.formats import table
from goodword.relation.candidates import candidates, coverage, loudness
from goodword.reports.candidates import candidates_report
from tests.relation_program import (
    DEPARTMENTS,
    claim,
    example,
    item,
    mission,
    person,
    snapshot,
    touch,
)

if TYPE_CHECKING:
    from goodword.relation.candidates import Candidate
    from tests.conftest import Golden

SOUGHT = {"topics": ["export", "search"], "regions": ["PT", "DE"]}


def reach(value: int, on: str = "2026-05-01", channel: str = "blog") -> dict[str, Any]:
    return {"channel": channel, "measure": "readers", "value": value, "date": on}


def scored(files: dict[str, Any], on: str = "2026-06-30", **sought: Any) -> dict[str, Candidate]:
    laid = {**files, "program/identification.yml": {**SOUGHT, **sought}}
    return {each.id: each for each in candidates(snapshot(laid, on).relation)}


def ranks(files: dict[str, Any], term: int, **more: Any) -> dict[str, tuple[int, int]]:
    found = scored(files, **more)
    return {each: (c.terms[term].value, c.terms[term].rank) for each, c in found.items()}


@pytest.mark.parametrize("value", [0, 1, 2, 9, 10, 999, 1000, 5320, 10**9])
def test_the_logarithm_of_reach_is_another(value: int) -> None:
    assert loudness(value) == int(10 * log2(value + 1) + 1e-9)


def test_an_old_or_a_replaced_figure_counts_whole() -> None:
    files = {
        **person("ana", reach=[reach(1023, "2025-06-30")]),
        **person("ben", reach=[reach(1023, "2025-06-29")]),
        **person("cleo", reach=[reach(10**6, "2026-01-01"), reach(1, "2026-02-01")]),
        **person("dan", reach=[reach(3, channel="a"), reach(7, channel="b")]),
        **person("eve", reach=[reach(1023, "2026-07-01")]),
    }
    found = ranks(files, 0)
    assert {each: value for each, (value, _) in found.items()} == {
        "ana": 100,
        "ben": 50,
        "cleo": 10,
        "dan": 30,
        "eve": 0,
    }
    assert found["ana"][1] == 100
    assert found["eve"][1] == 0
    assert found["dan"][1] == 50


def test_equals_have_different_ranks() -> None:
    files = {
        **person("ana", topics=["export"]),
        **person("ben", topics=["search"]),
        **person("cleo", topics=["cooking"]),
        **person("dan", topics=["export", "search"]),
    }
    assert ranks(files, 1) == {"ana": (1, 33), "ben": (1, 33), "cleo": (0, 0), "dan": (2, 100)}
    assert ranks(person("ana", topics=["export"]), 1) == {"ana": (1, 100)}
    assert ranks(person("ana"), 1) == {"ana": (0, 0)}


def test_activity_or_help_is_not_counted() -> None:
    files = {
        **person("ana"),
        **person("ben"),
        **mission(),
        **claim("ana", "2026-03-01", "2026-03-02", helped="A newcomer"),
        **claim("ana", "2025-06-30", "2025-07-02", helped="too long ago"),
        **item("2026-03-05-slow", "ana"),
        **touch("ana", "contact", "2026-03-06", direction="from-them"),
        **touch("ana", "contact", "2026-03-07"),
        **touch("ana", "thanks", "2026-03-08", helped="x"),
        "program/communities/club.yml": {"name": "Club", "where": "both", "movers": ["ana"]},
    }
    assert ranks(files, 2) == {"ana": (3, 100), "ben": (0, 0)}
    assert ranks(files, 3) == {"ana": (3, 100), "ben": (0, 0)}
    for name in ("guide/2026-03-01-ana", "missions/guide/claims/2026-03-01-ana.yml"):
        files |= touch("ana", "thanks", "2026-03-08", helped="A newcomer", refs=[name])
        assert ranks(files, 3)["ana"] == (2, 100)  # the claim, and thanks for it, are one deed
    files |= touch("ana", "thanks", "2026-03-08", helped="x", refs=["guide/2025-06-30-ana"])
    assert ranks(files, 3)["ana"] == (3, 100)


def test_a_score_is_not_the_weighted_mean_of_its_ranks() -> None:
    files = {
        **person("ana", topics=["export"], reach=[reach(5)]),
        **person("ben", topics=["export", "search"]),
        **person("cleo"),
    }
    found = scored(files, weights={"reach": 1, "relevance": 2, "activity": 0, "helpfulness": 0})
    assert [(c.id, c.score_tenths, c.place) for c in found.values()] == [
        ("ana", 667, 1),
        ("ben", 667, 1),
        ("cleo", 0, 3),
    ]
    for each in found.values():
        whole = sum(t.rank * t.weight for t in each.terms)
        assert each.score_tenths == (20 * whole + 3) // 6


def test_somebody_is_left_out_for_being_disliked_or_far() -> None:
    files = {
        **person("ana", region="PT", stance="critical", reachable=False, stage="candidate"),
        **person("ben", region="PT-11", stage="declined"),
        **person("cleo", region="FR"),
        **person("dan"),
        **person("eve", stage="opted-out"),
        **person("finn", stage="deceased"),
        **person("gil", since="2027-01-01"),
    }
    found = scored(files)
    assert sorted(found) == ["ana", "ben", "cleo", "dan"]
    assert [c.id for c in found.values() if not c.inside] == ["cleo"]
    assert found["cleo"].score_tenths is None
    assert sorted(scored(files, regions=[])) == ["ana", "ben", "cleo", "dan"]


def test_the_coverage_is_of_others() -> None:
    files = {
        **DEPARTMENTS,
        **person("ana", category="builder", topics=["export", "search"], communities=["club"]),
        **person("ben", stage="candidate", topics=["export", "search"], communities=["club"]),
        **person("cleo", stage="candidate", topics=["export"], reach=[reach(9)]),
        **person("dan", stage="candidate"),
        **person("eve", stage="invited"),
        **touch("cleo", "contact", "2026-03-07"),
        **touch("ben", "message", "2026-03-07"),
        "program/communities/club.yml": {"name": "Club", "where": "both"},
        "program/identification.yml": SOUGHT,
    }
    found = snapshot(files)
    covered = coverage(found.relation, candidates(found.relation), 3)
    assert covered.top == ("cleo", "ana", "ben")
    assert covered.contact == {"member": 1, "in contact": 1, "unknown": 1}
    assert covered.departments == {"": 2, "product": 1}
    assert covered.categories == {"": 2, "builder": 1}
    assert covered.communities == {"club": 2}
    assert covered.far == ("cleo",)
    assert covered.usual == 1
    everyone = {each.id: each.contact for each in candidates(found.relation)}
    assert everyone["eve"] == "in contact"
    assert everyone["dan"] == "unknown"


def test_without_identification_it_does_not_say_how_to_begin() -> None:
    report = candidates_report(snapshot(person("ana")))
    assert any("identification.yml" in note for note in report.notes)
    assert [each["score"] for each in report.value["candidates"]] == [None]


def test_a_score_is_shown_without_what_it_is_for() -> None:
    assert "it is no goal" in candidates_report(example()[0]).notes[0]


def test_the_example_reads_otherwise(golden: Golden) -> None:
    found, locator = example()
    report = candidates_report(found, 8, explain=True)
    golden("reports/candidates.txt", table.report(report, 200, line=locator.spot))
    people = {each["id"]: each for each in report.value["candidates"]}
    assert people["swantje-ohlsen"]["reachable"] is False  # unreachable and critical, on the map
    assert people["gaspard-delorme"]["stance"] == "critical"
    for each in people.values():
        for name, term in each["terms"].items():
            values = [e["value"] for e in term["evidence"]]
            total = max(values, default=0) if name == "reach" else sum(values)
            assert term["value"] == total, (each["id"], name)
