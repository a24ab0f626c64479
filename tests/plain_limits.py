"""The second model: who has a place at each limit, who gets one later, and what groups leave."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.plain_model import dates_in, in_force, on

if TYPE_CHECKING:
    from datetime import date

    from tests.plain_model import Claim, World

LIMITS = (
    *("total", "per_influencer", "per_influencer_per_cycle"),
    *("claims_per_week", "per_month", "per_day", "per"),
)
RATES = {"claims_per_week", "per_month", "per_day"}
HIGHEST = 150
"""The percent of the best quality."""


class Back(NamedTuple):
    """A share that came back on a day."""

    path: str
    who: str
    day: date
    points: int
    limit: str


def shares(points: int, claim: Claim) -> dict[str, int]:
    """Even ones with the odd points to the first, or percents with them to who lacks most."""
    people, percents = claim.people, claim.percents
    if percents:
        found = {who: points * percents[who] // 100 for who in people}
        lacks = sorted(people, key=lambda who: 100 * found[who] - points * percents[who])
        for who in lacks[: points - sum(found.values())]:
            found[who] += 1
        return found
    each, left = divmod(points, len(people))
    return {who: each + (1 if place < left else 0) for place, who in enumerate(people)}


class Limits:
    """Places of all missions of a world, day by day."""

    def __init__(self, world: World, last: date) -> None:
        self.world = world
        self.claims = world.claims()
        self.back: list[Back] = []
        self.by_claim: dict[str, list[tuple[str, dict[str, Any]]]] = {}
        for day in sorted(dates_in([each.data for each in self.claims])):
            if day <= last:
                self._give(day)

    def groups(self, claim: Claim) -> list[tuple[str, dict[str, Any]]]:
        """The limits of groups that hold for a claim, by name; looked for once a claim."""
        if claim.path not in self.by_claim:
            self.by_claim[claim.path] = self._groups(claim)
        return self.by_claim[claim.path]

    def _groups(self, claim: Claim) -> list[tuple[str, dict[str, Any]]]:
        found = []
        for group in self.world.files.get("program/groups.yml", {}).get("groups", []):
            limits = [x for x in group["limits"] if on(x["from"]) <= claim.submitted]
            outside = limits[-1].get("exempt", []) if limits else group["missions"]
            if claim.mission in group["missions"] and claim.mission not in outside:
                found.append((f"group:{group['id']}", limits[-1]))
        return found

    def names(self, claim: Claim) -> list[str]:
        """The limits in claims that may hold for a claim."""
        return [*LIMITS, *(name for name, each in self.groups(claim) if "claims" in each)]

    def value(self, claim: Claim, limit: str) -> int | None:
        if limit.startswith("group:"):
            return int(dict(self.groups(claim))[limit]["claims"])
        version = in_force(self.world.mission(claim.mission), claim.submitted)
        if limit == "per":
            return version["per"]["claims"] if "per" in version and "key" in claim.data else None
        found: int | None = version.get("limits", {}).get(limit)
        return found

    def rate(self, limit: str, claim: Claim) -> bool:
        """Whether a limit of a claim counts all that is handed in."""
        if limit.startswith("group:"):
            return bool(dict(self.groups(claim))[limit]["every"] in {"day", "week", "month"})
        return limit in RATES

    def first(self, limit: str, claim: Claim, each: Claim, day: date) -> Any:
        """The place of one claim at a limit of another."""
        return each.place("per_day" if self.rate(limit, claim) else "total", day)

    def _alike(self, limit: str, one: Claim, other: Claim, who: str) -> bool:
        """Whether two claims stand in the same line of a limit of a person."""
        if limit.startswith("group:"):
            return self._together(limit, one, other, who)
        if one.mission != other.mission:
            return False
        if limit == "total":
            return True
        if limit == "per":
            return "key" in other.data and one.data["key"].lower() == other.data["key"].lower()
        return who in other.people and self._span(limit, one) == self._span(limit, other)

    def _together(self, limit: str, one: Claim, other: Claim, who: str) -> bool:
        """Whether another claim counts in the same span of the limit of a group."""
        version = dict(self.groups(one))[limit]
        there = next(
            group
            for group in self.world.files["program/groups.yml"]["groups"]
            if f"group:{group['id']}" == limit
        )
        begun = on(there["limits"][0]["from"]) <= other.submitted
        if other.mission not in there["missions"]:
            return False
        if begun and limit not in dict(self.groups(other)):  # it was exempt on its own day
            return False
        if version["each"] == "influencer" and who not in other.people:
            return False
        return bool(self._in_span(version["every"], one) == self._in_span(version["every"], other))

    def _in_span(self, every: str, claim: Claim) -> Any:
        day = claim.submitted
        return {
            "day": day,
            "week": day - timedelta(days=day.weekday()),
            "month": (day.year, day.month),
            "cycle": self.world.start(day),
            "year": day.year,
            "ever": None,
        }[every]

    def _span(self, limit: str, claim: Claim) -> date | None:
        """First day of the span in which a limit of a person counts a claim; None for ever."""
        day = claim.submitted
        spans = {
            "per_influencer": None,
            "per_influencer_per_cycle": self.world.start(claim.occurred),
            "claims_per_week": day - timedelta(days=day.weekday()),
            "per_month": day.replace(day=1),
            "per_day": day,
        }
        return spans[limit]

    def given(self, claim: Claim, day: date) -> dict[str, int]:
        """What each person was given by a day, with what came back."""
        found = claim.decision(day)
        if found is None or claim.state(day) != "approved":
            return {}
        given = {
            who: points
            for who, points in found["shares"].items()
            if who not in found.get("capped_by", {}) or points
        }
        return given | {b.who: b.points for b in self.back if b.path == claim.path and b.day <= day}

    def gone(self, claim: Claim, day: date) -> bool:
        """Whether it was taken back whole."""
        taken = sum(claim.taken(day).values())
        return taken > 0 and taken >= sum(self.given(claim, day).values())

    def holds(self, limit: str, asked: Claim, claim: Claim, who: str, day: date) -> bool | None:
        """Whether it holds a place at a limit of another; None while it is undecided, so may."""
        state = claim.state(day)
        if state in {"absent", "withdrawn"}:
            return False
        if self.rate(limit, asked):
            found = claim.decision(day)
            return found is None or found.get("reason_code") != "duplicate"
        if state == "open":
            return None
        if state == "declined" or self.gone(claim, day):
            return False
        given = self.given(claim, day)
        return bool(given) if self.shared(limit, asked) else who in given

    def shared(self, limit: str, claim: Claim) -> bool:
        """Whether a limit of a claim is everybody's."""
        if limit.startswith("group:"):
            return bool(dict(self.groups(claim))[limit]["each"] == "program")
        return limit in {"total", "per"}

    def cut(self, claim: Claim, day: date) -> dict[str, str]:
        """The limit in claims that each person is beyond if it is approved on a day."""
        found = {}
        for who in claim.people:
            for limit in self.names(claim):
                value = self.value(claim, limit)
                if value is None:
                    continue
                own = self.first(limit, claim, claim, day)
                before = [
                    each
                    for each in self.claims
                    if each is not claim
                    and self._alike(limit, claim, each, who)
                    and self.first(limit, claim, each, day) < own
                    and self.holds(limit, claim, each, who, day) is not False
                ]
                if len(before) >= value:
                    found[who] = limit
                    break
        return found

    def most(self, claim: Claim) -> dict[str, int]:
        """What each person may get of it at most."""
        version = in_force(self.world.mission(claim.mission), claim.occurred)
        return shares(version["value"] * HIGHEST // 100, claim)

    def has(self, claim: Claim, who: str | None, day: date) -> int:
        """Points that it gave somebody, or everybody, by a day and that nobody took back."""
        given, taken = self.given(claim, day), claim.taken(day)
        found = sum(n for each, n in given.items() if who in {None, each})
        return found - sum(n for each, n in taken.items() if who in {None, each}) if given else 0

    def left(self, limit: str, claim: Claim, who: str, day: date, *, anybody: bool) -> int:
        """Points that are left at a limit in points for a person's share of a claim.

        Args:
            limit: its name.
            claim: the claim.
            who: the person.
            day: what is known.
            anybody: who stands behind it counts as well, once they were given something.
        """
        version = dict(self.groups(claim))[limit]
        whose = None if version["each"] == "program" else who
        left: int = version["points"]
        for each in self.claims:
            if not self._together(limit, claim, each, who) or (each is claim and not anybody):
                continue
            earlier = each.place("total", day) < claim.place("total", day)
            if earlier and each.state(day) == "open":
                most = self.most(each)
                left -= sum(most.values()) if whose is None else most[who]
            elif earlier or anybody:
                left -= self.has(each, whose, day)
        return max(left, 0)

    def up_to(
        self, claim: Claim, day: date, given: dict[str, int]
    ) -> tuple[dict[str, int], dict[str, str]]:
        """What limits in points leave of shares, and which of them cut whom."""
        limits = [(name, each) for name, each in self.groups(claim) if "points" in each]
        kept: dict[str, int] = {}
        cut: dict[str, str] = {}
        for who, points in given.items():
            found = points
            for name, each in limits:
                left = self.left(name, claim, who, day, anybody=False)
                if each["each"] == "program":
                    left = max(left - sum(kept.values()), 0)
                if left < found:
                    found, cut[who] = left, name
            if found or not points:
                kept[who] = found
        return kept, cut

    def _passes(self, claim: Claim, who: str, day: date) -> bool:
        for limit in self.names(claim):
            value = self.value(claim, limit)
            if value is None:
                continue
            held = 0
            own = self.first(limit, claim, claim, day)
            for each in self.claims:
                if each is claim or not self._alike(limit, claim, each, who):
                    continue
                earlier = self.first(limit, claim, each, day) < own
                holds = self.holds(limit, claim, each, who, day)
                # An earlier one that is undecided may hold it; a rate counts those before.
                if (holds and (earlier or not self.rate(limit, claim))) or (
                    holds is None and earlier
                ):
                    held += 1
            if held >= value:
                return False
        return True

    def _give(self, day: date) -> None:
        """Places that are free on a day go to the first in order that was cut."""
        for claim in sorted(self.claims, key=lambda each: each.place("total", day)):
            found = claim.decision(day)
            if found is None or claim.state(day) != "approved" or not found["computed"]:
                continue
            parts = shares(found["computed"], claim)
            in_points = [name for name, each in self.groups(claim) if "points" in each]
            for who in claim.people:
                limit = found.get("capped_by", {}).get(who)
                had = any(b.path == claim.path and b.who == who for b in self.back)
                if not limit or limit in in_points or had or not self._passes(claim, who, day):
                    continue
                left = [self.left(name, claim, who, day, anybody=True) for name in in_points]
                points = min([parts[who], *left])
                if points:
                    self.back.append(Back(claim.path, who, day, points, limit))
