"""Figures about people before somebody who sees every page, of every audience, on two days.

The adversary is slow and knows all but the figure: it has a program for each number of people who
are not named, on each of two neighbouring days, and looks which of these give the very same pages.
Where all of them agree on a figure of one to four people, that figure is known to whoever looks.
"""

from __future__ import annotations

import itertools
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.audience import gate, items
from goodword.audience.gate import audience_view
from goodword.relation import few
from goodword.relation.few import FEWEST
from goodword.relation.together import shown_together
from goodword.snapshot import Snapshot
from tests.relation_program import item, person, program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

DAY = date(2026, 6, 30)
MOST = 13
"""People without a name, at most."""
ITEM = "2026-03-02-slow"
AUDIENCES = ("public", "members", "nda")
OPEN = {"from": "2025-01-01", "version": "1", "recognition": "public", "points": "public"}


class Named(NamedTuple):
    """How many show their names, to whom."""

    public: int
    members: int


class Truth(NamedTuple):
    """What nobody outside staff may know of two days."""

    before: int
    after: int


def club(named: Named, hidden: int) -> Snapshot:
    """A program with so many members, named and not."""
    files: dict[str, Any] = {}
    for level, count in zip(("public", "members", "staff"), (*named, hidden), strict=True):
        for number in range(count):
            consent = [{**OPEN, "recognition": level}]
            files |= person(f"{level[0]}{number}", consent=consent)
    return Snapshot(program(files, started="2025-01-01"), DAY)


def seen_by(snapshot: Snapshot, audience: str) -> str:
    """All that an audience has, and those before it have too."""
    lowest = AUDIENCES[: AUDIENCES.index(audience) + 1]
    return repr([audience_view(snapshot, each, DAY) for each in lowest])


def known(worlds: Mapping[Truth, str], figures: Mapping[str, Callable[[Truth], int]]) -> list[str]:
    """Figures of one to four people on which all worlds agree that look alike."""
    alike: dict[str, list[Truth]] = {}
    for truth, seen in worlds.items():
        alike.setdefault(seen, []).append(truth)
    found = []
    for truths in alike.values():
        for name, figure in figures.items():
            values = {abs(figure(each)) for each in truths}
            if len(values) == 1 and 0 < min(values) < FEWEST:
                found.append(f"{name} is {min(values)}, as in {truths[0]}")
    return found


def pages(named: Iterable[Named], audience: str) -> list[list[str]]:
    """What is seen on each of the days, by the number of people without a name."""
    return [[seen_by(club(each, hidden), audience) for hidden in range(MOST + 1)] for each in named]


def two_days(before: Named, after: Named, audience: str) -> dict[Truth, str]:
    """Every pair of days that is possible, and all that is seen on both."""
    first, second = pages((before, after), audience)
    numbers = itertools.product(range(MOST + 1), repeat=2)
    return {Truth(one, two): first[one] + second[two] for one, two in numbers}


FIGURES: Mapping[str, Callable[[Truth], int]] = {
    "people without a name yesterday": lambda truth: truth.before,
    "people without a name today": lambda truth: truth.after,
    "how many came or went": lambda truth: truth.after - truth.before,
}
DAYS = [
    (Named(0, 0), Named(0, 0)),
    (Named(5, 0), Named(5, 0)),
    (Named(4, 5), Named(4, 5)),
    (Named(7, 2), Named(7, 3)),
    (Named(9, 0), Named(8, 0)),
    (Named(3, 1), Named(4, 0)),
]
"""Nobody named comes or goes, one does, one is named to fewer, one to more."""


@pytest.mark.parametrize(("before", "after"), DAYS)
@pytest.mark.parametrize("audience", ["public", "members"])
def test_who_has_no_name_is_counted_by_whoever_subtracts(
    audience: str, before: Named, after: Named
) -> None:
    assert known(two_days(before, after, audience), FIGURES) == []


def gone(audience: str) -> list[set[int]]:
    """Whether one whose name is gone is still there, as far as the pages of two days say it.

    Nobody else comes or goes between them, and the adversary knows it; one answer for each number
    of people without a name that is below five.
    """
    first, second = pages((Named(6, 1), Named(6, 0)), audience)
    worlds = {
        (hidden, stays): first[hidden] + second[hidden + stays]
        for hidden in range(MOST)
        for stays in (0, 1)
    }
    return [
        {stays for (_, stays), seen in worlds.items() if seen == worlds[hidden, 1]}
        for hidden in range(FEWEST - 1)
    ]


@pytest.mark.parametrize("audience", ["public", "members"])
def test_whether_one_whose_name_is_gone_is_still_there_is_told(audience: str) -> None:
    assert gone(audience) == [{0, 1}] * (FEWEST - 1)


def raised(count: int, **more: Any) -> Snapshot:
    """An item that so many raised, of whom one reads its page."""
    files: dict[str, Any] = {}
    names = [f"p{number}" for number in range(count)]
    for each in names:
        files |= person(each, consent=[OPEN])
    files |= item(ITEM, *names)
    files[f"program/feedback/{ITEM}.yml"] |= {"confidentiality": "public", **more}
    return Snapshot(program(files, started="2025-01-01"), DAY)


def item_of(count: int) -> str:
    (shown,) = audience_view(raised(count), "members", DAY).items
    return repr(shown)


def test_one_who_raised_an_item_counts_the_others() -> None:
    """On one day, and on two between which the reader's own joining is all that happened."""
    seen = {count: item_of(count) for count in range(1, MOST + 2)}
    worlds = {
        Truth(one - 1, two - 1): seen[one] + seen[two]
        for one, two in itertools.product(seen, repeat=2)
    }
    assert known(worlds, FIGURES) == []
    joined = {Truth(one, one): seen[one] + seen[one + 1] for one in range(1, MOST + 1)}
    assert known(joined, {"the others": lambda truth: truth.before}) == []


def test_an_adversary_that_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """By rules that were there once, it knows who came, how many the others are, who stayed."""
    with monkeypatch.context() as exact:
        exact.setattr(gate, "in_steps", lambda people: people)
        found = known(two_days(Named(0, 0), Named(0, 0), "public"), FIGURES)
        assert [each for each in found if each.startswith("how many came or went is 1,")]
    with monkeypatch.context() as exact:
        exact.setattr(items, "beside_oneself", lambda n: None if few.few(n) else n)
        worlds = {Truth(n - 1, n - 1): item_of(n) for n in range(1, MOST)}
        assert known(worlds, FIGURES)
    with monkeypatch.context() as exact:
        exact.setattr(gate, "few", lambda people: 0 < people < FEWEST)
        assert {1} in gone("members")


def not_shown(counts: Mapping[str, int]) -> set[str]:
    """What is kept back of parts that have nobody in common."""
    parts = {part: {f"{part}-{at}" for at in range(n)} for part, n in counts.items()}
    whole = {each for people in parts.values() for each in people}
    shown: frozenset[str] = shown_together(whole, parts)
    return set(parts) - shown


@given(st.lists(st.integers(0, 12), max_size=7))
def test_a_total_less_its_parts_is_of_fewer_than_five(counts: list[int]) -> None:
    """Every sum of parts that are shown is taken off every total that is."""
    parts = {str(part): n for part, n in enumerate(counts)}
    kept = not_shown(parts)
    shown = {part: n for part, n in parts.items() if part not in kept}
    total = sum(counts)
    if few.few(total):
        return  # the total is not shown either
    for size in range(len(shown) + 1):
        for some in itertools.combinations(shown.values(), size):
            left = total - sum(some)
            whole = size == len(shown)
            assert left == 0 or not few.few(left) or not whole, (counts, kept)
    assert not any(map(few.few, shown.values()))
    # And no more is kept back than that takes.
    for each in kept:
        if not few.few(parts[each]):
            rest = total - sum(shown.values()) - parts[each]
            assert 0 < rest < FEWEST, (counts, kept)


@pytest.mark.parametrize(
    ("counts", "kept"),
    [
        ({}, set()),
        ({"a": 5, "b": 9}, set()),
        ({"a": 4, "b": 9, "c": 6}, {"a", "c"}),
        ({"a": 1, "b": 1, "c": 10}, {"a", "b", "c"}),
        ({"a": 1, "b": 1, "c": 10, "d": 6}, {"a", "b", "d"}),
        ({"a": 3, "b": 3, "c": 10}, {"a", "b"}),
        ({"a": 0, "b": 9}, {"a"}),
    ],
)
def test_a_part_is_shown_that_gives_another_away(counts: dict[str, int], kept: set[str]) -> None:
    assert not_shown(counts) == kept
