"""Terms as the design has them, read from the documents alone: slow, and without a shared line."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Any, NamedTuple

EVERYBODY = {
    *("blog", "changelog", "digest", "newsletter", "portal", "release-notes", "roadmap"),
    "website",
}
WENT = {"left", "declined", "opted-out", "deceased"}
STAGES = {"paused": "on-leave", "ended": "left", "emeritus": "emeritus"}
DAY = timedelta(1)


class Stands(NamedTuple):
    """Where a term stands on a day."""

    state: str
    over: date | None


def said(text: str) -> date:
    return date.fromisoformat(text)


def later(first: date, months: int) -> date:
    """The same day so many months later, or the last one of that month."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(first.day, calendar.monthrange(year, month + 1)[1]))


class Terms:
    """The terms of one person, walked day by day."""

    def __init__(self, history: list[Any], consent: list[Any], terms: list[Any]) -> None:
        self.history = [(said(each["date"]), each["stage"]) for each in history]
        self.consent = [(said(each["from"]), each["messages"]) for each in consent]
        self.terms = sorted(terms, key=lambda each: str(each["from"]))

    def stage(self, day: date) -> str | None:
        return next((stage for since, stage in reversed(self.history) if since <= day), None)

    def messages(self, day: date) -> str | None:
        return next((what for since, what in reversed(self.consent) if since <= day), None)

    def silent(self, day: date) -> bool:
        return self.stage(day) in {"opted-out", "deceased"} or self.messages(day) == "none"

    def reached(self, telling: Any) -> bool:
        if telling.get("delivery") == "bounced":
            return False
        if not (telling.get("ref") or telling.get("summary")):
            return False
        alone = self.messages(said(telling["date"])) == "portal-only"
        return telling["channel"] not in EVERYBODY or alone

    def nothing_owed(self, term: Any, of: str, since: date, day: date) -> bool:
        """Whether they were told by a day, could not be, or are not to be."""
        tellings = [
            each for each in term["told"] if each["of"] == of and since <= said(each["date"]) <= day
        ]
        if any(self.reached(each) for each in tellings) or self.silent(day):
            return True
        return len({x["channel"] for x in tellings if x.get("delivery") == "bounced"}) >= 2

    def known(self, term: Any, day: date) -> bool:
        """Whether a term is on record by a day: from its nomination, else from its first day."""
        return said(term.get("nominated") or term["from"]) <= day

    def decided(self, term: Any, day: date) -> Any:
        decision = term.get("decision")
        return decision if decision and said(decision["date"]) <= day else None

    def sure(self, term: Any) -> date:
        """From when on there is a term that somebody can lose by going."""
        for each in self.terms:
            decision = each.get("decision")
            follows = said(each["until"]) + DAY == said(term["from"])
            if follows and decision and decision["outcome"] == "renewed":
                return min(said(decision["date"]), said(term["from"]))
        return said(term.get("nominated") or term["from"])

    def went(self, term: Any, day: date) -> date | None:
        """The day on which they went, if that ended a term of which nothing was decided."""
        for number, (since, stage) in enumerate(self.history):
            if stage not in WENT or not self.sure(term) <= since <= day:
                continue
            here = [at for at, s in self.history[number:] if s not in WENT and at <= day]
            new = any(
                said(x["from"]) > said(term["from"])
                and said(x["from"]) >= since
                and self.known(x, day)
                for x in self.terms
            )
            if new or not here or here[0] > said(term["until"]):
                return since
        return None

    def on(self, term: Any, day: date) -> Stands:
        first, last = said(term["from"]), said(term["until"])
        decision = self.decided(term, day)
        if decision is None:
            went = self.went(term, day)
            if went is not None:
                return Stands("left", min(went, last))
        if day < first:
            return Stands("planned", None)
        if decision is None:
            return Stands("running" if day <= last else "runs-on", None)
        if day <= last:
            return Stands("decided", None)
        since, outcome = said(decision["date"]), decision["outcome"]
        if outcome == "renewed":
            if any(said(x["from"]) > last and self.known(x, day) for x in self.terms):
                return Stands("renewed", max(last, since))
            return Stands("runs-on", None)
        at = max(last, since)
        while at <= day:
            if self.nothing_owed(term, "decided", since, at):
                return Stands(outcome, at)
            at += DAY
        return Stands("untold", None)

    def owed(self, term: Any, day: date, settings: Any) -> set[tuple[str, str]]:
        """What stands on the agenda of a day, and by when it is due."""
        first, last = said(term["from"]), said(term["until"])
        state, over = self.on(term, day)
        found: set[tuple[str, date]] = set()
        if state == "left" or not self.known(term, day):
            return set()
        since = said(term.get("nominated") or term["from"])
        told = self.nothing_owed(term, "nominated", since, day)
        if term["nominated_by"] and not told:
            found.add(("nominated", first))
        decision = self.decided(term, day)
        look = last - timedelta(settings["review_days"])
        tell = last - timedelta(settings["tell_days"])
        if decision is None and state != "planned":
            looked = term.get("review") and said(term["review"]["date"]) <= day
            if look - timedelta(30) <= day:
                what = "runs_on" if state == "runs-on" else "decide" if looked else "review"
                found.add((what, tell if looked else look))
        elif decision is not None:
            since = said(decision["date"])
            gone = over is not None and state in STAGES
            if not self.nothing_owed(term, "decided", since, day) and not gone:
                found.add(("decided", max(tell, since)))
            elif state == "runs-on":
                found.add(("follows", last + DAY))
            elif over is not None and over < day and self.unmoved(term, state, over, day):
                found.add(("move", over + DAY))
        return {(what, str(by)) for what, by in found}

    def unmoved(self, term: Any, outcome: str, over: date, day: date) -> bool:
        """Whether nobody wrote into the profile what followed."""
        since = said(term["decision"]["date"])
        if outcome not in STAGES:
            return False
        if self.stage(day) not in {"member", "on-leave", "emeritus"} - {STAGES[outcome]}:
            return False
        for at, stage in self.history:
            if at <= day and (at > over or (at >= since and stage == STAGES[outcome])):
                return False
        return not any(
            said(x["from"]) > said(term["from"]) and self.known(x, day) for x in self.terms
        )


class Counts:
    """What became of the terms of many people: by year, by year of joining, and who stayed."""

    def __init__(self, people: list[Terms], day: date) -> None:
        self.years: dict[int, dict[str, int]] = {}
        self.cohorts: dict[int, dict[str, int]] = {}
        self.stayed: dict[tuple[int, int], tuple[int, int]] = {}
        for person in people:
            begun = [each for each in person.terms if said(each["from"]) <= day]
            if begun:
                self._add(person, begun, day)

    def _add(self, person: Terms, terms: list[Any], day: date) -> None:
        first = said(terms[0]["from"])
        self._count(first.year, first.year, "new")
        for each in terms:
            state, over = person.on(each, day)
            if over is not None:
                self._count(over.year, first.year, state)
            elif state in {"runs-on", "untold"}:
                word = "undecided" if state == "runs-on" else state
                self._count(said(each["until"]).year, first.year, word)
        years = 1
        while (later_on := later(first, 12 * years)) <= day:
            of, stayed = self.stayed.get((first.year, years), (0, 0))
            held = False
            for each in terms:
                over = person.on(each, day).over
                ends = over is None or later_on <= over
                held = held or (said(each["from"]) <= later_on and ends)
            self.stayed[first.year, years] = (of + 1, stayed + held)
            years += 1

    def _count(self, year: int, joined: int, what: str) -> None:
        for found, key in ((self.years, year), (self.cohorts, joined)):
            at = found.setdefault(key, {})
            at[what] = at.get(what, 0) + 1
