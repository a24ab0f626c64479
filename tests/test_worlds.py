"""Programs made up at random, and all that is computed of them, as goldens: at the end, and by day.

The second models say whether figures are right; here stands what they do not have: sentences,
reasons, days of tiers, lines of statements, clocks.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING

import pytest

from goodword.ledger import compute
from goodword.ledger.award import Decided, Verdict, decide
from goodword.ledger.claim_on import claim_on
from goodword.ledger.closing import left_behind
from goodword.ledger.entries import FIGURES
from goodword.ledger.limits import Places
from goodword.ledger.ranking import between, improved, in_cycle, newcomers, rank
from goodword.ledger.statement import Statements
from goodword.ledger.terms import Terms
from goodword.loops import compute as loops_on
from goodword.loops.sentences import explain
from tests import loop_worlds
from tests.ledger_story import explanation
from tests.plain_worlds import CLOSE, PEOPLE, Maker
from tests.test_ledger_independent import built

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from goodword.ledger.ledger import Ledger
    from goodword.ledger.moves import Parcel
    from goodword.loops import Item, Loops
    from goodword.model.claim import Claim
    from goodword.model.program import Program
    from tests.conftest import Golden

POINTS = (*range(100, 108), 311, 318, 346, 361, 368, 430, 494)
"""Between them every kind of line; the later ones have the rarest."""
FEEDBACK = range(100, 116)


def account(ledger: Ledger, person: str) -> Iterator[str]:
    yield explanation(ledger, person)
    for day, tier in ledger.account(person).tiers:
        yield f"  {day} tier {tier}, shown {ledger.tier_on(person, day)}"
    for lot in ledger.account(person).lots:
        yield f"  {lot}"
    kept = ledger.account(person)
    yield f"  posted {kept.posted}, by hand {kept.by_hand}"
    yield from (f"  {date.fromordinal(day)} {kind} {n}" for day, kind, n in kept.activity)
    for cycle, then in kept.checkpoints.items():
        yield f"  {cycle}: {then.pending} {then.held} {then.arrears} {then.tier}"
    for each in ledger.movements(person):
        moves = [
            f"{m.points} {m.from_}>{m.to} {named(m.parcel)}>{named(m.into)}" for m in each.moves
        ]
        moves += [f"standing {points} in {cycle}" for cycle, points in each.standing]
        yield f"  {each.date} {each.phase} {each.kind}: {'; '.join(moves)}"


def named(parcel: Parcel) -> str:
    owed = "" if parcel.owed is None else f" owed {parcel.owed}"
    return f"{parcel.path.rpartition('/')[2][:-4]} {parcel.since} {parcel.part}{owed}"


def judged(ledger: Ledger, claim: Claim) -> Iterator[str]:
    """What each quality would give, were it decided now."""
    for quality in ("low", "high"):
        verdict = Verdict("jon", ledger.as_of, quality=quality)
        found = decide(ledger.program, claim, verdict, places=ledger.places, ledger=lambda: ledger)
        yield f"  {claim.place.path} {quality}"
        if isinstance(found, Decided):
            given = (found.points, found.computed, found.shares, found.capped_by)
            yield f"    {given}, {found.version}, {found.available}, appeal {found.appeal}"
        else:
            yield from (f"    {each.message}; {each.hint}" for each in found)


def ranked(ledger: Ledger) -> Iterator[str]:
    cycles, accounts = ledger.program.cycles, ledger.members
    cycle = cycles.before(cycles.of(ledger.as_of))
    for name, totals in (
        ("cycle", in_cycle(accounts.values(), cycle)),
        ("days", between(accounts.values(), cycle.start, cycle.start + timedelta(40))),
        ("improved", improved(accounts, cycles, cycle)),
        ("new", newcomers(accounts, cycle)),
    ):
        places = [(p.rank, p.id, p.points, str(p.reached)) for p in rank(totals)]
        yield f"{name}: {places}"
    yield from (f"{claim.place.path} is {why}" for claim, why in left_behind(ledger, cycle))
    for mission in ledger.program.missions:
        left = [ledger.places.left(mission, ledger.as_of, who) for who in (None, *PEOPLE)]
        yield f"{mission} has room for {left}"


@pytest.mark.parametrize("seed", POINTS)
def test_a_made_up_account_that_reads_otherwise(seed: int, golden: Golden) -> None:
    maker = Maker(seed)
    program = built(maker.world)
    ledger = compute(program, maker.day + timedelta(35))
    lines = [line for person in PEOPLE for line in account(ledger, person)]
    lines += ranked(ledger)
    lines += [line for each in program.claims_in_order for line in judged(ledger, each)]
    for start, closed in maker.world.closed.items():
        lines.append(Statements(ledger).text(program.cycles.of(start), closed, "maya"))
    golden(f"worlds/points-{seed}.txt", "\n".join(lines) + "\n")


def item_on(item: Item, loops: Loops, program: Program) -> Iterator[str]:
    yield f"{item.id} on {loops.as_of}"
    yield from (f"  {sentence}" for sentence in explain(item, loops, program))
    for each in item.told:
        day = f" {each.date}" if each.date else ""
        reason = f" as {each.reason}" if each.reason else ""
        yield f"  {each.to} {each.milestone} {each.status}{day}{reason}, due {each.due}, {each.age}"
    for clock in item.clocks:
        whose = f" of {clock.person}" if clock.person else ""
        yield (
            f"  {clock.clock}{whose} {clock.words} {clock.start}..{clock.due}, stopped"
            f" {clock.stopped}, {clock.days} {clock.age} {clock.over}, round {clock.round}"
        )
    pressing = item.pressing.clock if item.pressing else "nothing"
    yield f"  {pressing} presses; newest step {'/'.join(map(str, item.place.pointer))}"


def days_of(program: Program) -> tuple[date, date]:
    days = [step.date for each in program.feedback.values() for step in each.steps]
    return max(days), max(days) + timedelta(50)


@pytest.mark.parametrize("seed", FEEDBACK)
def test_made_up_feedback_that_reads_otherwise(seed: int, golden: Golden) -> None:
    program = loop_worlds.program_of(loop_worlds.drawn(Random(seed)))  # noqa: S311 - made up
    lines = []
    for day in days_of(program):
        found = loops_on(program, day)
        lines += [line for item in found.items.values() for line in item_on(item, found, program)]
        lines.append(f"{found.summary}")
    golden(f"worlds/feedback-{seed}.txt", "\n".join(lines) + "\n")


def changes(days: Iterable[date], told: Callable[[date], dict[str, str]]) -> Iterator[str]:
    """What is told on each day and was not told so on the day before."""
    before: dict[str, str] = {}
    for day in days:
        now = told(day)
        yield from (f"{day} {key} {now[key]}" for key in now if before.get(key) != now[key])
        yield from (f"{day} {key} is not there any more" for key in before if key not in now)
        before = now


def every_day(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(n) for n in range((last - first).days + 1))


def points_on(program: Program, day: date) -> dict[str, str]:
    ledger = compute(program, day)
    found = {
        f"{each.influencer} {each.claim.place.path}": f"restored {each.limit} on {each.day}"
        for each in ledger.places.restored()
    }
    for person in PEOPLE:
        account = ledger.account(person)
        figures = {name: getattr(account, name) for name in FIGURES}
        found[person] = ", ".join(f"{name} {n}" for name, n in figures.items() if n)
        found[f"{person} tier"] = f"{account.tier} {account.to_stay} {account.to_rise}"
        found[f"{person} ends"] = ", ".join(f"{day} {n}" for day, n in account.expiring)
    return found


def claims_on(program: Program, day: date) -> dict[str, str]:
    """What each claim is, as of the day and as known a year later."""
    found: dict[str, str] = {}
    places = [Places(program, Terms(program), on) for on in (day, day + timedelta(365))]
    for claim in program.claims_in_order:
        now, later = (claim_on(claim, day, each) for each in places)
        if now.state != "absent":
            back = [(who, each.reason_code) for who, each in now.back]
            against = type(now.against).__name__
            found[claim.place.path] = (
                f"{now.state} {now.points} of {now.shares}, back {back}, waits {now.waits or 'no'}"
                f" {against} {now.since} {now.paused}, decided {now.decided}"
                f"{'' if later.shares == now.shares else f', later {later.shares}'}"
            )
    return found


def feedback_on(program: Program, day: date) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in loops_on(program, day).items.values():
        found[item.id] = f"{item.state}, unheard {len(item.unheard)}, answered {item.answered}"
        for each in item.told:
            key = f"{item.id} {each.to} {each.milestone}"
            found[key] = f"{each.status} {each.reason} due {each.due}"
        for clock in item.clocks:
            found[f"{item.id} {clock.clock} {clock.start}"] = f"{clock.status} {clock.due}"
    return found


@pytest.mark.parametrize("part", range(4))
def test_points_that_change_on_another_day(part: int, golden: Golden) -> None:
    lines: list[str] = []
    for seed in range(200 + part, 224, 4):
        maker = Maker(seed, waits=CLOSE)
        days = every_day(maker.days[0], maker.day + timedelta(20))
        lines += [f"{seed}", *changes(days, partial(points_on, built(maker.world)))]
    golden(f"worlds/points-by-day-{part}.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("part", range(4))
def test_claims_that_change_on_another_day(part: int, golden: Golden) -> None:
    lines: list[str] = []
    for seed in range(200 + part, 212, 4):
        maker = Maker(seed, waits=CLOSE)
        days = every_day(maker.days[0], maker.day + timedelta(5))
        lines += [f"{seed}", *changes(days, partial(claims_on, built(maker.world)))]
    golden(f"worlds/claims-by-day-{part}.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("part", range(4))
def test_feedback_that_changes_on_another_day(part: int, golden: Golden) -> None:
    lines: list[str] = []
    for seed in range(200 + part, 248, 4):
        start = date(2026, 3, 9) + timedelta(seed % 16)
        drawn = loop_worlds.drawn(Random(seed), start, CLOSE)  # noqa: S311 - made up
        program = loop_worlds.program_of(drawn)
        days = every_day(start, start + timedelta(50))
        lines += [f"{seed}", *changes(days, partial(feedback_on, program))]
    golden(f"worlds/feedback-by-day-{part}.txt", "\n".join(lines) + "\n")
