"""The second model: points taken back or deducted, and given back by an appeal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.plain_model import AFTER, DAY, day_of, is_void, on, order_of
from tests.plain_parts import Debt, Parts, Took

if TYPE_CHECKING:
    from datetime import date

    from tests.plain_parts import Part


class Reversals(Parts):
    """What reversals, negative adjustments and void ones do to a person's parts."""

    def _asked_later(self, day: date) -> list[tuple[tuple[Any, ...], Any]]:
        """Requests that come after a fraud of the same day, with their order."""
        raise NotImplementedError

    def _request(self, day: date, path: str, data: dict[str, Any]) -> None:
        raise NotImplementedError

    def _take_back(self, day: date) -> None:
        """Reversals, negative adjustments and what is made void, in their order."""
        todo: list[tuple[tuple[Any, ...], Any]] = []
        for key, path in self._asked_later(day):
            todo.append((key, ("request", path, self.world.files[path])))
        for claim in self.claims:
            if claim.state(self.last) != "approved":
                continue
            for number, each in enumerate(claim.data.get("reversals", [])):
                key = (each["date"], each.get("at", AFTER), claim.mission, claim.path, number)
                if on(each["date"]) == day:
                    todo.append((key, ("reversal", claim, number, each)))
        for path, data in self.adjustments:
            first = day_of(path)
            key = (first.isoformat(), data.get("at", AFTER), path.split("/")[-1][11:-4], path, 0)
            if data["points"] < 0 and first == day and not is_void(data, first):
                todo.append((key, ("deduct", path, data)))
            if "void" in data and on(data["void"]["date"]) == day > first:
                todo.append(((*key[:4], 1), ("void", path, data)))
        for _, (what, *rest) in sorted(todo, key=lambda each: each[0]):
            getattr(self, f"_{what}")(day, *rest)
        self._lift_all(day, same=True)

    def _reversal(self, day: date, claim: Any, number: int, data: dict[str, Any]) -> None:
        points = data["shares"].get(self.who, 0)
        if not points:
            return
        if data["reason_code"] == "fraud":
            for path in sorted(self.holds, key=lambda p: order_of(p, self.world.files[p])):
                parts = self.holds.pop(path)
                for part, now in parts:
                    part.held -= now
                for part, now in parts:
                    self._give_back(part, now, day)
                self._claim_back()
        self._undo(day, (claim.path, number), points, data["reason_code"])

    def _undo(self, day: date, key: tuple[str, int], points: int, code: str) -> None:
        """Take points of a record back: pending, active, then by the reason."""
        path = key[0]
        own = [each for each in self.parts if each.path == path]
        if not own:
            return
        took = self.took[key] = Took(next(each for each in own if not each.later))
        pending = [each for each in own if not each.later and each.available > day]
        for part in pending:
            took.part = part
            took.pending = min(points, part.points - self._taken_pending(part))
        left = points - took.pending
        for part in [each for each in self._turn() if each.path == path]:
            left -= self._from(took, part, left)
        used = min(left, self._used(own))
        if code == "fraud" and used > 0:
            until = self.world.start(day)
            count = self.world.policies["arrears_forgiven_after_cycles"] + 1
            took.debt = Debt(used, self.world.next(until, count) - DAY)
            self.debts.append(took.debt)
            left -= used
        if code == "duplicate":
            for part in reversed(self._turn()):
                now = self._from(took, part, used)
                used, left = used - now, left - now
        took.written = left
        self.reversed += took.pending + sum(n for _, n in took.active)
        self.reversed += took.debt.left if took.debt else 0
        self._fall(day, took, path, points - took.pending)

    def _used(self, own: list[Part]) -> int:
        repaid = sum(n for debt in self.debts for part, n in debt.repaid if part in own)
        return sum(each.held + each.spent for each in own) + repaid

    def _from(self, took: Took, part: Part, points: int) -> int:
        now = max(0, min(points, part.active))
        if now:
            part.active -= now
            part.points -= now
            took.active.append((part, now))
        return now

    def _fall(self, day: date, took: Took, path: str, points: int) -> None:
        for (each, cycle), there in sorted(
            self.stood.items(),
            key=lambda item: (item[0][1] != took.part.counts, item[0]),  # type: ignore[union-attr]  # what fell had a part
        ):
            now = min(points, there)
            if each == path and now > 0:
                points -= now
                self.stood[path, cycle] -= now
                took.fell.append((cycle, now))
                self.by_cycle[self._open(cycle, day)] -= now

    def _lift_all(self, day: date, *, same: bool) -> None:
        for claim in self.claims:
            for number, each in enumerate(claim.data.get("reversals", [])):
                answer = each.get("appeal", {}).get("decision")
                took = self.took.get((claim.path, number))
                if not answer or answer["outcome"] != "approved" or took is None:
                    continue
                if on(answer["date"]) == day and (on(each["date"]) == day) == same:
                    self._lift(day, claim.path, self.took.pop((claim.path, number)))

    def _lift(self, day: date, path: str, took: Took) -> None:
        back = list(took.active)
        fell = list(took.fell)
        self.reversed -= sum(n for _, n in took.active)
        if took.pending:
            self.reversed -= took.pending
            if took.part is not None and took.part.available <= day:
                back.append((took.part, took.pending))
                fell.append((took.part.counts, took.pending))
        if took.debt is not None:
            repaid = sum(n for _, n in took.debt.repaid)
            self.reversed -= took.debt.left + took.debt.forgiven + repaid
            self.forgiven -= took.debt.forgiven
            took.debt.left = took.debt.forgiven = 0
            back += took.debt.repaid
            took.debt.repaid = []
        for part, points in back:
            part.points += points
            self._give_back(part, points, day)
        for cycle, points in fell:
            now = self._open(cycle, day)
            self.by_cycle[now] += points
            self.stood[path, now] += points
        self._claim_back()

    def _deduct(self, day: date, path: str, data: dict[str, Any]) -> None:
        points = -data["points"]
        if points > self.spendable:
            return
        self.deducted[path] = self._take(points)
        for part, now in self.deducted[path]:
            part.points -= now
        if data["standing"]:
            self.by_cycle[self.world.start(day)] -= points

    def _void(self, day: date, path: str, data: dict[str, Any]) -> None:
        if data["points"] > 0:
            self._undo(day, (path, 0), data["points"], "void")
            return
        points = 0
        for part, now in self.deducted.pop(path, []):
            points += now
            part.points += now
            self._give_back(part, now, day)
        if data["standing"]:
            self.by_cycle[self.world.start(day)] += points
        self._claim_back()
