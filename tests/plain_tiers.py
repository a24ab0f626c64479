"""The second model: a person's tier, judged at the end of each day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.plain_model import DAY, RANKED, in_force, on

if TYPE_CHECKING:
    from collections import Counter
    from datetime import date

    from tests.plain_model import Claim, World


class Tiers:
    """The tier of one person, kept from day to day."""

    def __init__(
        self,
        world: World,
        who: str,
        by_cycle: Counter[date],
        history: list[tuple[date, str]],
    ) -> None:
        self.history = history
        self.world, self.who, self.by_cycle = world, who, by_cycle
        self.versions = world.files["program/tiers.yml"]["versions"]
        self.at = -1
        self.was = ""
        self.ranked = False
        self.promoted: date | None = None
        self.waiting: list[date] = []

    def _stage(self, day: date) -> str | None:
        return next((stage for since, stage in reversed(self.history) if since <= day), None)

    def ladder(self, day: date) -> list[dict[str, Any]]:
        tiers: list[dict[str, Any]] = in_force(self.versions, day)["tiers"]
        return tiers

    def reached(self, day: date) -> int:
        start = self.world.start(day)
        points = self.by_cycle[start] + self.by_cycle[self.world.next(start, -1)]
        return max(
            (n for n, t in enumerate(self.ladder(day)) if points >= t["standing_at_least"]),
            default=-1,
        )

    def day(self, day: date, claims: list[Claim]) -> None:
        entered = [stage for since, stage in self.history if since == day]
        if any(stage not in RANKED for stage in entered):
            self.ranked, self.at = False, -1
        if self._stage(day) not in RANKED:
            return
        if not self.ranked:
            self.ranked, self.at = True, self.reached(day)
        elif any(on(each["from"]) == day for each in self.versions[1:]):
            ids = [each["id"] for each in self.ladder(day)]
            same = self.was in ids
            self.at = ids.index(self.was) if same else min(self.at, len(ids) - 1)
        if day == self.world.start(day):
            self.waiting.append(day)
        self.waiting = [each for each in self.waiting if not self._settled(each, day, claims)]
        if self.reached(day) > self.at:
            self.at, self.promoted = self.reached(day), day
        self.was = self.ladder(day)[self.at]["id"] if self.at >= 0 else ""

    def _settled(self, boundary: date, day: date, claims: list[Claim]) -> bool:
        """Judge a fall at a boundary; False while it waits."""
        ladder = self.ladder(day)
        if self.at < 0 or not ladder[self.at]["standing_at_least"]:
            return True
        if self.promoted and boundary <= self.promoted + 14 * DAY:
            return True
        if self._stage(boundary) == "on-leave":
            return True
        pair = self._pair(boundary)
        points = sum(self.by_cycle[each] for each in pair)
        if not pair or points >= ladder[self.at]["standing_at_least"]:
            return True
        if any(self._open(each, pair, day) for each in claims):
            return False
        lower = max(self.at - 1, self.reached(day))
        if lower > self.at:
            self.promoted = day
        self.at = lower
        return True

    def _open(self, claim: Claim, pair: list[date], day: date) -> bool:
        if self.world.start(claim.occurred) not in pair or not self.world.in_time(claim):
            return False
        state = claim.state(day)
        found = claim.decision(day)
        if state == "approved" and found is not None:
            return self.world.available(claim, on(found["date"])) > day
        return state == "open"

    def _pair(self, boundary: date) -> list[date]:
        """The last two cycles that no leave touched, of those as a member."""
        history = self.history
        leaves = [
            (since, history[n + 1][0] if n + 1 < len(history) else None)
            for n, (since, stage) in enumerate(history)
            if stage == "on-leave"
        ]
        joined = min(since for since, stage in history if stage in RANKED)
        found: list[date] = []
        start = self.world.next(boundary, -1)
        while len(found) < 2 and self.world.next(start) > joined:
            end = self.world.next(start)
            if not any(a < end and (b is None or b > start) for a, b in leaves):
                found.append(start)
            start = self.world.next(start, -1)
        return found

    def name(self, day: date) -> str | None:
        """With what is given by hand, which may be exceeded and not undercut."""
        ids = [each["id"] for each in self.ladder(day)]
        profile = self.world.files[f"influencers/{self.who}/profile.yml"]
        given = [
            ids.index(each["tier"])
            for each in profile.get("tier_floor", [])
            if each["tier"] in ids
            and on(each["from"]) <= day
            and ("until" not in each or day <= on(each["until"]))
        ]
        at = max([self.at, *given])
        return ids[at] if at >= 0 else None
