"""The second model: one person's points, day by day in the order within a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from tests.plain_ends import Ends
from tests.plain_model import (
    AFTER,
    DAY,
    FOREVER,
    GONE,
    RANKED,
    dates_in,
    day_of,
    is_void,
    name_of,
    on,
    order_of,
)
from tests.plain_parts import Part
from tests.plain_tiers import Tiers

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from tests.plain_limits import Limits
    from tests.plain_model import World

ENDS = ("declined", "cancelled", "out_of_stock", "out_of_funds")


class Points(Ends):
    """A person's points during a day.

    Args:
        world: the documents.
        who: whose.
        last: the day.
        limits: what came back, by that day.
        denied: paths of requests that are not granted.
    """

    def __init__(
        self, world: World, who: str, last: date, limits: Limits, denied: Collection[str] = ()
    ) -> None:
        super().__init__(world, who, last)
        self.limits, self.denied = limits, denied
        self.leave: date | None = None
        self.spends: dict[str, list[tuple[Part, int]]] = {}
        self.uncovered: set[str] = set()
        self.history = world.history(who)
        self.requests = sorted(
            ((order_of(path, data), path, data) for path, data in world.of(who, "redemptions")),
            key=lambda each: each[:2],
        )
        self.extensions = [*world.of(who, "touchpoints", "extension")]
        self._collect()
        own = {path: data for path, data in world.files.items() if f"/{who}/" in path}
        self.named = {day_of(path) for path in own if "profile" not in path}
        self.named |= dates_in([*own.values(), *(each.data for each in self.claims)])
        self.tiers = self._climbed()
        first = min([since for since, _ in self.history] + [p.decided for p in self.parts])
        day = first
        while day <= last:
            self._day(day)
            day += DAY

    def _climbed(self) -> Any:
        return Tiers(self.world, self.who, self.by_cycle, self.history)

    # What there is.

    def _collect(self) -> None:
        world = self.world
        self.claims = [each for each in self.limits.claims if self.who in each.people]
        for claim in self.claims:
            found = claim.decision(self.last)
            if found is None or claim.state(self.last) != "approved":
                continue
            decided = on(found["date"])
            points = found["shares"].get(self.who, 0)
            if self.who not in found.get("capped_by", {}) or found["shares"].get(self.who):
                self._lot(claim, decided, points)
            for back in self.limits.back:
                if back.path == claim.path and back.who == self.who and back.day <= self.last:
                    self._lot(claim, back.day, back.points)
        for path, data in self.adjustments:
            day = day_of(path)
            if data["points"] > 0 and day <= self.last and not is_void(data, day):
                end = on(data["expires"]) if "expires" in data else world.last_day(day, day)
                order = (day, data.get("at", AFTER), path.split("/")[-1], self.who, 1)
                start = world.start(day)
                self.parts.append(
                    Part(path, order, day, day, end, start, data["standing"], data["points"])
                )
                if "expires" not in data:
                    self._by(self.parts[-1])

    def _lot(self, claim: Any, decided: date, points: int) -> None:
        world = self.world
        available = world.available(claim, decided)
        end = world.last_day(decided, available)
        if end < FOREVER:
            end += world.slow(claim, on(claim.decision(self.last)["date"])) * DAY
        own = world.start(claim.occurred)
        closed = world.closed.get(own)
        counts = world.start(available)
        if world.in_time(claim) and (closed is None or available <= closed):
            counts = own
        self.parts.append(
            Part(claim.path, claim.order, decided, available, end, counts, True, points)
        )
        self._by(self.parts[-1])

    # A day.

    def _day(self, day: date) -> None:
        self._stages(day)
        self._approved(day)
        begin = [part for part in self.parts if part.available == day and not part.later]
        for part in sorted(begin, key=lambda each: each.order):
            self._activate(part)
        self._activated(day)
        if day in self.named:
            self._records(day)
        self._at_the_end(day)
        self._day_ends(day)
        self.tiers.day(day, self.claims)
        self._judged(day)

    def _activated(self, day: date) -> None:
        """What follows once the day's points are active; nothing where nothing does."""

    def _day_ends(self, day: date) -> None:
        """What follows at the end of a day, before tiers are judged."""

    def _judged(self, day: date) -> None:
        """What follows once they are."""

    def _records(self, day: date) -> None:
        """What is written of a day, in the order within a day."""
        for _, path, data in self.requests:
            self._release(day, path, data)
        self._lift_all(day, same=False)
        self._extend(day)
        for _, path, data in self.requests:
            if self._asked_on(day, path, data) and not self._after_fraud(day, data):
                self._request(day, path, data)
        self._take_back(day)
        for _, path, data in self.requests:
            self._fulfil(day, path, data)

    def _at_the_end(self, day: date) -> None:
        """What is owed is forgiven; what ends that day ends, but for the day that is looked at."""
        for debt in self.debts:
            if debt.until == day:
                self.forgiven += debt.left
                debt.forgiven, debt.left = debt.left, 0
        if day < self.last and self._stage(day) != "on-leave":
            for part in self.parts:
                if part.active and self.ends(part) <= day:
                    part.expired += part.active
                    part.active = 0
            if self._is_last_of_cycle(day):
                self._carry(day)

    def _stage(self, day: date) -> str | None:
        return next((stage for since, stage in reversed(self.history) if since <= day), None)

    def _stages(self, day: date) -> None:
        for since, stage in self.history:
            if since != day:
                continue
            if self.leave is not None and stage != "on-leave":
                least = day + self.world.policy(day).get("restore_grace_days", 30) * DAY
                for part in self.parts:
                    if part.available <= day:
                        part.safe = max(part.safe, least)
                    if part.available <= day and (part.active or part.held):
                        part.own = max(part.own, least)
            self.leave = (self.leave or day) if stage == "on-leave" else None
            if stage in GONE and self.gone_on is None:
                self.gone_on = day
                for part in self.parts:
                    part.kept = None
            elif stage not in GONE:
                self.gone_on = None

    def _activate(self, part: Part) -> None:
        part.active, part.pending = part.points - self._taken_pending(part), 0
        part.points = part.active
        if part.standing:
            self.by_cycle[part.counts] += part.active
            self.stood[part.path, part.counts] += part.active
        for debt in self.debts:
            now = min(debt.left, part.active)
            if now:
                part.active -= now
                part.points -= now
                debt.left -= now
                debt.repaid.append((part, now))

    def _release(self, day: date, path: str, data: dict[str, Any]) -> None:
        end = _end(data)
        parts: list[tuple[Part, int]] = []
        if path in self.holds and end == day:
            parts = self.holds.pop(path)
            for part, points in parts:
                part.held -= points
        back = data.get("returned")
        given = data.get("fulfilled")
        if path in self.spends and given and back and on(back["date"]) == day > on(given["date"]):
            parts = self.spends.pop(path)
            for part, points in parts:
                part.spent -= points
        for part, points in parts:
            self._give_back(part, points, day)
        self._claim_back()

    def _extend(self, day: date) -> None:
        for path, data in self.extensions:
            until = on(data["until"])
            if day_of(path) != day or until < day or is_void(data, day):
                continue
            for part in self.parts:
                named = data["of"] != "all" and name_of(part.path) in data["of"]
                if named or (data["of"] == "all" and part.decided <= day):
                    part.safe = max(part.safe, until)
                    if until > self.ends(part):
                        self._longer(part, until)
                    if named and part.expired and self.ends(part) >= day:
                        part.active += part.expired
                        part.expired = 0
                        self._claim_back()

    def _asked_on(self, day: date, path: str, data: dict[str, Any]) -> bool:
        return day_of(path) == day and not _ended_at_once(path, data)

    def _after_fraud(self, day: date, data: dict[str, Any]) -> bool:
        """Whether it was asked for later on a day on which fraud had taken points back."""
        return any(
            on(each["date"]) == day
            and each["reason_code"] == "fraud"
            and each["shares"].get(self.who)
            and each.get("at", AFTER) < data.get("at", AFTER)
            for claim in self.claims
            if claim.state(self.last) == "approved"
            for each in claim.data.get("reversals", [])
        )

    def _asked_later(self, day: date) -> list[tuple[tuple[Any, ...], Any]]:
        return [
            ((day.isoformat(), data.get("at", AFTER), *path.split("/")[-1:], path, 0), path)
            for _, path, data in self.requests
            if self._asked_on(day, path, data) and self._after_fraud(day, data)
        ]

    def _request(self, day: date, path: str, data: dict[str, Any]) -> None:
        assert day == day_of(path)
        points: int = data["points"]
        if path in self.denied:
            return
        if points > self.spendable:
            self.uncovered.add(path)
            return
        self.holds[path] = self._take(points)
        for part, now in self.holds[path]:
            part.held += now

    def _fulfil(self, day: date, path: str, data: dict[str, Any]) -> None:
        given, back = data.get("fulfilled"), data.get("returned")
        if path in self.holds and given and on(given["date"]) == day:
            self.spends[path] = self.holds.pop(path)
            for part, points in self.spends[path]:
                part.held -= points
                part.spent += points
        if path in self.spends and back and given and on(back["date"]) == on(given["date"]) == day:
            for part, points in self.spends.pop(path):
                part.spent -= points
                self._give_back(part, points, day)

    # Figures.

    def figures(self) -> dict[str, Any]:
        """What the person has during the day."""
        pending = sum(
            each.points - self._taken_pending(each)
            for each in self.parts
            if each.available > self.last and not each.later
        )
        spendable = self.spendable
        held = sum(each.held for each in self.parts)
        spent = sum(each.spent for each in self.parts)
        expired = sum(each.expired for each in self.parts)
        arrears = sum(each.left for each in self.debts)
        before = self.world.next(self.world.start(self.last), -1)
        away = self._stage(self.last) == "on-leave"
        return {
            "pending": pending,
            "spendable": spendable,
            "held": held,
            "spent": spent,
            "expired": expired,
            "reversed": self.reversed,
            "arrears": arrears,
            "forgiven": self.forgiven,
            "awarded": pending
            + spendable
            + held
            + spent
            + expired
            + self.reversed
            - arrears
            - self.forgiven,
            "standing": sum(self.by_cycle.values()),
            "window": self.by_cycle[self.world.start(self.last)] + self.by_cycle[before],
            "by_cycle": {day: n for day, n in self.by_cycle.items() if n},
            "expiring": {} if away else self._expiring(),
            "tier": self.tiers.name(self.last) if self._ranked() else None,
        }

    def _ranked(self) -> bool:
        return self._stage(self.last) in RANKED


def _end(data: dict[str, Any]) -> date | None:
    days = [on(data[name]["date"]) for name in ENDS if name in data]
    return min(days, default=None)


def _ended_at_once(path: str, data: dict[str, Any]) -> bool:
    end = _end(data)
    return end is not None and end <= day_of(path)


P = TypeVar("P", bound=Points)


def points_of(
    world: World,
    who: str,
    last: date,
    limits: Limits,
    kind: type[P],
) -> P:
    """A person's points: who is approved stands before who is not, else the earlier."""
    found = kind(world, who, last, limits)
    if not found.uncovered:
        return found
    requests = [(path, data) for path, data in world.of(who, "redemptions") if day_of(path) <= last]

    def turn(each: tuple[str, dict[str, Any]]) -> tuple[Any, ...]:
        given = each[1].get("approved")
        return (not (given and on(given["date"]) <= last), order_of(*each))

    denied = {path for path, _ in requests}
    for path, data in sorted(requests, key=turn):
        denied.discard(path)
        if not _ended_at_once(path, data) and kind(world, who, last, limits, denied).uncovered:
            denied.add(path)
    return kind(world, who, last, limits, denied)
