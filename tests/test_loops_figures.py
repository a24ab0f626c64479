"""Figures over items: shares, percentiles, and cohorts whose denominators never shrink."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goodword.days import Cycles
from goodword.loops.figures import by_cycle, cohorts, days_to_tell, nearest_rank, spreads, tenths
from tests.loop_program import (
    answer,
    decided,
    delivered,
    item,
    loops,
    plain,
    received,
    reopened,
    told,
    triaged,
    withdrawn,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodword.loops import Item


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [(0, 0, None), (0, 3, 0), (1, 3, 333), (2, 3, 667), (1, 2000, 1), (1, 2001, 0), (5, 5, 1000)],
)
def test_shares_are_rounded_half_up(part: int, whole: int, share: int | None) -> None:
    assert tenths(part, whole) == share


@pytest.mark.parametrize(
    ("values", "percent", "rank"),
    [
        ([], 50, None),
        ([7], 90, 7),
        ([4, 1, 3, 2], 50, 2),
        (list(range(1, 11)), 90, 9),
        (list(range(1, 12)), 90, 10),
        ([1, 2], 0, 1),
    ],
)
def test_percentiles_are_values_that_occurred(
    values: list[int], percent: int, rank: int | None
) -> None:
    assert nearest_rank(values, percent) == rank


def story() -> Mapping[str, Item]:
    program = plain()
    decision = decided("2026-01-08", "planned")
    program = item(
        program,
        received("2026-01-05", "ana"),
        triaged("2026-01-06"),
        decision,
        delivered("2026-01-12"),
        id_="done",
    )
    program = told(program, "ana", "delivered", "2026-01-14", about="done")
    program = item(
        program,
        received("2026-02-02", "ben"),
        triaged("2026-02-03"),
        decided("2026-02-04", "declined"),
        id_="declined",
    )
    program = item(
        program,
        received("2026-02-02", "ben"),
        withdrawn("2026-02-03", "ben"),
        id_="withdrawn",
    )
    program = item(
        program,
        received("2026-04-01", "cleo"),
        triaged("2026-04-02"),
        decided("2026-04-03", "declined"),
        reopened("2026-04-06"),
        id_="again",
    )
    exempt: dict[str, Any] = {"milestone": "reopened", "reason": "left", "round": 2}
    program = answer(program, "cleo", "2026-04-07", "exempt", "again", **exempt)
    return loops(program, "2026-04-30").items


def test_every_item_stays_in_the_cycle_in_which_it_was_received() -> None:
    first, second = by_cycle(story().values(), Cycles(()))
    assert (first.label, first.counts.items, first.counts.closed) == ("2026-Q1", 3, 2)
    assert (first.counts.closure_tenths, first.counts.declined_not_told) == (333, 1)
    assert (first.decided, first.delivered, first.influence_tenths) == (2, 1, 500)
    assert (first.oldest_open, first.reopened_tenths) == (date(2026, 2, 2), 0)
    assert (second.label, second.exempt_tenths, second.reopened_tenths) == ("2026-Q2", 1000, 1000)


def test_an_item_counts_under_each_of_its_labels() -> None:
    items = story().values()
    found = cohorts(items, lambda each: [each.state, "all"])
    assert [(each.label, each.counts.items) for each in found] == [
        ("all", 4),
        ("closed-delivered", 1),
        ("closed-withdrawn", 1),
        ("open-declined", 1),
        ("open-reopened", 1),
    ]


def test_an_item_of_which_only_one_is_exempt_counts_as_one_with_an_exemption() -> None:
    program = item(plain(), received("2026-03-02", "ana", "ben"), id_="two")
    exempt: dict[str, Any] = {"milestone": "acknowledged", "reason": "left"}
    program = answer(program, "ben", "2026-03-03", "exempt", "two", **exempt)
    (found,) = cohorts(loops(program, "2026-03-04").items.values(), lambda _: ["all"])
    assert found.exempt_tenths == 1000


def test_never_telling_does_not_make_the_median_better() -> None:
    items = [each for each in story().values() if each.id in {"done", "declined"}]
    spread = spreads(items)["tell_decision"]
    assert (spread.count, spread.median, spread.ninetieth, spread.late) == (2, 4, 61, 1)
    assert days_to_tell(items) == (2, 4, 61)


def test_the_exempt_and_the_withheld_have_no_days_to_tell() -> None:
    assert days_to_tell([story()["again"]]) == ()


def test_a_spread_is_that_of_a_neighbour() -> None:
    """Ten items whose deciding took 1 to 10 business days: the fifth and the ninth are shown."""
    program = plain()
    days = ["04", "05", "06", "09", "10", "11", "12", "13", "16", "17"]
    for number, day in enumerate(days):
        steps = (
            received("2026-03-02", "ana"),
            triaged("2026-03-03"),
            decided(f"2026-03-{day}", "planned"),
        )
        program = item(program, *steps, id_=f"2026-03-02-item-{number}")
    found = spreads(loops(program, "2026-03-20").items.values())["decide"]
    assert (found.count, found.median, found.ninetieth, found.late) == (10, 5, 9, 0)
