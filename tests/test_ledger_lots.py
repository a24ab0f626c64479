"""Last days that move while points are held, while their owner is gone, and when they are free."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from goodword.ledger import compute
from tests.ledger_program import approved, claim, day, mission, person, program

if TYPE_CHECKING:
    from goodword.ledger import Account

MUG = {
    "program/rewards/mug.yml": {
        "name": "Mug",
        "kind": "merchandise",
        "cost": [{"from": "2020-01-01", "points": 100}],
    }
}
CLAIM = claim("ana", "2023-12-08", decision=approved("2023-12-08"))
LEFT = [{"date": "2023-01-01", "stage": "member"}, {"date": "2024-03-01", "stage": "left"}]


def held(on: str, until: str) -> dict[str, Any]:
    """A request for 100 points that was cancelled."""
    cancelled = {"date": until, "by": "maya"}
    return {
        f"influencers/ana/redemptions/{on}-mug.yml": {"points": 100, "cancelled": cancelled},
    }


def extension(on: str, until: str, of: Any = "all") -> dict[str, Any]:
    detail = {"kind": "extension", "of": of, "until": until, "reason": "Slow", "by": "maya"}
    return {f"influencers/ana/touchpoints/{on}-more.yml": detail}


def account(on: str, *files: dict[str, Any], expiry: Any = None, **profile: Any) -> Account:
    """Ana on a day, with a claim of 100 points of December 2023."""
    found: dict[str, Any] = {**person("ana", **profile), **mission(), **MUG, **CLAIM}
    for each in files:
        found |= each
    return compute(
        program(found, points={"expiry": expiry or "end-of-next-cycle"}), day(on)
    ).account("ana")


@pytest.mark.parametrize(
    ("last", "files"),
    [
        # Held when its day was moved, released before and after the day it had had.
        ("2024-06-23", [held("2024-02-22", "2024-03-10"), extension("2024-03-01", "2024-06-23")]),
        ("2024-06-23", [held("2024-02-22", "2024-04-20"), extension("2024-03-01", "2024-06-23")]),
        # Held past its own day when it was extended.
        ("2024-09-01", [held("2024-02-22", "2024-06-20"), extension("2024-06-01", "2024-09-01")]),
        (
            "2024-09-01",
            [
                held("2024-02-22", "2024-06-20"),
                extension("2024-06-01", "2024-09-01", ["guide/2023-12-08-ana"]),
            ],
        ),
        # A shorter one changes nothing: thirty days from the release.
        ("2024-07-20", [held("2024-02-22", "2024-06-20"), extension("2024-06-01", "2024-06-25")]),
        ("2024-03-31", [extension("2024-03-01", "2024-03-20")]),
    ],
)
def test_a_lot_held_when_its_day_was_moved_that_never_ends(
    last: str, files: list[dict[str, Any]]
) -> None:
    on_it = account(last, *files)
    assert (on_it.spendable, on_it.expired) == (100, 0)
    assert [each.isoformat() for each, _ in on_it.expiring] == [last]
    after = account("2025-09-01", *files)
    assert (after.spendable, after.expired) == (0, 100)


def test_an_extension_of_all_that_brings_back_what_has_expired() -> None:
    files = [extension("2024-05-01", "2024-09-01")]
    assert account("2024-06-01", *files).expired == 100
    named = extension("2024-06-01", "2024-08-01", ["guide/2023-12-08-ana"])
    found = account("2024-07-01", *files, named)
    assert (found.spendable, found.expired) == (100, 0)


@pytest.mark.parametrize(
    ("release", "last"),
    [("2024-03-20", "2024-05-30"), ("2024-05-20", "2024-06-19"), ("2024-06-20", "2024-07-20")],
)
def test_a_lot_held_when_its_owner_left_that_never_ends(release: str, last: str) -> None:
    story = {"expiry": "never", "history": LEFT}
    assert account(last, held("2024-02-22", release), **story).spendable == 100
    assert account("2025-09-01", held("2024-02-22", release), **story).expired == 100


@pytest.mark.parametrize("release", ["2024-05-20", "2024-06-01"])
def test_a_lot_without_end_of_somebody_who_came_back_that_ends(release: str) -> None:
    back = [*LEFT, {"date": "2024-06-05", "stage": "member"}]
    files = held("2024-02-22", release)
    found = account("2030-01-01", files, expiry="never", history=back)
    assert (found.spendable, found.expired) == (100, 0)
    # Gone once more: the exit bounds it again.
    gone = [*back, {"date": "2025-01-01", "stage": "left"}]
    found = account("2030-01-01", files, expiry="never", history=gone)
    assert (found.spendable, found.expired) == (0, 100)


def test_a_day_given_after_leaving_that_is_forgotten_while_the_points_mature() -> None:
    files = [
        mission(points={"value": 100, "maturation_days": 60}),
        claim("ana", "2024-02-20", decision=approved("2024-03-10")),
        extension("2024-03-20", "2025-01-15", ["guide/2024-02-20-ana"]),
    ]
    assert account("2025-01-15", *files, history=LEFT).spendable == 100
    assert account("2025-01-16", *files, history=LEFT).spendable == 0


def test_points_that_last_over_a_leave_and_are_left_out_of_an_extension() -> None:
    history = [
        {"date": "2023-01-01", "stage": "member"},
        {"date": "2024-03-01", "stage": "on-leave"},
        {"date": "2024-09-01", "stage": "member"},
    ]
    files = [extension("2024-06-01", "2024-12-24")]
    assert account("2024-12-24", *files, history=history).spendable == 100
    assert account("2024-12-25", *files, history=history).expired == 100
    assert account("2024-10-01", history=history).spendable == 100
    assert account("2024-10-02", history=history).expired == 100


def test_a_part_that_is_spent_before_its_mother() -> None:
    # 60 of 100 held and released late: a lot of its own that ends later, so its mother goes first.
    files = {
        "program/rewards/mug.yml": {"name": "Mug", "kind": "merchandise", "cost": 60},
        "influencers/ana/redemptions/2024-02-01-mug.yml": {
            "points": 60,
            "cancelled": {"date": "2024-03-20", "by": "maya"},
        },
        "influencers/ana/redemptions/2024-03-25-mug.yml": {"points": 60},
    }
    found = account("2024-03-26", files)
    assert found.allocated is not None
    parts = found.allocated["influencers/ana/redemptions/2024-03-25-mug.yml"]
    assert [(lot.root is None, points) for lot, points in parts] == [(True, 40), (False, 20)]
    assert [(each.isoformat(), points) for each, points in found.expiring] == [("2024-04-19", 40)]
