"""Which parts of a whole can be shown beside it, so that nothing can be told of a few people.

Parts may overlap: a person is in a part for each department that said something of them. A figure
is a sum over people, so whoever has several figures has what comes of adding and taking away any
multiples of them too. What must not come of it is a figure about fewer than five people.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import gcd
from typing import TYPE_CHECKING, TypeVar

from goodword.relation.few import FEWEST, few

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    Row = tuple[int, ...]

K = TypeVar("K")

MOST = 16
"""Of more sorts of a few people than so many not each choice is tried, and nothing is added."""


def shown_together(whole: Collection[str], parts: Mapping[K, Collection[str]]) -> frozenset[K]:
    """The parts that are shown beside the whole, the largest first; none where that is of a few.

    Args:
        whole: ids of people.
        parts: ids of some of them by part; of parts of one size the first is taken first.
    """
    shown: list[K] = []
    if few(len(whole)):
        return frozenset()
    for part in sorted(parts, key=lambda each: -len(parts[each])):
        groups = [parts[each] for each in (*shown, part)]
        if not few(len(parts[part])) and _tells_of_many(whole, groups):
            shown.append(part)
    return frozenset(shown)


def _tells_of_many(whole: Collection[str], groups: Sequence[Collection[str]]) -> bool:
    """Whether all that follows from the sums over the whole and the groups is about five or more.

    People of the same groups count alike in whatever follows: they are of one sort, a column of
    the sums. Something about some sorts alone follows where the columns of all others have a
    smaller rank than all columns together.
    """
    sorts = Counter((1, *(int(each in group) for group in groups)) for each in whole)
    rank = _rank(tuple(sorts))
    small = [each for each, people in sorts.items() if few(people)]
    if _rank([each for each in sorts if each not in small]) == rank:
        return True
    if len(small) > MOST:
        return False
    return all(
        not few(sum(sorts[each] for each in some))
        or _rank([each for each in sorts if each not in some]) == rank
        for count in range(1, FEWEST)
        for some in combinations(small, count)
    )


def _rank(rows: Sequence[Row]) -> int:
    """How many of the rows do not follow from the others, in whole numbers."""
    left, rank = [each for each in rows if any(each)], 0
    while left:
        first = left.pop()
        at = next(index for index, number in enumerate(first) if number)
        left = [reduced for each in left if any(reduced := _without(each, first, at))]
        rank += 1
    return rank


def _without(row: Row, first: Row, at: int) -> Row:
    """The row with a multiple of the first taken off, so that it has 0 there."""
    if not row[at]:
        return row
    both = gcd(row[at], first[at])
    of_row, of_first = first[at] // both, row[at] // both
    return tuple(of_row * x - of_first * y for x, y in zip(row, first, strict=True))
