"""Milestones and referrals of random programs are those that a second model finds.

It knows the design alone.

The second model asks every day about every period; the code looks when something changed. That the
comparison notices mistakes is tried with five that are planted.
"""

from __future__ import annotations

import os
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from goodword.ledger import compute, ladders, milestones
from goodword.ledger.deeds import deed_of
from goodword.ledger.derived import Derived
from tests.ledger_program import approved, claim, mission, person, program
from tests.plain_limits import Limits
from tests.plain_milestones import FILE
from tests.plain_points import points_of
from tests.plain_referral import Referring
from tests.plain_worlds import CLOSE, PEOPLE, WAITS, Maker
from tests.test_ledger_independent import built, days_of, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodword.ledger.account import Account
    from tests.plain_model import World

PROGRAMS = int(os.environ.get("GOODWORD_SECOND_MODEL", "64"))
"""How many programs are compared; each on several days."""
MEASURES: tuple[dict[str, Any], ...] = (
    *({"points": each} for each in (60, 150, 400)),
    *({"claims": each} for each in (1, 2, 4)),
    *({"claims": each, "of": "guide"} for each in (1, 3)),
    *({"missions": each} for each in (1, 2)),
    *({"people_helped": each} for each in (1, 2)),
    *({"days": each} for each in (2, 3)),
    *({"since_days": each} for each in (1, 40, 200)),
    *({"in_tier_days": each, "tier": tier} for each in (1, 20) for tier in ("base", "silver")),
)
HELPED = ("Beth", "beth", "Carl", "Dora")


class Making(Maker):
    """Worlds with milestones, in which claims say whom they helped."""

    def _begin(self) -> World:
        world = super()._begin()
        start = self.day
        stated: list[dict[str, Any]] = []
        for number in range(self.random.choice((2, 3, 4))):
            for version in range(self.random.choice((1, 1, 2))):
                begins = start.toordinal() + 180 * version + self.random.choice((0, 0, 60))
                first = "2020-01-01" if self.random.random() < 0.5 and not version else None
                each: dict[str, Any] = {
                    "id": f"m{number}",
                    "from": first or str(start.fromordinal(begins)),
                    "every": self.random.choice(("cycle", "cycle", "year", "ever", "ever")),
                    "all": self._conditions(),
                    "points": self.random.choice((0, 7, 45, 160)),
                }
                if self.random.random() < 0.5:
                    each["badge"] = True
                if each["every"] == "year":
                    # A cycle may lie in two years, and standing is known by cycle alone there.
                    each["all"] = [one for one in each["all"] if "points" not in one] or [
                        {"claims": 2}
                    ]
                stated.append(each)
        world.files[FILE] = {"milestones": stated}
        self._brought(world)
        return world

    def _brought(self, world: World) -> None:
        """Let some have been brought by others, now and then in a ring."""
        pick = Random(self.day.toordinal()).choice  # noqa: S311 - made-up programs
        if pick((0, 1, 1)):
            world.settings["referral"] = [
                {
                    "from": "2020-01-01",
                    "points": pick((0, 5, 30)),
                    "percent": pick((0, 7, 25)),
                    **({"within_days": pick((15, 90))} if pick((0, 1)) else {}),
                }
            ]
        for who in PEOPLE[1:]:
            if pick((0, 1)):
                world.files[f"influencers/{who}/profile.yml"]["referred_by"] = PEOPLE[0]
        if pick((0, 0, 0, 1)):
            world.files[f"influencers/{PEOPLE[0]}/profile.yml"]["referred_by"] = PEOPLE[1]

    def _conditions(self) -> list[dict[str, Any]]:
        number = self.random.choice((1, 1, 2))
        return [dict(each) for each in self.random.sample(MEASURES, number)]

    def _submit(self) -> None:
        before = set(self.world.files)
        super()._submit()
        for path in self.world.files.keys() - before:
            if self.random.random() < 0.6:
                self.world.files[path]["helped"] = self.random.choice(HELPED)


def reached(account: Account) -> dict[tuple[str, str], str]:
    """The day on which each milestone was reached, by its id and period."""
    return {(each.milestone.id, each.period): str(each.day) for each in account.milestones}


def _period(called: str, names: Callable[[str], str]) -> str:
    kind, _, rest = called.partition(" ")
    if kind == "ever":
        return ""
    return rest if kind == "year" else names(rest)


def differences(seed: int, waits: tuple[int, ...] = WAITS) -> list[str]:
    """Where the two models differ, of a world that is made so."""
    maker = Making(seed, waits=waits)
    code, found = built(maker.world), []
    for day in days_of(maker):
        ledger = compute(code, day)
        limits = Limits(maker.world, day)

        def named(first: str) -> str:
            return code.cycles.of(day.fromisoformat(first)).name  # noqa: B023 - used at once

        for who in PEOPLE:
            plain = points_of(maker.world, who, day, limits, Referring)
            account = ledger.account(who)
            said, figures = told(ledger, account), plain.figures()
            found += [
                f"{seed} {day} {who} {name}: {said[name]}, second model {figures[name]}"
                for name in figures
                if said[name] != figures[name]
            ]
            assert isinstance(plain, Referring)
            other = {
                (name, _period(called, named)): str(when)
                for (name, called), when in plain.reached.items()
            }
            if other != reached(account):
                found.append(f"{seed} {day} {who}: {reached(account)}, second model {other}")
    return found


@pytest.mark.parametrize("part", range(4))
def test_milestones_that_a_second_model_finds_otherwise(part: int) -> None:
    for seed in range(5000 + part, 5000 + PROGRAMS // 4, 4):
        assert differences(seed) == []


@pytest.mark.parametrize("part", range(2))
def test_milestones_of_busy_days_that_a_second_model_finds_otherwise(part: int) -> None:
    for seed in range(6000 + part, 6000 + PROGRAMS // 8, 2):
        assert differences(seed, waits=CLOSE) == []


def _again(self: milestones.Reaching, day: int, phase: int) -> None:
    self._done.clear()
    LOOK(self, day, phase)


def _today_too(book: Any, tier: str, first: int, last: int) -> int:
    return DAYS(book, tier, first, last + 1)


def _of_now(self: milestones.Reaching, own: Any, _: set[int], day: int) -> Any:
    return PERIODS(self, own, {day}, day)


def _taken_too(self: milestones.Reaching, day: int, lot: Any) -> None:
    deed = None if isinstance(lot.source, Derived) else deed_of(self._book, lot)
    if deed is not None:
        self.done(day, deed)


def _whoever(self: milestones.Reaching, day: int, phase: int) -> None:
    book = self._book
    stage, book.stage = book.stage, "member"
    LOOK(self, day, phase)
    book.stage = stage


DAYS = ladders.days_in
PERIODS, LOOK = milestones.Reaching._periods, milestones.Reaching.look
PLANTED: dict[str, tuple[int, Any, str, Any]] = {
    "what was reached is reached again": (5004, milestones.Reaching, "look", _again),
    "a day in a tier counts before it is over": (5007, milestones, "days_in", _today_too),
    "a period is over with its last day": (5004, milestones.Reaching, "_periods", _of_now),
    "what was taken back in time counts": (5001, milestones.Reaching, "posted", _taken_too),
    "whoever has left reaches milestones": (5005, milestones.Reaching, "look", _whoever),
}
"""What is done otherwise: in the world of a seed, where, and how."""


@pytest.mark.parametrize("mistake", sorted(PLANTED))
def test_a_planted_mistake_that_the_second_model_does_not_notice(
    mistake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed, where, name, wrong = PLANTED[mistake]
    monkeypatch.setattr(where, name, wrong)
    assert differences(seed)


def test_a_milestone_pays_what_is_owed_before_it_is_reached() -> None:
    fraud = {"date": "2026-02-01", "by": "jon", "shares": {"ana": 100}, "reason_code": "fraud"}
    files = {
        **person("ana"),
        **mission(),
        **mission("talk", 10),
        "program/milestones.yml": {
            "milestones": [{"id": "begun", "all": [{"claims": 1, "of": "talk"}], "points": 25}]
        },
        "program/rewards/mug.yml": {"name": "Mug", "kind": "merchandise", "cost": 100},
        **claim("ana", "2026-01-10", decision=approved("2026-01-10"), reversals=[fraud]),
        "influencers/ana/redemptions/2026-01-20-mug.yml": {
            "points": 100,
            "fulfilled": {"date": "2026-01-20", "by": "maya"},
        },
        **claim("ana", "2026-02-10", "talk", decision=approved("2026-02-10", 10)),
    }
    policy = {"maturation_days": 0, "expiry": "never"}
    ledger = compute(program(files, points=policy), date(2026, 2, 10))
    told = [(each.kind, each.points, each.balance) for each in ledger.entries("ana")[-4:]]
    assert told == [
        ("available", 10, 10),
        ("repaid", -10, 0),
        ("milestone", 25, 25),
        ("repaid", -25, 0),
    ]
    assert ledger.account("ana").arrears == 65
