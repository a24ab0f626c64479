"""Programs made at random for the second model: two years of a few people's records.

Every step writes a record of its day, as the commands would; limits are those of the second
model, and what the code thinks of them is asked by the test.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from tests.plain_limits import Limits, shares
from tests.plain_model import DAY, RANKED, World, in_force, on
from tests.plain_points import Points, points_of

if TYPE_CHECKING:
    from tests.plain_model import Claim

PEOPLE = ("ana", "ben", "cleo")
MISSIONS = ("guide", "talk")
GROUPED = ("guide", "talk", "post")
"""Missions of worlds with groups."""
COSTS = {"mug": 20, "book": 45}
EXPIRIES: tuple[Any, ...] = (
    "never",
    "end-of-cycle",
    "end-of-next-cycle",
    {"months": 2, "round_up": "none"},
    {"months": 3, "round_up": "month"},
    {"months": 1, "round_up": "cycle"},
    {"months": 5, "round_up": "year"},
)
ENDS: tuple[Any, ...] = (
    "end-of-next-cycle",
    "never",
    {"idle_months": 1},
    {"idle_months": 4},
    {"idle_months": 3, "carry_at_most": 120},
    {"end": "end-of-cycle", "plus_days": 45},
    {"end": "end-of-next-cycle", "plus_days": 10},
    {"end": "never", "carry_at_most": 100},
    {"end": "never", "carry_at_most": 0},
    {"end": "end-of-next-cycle", "plus_days": 75, "carry_at_most": 100},
    {"months": 7, "round_up": "month", "carry_at_most": 200},
)
"""Ways in which points end that say more than a word or a number of months."""
CODES = ("brand-error", "content-removed", "member-request", "duplicate", "fraud", "fraud")
FIRST = ("total", "per_influencer", "per_influencer_per_cycle", "claims_per_week")
"""Limits of most worlds."""
WAITS = (0, 0, 1, 2, 3, 6, 11, 19, 33)
CLOSE = (0, 0, 1, 1, 2, 3)
"""Days between one record and the next where much happens on the same day and the one after."""
ACTS = (
    *("submit",) * 8,
    *("decide",) * 9,
    *("request",) * 4,
    *("settle",) * 6,
    *("reverse",) * 4,
    *("lift", "appeal", "appeal", "withdraw", "withdraw", "question"),
    *("adjust", "adjust", "void", "extend", "extend", "stage", "stage", "close"),
)
FREEING = (
    *("submit",) * 8,
    *("decide",) * 10,
    *("reverse",) * 6,
    *("withdraw", "withdraw", "lift", "lift"),
)
"""What takes places and frees them, and no more."""


class Maker:
    """A world that grows step by step."""

    def __init__(
        self,
        seed: int,
        steps: int = 80,
        waits: tuple[int, ...] = WAITS,
        every: str | None = None,
        limits: tuple[str, ...] = FIRST,
        groups: tuple[str, ...] = (),
        *,
        acts: tuple[str, ...] = ACTS,
        uneven: bool = False,
        expiries: tuple[Any, ...] = EXPIRIES,
    ) -> None:
        self._every, self._limits, self._groups = every, limits, groups
        self._uneven = uneven
        self._missions = GROUPED if groups else MISSIONS
        self._expiries = expiries
        self.random = Random(seed)  # noqa: S311 - made-up programs
        self.day = date(2024, self.random.randint(1, 12), self.random.randint(1, 28))
        self.moment = 0
        self.world = self._begin()
        self.days = [self.day]
        for _ in range(steps):
            self.day += self.random.choice(waits) * DAY
            self.moment += 1
            if self.day != self.days[-1]:
                self.days.append(self.day)
            getattr(self, f"_{self.random.choice(acts)}")()

    def _begin(self) -> World:
        pick = self.random.choice
        points = [
            {
                "from": (self.day + timedelta(days=n * 200)).isoformat() if n else "2020-01-01",
                "expiry": pick(self._expiries),
                "maturation_days": pick((0, 0, 5, 14, 40)),
                "claim_grace_days": pick((0, 14, 20)),
                "restore_grace_days": pick((0, 10, 30)),
                "claim_max_age_cycles": 9,
            }
            for n in range(pick((1, 2, 3)))
        ]
        cycle = {
            "from": "1900-01-01",
            "every": pick(("quarter", "quarter", "half-year", "year")),
            "starts_month": pick((1, 1, 2, 7)),
        }
        if self._every is not None:
            cycle["every"] = self._every
        files: dict[str, dict[str, Any]] = {
            "program/policies.yml": {
                "versions": [
                    {
                        "from": "2020-01-01",
                        "clocks": {"review": pick((3, 14))},
                        "exit_window_days": pick((5, 45, 90)),
                        "arrears_forgiven_after_cycles": pick((0, 1, 2)),
                    }
                ]
            },
            "program/tiers.yml": {"versions": self._tiers()},
        }
        for name in self._missions:
            versions: list[dict[str, Any]] = [
                {
                    "from": (self.day + timedelta(days=n * 250)).isoformat() if n else "2020-01-01",
                    "value": pick((100, 61, 250)),
                    **({"maturation_days": pick((0, 9))} if pick((0, 0, 1)) else {}),
                }
                for n in range(pick((1, 2)))
            ]
            if name == "guide":
                limits = {limit: pick((1, 1, 2)) for limit in self._limits if pick((0, 1))}
                for each in versions:
                    each["limits"] = {k: v for k, v in limits.items() if k != "per"}
                    if "per" in limits:
                        each["per"] = {"key": "deal", "claims": limits["per"]}
            title = {"title": name, "instructions": "Do it", "points": versions}
            files[f"missions/{name}/mission.yml"] = title
        if self._groups:
            files["program/groups.yml"] = {
                "groups": [self._group(n) for n in range(pick((1, 2, 3)))]
            }
        for name, cost in COSTS.items():
            reward = {"name": name, "kind": "merchandise", "cost": cost}
            files[f"program/rewards/{name}.yml"] = reward
        for who in PEOPLE:
            joined = self.day - self.random.choice((0, 20, 150)) * DAY
            first = {"date": joined.isoformat(), "stage": "member"}
            files[f"influencers/{who}/profile.yml"] = {"name": who, "history": [first]}
        return World(files, {"points": points, "cycle": cycle})

    def _group(self, number: int) -> dict[str, Any]:
        """A group of some missions, with one or two limits in what the world counts."""
        pick = self.random.choice
        missions = self.random.sample(self._missions, pick((1, 2, 2, 3)))
        limits = []
        for n in range(pick((1, 1, 2))):
            start = self.day + timedelta(days=(n or pick((-1, -1, 0.1))) * 150)
            limit: dict[str, Any] = {
                "from": start.isoformat(),
                "each": pick(("influencer", "program")),
                "every": pick(("day", "week", "month", "cycle", "cycle", "year", "ever")),
            }
            if pick(self._groups) == "points":
                limit["points"] = pick((30, 90, 130, 200, 400))
            else:
                limit["claims"] = pick((1, 1, 2, 3))
            if pick((0, 0, 0, 1)):
                limit["exempt"] = [pick(missions)]
            limits.append(limit)
        return {"id": f"g{number}", "missions": missions, "limits": limits}

    def _tiers(self) -> list[dict[str, Any]]:
        versions = []
        for n in range(self.random.choice((1, 2))):
            at = self.random.choice((80, 150, 220))
            tiers = [
                {"id": "base", "standing_at_least": self.random.choice((0, 0, 30))},
                {"id": ("silver", "bronze")[n and at > 100], "standing_at_least": at},
                {"id": "gold", "standing_at_least": at + self.random.choice((60, 200))},
            ]
            start = (self.day + timedelta(days=170)).isoformat() if n else "2020-01-01"
            versions.append({"from": start, "tiers": tiers[: self.random.choice((2, 3, 3))]})
        return versions

    # Small things.

    @property
    def _today(self) -> str:
        return self.day.isoformat()

    @property
    def _at(self) -> str:
        return f"{self.moment // 60:02}:{self.moment % 60:02}:00"

    def _path(self, form: str) -> str:
        path, number = form.format(""), 1
        while path in self.world.files:
            number += 1
            path = form.format(f".{number}")
        return path

    def _claims(self, *states: str) -> list[Claim]:
        return [each for each in self.world.claims() if each.state(self.day) in states]

    def _one(self, found: list[Any]) -> Any:
        return self.random.choice(found[-5:]) if found else None

    # Steps.

    def _submit(self) -> None:
        who = self.random.choice(PEOPLE)
        if self.world.stage(who, self.day) not in RANKED:
            return
        mission = self.random.choice(("guide", *self._missions))
        occurred = self.day - self.random.choice((0, 0, 1, 8, 30)) * DAY
        path = self._path(f"missions/{mission}/claims/{occurred}-{who}{{}}.yml")
        data: dict[str, Any] = {"evidence": f"https://example.org/{len(self.world.files)}"}
        data |= {"submitted": self._today, "at": self._at}
        if self.random.random() < 0.3:
            others = [each for each in PEOPLE if each != who]
            data["with"] = others[: self.random.choice((1, 2))]
            if self._uneven:
                percents = (self.random.choice((1, 10, 33, 49)) for _ in data["with"])
                stated = zip(data["with"], percents, strict=False)
                data["with"] = [{"id": who, "percent": percent} for who, percent in stated]
        if "per" in self._limits and self.random.random() < 0.8:
            data["key"] = self.random.choice(("deal-1", "Deal-1", "deal-2"))
        self.world.files[path] = data

    def _question(self) -> None:
        claim = self._one([c for c in self._claims("open") if "decision" not in c.data])
        if claim is None:
            return
        asked = claim.data.setdefault("questions", [])
        if asked and "answered" not in asked[-1]:
            asked[-1]["answered"] = self._today
        else:
            asked.append({"asked": self._today, "by": "maya", "text": "Where?"})

    def _withdraw(self) -> None:
        claim = self._one([c for c in self._claims("open") if "decision" not in c.data])
        if claim is not None:
            claim.data["withdrawn"] = {"date": self._today}

    def _decide(self) -> None:
        claim = self._one(self._claims("open"))
        if claim is None or self.random.random() < 0.2:
            return
        appealed = "decision" in claim.data
        target = claim.data["appeal"] if appealed else claim.data
        by = "jon" if appealed else "maya"
        if self.random.random() < 0.25:
            target["decision"] = {
                "outcome": "declined",
                "by": by,
                "date": self._today,
                "reason": "No",
                **({"reason_code": "duplicate"} if self.random.random() < 0.4 else {}),
            }
            return
        version = in_force(self.world.mission(claim.mission), claim.occurred)
        limits = Limits(self.world, self.day)
        cut = limits.cut(claim, self.day)
        quality, percent = self.random.choice((("low", 50), ("normal", 100), ("high", 150)))
        computed = version["value"] * percent // 100
        given = {w: n for w, n in shares(computed, claim).items() if w not in cut}
        given, short = limits.up_to(claim, self.day, given)
        if cut and self.random.random() < 0.2:
            given |= dict.fromkeys(cut, 0)
        cut |= short
        target["decision"] = {
            "outcome": "approved",
            "by": by,
            "date": self._today,
            "points": sum(given.values()),
            "computed": computed,
            "shares": given,
            "capped_by": cut,
            "quality": quality,
        }

    def _appeal(self) -> None:
        claim = self._one([c for c in self._claims("declined") if "appeal" not in c.data])
        if claim is not None:
            claim.data["appeal"] = {"date": self._today, "text": "Look again"}

    def _reverse(self) -> None:
        claim = self._one(self._claims("approved"))
        if claim is None:
            return
        given = Limits(self.world, self.day).given(claim, self.day)
        taken: dict[str, int] = {}
        for each in claim.data.get("reversals", []):
            for who, points in each["shares"].items():
                taken[who] = taken.get(who, 0) + points
        left = {who: given[who] - taken.get(who, 0) for who in given}
        part = self.random.choice((1, 1, 2, 3))
        now = {who: -(-n // part) for who, n in left.items() if n > 0}
        if now:
            claim.data.setdefault("reversals", []).append(
                {
                    "date": self._today,
                    "at": self._at,
                    "by": "jon",
                    "shares": now,
                    "reason_code": self.random.choice(CODES),
                }
            )

    def _lift(self) -> None:
        found = [
            each
            for claim in self._claims("approved")
            for each in claim.data.get("reversals", [])
            if "appeal" not in each
        ]
        reversal = self._one(found)
        if reversal is not None:
            answer = {"outcome": "approved", "by": "zoe", "date": self._today, "points": 0}
            reversal["appeal"] = {"date": self._today, "text": "Look again", "decision": answer}

    def _request(self) -> None:
        who, reward = self.random.choice(PEOPLE), self.random.choice(("mug", "book"))
        path = self._path(f"influencers/{who}/redemptions/{self._today}-{reward}{{}}.yml")
        data: dict[str, Any] = {"points": COSTS[reward], "at": self._at}
        if self.random.random() < 0.95:
            limits = Limits(self.world, self.day)
            spendable = points_of(self.world, who, self.day, limits, Points).spendable
            if spendable < COSTS[reward]:
                return
            data["quantity"] = self.random.choice((1, spendable // COSTS[reward]))
            data["points"] *= data["quantity"]
        self.world.files[path] = data

    def _settle(self) -> None:
        path = self._one([each for each in self.world.files if "/redemptions/" in each])
        if path is None:
            return
        data, signed = self.world.files[path], {"date": self._today, "by": "maya"}
        if "fulfilled" in data:
            if self.random.random() < 0.3:
                data.setdefault("returned", {**signed, "restocked": True})
        elif not {"declined", "cancelled"} & set(data):
            step = self.random.choice(("approved", *("fulfilled",) * 4, "declined", "cancelled"))
            data.setdefault(step, signed)

    def _adjust(self) -> None:
        who = self.random.choice(PEOPLE)
        path = self._path(f"influencers/{who}/touchpoints/{self._today}-adjusted{self.moment}.yml")
        self.world.files[path] = {
            "kind": "adjustment",
            "points": self.random.choice((90, 25, -10, -80)),
            "reason_code": "correction",
            "standing": self.random.random() < 0.6,
            "by": "maya",
            "at": self._at,
        }
        if self._expiries is not EXPIRIES and self.random.random() < 0.1:
            opening = {"reason_code": "opening", "expires": (self.day + 99 * DAY).isoformat()}
            self.world.files[path] |= {"points": 70, **opening}

    def _void(self) -> None:
        found = [d for d in self.world.files.values() if d.get("kind") == "adjustment"]
        data = self._one([each for each in found if "void" not in each])
        if data is not None:
            data["void"] = {"date": self._today, "by": "maya", "reason": "A slip"}

    def _extend(self) -> None:
        who = self.random.choice(PEOPLE)
        of: Any = "all"
        claims = [each for each in self._claims("approved") if who in each.people]
        if claims and self.random.random() < 0.5:
            claim = self._one(claims)
            of = [f"{claim.mission}/{claim.path.split('/')[-1].removesuffix('.yml')}"]
        until = self.day + self.random.choice((5, 40, 120, 300)) * DAY
        path = f"influencers/{who}/touchpoints/{self._today}-longer{self.moment}.yml"
        self.world.files[path] = {
            "kind": "extension",
            "of": of,
            "until": until.isoformat(),
            "reason": "A slow answer",
            "by": "maya",
        }

    def _stage(self) -> None:
        who = self.random.choice(PEOPLE)
        profile = self.world.files[f"influencers/{who}/profile.yml"]
        last = profile["history"][-1]
        if on(last["date"]) >= self.day:
            return
        if self.random.random() < 0.2:
            tiers = in_force(self.world.files["program/tiers.yml"]["versions"], self.day)["tiers"]
            floor = {"from": self._today, "tier": tiers[-1]["id"], "by": "maya", "reason": "Help"}
            floor["until"] = (self.day + 50 * DAY).isoformat()
            profile.setdefault("tier_floor", []).append(floor)
            return
        moves = {
            "member": ("on-leave", "on-leave", "left", "emeritus"),
            "on-leave": ("member", "member", "member", "left"),
            "left": ("member",),
            "emeritus": ("member",),
        }
        stage = self.random.choice(moves[last["stage"]])
        profile["history"].append({"date": self._today, "stage": stage})

    def _close(self) -> None:
        start = self.world.next(self.world.start(self.day), -1)
        grace = self.world.policy(self.world.next(start) - DAY)["claim_grace_days"]
        if self.day >= self.world.next(start) + grace * DAY:
            self.world.closed.setdefault(start, self.day)
