"""The second model: who has a place at each limit of a mission, and who gets one later."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from tests.plain_model import dates_in, in_force

if TYPE_CHECKING:
    from datetime import date

    from tests.plain_model import Claim, World

LIMITS = (
    *("total", "per_influencer", "per_influencer_per_cycle"),
    *("claims_per_week", "per_month", "per_day", "per"),
)
RATES = {"claims_per_week", "per_month", "per_day"}


class Back(NamedTuple):
    """A share that came back on a day."""

    path: str
    who: str
    day: date
    points: int
    limit: str


def shares(points: int, people: list[str]) -> dict[str, int]:
    each, left = divmod(points, len(people))
    return {who: each + (1 if place < left else 0) for place, who in enumerate(people)}


class Limits:
    """Places of all missions of a world, day by day."""

    def __init__(self, world: World, last: date) -> None:
        self.world = world
        self.claims = world.claims()
        self.back: list[Back] = []
        for day in sorted(dates_in([each.data for each in self.claims])):
            if day <= last:
                self._give(day)

    def value(self, claim: Claim, limit: str) -> int | None:
        version = in_force(self.world.mission(claim.mission), claim.submitted)
        if limit == "per":
            return version["per"]["claims"] if "per" in version and "key" in claim.data else None
        found: int | None = version.get("limits", {}).get(limit)
        return found

    def _alike(self, limit: str, one: Claim, other: Claim, who: str) -> bool:
        """Whether two claims stand in the same line of a limit of a person."""
        if one.mission != other.mission:
            return False
        if limit == "total":
            return True
        if limit == "per":
            return "key" in other.data and one.data["key"].lower() == other.data["key"].lower()
        return who in other.people and self._span(limit, one) == self._span(limit, other)

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
            if who not in found.get("capped_by", {})
        }
        return given | {b.who: b.points for b in self.back if b.path == claim.path and b.day <= day}

    def gone(self, claim: Claim, day: date) -> bool:
        """Whether it was taken back whole."""
        taken = sum(claim.taken(day).values())
        return taken > 0 and taken >= sum(self.given(claim, day).values())

    def holds(self, limit: str, claim: Claim, who: str, day: date) -> bool | None:
        """Whether it holds a place; None while it is undecided, and so may."""
        state = claim.state(day)
        if state in {"absent", "withdrawn"}:
            return False
        if limit in RATES:
            found = claim.decision(day)
            return found is None or found.get("reason_code") != "duplicate"
        if state == "open":
            return None
        if state == "declined" or self.gone(claim, day):
            return False
        given = self.given(claim, day)
        return bool(given) if limit in {"total", "per"} else who in given

    def cut(self, claim: Claim, day: date) -> dict[str, str]:
        """The limit that each person is beyond if it is approved on a day."""
        found = {}
        for who in claim.people:
            for limit in LIMITS:
                value = self.value(claim, limit)
                if value is None:
                    continue
                before = [
                    each
                    for each in self.claims
                    if each is not claim
                    and self._alike(limit, claim, each, who)
                    and each.place(limit, day) < claim.place(limit, day)
                    and self.holds(limit, each, who, day) is not False
                ]
                if len(before) >= value:
                    found[who] = limit
                    break
        return found

    def _passes(self, claim: Claim, who: str, day: date) -> bool:
        for limit in LIMITS:
            value = self.value(claim, limit)
            if value is None:
                continue
            held = 0
            for each in self.claims:
                if each is claim or not self._alike(limit, claim, each, who):
                    continue
                earlier = each.place(limit, day) < claim.place(limit, day)
                holds = self.holds(limit, each, who, day)
                # An earlier one that is undecided may hold it; a rate counts those before.
                if (holds and (earlier or limit not in RATES)) or (holds is None and earlier):
                    held += 1
            if held >= value:
                return False
        return True

    def _give(self, day: date) -> None:
        """Places that are free on a day go to the first in order that was cut."""
        for claim in sorted(self.claims, key=lambda each: each.place("total", day)):
            found = claim.decision(day)
            if found is None or claim.state(day) != "approved":
                continue
            parts = shares(found["computed"], claim.people)
            for who in claim.people:
                limit = found.get("capped_by", {}).get(who)
                had = any(b.path == claim.path and b.who == who for b in self.back)
                if limit and not had and found["computed"] and self._passes(claim, who, day):
                    self.back.append(Back(claim.path, who, day, parts[who], limit))
