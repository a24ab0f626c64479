"""The second model: where a person stands on ladders, judged at the end of each day.

Written from the design: what a ladder looks at, what counts, when people move, what tiers ask for
and at which share of it they are kept. Everything is counted anew on every day.
"""

from __future__ import annotations

import calendar
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from tests.plain_model import DAY, RANKED, day_of, in_force, is_void, on
from tests.plain_points import Points, points_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.plain_model import Claim, World
    from tests.plain_parts import Part, Took

LONG_AGO = date(1900, 1, 1)
Spans = list[tuple[date, date]]


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months before, clamped."""
    index = day.year * 12 + day.month - 1 - months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


class Climber(Points):
    """A person's points, with what each record gave or took in each cycle, and their ladders."""

    def _climbed(self) -> Climbs:
        self.of: dict[str, Counter[date]] = {}
        return Climbs(self)

    def _noted(self, path: str, act: Callable[[], None]) -> None:
        before = Counter(self.by_cycle)
        act()
        mine = self.of.setdefault(path, Counter())
        for cycle in {*before, *self.by_cycle}:
            mine[cycle] += self.by_cycle[cycle] - before[cycle]

    def _activate(self, part: Part) -> None:
        self._noted(part.path, lambda: super(Climber, self)._activate(part))

    def _fall(self, day: date, took: Took, path: str, points: int) -> None:
        self._noted(path, lambda: super(Climber, self)._fall(day, took, path, points))

    def _lift(self, day: date, path: str, took: Took) -> None:
        self._noted(path, lambda: super(Climber, self)._lift(day, path, took))

    def by_hand(self, day: date) -> list[tuple[date, int]]:
        """Standing taken by hand up to a day, and given back."""
        found = []
        for path, data in self.adjustments:
            began, void = day_of(path), on(data.get("void", {}).get("date", "2199-12-31"))
            if data["points"] > 0 or not data["standing"] or is_void(data, began):
                continue
            if began <= day and (path in self.deducted or void <= day) and path in self.meant:
                found.append((began, data["points"]))
                if void <= day:
                    found.append((void, -data["points"]))
        return found

    def _deduct(self, day: date, path: str, data: dict[str, Any]) -> None:
        super()._deduct(day, path, data)
        if path in self.deducted:
            self.meant.add(path)

    @property
    def meant(self) -> set[str]:
        """Paths of what was taken by hand, because it was there."""
        found: set[str] = self.__dict__.setdefault("_meant", set())
        return found


class Climbs:
    """All ladders of a person."""

    def __init__(self, points: Climber) -> None:
        stated = points.world.files["program/tiers.yml"]
        ladders = stated.get("ladders") or [{"id": "tiers", "versions": stated["versions"]}]
        self.ladders: dict[str, Climb] = {}
        for each in ladders:
            prefix = f"{each['id']}/" if self.ladders else ""
            self.ladders[prefix] = Climb(points, each, prefix, self.ladders)

    def day(self, day: date, claims: list[Claim]) -> None:
        for each in self.ladders.values():
            each.day(day, claims)
        for each in self.ladders.values():
            each.had[day] = each.name(day)

    def name(self, day: date) -> str | None:
        return self.ladders[""].name(day)


class Climb:
    """One ladder."""

    def __init__(
        self, points: Climber, stated: dict[str, Any], prefix: str, beside: dict[str, Climb]
    ) -> None:
        self.points, self.world, self.prefix, self.beside = points, points.world, prefix, beside
        self.over = stated.get("over", {"cycles": 2})
        self.counts = stated.get("counts")
        self.moves = stated.get("moves", "at-once-and-by-one")
        self.versions = stated["versions"]
        self.at, self.was, self.ranked = -1, "", False
        self.promoted: date | None = None
        self.waiting: list[date] = []
        self.had: dict[date, str | None] = {}

    def tiers(self, day: date) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = in_force(self.versions, day)["tiers"]
        return found

    def _stage(self, day: date) -> str | None:
        history = self.points.history
        return next((stage for since, stage in reversed(history) if since <= day), None)

    # What there is.

    def counted(self, path: str) -> bool:
        """Whether what a record gives counts."""
        if self.counts is None:
            return True
        return path.startswith("missions/") and path.split("/")[1] in self.counts["missions"]

    def own_day(self, path: str) -> date:
        """The day on which a record counts: of doing, or of posting where it was late."""
        part = next(each for each in self.points.parts if each.path == path and not each.later)
        if not path.startswith("missions/"):
            return part.available
        done = self._claim(path).occurred
        return done if self.world.start(done) == part.counts else part.available

    def _claim(self, path: str) -> Claim:
        return next(each for each in self.points.claims if each.path == path)

    def standing(self, spans: Spans, day: date) -> int:
        """What stands of all that counts in some days."""
        found, in_cycle = 0, Counter[date]()
        for path, cycles in self.points.of.items():
            if not self.counted(path):
                continue
            in_cycle.update(cycles)
            stood = sum(n for (each, _), n in self.points.stood.items() if each == path)
            own = self.own_day(path)
            in_cycle[self.world.start(own)] -= stood
            found += stood if _within(own, spans) else 0
        if self.counts is None:
            for when, points in self.points.by_hand(day):
                found += points if _within(when, spans) else 0
        # What stands in another cycle than that of its award stands on that one's first day.
        return found + sum(n for cycle, n in in_cycle.items() if _within(cycle, spans))

    def deeds(self, spans: Spans) -> list[Claim]:
        """Approved claims that count in some days and were not taken back whole."""
        found = {}
        for path in self.points.of:
            if not path.startswith("missions/") or not self.counted(path):
                continue
            stood = sum(n for (each, _), n in self.points.stood.items() if each == path)
            if stood > 0 and _within(self.own_day(path), spans):
                found[path] = self._claim(path)
        return list(found.values())

    def there(self, condition: dict[str, Any], spans: Spans, day: date) -> int:
        (measure,) = condition.keys() - {"of", "tier"}
        if measure == "points":
            return self.standing(spans, day)
        if measure == "since_days":
            return self._as_member(min(spans[0][1], day))
        if measure == "in_tier_days":
            return self._in_tier(condition["tier"], spans, day)
        deeds = self.deeds(spans)
        if measure == "claims":
            return sum(condition.get("of") in (None, each.mission) for each in deeds)
        what: dict[str, Iterable[object]] = {
            "missions": (each.mission for each in deeds),
            "people_helped": (
                _whom(each.data["helped"]) for each in deeds if "helped" in each.data
            ),
            "days": (each.occurred for each in deeds),
        }
        return len(set(what[measure]))

    def _as_member(self, day: date) -> int:
        since = None
        for begun, stage in self.points.history:
            if begun <= self.today:
                since = (since or begun) if stage in RANKED else None
        return max(0, (day - since).days) if since else 0

    def _in_tier(self, name: str, spans: Spans, day: date) -> int:
        ladder, _, tier = name.rpartition("/")
        climb = self.beside[f"{ladder}/" if ladder else ""]
        found = 0
        for when, had in climb.had.items():
            ids = [each["id"] for each in climb.tiers(when)]
            if when < day and _within(when, spans) and had in ids and tier in ids:
                found += ids.index(had) >= ids.index(tier)
        return found

    # What a ladder looks at.

    def now(self, day: date) -> Spans:
        if self.over == "ever":
            return [(LONG_AGO, day)]
        if "months" in self.over:
            return [(months_before(day, self.over["months"]) + DAY, day)]
        start = self.world.start(day)
        return [(self.world.next(start, 1 - self.over["cycles"]), self.world.next(start) - DAY)]

    def ended(self, boundary: date) -> Spans:
        """What ended before a boundary, less the cycles, or days, of leaves."""
        last = boundary - DAY
        if self.over == "ever":
            return [(LONG_AGO, last)]
        history = self.points.history
        leaves = [
            (since, history[n + 1][0] if n + 1 < len(history) else None)
            for n, (since, stage) in enumerate(history)
            if stage == "on-leave"
        ]
        if "months" in self.over:
            first = months_before(last, self.over["months"]) + DAY
            want, day, found = (last - first).days + 1, last, 0
            while found < want:
                found += not any(a <= day and (b is None or b > day) for a, b in leaves)
                first, day = day, day - DAY
            return [(first, last)]
        joined = min(since for since, stage in history if stage in RANKED)
        cycles: Spans = []
        start = self.world.next(boundary, -1)
        while len(cycles) < self.over["cycles"] and (not leaves or self.world.next(start) > joined):
            end = self.world.next(start)
            if not any(a < end and (b is None or b > start) for a, b in leaves):
                cycles.append((start, end - DAY))
            start = self.world.next(start, -1)
        return cycles

    # Judging.

    def holds(self, tier: dict[str, Any], spans: Spans, day: date, percent: int = 100) -> bool:
        """Whether everything that a tier asks for is there, at a share of its numbers."""
        asked = list(tier.get("all", ()))
        least = tier.get("standing_at_least")
        needed = -(-(least or 0) * percent // 100)
        if (least or not asked) and self.standing(spans, day) < needed:
            return False
        for each in asked:
            (needed,) = (n for key, n in each.items() if key not in ("of", "tier"))
            if self.there(each, spans, day) < -(-needed * percent // 100):
                return False
        return True

    def reached(self, spans: Spans, day: date) -> int:
        tiers = self.tiers(day)
        return max((n for n, t in enumerate(tiers) if self.holds(t, spans, day)), default=-1)

    def day(self, day: date, claims: list[Claim]) -> None:
        self.today = day
        entered = [stage for since, stage in self.points.history if since == day]
        if any(stage not in RANKED for stage in entered):
            self.ranked, self.at = False, -1
        if self._stage(day) not in RANKED:
            return
        if not self.ranked:
            self.ranked, self.at = True, self.reached(self.now(day), day)
        else:
            self._move(day, claims)
        self.was = self.tiers(day)[self.at]["id"] if self.at >= 0 else ""

    def _move(self, day: date, claims: list[Claim]) -> None:
        if any(on(each["from"]) == day for each in self.versions[1:]):
            ids = [each["id"] for each in self.tiers(day)]
            same = self.was in ids
            self.at = ids.index(self.was) if same else min(self.at, len(ids) - 1)
        if day == self.world.start(day):
            self.waiting.append(day)
        judge = self._both if self.moves == "at-boundary" else self._fall
        if self.moves == "at-boundary":
            self.waiting = [each for each in self.waiting if each == self.world.start(day)]
        self.waiting = [each for each in self.waiting if not judge(each, day, claims)]
        if self.moves != "at-boundary" and (up := self.reached(self.now(day), day)) > self.at:
            self.at, self.promoted = up, day

    def _stays(self, boundary: date, day: date) -> bool:
        tier = self.tiers(day)[self.at] if self.at >= 0 else {}
        if self.moves == "never-down" or not (tier.get("standing_at_least") or tier.get("all")):
            return True
        if self.promoted and boundary <= self.promoted + 14 * DAY:
            return True
        return self._stage(boundary) == "on-leave"

    def _fall(self, boundary: date, day: date, claims: list[Claim]) -> bool:
        """Judge a fall at a boundary; False while it waits."""
        if self._stays(boundary, day):
            return True
        spans, tier = self.ended(boundary), self.tiers(day)[self.at]
        if not spans or self.holds(tier, spans, day, tier.get("keep_percent", 100)):
            return True
        if any(self._open(each, spans, day) for each in claims):
            return False
        lower = max(self.at - 1, self.reached(self.now(day), day))
        if lower > self.at:
            self.promoted = day
        self.at = lower
        return True

    def _both(self, boundary: date, day: date, claims: list[Claim]) -> bool:
        """Judge rise and fall at a boundary; False while a claim may still change it."""
        spans = self.ended(boundary)
        if not spans:
            return True
        waits = any(self._open(each, spans, day) for each in claims)
        up = self.reached(spans, day)
        if up > self.at:
            self.at, self.promoted = up, day
        elif not waits and not self._stays(boundary, day):
            tier = self.tiers(day)[self.at]
            if not self.holds(tier, spans, day, tier.get("keep_percent", 100)):
                self.at -= 1
        return not waits

    def _open(self, claim: Claim, spans: Spans, day: date) -> bool:
        if not _within(claim.occurred, spans) or not self.world.in_time(claim):
            return False
        if not self.counted(claim.path):
            return False
        state, found = claim.state(day), claim.decision(day)
        if state == "approved" and found is not None:
            return self.world.available(claim, on(found["date"])) > day
        return state == "open"

    def name(self, day: date) -> str | None:
        """With what is given by hand, which may be exceeded and not undercut."""
        if self._stage(day) not in RANKED:
            return None
        ids = [each["id"] for each in self.tiers(day)]
        profile = self.world.files[f"influencers/{self.points.who}/profile.yml"]
        given = [
            ids.index(each["tier"].removeprefix(self.prefix))
            for each in profile.get("tier_floor", [])
            if each["tier"] in [f"{self.prefix}{name}" for name in ids]
            and on(each["from"]) <= day
            and ("until" not in each or day <= on(each["until"]))
        ]
        at = max([self.at, *given])
        return ids[at] if at >= 0 else None


def _whom(name: str) -> str:
    """Capitals and blanks make no other person."""
    return " ".join(name.split()).casefold()


def _within(day: date, spans: Spans) -> bool:
    return any(first <= day <= last for first, last in spans)


def climbs_of(world: World, who: str, last: date, limits: Any) -> Climbs:
    """A person's ladders up to a day."""
    found: Climbs = points_of(world, who, last, limits, Climber).tiers
    return found
