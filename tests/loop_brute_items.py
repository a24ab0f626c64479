"""The clocks of an item itself and the word of each cycle, once more, from the rules in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.loop_brute_clocks import ONE, Reading, Timed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.loop_brute import Step, World

ENDS = frozenset({"delivered", "declined", "already-available", "duplicate"})


class Whole(Timed):
    """A world with all its clocks."""

    def gone(self, item: str, on: date) -> date | None:
        """The day on which the last of those who raised it withdrew; None where some are left."""
        if self.world.raised(item, on, on):
            return None
        day = on
        first = self.world.steps(item, on)[0][0]
        while day > first and not self.world.raised(item, day - ONE, on):
            day -= ONE
        return day

    def item_clocks(self, item: str, on: date) -> Iterator[Reading | None]:
        """Triage, decide and revisit, with the pauses of questions."""
        steps, gone = self.world.steps(item, on), self.gone(item, on)
        received = next(day for day, _, step in steps if step["step"] == "received")
        triaged = next((day for day, _, step in steps if step["step"] == "triaged"), None)
        due = self.calendar.nth(received, 5)
        yield self.read("triage", 1, received, due, on, stopped=triaged, ended=gone)
        rounds = 1 + sum(step["step"] == "reopened" for *_, step in steps)
        for number in range(1, rounds + 1):
            mine = self.of_round(item, number, on)
            begins = "triaged" if number == 1 else "reopened"
            start = next((day for day, _, step in mine if step["step"] == begins), None)
            if start is None:
                continue
            stops = {"decided"} if number == 1 else {"decided", "delivering", "delivered"}
            stopped = next(
                (
                    day
                    for day, _, step in mine
                    if step["step"] in stops and step.get("outcome") != "needs-info"
                ),
                None,
            )
            ended = self.of_round(item, number + 1, on)[0][0] if number < rounds else gone
            yield self.deciding(item, number, (start, stopped, ended), on)
        for number, (day, _, step) in enumerate(steps):
            if step.get("outcome") != "deferred":
                continue
            start = max(day, date.fromisoformat(step["revisit"]))
            later = [s for s in steps[number + 1 :] if s[2]["step"] in {"decided", "reopened"}]
            stopped = later[0][0] if later else None
            if stopped is None or stopped >= start:
                round_ = 1 + sum(s["step"] == "reopened" for *_, s in steps[:number])
                due = self.calendar.nth(start, 10)
                yield self.read("revisit", round_, start, due, on, stopped=stopped, ended=gone)

    def deciding(
        self, item: str, number: int, days: tuple[date, date | None, date | None], on: date
    ) -> Reading | None:
        """The clock of deciding, whose last day moves by the business days that it rested."""
        start, stopped, ended = days
        quarter = date(start.year, start.month - (start.month - 1) % 3, 1)
        following = (quarter + timedelta(200)).replace(day=1)
        following = date(following.year, following.month - (following.month - 1) % 3, 1) - ONE
        planned = min(self.calendar.nth(start, 60), following)
        last = min(day for day in (stopped, ended, on) if day is not None)
        rested, resting = 0, False
        mine = self.of_round(item, number, on)
        for place, (day, _, step) in enumerate(mine):
            if step.get("outcome") != "needs-info":
                continue
            over = [s[0] for s in mine[place + 1 :] if s[2]["step"] == "decided"]
            if number_of(self.world, item, on) > number:
                over.append(self.of_round(item, number + 1, on)[0][0])
            end = min(over, default=None)
            answers = sorted(
                (each for each in self.world.answers if self.about(each, item, number, on)),
                key=lambda each: each["date"],
            )
            asked = next(
                (
                    each["date"]
                    for each in answers
                    if each.get("milestone") == "question"
                    and self.world.counts(each)
                    and day <= each["date"]
                    and (end is None or each["date"] < end)
                ),
                None,
            )
            if asked is None:
                continue
            replies = [e["date"] for e in answers if e["step"] == "replied" and e["date"] >= asked]
            closes = [*replies[:1], *([end] if end else [])]
            resting = not closes
            rested += self.calendar.between(asked, min(closes, default=last))
        resting, rested = resting and rested <= 30, min(rested, 30)
        due = self.calendar.nth(planned, rested) if rested else planned
        between = self.calendar.between
        clock = Reading("decide", number, "", start, due, stopped, 0, 0)
        if stopped is not None and (ended is None or stopped <= ended):
            taken = max(0, between(start, stopped) - rested)
            return clock._replace(status="met", days=taken, gone=taken)
        now = on if ended is None else ended
        gone, allowed = max(0, between(start, now) - rested), between(start, planned)
        clock = clock._replace(stopped=ended, gone=gone, days=gone)
        if now > due:
            status = "abandoned" if gone > 2 * allowed else "overdue"
            return clock._replace(status=status, days=between(due, now))
        if ended is not None:
            return None
        soon = "due-soon" if 5 * gone >= 4 * allowed else "running"
        return clock._replace(status="paused" if resting else soon)

    @staticmethod
    def about(answer: Step, item: str, number: int, on: date) -> bool:
        return (answer["about"], answer["round"]) == (item, number) and answer["date"] <= on

    # The word of each cycle

    def unheard(self, item: str, on: date) -> dict[date, list[str]]:
        """By the last day of a quarter who of an open item has heard nothing in it."""
        found: dict[date, list[str]] = {}
        if self.world.outcome(item, on) in ENDS:
            return found
        again = self.again(item, on)
        for person in sorted(self.world.raised(item, on, on)):
            since = self.world.came(item, person, on)[0]
            since = max(since, again or since)
            silent = self.world.silent.get(person)
            answers = [
                each
                for each in self.world.answers
                if (each["who"], each["about"]) == (person, item) and each["date"] <= on
            ]
            if (silent is not None and silent <= on) or any(e["step"] == "exempt" for e in answers):
                continue
            heard = [e["date"] for e in answers if self.world.counts(e) and e["date"] >= since]
            last = quarter_end(max([since, *heard]))
            if last < on:
                found.setdefault(quarter_end(last + ONE), []).append(person)
        return found

    def again(self, item: str, on: date) -> date | None:
        """The last day on which an item that was at its end was taken up again."""
        found, rests = None, False
        for day, _, step in self.world.steps(item, on):
            rested = rests
            if step["step"] == "decided":
                rests = step["outcome"] in {"declined", "already-available", "duplicate"}
            elif step["step"] == "delivered":
                rests = step["scope"] == "full"
            elif step["step"] in {"delivering", "reopened"}:
                rests = False
            if rested and not rests:
                found = day
        return found


def number_of(world: World, item: str, on: date) -> int:
    return 1 + len([s for *_, s in world.steps(item, on) if s["step"] == "reopened"])


def quarter_end(day: date) -> date:
    first = date(day.year, day.month - (day.month - 1) % 3, 1) + timedelta(100)
    return date(first.year, first.month - (first.month - 1) % 3, 1) - ONE
