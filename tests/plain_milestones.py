"""The second model: milestones, asked about every day for every period that there has been."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from tests.plain_model import DAY, FOREVER, RANKED, on
from tests.plain_parts import Part
from tests.plain_points import Points

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from tests.plain_limits import Limits
    from tests.plain_model import World

BEGIN = date(1, 1, 1)
FILE = "program/milestones.yml"


class Reaching(Points):
    """A person's points with milestones; it asks all of them about everything, every day."""

    def __init__(
        self, world: World, who: str, last: date, limits: Limits, denied: Collection[str] = ()
    ) -> None:
        self.stated: list[dict[str, Any]] = world.files.get(FILE, {}).get("milestones", [])
        self.reached: dict[tuple[str, str], date] = {}
        self.given: Counter[date] = Counter()
        self.versions: dict[tuple[str, date], dict[str, Any] | None] = {}
        self.high: dict[str, list[date]] = defaultdict(list)
        super().__init__(world, who, last, limits, denied)

    def _collect(self) -> None:
        super()._collect()
        self.by_path = {each.path: each for each in self.claims}

    def _activated(self, day: date) -> None:
        self._milestones(day)

    def _day_ends(self, day: date) -> None:
        self._milestones(day)

    def _judged(self, day: date) -> None:
        """Keep the day for every tier that theirs is or lies below, of the ladder of that day."""
        own = self.tiers.name(day) if self._stage(day) in RANKED else None
        ids = [each["id"] for each in self.tiers.ladder(day)]
        for tier in ids[: ids.index(own) + 1] if own in ids else ():
            self.high[tier].append(day)

    def _milestones(self, day: date) -> None:
        if self._stage(day) not in RANKED:
            return
        periods, deeds = [*self._periods(day)], self._deeds(day)
        for name in dict.fromkeys(each["id"] for each in self.stated):
            for every, first, last, called in periods:
                if (name, called) in self.reached:
                    continue
                then = self._version(name, min(day, last))
                if then is None or then.get("every", "ever") != every:
                    continue
                if not (then.get("points", 0) or then.get("badge", False)):
                    continue
                spans = (first, min(day, last), day)
                if all(self._there(x, *spans, deeds) >= _least(x) for x in then["all"]):
                    self.reached[name, called] = day
                    self._reach(name, called, then.get("points", 0), day)

    def _version(self, name: str, day: date) -> dict[str, Any] | None:
        """What holds of a milestone on a day; found once, since a period is asked about daily."""
        if (name, day) not in self.versions:
            then = [x for x in self.stated if x["id"] == name and on(x["from"]) <= day]
            self.versions[name, day] = then[-1] if then else None
        return self.versions[name, day]

    def _periods(self, day: date) -> Iterator[tuple[str, date, date, str]]:
        """Every period that has begun since the person's first day, and the one of all time."""
        yield "ever", BEGIN, FOREVER, "ever"
        first = min(self._done(each) for each in self.parts) if self.parts else day
        start = self.world.start(min(first, day))
        while start <= day:
            end = self.world.next(start)
            yield "cycle", start, end - DAY, f"cycle {start}"
            start = end
        for year in range(min(first, day).year, day.year + 1):
            yield "year", date(year, 1, 1), date(year, 12, 31), f"year {year}"

    def _reach(self, name: str, called: str, points: int, day: date) -> None:
        if not points:
            return
        end, start = self.world.last_day(day, day), self.world.start(day)
        order = (day, "24", name, self.who, 1)
        part = Part(f"milestones/{name}/{called}", order, day, day, end, start, True, points)
        self.parts.append(part)
        self.given[start] += points
        self._activate(part)

    # What has been done.

    def _done(self, part: Part) -> date:
        """The day on which a part counts."""
        claim = self.by_path.get(part.path)
        if claim is None or self.world.start(claim.occurred) != part.counts:
            return part.available
        return claim.occurred

    def _deeds(self, day: date) -> list[tuple[date, Any]]:
        """The claims that count for something on a day, and the day on which each does."""
        found = {}
        for part in self.parts:
            claim = self.by_path.get(part.path)
            if claim is None or part.later or part.available > day:
                continue
            stands = sum(n for (path, _), n in self.stood.items() if path == part.path)
            decision = claim.decision(self.last) or {}
            cut = self.who in decision.get("capped_by", {})
            nothing = not decision["shares"].get(self.who) and not cut
            if stands or nothing:
                found[claim.path] = (self._done(part), claim)
        return list(found.values())

    def _there(
        self,
        condition: dict[str, Any],
        first: date,
        last: date,
        today: date,
        deeds: list[tuple[date, Any]],
    ) -> int:
        if "points" in condition:
            return sum(
                points - self.given[start]
                for start, points in self.by_cycle.items()
                if first <= start <= last
            )
        if "since_days" in condition:
            return self._member_for(last)
        if "in_tier_days" in condition:
            days, end = self.high[condition["tier"]], min(last + DAY, today)
            return max(bisect_left(days, end) - bisect_left(days, first), 0)
        done = [claim for day, claim in deeds if first <= day <= last]
        if "claims" in condition:
            return sum(claim.mission == condition.get("of", claim.mission) for claim in done)
        if "missions" in condition:
            return len({claim.mission for claim in done})
        if "days" in condition:
            return len({claim.occurred for claim in done})
        helped = {claim.data["helped"].casefold() for claim in done if "helped" in claim.data}
        return len(helped)

    def _member_for(self, day: date) -> int:
        since = None
        for begins, stage in self.history:
            if begins <= day:
                since = (since or begins) if stage in RANKED else None
        return (day - since).days if since else 0


def _least(condition: dict[str, int]) -> int:
    return next(value for key, value in condition.items() if key not in {"of", "tier"})
