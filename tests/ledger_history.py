"""Histories of points made up at random: every step is one that the commands would allow.

A history is a list of steps; each moves the day on and does something to a program of three
people (two of them brought by another), two missions (one with limits), two rewards (one with
stock) and, in every fourth history, milestones and what is given for having brought somebody.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from msgspec import json

from goodword.diagnostics import Place
from goodword.ledger import compute
from goodword.ledger.award import Decided, Verdict, decide
from goodword.model.program import BY_NAME, Program

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

START = date(2026, 1, 5)
PEOPLE = ("ana", "ben", "cleo")
MISSIONS = ("guide", "talk")
REWARDS = {"mug": 20, "book": 45}
CODES = ("brand-error", "content-removed", "member-request", "duplicate", "fraud", "fraud", "fraud")
POLICIES: list[dict[str, Any]] = [
    {"from": "2026-01-01", "maturation_days": 7, "expiry": "end-of-cycle"},
    {"from": "2026-05-01", "maturation_days": 0, "expiry": {"months": 2, "round_up": "month"}},
    {"from": "2026-09-01", "maturation_days": 14, "expiry": "end-of-next-cycle"},
]
TIERS = [
    {"id": "base", "standing_at_least": 0},
    {"id": "silver", "standing_at_least": 150},
    {"id": "gold", "standing_at_least": 400},
]
MILESTONES: list[dict[str, Any]] = [
    {"id": "begun", "all": [{"claims": 1}], "points": 15, "badge": True},
    {"id": "varied", "every": "cycle", "all": [{"missions": 2}], "points": 10},
    {"id": "busy", "every": "year", "all": [{"points": 200}, {"days": 2}], "points": 30},
    {"id": "busy", "from": "2026-08-01", "every": "year", "all": [{"points": 150}], "points": 40},
    {"id": "loyal", "all": [{"since_days": 500}, {"claims": 2, "of": "guide"}], "points": 5},
    {"id": "bright", "all": [{"in_tier_days": 20, "tier": "silver"}], "points": 12},
]
REFERRAL = {"from": "2025-01-01", "points": 9, "percent": 7, "within_days": 500}
"""Those who were brought are members since the start of 2025: the share ends within a history."""
BROUGHT = {"ben": "ana", "cleo": "ben"}
"""Who was brought by whom."""
FIXED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("milestones", "program/milestones.yml", {"milestones": MILESTONES}),
    (
        "tiers",
        "program/tiers.yml",
        {"versions": [{"from": "2025-01-01", "tiers": TIERS}]},
    ),
    (
        "mission",
        "missions/guide/mission.yml",
        {
            "title": "Guide",
            "instructions": "Write",
            "points": [
                {
                    "from": "2025-01-01",
                    "value": 100,
                    "limits": {"total": 3, "per_influencer_per_cycle": 1, "claims_per_week": 2},
                },
                {"from": "2026-07-01", "value": 61, "limits": {"per_influencer": 4}},
            ],
        },
    ),
    (
        "mission",
        "missions/talk/mission.yml",
        {"title": "Talk", "instructions": "Talk", "points": 55},
    ),
    (
        "reward",
        "program/rewards/mug.yml",
        {"name": "Mug", "kind": "merchandise", "cost": REWARDS["mug"]},
    ),
    (
        "reward",
        "program/rewards/book.yml",
        {
            "name": "Book",
            "kind": "learning",
            "cost": REWARDS["book"],
            "stock": [
                {"date": "2026-01-01", "quantity": 1},
                {"date": "2026-06-01", "quantity": 1},
            ],
        },
    ),
)

WAITS = (0, 0, 1, 2, 5, 9, 20, 40)
"""Days that pass before a step."""
ACTS = (
    *("submit",) * 6,
    *("decide",) * 8,
    *("request", "spend", "spend", "end", "end", "end"),
    *("reverse", "reverse", "withdraw", "appeal", "lift"),
    *("adjust", "extend", "stage"),
)
"""What a step may do; some things are done more often."""


def _steps(data: bytes) -> list[tuple[int, str, int]]:
    """Four bytes a step: drawing them at once is quicker than drawing each step."""
    return [
        (WAITS[wait % len(WAITS)], ACTS[act % len(ACTS)], high * 256 + low)
        for wait, act, high, low in zip(*[iter(data)] * 4, strict=False)
    ]


STEPS = st.binary(min_size=64, max_size=320).map(_steps)


class History:
    """A program that grows step by step.

    Args:
        steps: days to wait, what to do, and a number from which the rest is chosen.
    """

    def __init__(self, steps: list[tuple[int, str, int]]) -> None:
        self.follows = len(steps) % 4 == 0
        self.day = START
        self.moment = 0
        self.docs: dict[str, dict[str, Any]] = {}
        self.stages = {who: [("member", date(2025, 1, 1))] for who in PEOPLE}
        self.days: list[tuple[date, Program]] = []
        for wait, what, choice in steps:
            if wait:
                self.days.append((self.day, self.program()))
                self.day += timedelta(days=wait)
            self.moment += 1
            getattr(self, f"_{what}")(choice)
        self.days.append((self.day, self.program()))

    def program(self) -> Program:
        """The program as it is now."""
        return build(self.docs, self.stages, follows=self.follows)

    @property
    def _today(self) -> str:
        return self.day.isoformat()

    @property
    def _at(self) -> str:
        """The moment that commands write: steps of one day come in their order."""
        return f"{self.moment // 60 % 24:02}:{self.moment % 60:02}:00"

    def _path(self, form: str) -> str:
        path, number = form.format(""), 1
        while path in self.docs:
            number += 1
            path = form.format(f".{number}")
        return path

    def _some(self, folder: str, choice: int) -> tuple[str, dict[str, Any]] | None:
        found = [path for path in self.docs if f"/{folder}/" in path]
        if not found:
            return None
        path = found[choice % len(found)]
        return path, self.docs[path]

    def _submit(self, choice: int) -> None:
        mission = MISSIONS[choice % 2]
        who = PEOPLE[choice // 2 % 3]
        if self.stages[who][-1][0] not in ("member", "on-leave"):
            return
        occurred = self.day - timedelta(days=(0, 0, 1, 12, 40)[choice // 6 % 5])
        path = self._path(f"missions/{mission}/claims/{occurred}-{who}{{}}.yml")
        data: dict[str, Any] = {"evidence": f"https://example.org/{len(self.docs)}"}
        data |= {"submitted": self._today, "at": self._at}
        if choice // 30 % 3 == 0:
            data["with"] = [other for other in PEOPLE if other != who][: 1 + choice // 90 % 2]
        self.docs[path] = data

    def _decide(self, choice: int) -> None:
        program = self.program()
        open_claims = [
            path
            for path, data in self.docs.items()
            if "/claims/" in path
            and "withdrawn" not in data
            and ("decision" not in data or "appeal" in data)
        ]
        if not open_claims:
            return
        path = open_claims[-1 - choice % len(open_claims)]
        appealed = "appeal" in self.docs[path]
        verdict = Verdict(
            "jon" if appealed else "maya",
            self.day,
            "declined" if choice // 7 % 4 == 0 else "approved",
            ("low", "normal", "high")[choice // 28 % 3],
            reason="Because",
            reason_code="duplicate" if choice // 7 % 8 == 0 else None,
        )
        found = decide(program, program.claims[path], verdict, anyway=True)
        if not isinstance(found, Decided):
            return
        decision = {
            "outcome": found.outcome,
            "by": found.by,
            "date": self._today,
            "points": found.points,
            "computed": found.computed,
            "shares": dict(found.shares),
            "capped_by": dict(found.capped_by),
            "quality": found.quality,
            "reason": "Because",
        }
        if found.reason_code:
            decision["reason_code"] = found.reason_code
        target = self.docs[path]["appeal"] if appealed else self.docs[path]
        target["decision"] = decision

    def _withdraw(self, choice: int) -> None:
        found = self._some("claims", choice)
        if found and "decision" not in found[1]:
            found[1].setdefault("withdrawn", {"date": self._today})

    def _appeal(self, choice: int) -> None:
        declined = [
            data
            for path, data in self.docs.items()
            if "/claims/" in path and data.get("decision", {}).get("outcome") == "declined"
        ]
        if declined:
            appeal = {"date": self._today, "text": "Look again"}
            declined[choice % len(declined)].setdefault("appeal", appeal)

    def _lift(self, choice: int) -> None:
        """An appeal against a reversal, with success."""
        found = [data for data in self.docs.values() if "reversals" in data]
        if not found:
            return
        for reversal in found[choice % len(found)]["reversals"]:
            decision = {"outcome": "approved", "by": "zoe", "date": self._today, "points": 0}
            reversal.setdefault(
                "appeal", {"date": self._today, "text": "Look again", "decision": decision}
            )

    def _reverse(self, choice: int) -> None:
        given = [
            data
            for path, data in self.docs.items()
            if "/claims/" in path and data.get("decision", {}).get("points")
        ]
        if not given:
            return
        data = given[-1 - choice % min(len(given), 3)]
        decision = data.get("appeal", {}).get("decision") or data.get("decision", {})
        left = dict(decision.get("shares", {}))
        for reversal in data.get("reversals", []):
            for who, points in reversal["shares"].items():
                left[who] -= points
        half = choice // 17 % 2
        shares = {who: max(points // (1 + half), 0) for who, points in left.items()}
        shares = {who: points for who, points in shares.items() if points}
        if decision.get("outcome") == "approved" and shares:
            data.setdefault("reversals", []).append(
                {
                    "date": self._today,
                    "by": "jon",
                    "shares": shares,
                    "reason_code": CODES[choice // 34 % 7],
                }
            )

    def _request(self, choice: int) -> None:
        who = PEOPLE[choice % 3]
        reward = ("mug", "book")[choice // 3 % 2]
        path = self._path(f"influencers/{who}/redemptions/{self._today}-{reward}{{}}.yml")
        self.docs[path] = {"points": REWARDS[reward]}
        if choice // 6 % 2:
            self.docs[path]["at"] = self._at

    def _spend(self, choice: int) -> None:
        """Somebody spends what they have, on as many as that buys; mostly it is given at once."""
        ledger = compute(self.program(), self.day)
        rich = [who for who in PEOPLE if ledger.account(who).spendable >= REWARDS["mug"]]
        if not rich:
            return
        who = rich[choice % len(rich)]
        quantity = ledger.account(who).spendable // REWARDS["mug"]
        path = self._path(f"influencers/{who}/redemptions/{self._today}-mug{{}}.yml")
        data: dict[str, Any] = {"points": REWARDS["mug"] * quantity, "quantity": quantity}
        if choice // 3 % 3:
            data["fulfilled"] = {"date": self._today, "by": "maya"}
        self.docs[path] = data

    def _open_request(self, choice: int) -> tuple[str, dict[str, Any]] | None:
        """A request of the newer ones: old ones are mostly over."""
        found = [path for path in self.docs if "/redemptions/" in path][-4:]
        if not found:
            return None
        path = found[choice % len(found)]
        return path, self.docs[path]

    def _end(self, choice: int) -> None:
        found = self._open_request(choice)
        if found is None:
            return
        data = found[1]
        signed = {"date": self._today, "by": "maya"}
        if "fulfilled" in data:
            data.setdefault("returned", {**signed, "restocked": choice % 2 == 0})
        elif not {"declined", "cancelled", "out_of_funds"} & set(data):
            ends = ("approved", "fulfilled", "fulfilled", "fulfilled", "declined", "cancelled")
            data.setdefault(ends[choice // 5 % 6], signed)

    def _adjust(self, choice: int) -> None:
        who = PEOPLE[choice % 3]
        path = self._path(f"influencers/{who}/touchpoints/{self._today}-adjusted{{}}.yml")
        self.docs[path] = {
            "kind": "adjustment",
            "points": (50, 20, -10, -35, -200)[choice // 3 % 5],
            "reason_code": "correction",
            "standing": choice // 15 % 2 == 0,
            "by": "maya",
        }

    def _extend(self, choice: int) -> None:
        who = PEOPLE[choice % 3]
        path = self._path(f"influencers/{who}/touchpoints/{self._today}-longer{{}}.yml")
        claims = [each for each in self.docs if "/claims/" in each]
        of: Any = "all"
        if claims and choice // 3 % 2:
            parts = claims[choice // 6 % len(claims)][:-4].split("/")
            of = [f"{parts[1]}/{parts[-1]}"]
        until = self.day + timedelta(days=(10, 60, 200)[choice // 60 % 3])
        self.docs[path] = {
            "kind": "extension",
            "of": of,
            "until": until.isoformat(),
            "reason": "A slow answer",
            "by": "maya",
        }

    def _stage(self, choice: int) -> None:
        who = PEOPLE[choice % 3]
        stage, since = self.stages[who][-1]
        if since >= self.day:
            return
        moves = {
            "member": ("on-leave", "left", "on-leave"),
            "on-leave": ("member", "member", "left"),
            "left": ("member", "member", "member"),
        }
        self.stages[who].append((moves[stage][choice // 3 % 3], self.day))


def build(
    docs: Mapping[str, dict[str, Any]],
    stages: Mapping[str, list[tuple[str, date]]],
    *,
    follows: bool,
) -> Program:
    """The program of these documents; in some, points follow from awards."""
    rooms: dict[str, Any] = {
        name: dict(kept) if isinstance(kept, dict) else kept for name, kept in ROOMS.items()
    }
    if not follows:
        del rooms["milestones"]
    everything = []
    for who in PEOPLE:
        history = [{"date": day.isoformat(), "stage": stage} for stage, day in stages[who]]
        profile = {"name": who, "history": history}
        if follows and who in BROUGHT:
            profile["referred_by"] = BROUGHT[who]
        everything.append(("profile", f"influencers/{who}/profile.yml", profile))
    for path, data in docs.items():
        everything.append((path.split("/")[2].removesuffix("s"), path, data))
    _read(everything, rooms)
    return Program(**rooms)


def _read(everything: Iterable[tuple[str, str, dict[str, Any]]], rooms: dict[str, Any]) -> None:
    for name, path, data in everything:
        kind = BY_NAME[name]
        value = _value(name, path, json.encode(data), rooms["settings"].first_day)
        if kind.many:
            rooms.setdefault(kind.room, {})[kind.key(value)] = value
        else:
            rooms[kind.room] = value


@lru_cache(1000)
def _value(name: str, path: str, data: bytes, first_day: date) -> Any:
    """What a file says; from one day of a history to the next most say the same."""
    return BY_NAME[name].read(json.decode(data), Place(path), first_day)


def _rooms() -> dict[str, Any]:
    """What every history has, read once."""
    settings = BY_NAME["program"].read(
        {
            "name": "Acme",
            "timezone": "Europe/Berlin",
            "staff": [{"id": each, "name": each} for each in ("maya", "jon", "zoe")],
            "points": POLICIES,
            "referral": REFERRAL,
        },
        Place("program/program.yml"),
        START,
    )
    rooms: dict[str, Any] = {"settings": settings}
    _read(FIXED, rooms)
    return rooms


ROOMS = _rooms()
