"""Places that are counted in blocks are those that are counted claim by claim."""

from __future__ import annotations

import dataclasses
import sys
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodword.ledger import held, holding
from goodword.ledger.limits import Places
from goodword.ledger.lines import TOTAL, WEEK, stands
from goodword.ledger.moving import MovingPlaces
from goodword.ledger.returned import Returned
from goodword.ledger.sharing import split
from goodword.ledger.terms import Terms
from goodword.ledger.visible import UNDECIDED, award_on, order_on, state_on, with_decision
from goodword.ledger.waiting import Restored, free_days, waiting
from goodword.model.claim import Decision
from goodword.model.plain import Named, Shares
from goodword.model.shape import replace
from tests.ledger_history import STEPS, History
from tests.test_ledger_properties import HISTORIES, MANY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.ledger.waiting import Waiting
    from goodword.model.claim import Claim
    from goodword.model.program import Program

SOME = settings(MANY, max_examples=max(50, HISTORIES // 4))
"""Each history is asked about on every seventh day, in both ways."""


@SOME
@given(STEPS)
def test_a_place_is_counted_otherwise_in_blocks(steps: list[tuple[int, str, int]]) -> None:
    history = History(steps)
    program = history.program()
    found = []
    for long, size in ((0, 3), (sys.maxsize, 3)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(holding, "LONG", long)
            patch.setattr(held, "SIZE", size)
            places = Places(program, Terms(program))
            answers: list[object] = []
            for claim in program.claims.values():
                day = claim.submitted - timedelta(days=3)
                while day <= history.day + timedelta(days=20):
                    before = day - timedelta(days=1)
                    answers += [
                        places.cut(claim, day),
                        places.cut(claim, day, ended=before),
                        places.cut(claim, day, ended=before, begun=day),
                    ]
                    day += timedelta(days=7)
            answers += _moved_on(places, program, history)
            found.append(answers)
    assert found[0] == found[1]


def _moved_on(places: Places, program: Program, history: History) -> list[object]:
    """What the others get once each undecided claim has been approved, one after the other."""
    limited = [claim for claim in program.claims.values() if places.limited(claim)]
    places = MovingPlaces(places)
    answers: list[object] = []
    for claim in limited:
        if claim.decision is None:
            decision = Decision("approved", "maya", history.day, points=0, computed=0)
            places.move(replace(claim, decision=decision))
            answers += [places.cut(each, history.day) for each in limited]
    return answers


@SOME
@given(STEPS, st.lists(st.tuples(st.booleans(), st.booleans()), min_size=8, max_size=8))
def test_what_has_moved_on_is_other_than_what_is_made_anew(
    steps: list[tuple[int, str, int]], outcomes: list[tuple[bool, bool]]
) -> None:
    """Of who waits, what came back, and how many places are left, asked now and then."""
    history = History(steps)
    program, day = history.program(), history.day
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(holding, "LONG", 0)
        patch.setattr(held, "SIZE", 3)
        first = Places(program, Terms(program), day)
        before = [first.cut(each, day) for each in program.claims.values()]
        freed, places = first.freed(), MovingPlaces(first)
        waits = (each for each in program.claims_in_order if state_on(each, day) in UNDECIDED)
        for each, (approved, asked) in zip(waits, outcomes, strict=False):
            if not places.limited(each):
                continue
            moved = with_decision(
                each, _decision(places, each, day, approved), appeal=each.appeal is not None
            )
            places.move(moved)
            program = dataclasses.replace(
                program, claims={**program.claims, each.place.path: moved}
            )
            if asked:
                anew = Places(program, Terms(program), day)
                for claim in program.claims.values():
                    assert places.cut(claim, day) == anew.cut(claim, day)
                assert places.freed() == anew.freed()
                assert places.gives_back_the_same() == (places.freed() == freed)
        assert before == [first.cut(each, day) for each in first.program.claims.values()]
        assert first.freed() == freed


def _decision(places: Places, claim: Claim, day: date, approved: bool) -> Decision:
    """What is said of a claim, as limits have it."""
    if not approved:
        return Decision("declined", "zoe", day)
    cut, _ = places.cut(claim, day)
    shares = [(who, n) for who, n in split(100, claim.people, claim.parts) if who not in cut]
    return Decision(
        "approved",
        "zoe",
        day,
        points=sum(n for _, n in shares),
        computed=100,
        shares=Shares(tuple(shares)),
        capped_by=Named(tuple(cut.items())),
    )


@SOME
@given(STEPS)
def test_the_count_of_blocks_is_another_than_that_of_claims(
    steps: list[tuple[int, str, int]],
) -> None:
    history = History(steps)
    program = history.program()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(held, "SIZE", 3)
        places = Places(program, Terms(program))
        line = [claim for claim in program.claims_in_order if places.limited(claim)]
        _same_count(held.Held(line), places, line, history)
        given_back = [(each.claim, each.influencer, each.day) for each in places.restored()]
        assert given_back == list(_given_back(program))


def _given_back(program: Program) -> Iterator[tuple[Claim, str, date]]:
    """What free places give back, everyone who waits asked about on each day, claim by claim."""
    places = Places(program, Terms(program))
    for mission in sorted(places._limited):
        line, found = places.lines.claims[mission], Returned()
        places._restored[mission] = found
        left = waiting(line, places.as_of, places._final)
        for day in free_days(line, places.as_of):
            for each in list(left):
                if each.decided <= day and not _beyond(places, each, day):
                    left.remove(each)
                    # What comes back is not taken back with the rest, so the claim keeps a place.
                    points = _share(each.claim, each.influencer, day)
                    found.add(Restored(each.claim, each.influencer, day, each.limit, points))
                    yield each.claim, each.influencer, day


def _share(claim: Claim, person: str, day: date) -> int:
    decision = award_on(claim, day)
    assert decision is not None
    return dict(split(decision.computed, claim.people, claim.parts))[person]


def _beyond(places: Places, waits: Waiting, day: date) -> bool:
    claim, person = waits.claim, waits.influencer
    for name, value in places._limits_on(claim.mission, claim.submitted).items():
        line = places.lines.of(claim.mission)[places.lines.key(name, claim, person)]
        held = 0
        for each in line:
            if each is not claim:
                earlier = stands(name, each, day) < stands(name, claim, day)
                holds = places._holding.holds(name, each, person, day)
                held += bool(holds and (earlier or name != WEEK)) or (holds is None and earlier)
        if held >= value:
            return True
    return False


def _same_count(counted: held.Held, places: Places, line: list[Claim], history: History) -> None:
    for own in [None, *line]:
        day = history.day - timedelta(days=60)
        while day <= history.day + timedelta(days=20):
            holds = partial(places._holding.holds, TOTAL, person="", known=day)
            before = [
                each
                for each in line
                if own is None or (each is not own and order_on(each, day) < order_on(own, day))
            ]
            found = [holds(each) for each in before]
            back = [
                each
                for mission in places._limited
                for each in places.returned_of(mission).claims(day)
            ]
            count = counted.before(own, holds, day, day, sys.maxsize, back)
            assert count == (found.count(True), found.count(None))
            if own is not None:
                order = sorted(zip(before, found, strict=True), key=lambda e: order_on(e[0], day))
                undecided = [
                    (each, [kept for _, kept in order[:at]].count(True))
                    for at, (each, kept) in enumerate(order)
                    if kept is None
                ]
                assert list(counted.undecided(own, holds, day, day, back)) == undecided
            day += timedelta(days=9)
