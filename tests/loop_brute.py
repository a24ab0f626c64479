"""Feedback loops once more, day by day and slowly: what the engine is compared with.

Written from the rules in words and from nothing else: who raised an item is found by going
through the days, closure by asking for each person and each thing owed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Step = dict[str, Any]
KIND = {
    "received": "acknowledged",
    "decided": "decided",
    "delivered": "delivered",
    "reopened": "reopened",
}
BROAD = {"newsletter", "changelog"}


@dataclass
class World:
    """What happened: steps by item, answers, and from when somebody hears nothing more."""

    items: dict[str, list[Step]]
    answers: list[Step] = field(default_factory=list)
    silent: dict[str, date] = field(default_factory=dict)
    portal_only: frozenset[str] = frozenset()

    def steps(self, item: str, on: date) -> list[tuple[date, int, Step]]:
        """Steps that count, in order."""
        raw = self.items[item]
        seen = [index for index, step in enumerate(raw) if day_of(step) <= on]
        void: set[int] = set()
        for index in reversed(seen):
            step = raw[index]
            if step["step"] == "void" and index not in void and step["of"] < index:
                void.add(step["of"])
        return sorted(
            (day_of(raw[index]), index, raw[index])
            for index in seen
            if index not in void and raw[index]["step"] != "void"
        )

    def points_to(self, item: str, end_of: date, on: date) -> str | None:
        """Which item it was a duplicate of at the end of a day, as known on another."""
        found = None
        for day, _, step in self.steps(item, on):
            if day <= end_of and step["step"] in {"decided", "reopened"}:
                found = step.get("of") if step.get("outcome") == "duplicate" else None
        return found

    def own(self, item: str, end_of: date, on: date) -> set[str]:
        """Who had raised this very item at the end of a day."""
        people: set[str] = set()
        for day, _, step in self.steps(item, on):
            if day > end_of:
                continue
            if step["step"] in {"received", "joined"}:
                people |= set(step["from"])
            elif step["step"] == "withdrawn":
                people -= set(step["from"])
        return people

    def raised(self, item: str, end_of: date, on: date, path: tuple[str, ...] = ()) -> set[str]:
        """Who had raised it or an item merged into it at the end of a day."""
        if item in path or not any(s["step"] == "received" for *_, s in self.steps(item, on)):
            return set()
        people = self.own(item, end_of, on)
        for other in self.items:
            if self.points_to(other, end_of, on) == item:
                people |= self.raised(other, end_of, on, (*path, item))
        return people

    def came(self, item: str, person: str, on: date) -> tuple[date, int]:
        """Since when somebody is without a gap among those who raised it."""
        day = on
        first = min(day_of(s) for steps in self.items.values() for s in steps)
        while day > first and person in self.raised(item, day - timedelta(1), on):
            day -= timedelta(1)
        position: tuple[date, int] = (day, 10**6)
        there = False
        for when, index, step in self.steps(item, on):
            if when > day:
                break
            if step["step"] in {"received", "joined"} and person in step["from"]:
                if not there and when == day:
                    position = (when, index)
                there = True
            elif step["step"] == "withdrawn" and person in step["from"]:
                there = False
                if when == day:
                    position = (day, 10**6)
        return position

    def counts(self, answer: Step) -> bool:
        """Whether somebody was personally told."""
        if answer["step"] != "told" or answer.get("delivery") == "bounced":
            return False
        if not answer.get("proof", True):
            return False  # neither a reference nor words
        return answer["channel"] not in BROAD or answer["who"] in self.portal_only

    def settled(self, item: str, person: str, owed: tuple[date, int, Step], on: date) -> str:
        """`told`, `exempt` or nothing, for one thing owed to one person in the last round."""
        steps = self.steps(item, on)
        number = 1 + sum(step["step"] == "reopened" for *_, step in steps)
        start = max((i for i, (*_, s) in enumerate(steps) if s["step"] == "reopened"), default=0)
        mine = [entry for entry in steps[start:] if entry[2]["step"] in KIND]
        result = ""
        for each in self.answers:
            if (each["who"], each["about"], each["round"]) != (person, item, number):
                continue
            if each["date"] > on:
                continue
            spoken = [
                entry
                for entry in mine
                if speaks(each["milestone"], entry[2]) and entry[0] <= each["date"]
            ]
            if not spoken:
                continue
            if self.counts(each) and spoken[-1][:2] >= owed[:2]:
                return "told"
            if each["step"] == "exempt" and spoken[-1][:2] == owed[:2]:
                result = "exempt"
        if person in self.silent and self.silent[person] <= on:
            result = "exempt"
        return result

    def owed(self, item: str, person: str, on: date) -> list[tuple[date, int, Step]]:
        """What is owed to somebody in the last round."""
        steps = [entry for entry in self.steps(item, on) if entry[2]["step"] in KIND]
        came = self.came(item, person, on)
        before = [entry for entry in steps if entry[:2] < came]
        due = before[-1:] + [entry for entry in steps if entry[:2] >= came]
        start = max((i for i, (*_, s) in enumerate(steps) if s["step"] == "reopened"), default=0)
        newest = {entry[2]["step"]: entry for entry in steps[start:]}
        return [entry for entry in due if entry in newest.values()]

    def outcome(self, item: str, on: date) -> str:
        """What the brand did last."""
        word = "received"
        for *_, step in self.steps(item, on):
            kind = step["step"]
            if kind == "decided":
                word = step["outcome"]
            elif kind == "delivered" and step["scope"] == "full":
                word = "delivered"
            elif kind in {"delivering", "delivered"}:
                word = "delivering"
            elif kind == "reopened":
                word = "reopened"
        return word

    def closed(self, item: str, on: date, path: tuple[str, ...] = ()) -> bool:
        """Whether everybody who must be was told or is exempt, and nothing else is left to do."""
        if item in path or item not in self.items:
            return False
        if not any(step["step"] == "received" for *_, step in self.steps(item, on)):
            return False
        people = self.raised(item, on, on)
        if not people:
            return True
        word = self.outcome(item, on)
        if word == "duplicate":
            to = self.points_to(item, on, on)
            ended = to is not None and self.closed(to, on, (*path, item))
        else:
            ended = word in {"delivered", "declined", "already-available"}
        return ended and all(
            self.settled(item, person, owed, on)
            for person in people
            for owed in self.owed(item, person, on)
        )


def speaks(milestone: str, step: Step) -> bool:
    """Whether an answer of that milestone is about such a step."""
    if milestone == "question":
        return step.get("outcome") == "needs-info"
    return KIND.get(step["step"]) == milestone


def day_of(step: Step) -> date:
    return date.fromisoformat(step["date"])


def legal(steps: list[Step]) -> bool:
    """Whether the steps, without void ones, stand in a legal order; asked of each in turn."""
    order = sorted(range(len(steps)), key=lambda index: (steps[index]["date"], index))
    words = [
        steps[index]["step"]
        + (f":{steps[index]['outcome']}" if steps[index]["step"] == "decided" else "")
        + (f":{steps[index]['scope']}" if steps[index]["step"] == "delivered" else "")
        for index in order
    ]
    return all(_may_follow(words[:number], word) for number, word in enumerate(words))


def _may_follow(before: list[str], word: str) -> bool:
    kind = word.partition(":")[0]
    if not before:
        return kind == "received"
    if kind == "received":
        return False
    decisions = [each for each in before if each.startswith("decided")]
    last = max((index for index, each in enumerate(before) if each == "reopened"), default=-1)
    of_round = before[last + 1 :]
    if kind == "decided":
        return "triaged" in before
    if kind in {"delivering", "delivered"}:
        return (
            bool(decisions)
            and decisions[-1] in {"decided:planned", "decided:exploring"}
            and "delivered:full" not in of_round
        )
    if kind == "reopened":
        newest = [each for each in of_round if each.startswith("decided")][-1:]
        return any(each.startswith("delivered") for each in of_round) or newest in (
            ["decided:declined"],
            ["decided:already-available"],
            ["decided:duplicate"],
        )
    return True
