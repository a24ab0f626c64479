"""Cycles, business days and versions in force."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.days import EARLIEST, BusinessDays, Cycles, CycleVersion, add_months, in_force

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
CUTS = st.builds(
    CycleVersion,
    st.just(EARLIEST),
    st.sampled_from(["month", "quarter", "half-year", "year"]),
    st.integers(1, 12),
)


@given(DAYS, CUTS)
def test_a_day_lies_in_no_cycle_or_in_two(day: date, cut: CycleVersion) -> None:
    cycles = Cycles([cut])
    cycle = cycles.of(day)
    assert day in cycle
    assert cycles.of(cycle.start) == cycles.of(cycle.last) == cycle
    assert cycles.after(cycles.before(cycle)) == cycle
    assert cycles.named(cycle.name) == cycle


@pytest.mark.parametrize(
    ("day", "every", "month", "name"),
    [
        (date(2026, 11, 15), "month", 1, "2026-M11"),
        (date(2026, 3, 31), "month", 4, "2026-M03"),
        (date(2026, 11, 15), "quarter", 1, "2026-Q4"),
        (date(2026, 2, 28), "quarter", 4, "2025-Q4"),
        (date(2026, 4, 1), "quarter", 4, "2026-Q1"),
        (date(2026, 12, 31), "half-year", 7, "2026-H1"),
        (date(2026, 6, 30), "half-year", 7, "2025-H2"),
        (date(2026, 9, 30), "year", 10, "2025"),
        (date(2026, 10, 1), "year", 10, "2026"),
    ],
)
def test_a_cycle_is_named_by_another_year(day: date, every: str, month: int, name: str) -> None:
    assert Cycles([CycleVersion(EARLIEST, every, month)]).of(day).name == name


def test_a_change_of_cycle_leaves_a_hole_or_overlaps() -> None:
    versions = [CycleVersion(EARLIEST, "quarter"), CycleVersion(date(2026, 1, 1), "year")]
    cycles = Cycles(versions)
    assert cycles.of(date(2025, 12, 31)).end == cycles.of(date(2026, 1, 1)).start
    assert cycles.of(date(2026, 6, 1)).name == "2026"
    assert cycles.named("2025-Q4") == cycles.of(date(2025, 10, 1))
    assert cycles.named("2026-Q4") is None


def test_a_name_that_is_no_cycle_gives_one() -> None:
    cycles = Cycles([])
    assert [cycles.named(name) for name in ("", "20xx", "2026", "2026-H1", "2026-Q5")] == [None] * 5


def test_a_month_is_clamped_to_another_day() -> None:
    assert add_months(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert add_months(date(2027, 3, 31), -1) == date(2027, 2, 28)
    assert add_months(date(2027, 12, 15), 1) == date(2028, 1, 15)


def test_friday_and_three_is_not_wednesday() -> None:
    free = BusinessDays(lambda _: False)
    assert free.add(date(2026, 11, 13), 3) == date(2026, 11, 18)
    assert free.between(date(2026, 11, 13), date(2026, 11, 18)) == 3


@given(DAYS, st.integers(0, 60), st.sets(DAYS, max_size=5))
def test_business_days_counted_forth_and_back_differ(
    day: date, count: int, closed: set[date]
) -> None:
    calendar = BusinessDays(closed.__contains__)
    end = calendar.add(day, count)
    assert calendar.between(day, end) == count
    assert count == 0 or calendar.open_on(end)
    assert calendar.between(end, day) == (0 if count or end >= day else count)


@given(st.lists(DAYS, min_size=1, max_size=6, unique=True), DAYS)
def test_another_version_than_the_last_begun_is_in_force(starts: list[date], day: date) -> None:
    versions = [CycleVersion(start) for start in sorted(starts)]
    found = in_force(versions, day)
    begun = [version for version in versions if version.from_ <= day]
    assert found == (begun[-1] if begun else None)
    assert in_force(versions, versions[0].from_ - timedelta(days=1)) is None
