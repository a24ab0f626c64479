"""Limits of groups in points: what is left up to them, by what the claims before one were given.

Claims stand in line as at limits in claims. What was given counts less what was taken back since,
and with what places that became free gave back; a claim that is undecided counts with the most that
it can come to. So nothing is given twice, and what is left is what nobody before may still get.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.days import in_force
from goodword.ledger.given import Given, Sum
from goodword.ledger.groups import Together, at_limit, counts, limits_on
from goodword.ledger.how_much import most
from goodword.ledger.sharing import split
from goodword.ledger.visible import order_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from goodword.ledger.lines import Key, Lines
    from goodword.ledger.returned import Returned
    from goodword.ledger.terms import Terms
    from goodword.model.claim import Claim
    from goodword.model.groups import Group, GroupLimit
    from goodword.model.plain import Shares

    Until = tuple[date, date]
    """Up to which day it is known what claims became, and up to which what was handed in."""


class UpTo(NamedTuple):
    """What limits in points leave of a claim's shares.

    Args:
        shares: by influencer; of whom nothing is left, nothing.
        cut: the limit that left least, by influencer whom it left less than their share.
        contested: the claims before it that are undecided and may take what it was left.
    """

    shares: Shares
    cut: dict[str, str]
    contested: tuple[Claim, ...] = ()


class Allowance:
    """What is left of the limits in points of all groups.

    Args:
        lines: in which claims stand.
        terms: what missions give.
        groups: groups with limits, by mission.
        returned: what places that became free gave back of a mission, and of those it depends on.
    """

    def __init__(
        self,
        lines: Lines,
        terms: Terms,
        groups: Mapping[str, tuple[Group, ...]],
        returned: Callable[[str], Returned],
    ) -> None:
        self._lines = lines
        self._terms = terms
        self._groups = groups
        self._returned = returned
        self._given: dict[Key, Given] = {}
        self._mosts: dict[str, int] = {}

    def apart(self, lines: Lines, returned: Callable[[str], Returned]) -> Allowance:
        """The same of lines that stand apart, to be moved on with them."""
        found = Allowance(lines, self._terms, self._groups, returned)
        found._mosts = self._mosts
        found._given = dict(self._given)
        return found

    def move(self, claim: Claim) -> None:
        """Take in that a claim has been decided."""
        for group in self._groups.get(claim.mission, ()):
            for key in self._lines.keys_in(group, claim):
                if key in self._given:
                    self._given[key] = self._given[key].moved_on(claim)

    def limits(self, claim: Claim) -> list[tuple[Group, GroupLimit]]:
        """The limits in points that hold for a claim."""
        if claim.mission not in self._groups:
            return []
        found = limits_on(self._groups, claim.mission, claim.submitted)
        return [(group, limit) for group, limit in found if limit.points is not None]

    def up_to(self, claim: Claim, shares: Shares, until: Until) -> UpTo:
        """What is left of a claim's shares, if it is approved.

        Args:
            claim: the claim in question.
            shares: what each would have without these limits.
            until: what is known.
        """
        limits = self.limits(claim)
        if not limits:
            return UpTo(shares, {})
        sums: dict[Key, Sum] = {}
        left: dict[Key, int] = {}
        mine: dict[str, list[tuple[str, Key]]] = {who: [] for who, _ in shares}
        for group, limit in limits:
            for who, looked_at in mine.items():
                key = self._lines.key(at_limit(group, limit), claim, who)
                looked_at.append((group.limit, key))
                if key not in sums:
                    sums[key] = self._before(group, key, claim, until)
                    left[key] = limit.points or 0
        reserved, _ = taken = _shared(shares, mine, left, sums, unsure=True)
        if not any(each.open for each in sums.values()):
            return UpTo(*taken)
        if reserved == _shared(shares, mine, left, sums, unsure=False)[0]:
            return UpTo(*taken)
        contested: dict[str, Claim] = {}
        for key in sums:
            for each in self._line(limits, key).undecided(claim, *until):
                contested[each.place.path] = each
        return UpTo(
            *taken, tuple(sorted(contested.values(), key=lambda each: order_on(each, until[0])))
        )

    def back(self, claim: Claim, person: str, points: int, day: date) -> int:
        """How much of a share may come back on a day: all that was given counts, in any order."""
        for group, limit in self.limits(claim):
            key = self._lines.key(at_limit(group, limit), claim, person)
            given = self._before(group, key, None, (day, day)).given
            unsure = self._before(group, key, claim, (day, day)).open
            points = min(points, max((limit.points or 0) - given - unsure, 0))
        return points

    def used(self, group: Group, key: Key, day: date) -> Sum:
        """What the claims of a line were given by a day, and may yet be given."""
        return self._before(group, key, None, (day, day))

    def without_room(self) -> Iterator[str]:
        """Paths of the claims that a limit may cut, come of those before them what may."""
        for group in {each.id: each for some in self._groups.values() for each in some}.values():
            if all(limit.points is None for limit in group.limits):
                continue
            for key, line in self._lines.of_group(group).items():
                person, at = key[3], key[:3]
                moving = [each for each in line if each.appeal is not None]
                yield from (each.place.path for each in moving)
                total = sum(self._bound(each, person) for each in moving)
                for each in line:
                    limit = in_force(group.limits, each.submitted)
                    total += self._bound(each, person) if each.appeal is None else 0
                    if limit is None or limit.points is None or at_limit(group, limit) != at:
                        continue
                    if each.appeal is None and total > limit.points:
                        yield each.place.path

    def _line(self, limits: Sequence[tuple[Group, GroupLimit]], key: Key) -> Given:
        group = next(group for group, _ in limits if group.limit == key[0])
        return self._points(group, key)

    def _points(self, group: Group, key: Key) -> Given:
        found = self._given.get(key)
        if found is None:
            line, person = self._lines.of_group(group).get(key, ()), key[3]
            found = self._given[key] = Given(
                line, person, lambda claim: self._most_of(claim, person)
            )
        return found

    def _before(self, group: Group, key: Key, claim: Claim | None, until: Until) -> Sum:
        """The points of a line before a claim, or of all of it, with what came back."""
        found = self._points(group, key).before(claim, *until)
        rows = self._returned(next(each for each in group.missions if each in self._groups)).rows
        if not rows:
            return found
        own = None if claim is None else order_on(claim, until[0])
        at = Together(*key[:3])
        back = sum(
            each.points
            for each in rows
            if each.day <= until[0]
            and each.claim.mission in group.missions
            and counts(group, each.claim.mission, each.claim.submitted)
            and self._lines.key_on(at, each.influencer, each.claim.submitted) == key
            and (own is None or order_on(each.claim, until[0]) < own)
        )
        return Sum(found.given + back, found.open)

    def _most_of(self, claim: Claim, person: str) -> int:
        path = claim.place.path
        found = self._mosts.get(path)
        if found is None:
            version = self._terms.points_version(claim.mission, claim.occurred)
            found = self._mosts[path] = 0 if version is None else most(version, claim)
        return _part(found, claim, person)

    def _bound(self, claim: Claim, person: str) -> int:
        """The most that a claim may count with, whatever has become of it."""
        found = self._most_of(claim, person)
        answer = claim.appeal.decision if claim.appeal is not None else None
        for each in (claim.decision, answer):
            if each is not None:
                given = sum(n for who, n in each.shares if person in ("", who))
                found = max(found, given, _part(each.computed, claim, person))
        return found


def _part(points: int, claim: Claim, person: str) -> int:
    """A person's share of a claim's points; all of them for everybody."""
    if not person or claim.people == (person,):
        return points
    return dict(split(points, claim.people, claim.parts)).get(person, 0)


def _shared(
    shares: Shares,
    mine: Mapping[str, list[tuple[str, Key]]],
    most_: Mapping[Key, int],
    sums: Mapping[Key, Sum],
    *,
    unsure: bool,
) -> tuple[Shares, dict[str, str]]:
    """Shares up to what is left, in the order of the claim's people, and which limit cut whom."""
    left = {
        key: max(most_[key] - each.given - (each.open if unsure else 0), 0)
        for key, each in sums.items()
    }
    given: list[tuple[str, int]] = []
    cut: dict[str, str] = {}
    for who, points in shares:
        found = points
        for limit, key in mine[who]:
            if left[key] < found:
                found, cut[who] = left[key], limit
        for _, key in mine[who]:
            left[key] -= found
        if found or not points:
            given.append((who, found))
    return tuple(given), cut
