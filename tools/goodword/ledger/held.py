"""How many of the claims before one hold a place on a day, or may yet hold one.

A limit of all claims of a mission has a line as long as the mission has claims. To look at all of
them for each claim would take as long as the square of their number, so that days are kept in
blocks: of nearly every claim it is known when it took its place for good, or gave it back.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from goodword.ledger.visible import cut_of, decided_on, gone_on, order_of, order_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from goodword.ledger.visible import Order
    from goodword.model.claim import Claim, Decision

SIZE = 16
"""Claims of a block."""


class Count(NamedTuple):
    """Places on a day.

    Args:
        held: of claims that hold one.
        unsure: of claims that are undecided.
    """

    held: int
    unsure: int


class _Block(NamedTuple):
    """Claims that stand side by side.

    Args:
        taken: the days on which they took their places, sorted.
        given_back: the days on which it was settled that they have none, sorted.
        lost: the days on which they lost places that they had taken, sorted.
        others: those whose places are not so simple.
        size: how many they are.
    """

    taken: tuple[date, ...]
    given_back: tuple[date, ...]
    lost: tuple[date, ...]
    others: tuple[Claim, ...]
    size: int

    def settled(self, known: date) -> int:
        """Of how many it is settled by a day whether they took a place, if they are simple."""
        return bisect_right(self.taken, known) + bisect_right(self.given_back, known)

    def held(self, known: date) -> int:
        """The places that are held on a day by those that are simple."""
        return bisect_right(self.taken, known) - bisect_right(self.lost, known)


class _Sums(NamedTuple):
    """What blocks come to from the first one on; before each of them, and in the end.

    Args:
        held: places, once all days of these blocks have come.
        settled: claims of which it is settled by then whether they took one.
        last: the last of these days, at the end of each block.
        others: claims whose places are not so simple, of all blocks.
        until: how many of `others` are in these blocks.
    """

    held: list[int]
    settled: list[int]
    last: list[date]
    others: list[Claim]
    until: list[int]


class Held:
    """The places of a line.

    Args:
        line: all claims of a limit, in the order of submitting, those with an appeal anywhere.
    """

    def __init__(self, line: Sequence[Claim]) -> None:
        self._steady = [each for each in line if each.appeal is None]
        self._moving = [each for each in line if each.appeal is not None]
        self._blocks = [
            _block(self._steady[start : start + SIZE])
            for start in range(0, len(self._steady), SIZE)
        ]
        self._at = {each.place.path: at for at, each in enumerate(self._steady)}

    @cached_property
    def _sums(self) -> _Sums:
        return _summed(_Sums([0], [0], [], [], [0]), self._blocks)

    def apart(self) -> Held:
        """The same, to be moved on while this stays as it is."""
        found = Held(())
        found._steady, found._blocks = list(self._steady), list(self._blocks)
        found._moving, found._at = self._moving, self._at  # these no move changes
        sums = self._sums
        found._sums = _Sums(
            [*sums.held], [*sums.settled], [*sums.last], [*sums.others], [*sums.until]
        )
        return found

    def move(self, claim: Claim) -> None:
        """Take in that a claim which stands in the line has been decided."""
        path = claim.place.path
        at = self._at.get(path)
        if at is None or claim.appeal is not None:
            line = [*self._steady, *self._moving]
            self.__dict__ = Held([claim if e.place.path == path else e for e in line]).__dict__
            return
        self._steady[at] = claim
        start = at - at % SIZE
        self._blocks[at // SIZE] = _block(self._steady[start : start + SIZE])
        _summed(self._sums, self._blocks, at // SIZE)

    def before(
        self,
        claim: Claim | None,
        holds: Callable[[Claim], bool | None],
        known: date,
        begun: date,
        enough: int,
        back: Iterable[Claim] = (),
    ) -> Count:
        """The places of the claims that stand before one.

        Args:
            claim: that one; None for all claims in line.
            holds: whether a claim holds a place on the first of the days; None for undecided.
            known: what claims became after this day is not known.
            begun: what was handed in after `known` and until this day is undecided.
            enough: so many places held are as good as more.
            back: claims of which a free place gave something back on the first of the days.
        """
        own = None if claim is None else self._order(claim, known)
        place = len(self._steady) if own is None else bisect_left(self._steady, own, key=order_of)
        there = min(place, bisect_right(self._steady, known, key=_submitted))
        late = min(place, bisect_right(self._steady, begun, key=_submitted)) - there
        full, sums = there // SIZE, self._sums
        # Most blocks lie so far back that all of their days have come.
        past = min(full, bisect_right(sums.last, known))
        blocks = self._blocks[past:full]
        held = sums.held[past] + sum(each.held(known) for each in blocks)
        if held >= enough and (claim is None or self._at.get(claim.place.path, place) >= place):
            return Count(held, 0)
        again = self._again(back)
        held += sum(again[at] for at in range(full)) if again else 0
        settled = sums.settled[past] + sum(each.settled(known) for each in blocks)
        others = sums.others[: sums.until[full]]
        unsure = full * SIZE - settled - len(others) + max(late, 0)
        others += self._steady[full * SIZE : there]
        others += [each for each in self._moving if own is None or order_on(each, known) < own]
        for each in others:
            found = None if known < each.submitted <= begun else holds(each)
            held += found is True
            unsure += found is None
        mine = None if claim is None else self._own(claim, known, place)
        if mine is not None:
            found = None if known < mine.submitted <= begun else holds(mine)
            held -= found is True
            unsure -= found is None
        return Count(held, unsure)

    def undecided(
        self,
        claim: Claim,
        holds: Callable[[Claim], bool | None],
        known: date,
        begun: date,
        back: Iterable[Claim] = (),
    ) -> Iterator[tuple[Claim, int]]:
        """The undecided claims before one, in order, each with the places held before it.

        Args:
            claim: that one.
            holds: see `before`; likewise the days.
            known: what claims became after this day is not known.
            begun: what was handed in after `known` and until this day is undecided.
            back: see `before`.
        """
        again = self._again(back)
        own, path, held = self._order(claim, known), claim.place.path, 0
        for each in self._before(own, known, self._at.get(path), again):
            if isinstance(each, int):
                held += each
            elif each.place.path != path:
                found = None if known < each.submitted <= begun else holds(each)
                if found is None:
                    yield each, held
                held += found is True

    def _again(self, back: Iterable[Claim]) -> Counter[int]:
        """How many claims of a block had no place, and hold one since something was given back."""
        places = ((self._at.get(each.place.path), each) for each in back)
        return Counter(
            at // SIZE
            for at, each in places
            if at is not None and each.decision is not None and _cut_whole(each, each.decision)
        )

    def _before(
        self, own: Order, known: date, at: int | None, again: Counter[int]
    ) -> Iterator[Claim | int]:
        """The claims before a place, in order; of a block that is settled the places it holds."""
        moved = [(order_on(each, known), each) for each in self._moving]
        moved = sorted((each for each in moved if each[0] < own), key=_first, reverse=True)
        end = bisect_left(self._steady, own, key=order_of)
        until = bisect_left(self._steady, moved[-1][0], key=order_of) if moved else end
        first = self._past(min(end, until, end if at is None else at), known)
        if first:
            yield self._sums.held[first] + sum(n for block, n in again.items() if block < first)
        for start in range(first * SIZE, end, SIZE):
            there = self._steady[start : min(start + SIZE, end)]
            block, last = self._blocks[start // SIZE], there[-1]
            if (
                block.settled(known) == block.size
                and last.submitted <= known
                and len(there) == block.size
                and (at is None or not start <= at < start + SIZE)
                and not (moved and moved[-1][0] < order_of(last))
            ):
                yield block.held(known) + again[start // SIZE]
                continue
            for each in there:
                while moved and moved[-1][0] < order_of(each):
                    yield moved.pop()[1]
                yield each
        yield from (each for _, each in reversed(moved))

    def _past(self, until: int, known: date) -> int:
        """How many blocks, from the first one on, end before a place and were settled by a day."""
        sums, handed_in = self._sums, bisect_right(self._steady, known, key=_submitted)
        blocks = range(1, min(until // SIZE, handed_in // SIZE, bisect_right(sums.last, known)) + 1)
        return bisect_left(blocks, 1, key=lambda count: sums.settled[count] < count * SIZE)

    def _order(self, claim: Claim, known: date) -> Order:
        """Where a claim stands; only where some were appealed does an appeal move it."""
        return order_on(claim, known) if self._moving else order_of(claim)

    def _own(self, claim: Claim, known: date, place: int) -> Claim | None:
        """What stands in the line for a claim, where that stands before it: it may have moved."""
        path = claim.place.path
        at = self._at.get(path)
        if at is not None:
            return self._steady[at] if at < place else None
        own = self._order(claim, known)
        moved = (each for each in self._moving if each.place.path == path)
        return next((each for each in moved if order_on(each, known) < own), None)


def _summed(sums: _Sums, blocks: Sequence[_Block], first: int = 0) -> _Sums:
    """Sums of blocks, of which those before one are there."""
    every = blocks[first:]
    taken = (len(each.taken) - len(each.lost) for each in every)
    settled = (len(each.taken) + len(each.given_back) for each in every)
    days = (max((*each.taken, *each.given_back, *each.lost), default=date.min) for each in every)
    sums.held[first:] = accumulate(taken, initial=sums.held[first])
    sums.settled[first:] = accumulate(settled, initial=sums.settled[first])
    before = sums.last[first - 1] if first else date.min
    sums.last[first:] = [*accumulate(days, max, initial=before)][1:]
    sums.others[sums.until[first] :] = (claim for each in every for claim in each.others)
    others = (len(each.others) for each in every)
    sums.until[first:] = accumulate(others, initial=sums.until[first])
    return sums


def _first(pair: tuple[Order, Claim]) -> Order:
    return pair[0]


def _submitted(claim: Claim) -> date:
    return claim.submitted


def _block(claims: Sequence[Claim]) -> _Block:
    taken: list[date] = []
    given_back: list[date] = []
    lost: list[date] = []
    others: list[Claim] = []
    for each in claims:
        decision, withdrawn = each.decision, each.withdrawn
        if decision is None:
            given_back += [withdrawn] if withdrawn is not None else []
            continue
        on = decided_on(decision)
        if withdrawn is not None and withdrawn <= on:
            given_back.append(withdrawn)
        elif decision.outcome != "approved" or _cut_whole(each, decision):
            given_back.append(on)
        elif each.reversals and (decision.capped_by or any(r.appeal for r in each.reversals)):
            others.append(each)
        else:
            gone = _gone_from(each, decision)
            (given_back if gone is not None and gone <= on else taken).append(on)
            lost += [gone] if gone is not None and gone > on else []
    return _Block(
        tuple(sorted(taken)),
        tuple(sorted(given_back)),
        tuple(sorted(lost)),
        tuple(others),
        len(claims),
    )


def _gone_from(claim: Claim, decision: Decision) -> date | None:
    """The day on which the last points of an approved claim were taken back; None for never."""
    if not claim.reversals:
        return None
    days = sorted({each.date for each in claim.reversals})
    return next((day for day in days if gone_on(claim, decision, day)), None)


def _cut_whole(claim: Claim, decision: Decision) -> bool:
    """Whether limits cut all people of an approved claim: it holds a place once one is free."""
    if claim.reversals or not decision.capped_by:
        return False
    return cut_of(decision).issuperset(claim.people)
