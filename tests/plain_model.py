"""A second, slow model of points, written from the design and not from the code: its records.

It reads the same documents, knows nothing of `goodword.ledger`, and is compared with it on
programs made at random. Days are `date`, and everything is looked at day by day.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FOREVER = date(2199, 12, 31)
DAY = timedelta(days=1)
AFTER = "24"
DATE = re.compile(r"\d{4}-\d\d-\d\d")
RANKED = ("member", "on-leave")
GONE = ("left", "emeritus", "opted-out", "deceased")
MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}


@cache
def on(text: str) -> date:
    return date.fromisoformat(text)


def dates_in(documents: Iterable[Any]) -> set[date]:
    """Every day that documents name."""
    found, todo = set(), list(documents)
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            todo += value.values()
        elif isinstance(value, list):
            todo += value
        elif isinstance(value, str) and DATE.fullmatch(value):
            found.add(date.fromisoformat(value))
    return found


def months_on(day: date, months: int) -> date:
    """The same day so many months later, or the last one of that month."""
    month = day.year * 12 + day.month - 1 + months
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@cache
def first_of(every: str, starts_month: int, day: date) -> date:
    """First day of the cycle of a day."""
    back = (day.month - starts_month) % MONTHS[every]
    month = day.year * 12 + day.month - 1 - back
    return date(month // 12, month % 12 + 1, 1)


@cache
def cycles_on(every: str, start: date, count: int) -> date:
    """First day of the cycle that is so many after the one that begins on a day."""
    month = start.year * 12 + start.month - 1 + MONTHS[every] * count
    return date(month // 12, month % 12 + 1, 1)


def in_force(versions: Sequence[dict[str, Any]], day: date) -> dict[str, Any]:
    """The last version whose `from` is not after the day; the first one before any."""
    found = versions[0]
    for each in versions:
        if on(each["from"]) <= day:
            found = each
    return found


@dataclass
class Claim:
    """A claim as written."""

    path: str
    mission: str
    who: str
    occurred: date
    number: int
    data: dict[str, Any] = field(repr=False)

    @cached_property
    def people(self) -> list[str]:
        others = self.data.get("with", [])
        return [self.who, *(each["id"] if isinstance(each, dict) else each for each in others)]

    @cached_property
    def percents(self) -> dict[str, int]:
        """The percent of each; empty where shares are even."""
        others = self.data.get("with", [])
        stated = {each["id"]: each["percent"] for each in others if isinstance(each, dict)}
        return {self.who: 100 - sum(stated.values()), **stated} if stated else {}

    @cached_property
    def submitted(self) -> date:
        return on(self.data.get("submitted", self.occurred.isoformat()))

    @cached_property
    def order(self) -> tuple[Any, ...]:
        return (self.submitted, self.data.get("at", "24"), self.mission, self.who, self.number)

    def decision(self, day: date) -> dict[str, Any] | None:
        """What is decided by a day: the answer to an appeal before what it is against."""
        first = self.data.get("decision")
        if first is None or on(first["date"]) > day:
            return None
        answer = self.data.get("appeal", {}).get("decision")
        if first["outcome"] == "declined" and answer and on(answer["date"]) <= day:
            return dict(answer)
        return dict(first)

    def appealing(self, day: date) -> bool:
        """Whether it was declined and has appealed by a day."""
        first, appeal = self.decision(day), self.data.get("appeal")
        return first is not None and appeal is not None and on(appeal["date"]) <= day

    def state(self, day: date) -> str:
        if self.submitted > day:
            return "absent"
        withdrawn = self.data.get("withdrawn")
        if withdrawn and on(withdrawn["date"]) <= day:
            return "withdrawn"
        found = self.decision(day)
        if found is None:
            return "open"
        if found["outcome"] == "approved":
            return "approved"
        appeal = self.data.get("appeal")
        if appeal and on(appeal["date"]) <= day:
            answer = appeal.get("decision")
            if answer is None or on(answer["date"]) > day:
                return "open"
        return "declined"

    def place(self, limit: str, day: date) -> tuple[Any, ...]:
        """Its place in line: an appeal keeps the first in a rate and gets a new one elsewhere."""
        if limit in {"claims_per_week", "per_month", "per_day"} or not self.appealing(day):
            return self.order
        appeal = self.data["appeal"]
        return (on(appeal["date"]), "24", self.mission, self.who, self.number)

    def taken(self, day: date) -> dict[str, int]:
        """What reversals that hold on a day have taken from each person."""
        found: dict[str, int] = {}
        for each in self.data.get("reversals", []):
            answer = each.get("appeal", {}).get("decision")
            lifted = answer and answer["outcome"] == "approved" and on(answer["date"]) <= day
            if on(each["date"]) <= day and not lifted:
                for who, points in each["shares"].items():
                    found[who] = found.get(who, 0) + points
        return found


@dataclass
class World:
    """A program as documents.

    Args:
        files: documents by path.
        settings: of program.yml; `points` is a list of versions.
        closed: the day on which the cycle that begins on a day was closed.
    """

    files: dict[str, dict[str, Any]]
    settings: dict[str, Any]
    closed: dict[date, date] = field(default_factory=dict)

    def policy(self, day: date) -> dict[str, Any]:
        return in_force(self.settings["points"], day)

    @property
    def policies(self) -> dict[str, Any]:
        found: dict[str, Any] = self.files["program/policies.yml"]["versions"][0]
        return found

    def mission(self, name: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.files[f"missions/{name}/mission.yml"]["points"]
        return found

    def claims(self) -> list[Claim]:
        found = []
        for path, data in self.files.items():
            if "/claims/" in path:
                stem = path.split("/")[-1].removesuffix(".yml")
                name, _, number = stem.partition(".")
                mission, occurred, who = path.split("/")[1], on(name[:10]), name[11:]
                found.append(Claim(path, mission, who, occurred, int(number or 1), data))
        return sorted(found, key=lambda each: each.order)

    def of(self, who: str, folder: str, kind: str | None = None) -> Iterator[tuple[str, Any]]:
        """A person's records of a folder, by path."""
        for path in sorted(self.files):
            data = self.files[path]
            if path.startswith(f"influencers/{who}/{folder}/") and data.get("kind") == kind:
                yield path, data

    def history(self, who: str) -> list[tuple[date, str]]:
        data = self.files[f"influencers/{who}/profile.yml"]["history"]
        return [(on(each["date"]), each["stage"]) for each in data]

    def stage(self, who: str, day: date) -> str | None:
        found = None
        for since, stage in self.history(who):
            if since <= day:
                found = stage
        return found

    def start(self, day: date) -> date:
        """First day of a day's cycle."""
        cycle = self.settings["cycle"]
        return first_of(cycle["every"], cycle["starts_month"], day)

    def next(self, start: date, count: int = 1) -> date:
        """First day of the cycle that is so many after the one that begins on a day."""
        return cycles_on(self.settings["cycle"]["every"], start, count)

    def in_time(self, claim: Claim) -> bool:
        """Submitted in the cycle in which it occurred, or in its grace."""
        last = self.next(self.start(claim.occurred)) - DAY
        grace: int = self.policy(claim.submitted).get("claim_grace_days", 14)
        return claim.submitted <= last + grace * DAY

    def available(self, claim: Claim, decided: date) -> date:
        version = in_force(self.mission(claim.mission), decided)
        days: int = version.get("maturation_days", self.policy(decided).get("maturation_days", 0))
        return decided + days * DAY

    def expiry(self, decided: date) -> dict[str, Any]:
        """What is said of when the points of an award end."""
        found = self.policy(decided).get("expiry", "end-of-next-cycle")
        return {"end": found} if isinstance(found, str) else found

    def last_day(self, decided: date, available: date) -> date:
        """The last day of a lot, from the day it becomes available."""
        expiry = self.expiry(decided)
        if expiry.get("end") == "never":
            return FOREVER
        start = self.start(available)
        if "end" in expiry:
            day = self.next(start, {"end-of-cycle": 1, "end-of-next-cycle": 2}[expiry["end"]])
            day += (expiry.get("plus_days", 0) - 1) * DAY
        elif "idle_months" in expiry:
            day = months_on(decided, expiry["idle_months"])
        else:
            day = months_on(available, expiry["months"])
            rounding = expiry.get("round_up", "none")
            if rounding == "month":
                day = day.replace(day=calendar.monthrange(day.year, day.month)[1])
            elif rounding == "cycle":
                day = self.next(self.start(day)) - DAY
            elif rounding == "year":
                day = date(day.year, 12, 31)
        return max(day, available + 30 * DAY)

    def slow(self, claim: Claim, decided: date) -> int:
        """Days that the review took beyond its clock, less those in which it was not ours."""
        days = {claim.submitted + n * DAY for n in range((decided - claim.submitted).days)}
        waits = [
            (on(each["asked"]), on(each["answered"]) if "answered" in each else decided)
            for each in claim.data.get("questions", [])
        ]
        if "appeal" in claim.data:
            waits.append((on(claim.data["decision"]["date"]), on(claim.data["appeal"]["date"])))
        ours = {day for day in days if not any(a <= day < b for a, b in waits)}
        clock: int = self.policies["clocks"]["review"]
        return max(0, len(ours) - clock)


def day_of(path: str) -> date:
    return on(path.rsplit("/", maxsplit=1)[-1][:10])


def is_void(data: dict[str, Any], day: date) -> bool:
    return "void" in data and on(data["void"]["date"]) <= day


def name_of(path: str) -> str:
    parts = path.removesuffix(".yml").split("/")
    return f"{parts[1]}/{parts[-1]}"


def order_of(path: str, data: dict[str, Any]) -> tuple[Any, ...]:
    stem, _, number = path.rsplit("/", maxsplit=1)[-1].removesuffix(".yml").partition(".")
    return (stem[:10], data.get("at", AFTER), stem[11:], int(number or 1))
