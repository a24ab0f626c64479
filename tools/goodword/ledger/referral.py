"""What whoever brought somebody gets, as it follows from what that person is awarded.

By the version in force on the day on which the person became a member for the first time: points
once, with their first approved claim, or a share of what their claims of the first days give. It is
awarded on the day on which the points of such a claim become available, less what was taken back by
then, to who is a member or on leave that day; what is taken back later changes nothing. Only claims
count, so that no points of referrals or milestones bring others, and nobody gets any in a ring.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from goodword.days import in_force
from goodword.diagnostics import Place
from goodword.ledger.derived import Derived, referral_path
from goodword.ledger.membership import RANKED
from goodword.ledger.naming import reference
from goodword.ledger.nothing import is_cut, of_nothing
from goodword.ledger.visible import decided_on, order_of
from goodword.ledger.worth import is_paid
from goodword.model.claim import Claim
from goodword.texts import Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from goodword.ledger.lots import Award, Order
    from goodword.ledger.terms import Terms
    from goodword.model.profile import Profile
    from goodword.model.program import Program
    from goodword.model.settings import Referral

    Own = tuple[Iterable[Claim], Iterable[Award]]


class _Earned(NamedTuple):
    """What a claim gave somebody who was brought, on the day on which it became available."""

    available: int
    order: Order
    claim: Claim
    points: int


def referrals(
    program: Program, terms: Terms, people: Mapping[str, Own], as_of: date
) -> Iterator[tuple[str, Award]]:
    """The awards for having brought somebody, each with the person who gets it.

    Args:
        program: whose rules and profiles hold.
        terms: its versions and cycles.
        people: claims and awards by person.
        as_of: what becomes available later is not known.
    """
    for brought in program.influencers.values():
        who = program.influencers.get(brought.referred_by or "")
        if who is None or _in_ring(program, brought):
            continue
        found = promised(program.settings.referral, brought)
        if found is None:
            continue
        joined, version = found
        claims, lots = people.get(brought.id, ((), ()))
        own = _earned(brought.id, lots, as_of)
        nothing = _nothing(program, terms, brought.id, claims, as_of)
        earned = sorted((*own, *nothing), key=_turn)
        for each, points in _given(version, joined, earned):
            on = date.fromordinal(each.available)
            if points and who.stage_on(on) in RANKED:
                yield who.id, _award(terms, brought, each, points)


def promised(stated: Sequence[Referral], brought: Profile) -> tuple[date, Referral] | None:
    """The day on which somebody became a member for the first time, and the version of that day.

    Args:
        stated: all versions of what is given for having brought somebody.
        brought: who was brought.

    Returns:
        Nothing for who was no member yet, or before the first version.
    """
    joined = min((each.date for each in brought.history if each.stage in RANKED), default=None)
    version = in_force(stated, joined) if joined is not None else None
    return (joined, version) if joined is not None and version is not None else None


def _in_ring(program: Program, person: Profile) -> bool:
    """Whether who brought somebody was brought by them, whoever stands between."""
    seen, who = set(), person.referred_by
    while who is not None and who not in seen:
        if who == person.id:
            return True
        seen.add(who)
        found = program.influencers.get(who)
        who = found.referred_by if found is not None else None
    return False


def _nothing(
    program: Program, terms: Terms, person: str, claims: Iterable[Claim], as_of: date
) -> Iterator[_Earned]:
    for available, deed in of_nothing(terms, person, claims, as_of):
        if available <= as_of.toordinal():
            claim = program.claims[deed.claim]
            yield _Earned(available, order_of(claim), claim, 0)


def _earned(person: str, lots: Iterable[Award], as_of: date) -> Iterator[_Earned]:
    for source, order, points, _, available, *_ in lots:
        if not isinstance(source, Claim) or available > as_of.toordinal() or is_paid(source):
            continue
        if not points and is_cut(source, person):
            continue
        left = points - _taken(source, person, available)
        # A claim of which everything was taken back in time gave nothing and is none.
        if left or not points:
            yield _Earned(available, order, source, left)


def _turn(each: _Earned) -> tuple[int, Order]:
    return each.available, each.order


def _taken(claim: Claim, person: str, available: int) -> int:
    """What was taken back before a claim's points became available."""
    found = 0
    for each in claim.reversals:
        answer = each.appeal.decision if each.appeal else None
        lifted = answer is not None and answer.outcome == "approved"
        back = lifted and answer is not None and decided_on(answer).toordinal() < available
        if each.date.toordinal() < available and not back:
            found += dict(each.shares).get(person, 0)
    return found


def _given(
    version: Referral, joined: date, earned: Iterable[_Earned]
) -> Iterator[tuple[_Earned, int]]:
    """What each claim gives whoever brought the person: of the share what it adds to it."""
    days = version.within_days
    total, first = 0, True
    for each in earned:
        early = days is None or each.claim.occurred < joined + timedelta(days=days)
        points = version.points if first and early else 0
        first = False
        if early:
            before = total * version.percent // 100
            total += each.points
            points += total * version.percent // 100 - before
        yield each, points


def _award(terms: Terms, brought: Profile, each: _Earned, points: int) -> Award:
    day, on = each.available, date.fromordinal(each.available)
    path = referral_path(each.claim.place.path)
    written = brought.place.at("referred_by")
    name = reference(each.claim.place.path)
    source = Derived("referral", Place(path), written, on, Said("line.referral"), name)
    start = terms.cycle(day).start.toordinal()
    expires = terms.last_day(on, day)
    return (source, each.order, points, day, day, expires, start, True, None)
