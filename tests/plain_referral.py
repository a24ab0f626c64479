"""The second model: what somebody gets for whom they brought, from the documents alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.plain_milestones import Reaching
from tests.plain_model import RANKED, on
from tests.plain_parts import Part

if TYPE_CHECKING:
    from datetime import date

    from tests.plain_model import Claim


class Referring(Reaching):
    """A person's points with those for whom they brought."""

    def _collect(self) -> None:
        super()._collect()
        people = [path.split("/")[1] for path in self.world.files if path.endswith("/profile.yml")]
        for other in sorted(people):
            if self._brought(other) == self.who and not self._ring(other):
                self._of(other)

    def _brought(self, who: str) -> str | None:
        profile = self.world.files.get(f"influencers/{who}/profile.yml", {})
        found: str | None = profile.get("referred_by")
        return found

    def _ring(self, who: str) -> bool:
        above, steps = self._brought(who), 0
        while above is not None and steps < 10:
            if above == who:
                return True
            above, steps = self._brought(above), steps + 1
        return False

    def _of(self, other: str) -> None:
        days = [since for since, stage in self.world.history(other) if stage in RANKED]
        stated = self.world.settings.get("referral", [])
        versions = [each for each in stated if days and on(each["from"]) <= min(days)]
        if not versions:
            return
        version, joined = versions[-1], min(days)
        end = joined + timedelta(days=version.get("within_days", 99999))
        total = 0
        for number, (available, claim, points) in enumerate(self._earned(other)):
            gives = 0
            if claim.occurred < end:
                gives += version.get("points", 0) if not number else 0
                was = total * version.get("percent", 0) // 100
                total += points
                gives += total * version.get("percent", 0) // 100 - was
            if gives and self.world.stage(self.who, available) in RANKED:
                last, start = self.world.last_day(available, available), self.world.start(available)
                order = (*claim.order, "referral")
                path = f"referral/{other}/{claim.path}"
                self.parts.append(Part(path, order, available, available, last, start, True, gives))

    def _earned(self, other: str) -> list[tuple[date, Claim, int]]:
        found: list[tuple[date, Claim, int]] = []
        for claim in self.world.claims():
            decision = claim.decision(self.last)
            if other not in claim.people or claim.state(self.last) != "approved" or not decision:
                continue
            lots = [
                (each.day, each.points)
                for each in self.limits.back
                if (each.path, each.who) == (claim.path, other) and each.day <= self.last
            ]
            if other not in decision.get("capped_by", {}):
                lots.append((on(decision["date"]), decision["shares"].get(other, 0)))
            for decided, points in lots:
                available = self.world.available(claim, decided)
                left = points - self._back(claim, other, available)
                if available <= self.last and (left or not points):
                    found.append((available, claim, left))
        return sorted(found, key=lambda each: (each[0], each[1].order))

    def _back(self, claim: Claim, other: str, before: date) -> int:
        """What was taken back of somebody's before a day, and not given back by then."""
        found = 0
        for each in claim.data.get("reversals", []):
            answer: dict[str, Any] | None = each.get("appeal", {}).get("decision")
            lifted = answer and answer["outcome"] == "approved" and on(answer["date"]) < before
            if on(each["date"]) < before and not lifted:
                found += each["shares"].get(other, 0)
        return found

    def _activate(self, part: Part) -> None:
        before = self.by_cycle[part.counts]
        super()._activate(part)
        if part.path.startswith("referral/"):
            self.given[part.counts] += self.by_cycle[part.counts] - before
