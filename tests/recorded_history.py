"""A year of a program that is made up, as the files lay on each of its days.

Whatever happens is written down on the day on which it happened, so that the files of a day hold
what was recorded by then and nothing else. Only what the files date is changed here.
"""

from __future__ import annotations

import copy
import random
from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
THERE = date(2026, 1, 20)
"""By then everybody is on the map; records follow."""
PEOPLE = ("ana", "ben", "cleo", "dan", "eva", "finn", "gil")
Files = dict[str, Any]
SETTINGS: dict[str, Any] = {
    "started": "2026-01-01",
    "points": [{"from": "2026-01-01", "maturation_days": 3, "expiry": "end-of-cycle"}],
}
STAFF = [
    {"id": "maya", "name": "Maya", "department": "pr"},
    {"id": "jon", "name": "Jon", "department": "product"},
    {"id": "kim", "name": "Kim", "department": "pr", "until": "2026-09-15"},
]
STANDING: Files = {
    "program/departments.yml": {
        "departments": [{"id": "pr", "lead": "kim"}, {"id": "product", "lead": "jon"}],
        "categories": [
            {"id": "journalist", "department": "pr"},
            {"id": "builder", "department": "product"},
        ],
    },
    "program/tiers.yml": {
        "versions": [
            {
                "from": "2026-01-01",
                "tiers": [
                    {"id": "friend", "name": "Friend", "standing_at_least": 0},
                    {"id": "star", "name": "Star", "standing_at_least": 60},
                ],
            }
        ]
    },
    "program/strategy.yml": {
        "pillars": ["quality"],
        "objectives": [
            {
                "id": "fixes",
                "pillar": "quality",
                "goal": "Fewer faults.",
                "department": "product",
                "steps": [
                    {"what": "Ask ten people", "by": "2026-04-10"},
                    {"what": "Mend what they say", "by": "2026-08-10"},
                ],
                "kpis": [
                    {
                        "id": "faults",
                        "name": "Faults",
                        "kind": "outcome",
                        "direction": "down",
                        "source": "measured",
                        "baseline": {"value": 9, "date": "2026-01-01"},
                    }
                ],
            }
        ],
    },
    "program/policies.yml": {
        "versions": [
            {
                "from": "2026-01-01",
                "clocks_by_tier": {"star": {"acknowledge": 1, "fulfil": 4}},
                "inactive": {"call_days": 40, "emeritus_days": 90},
            }
        ],
        "consents": [{"version": "1", "from": "2026-01-01"}],
        "ndas": [{"version": "1", "from": "2026-01-01"}],
    },
    "program/rewards/cape.yml": {"name": "A cape", "kind": "merchandise", "cost": 20},
    "missions/guide/mission.yml": {
        "title": "Guide",
        "instructions": "Write one.",
        "points": [{"from": "2026-01-01", "value": 20, "limits": {"per_influencer_per_cycle": 2}}],
    },
}


class History:
    """What is recorded, day by day.

    Args:
        seed: another history for another seed.
    """

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)  # noqa: S311 - repeatable, no secret
        self._changes: dict[date, list[Callable[[Files], None]]] = defaultdict(list)
        self._counts: dict[str, int] = defaultdict(int)
        for person in PEOPLE:
            self._joins(person)
        makers = (
            *(self._claim,) * 14,
            *(self._request,) * 5,
            *(self._item,) * 8,
            *(self._touch,) * 20,
            *(self._event, self._incident) * 3,
            *(self._audits, self._measures, self._review, self._stance, self._snooze),
            *(self._steps, self._documents),
        )
        for make in makers:
            make()

    def trees(self) -> Iterator[tuple[date, Files]]:
        """The files of each day on which something was recorded, and the day."""
        files: Files = copy.deepcopy(STANDING)
        day = FIRST
        while day <= LAST:
            for change in self._changes.get(day, ()):
                change(files)
            yield day, copy.deepcopy(files)
            day += timedelta(days=1)

    def _day(self, after: date = THERE, within: int | None = None) -> date:
        """A later day than one, of the year or beyond it."""
        span = within if within is not None else (LAST - after).days
        return after + timedelta(days=self._dice.randint(1, max(1, span)))

    def _one(self, *choices: Any) -> Any:
        return self._dice.choice(choices)

    def _perhaps(self) -> bool:
        return self._dice.random() < 0.7

    def _on(self, day: date, change: Callable[[Files], None]) -> None:
        self._changes[day].append(change)

    def _new(self, day: date, path: str, **data: Any) -> str:
        """A file that is made on a day; a further one of that name is numbered."""
        self._counts[path] += 1
        if self._counts[path] > 1:
            path = f"{path[:-4]}.{self._counts[path]}.yml"

        def make(files: Files) -> None:
            files[path] = copy.deepcopy(data)

        self._on(day, make)
        return path

    def _set(self, day: date, path: str, **more: Any) -> None:
        self._on(day, lambda files: files[path].update(copy.deepcopy(more)))

    def _add(self, day: date, path: str, key: str, **entry: Any) -> None:
        self._on(day, lambda files: files[path].setdefault(key, []).append(copy.deepcopy(entry)))

    def _joins(self, person: str) -> None:
        path = f"influencers/{person}/profile.yml"
        day = self._day(FIRST, (THERE - FIRST).days)
        first = self._one("candidate", "invited", "member", "member")
        category = self._one("journalist", "builder")
        history = [{"date": str(day), "stage": first}]
        more = {"category": category} if person != "gil" else {}
        self._new(day, path, name=person.title(), owner="kim", history=history, **more)
        ways = {
            "candidate": "invited",
            "invited": "member",
            "member": self._one("on-leave", "left"),
        }
        stage = first
        while stage in ways and self._perhaps():
            day, stage = self._day(day, 80), ways[stage]
            if stage == "left" and self._perhaps():
                stage = "opted-out"
            self._add(day, path, "history", date=str(day), stage=stage)
        for _ in range(self._dice.randint(0, 2)):
            day = self._day(FIRST + timedelta(days=61))
            messages = self._one("all", "essential", "none")
            said = {"from": str(day), "version": self._one("1", "2"), "messages": messages}
            self._add(day, path, "consent", **said)
        if self._perhaps():
            day = self._day(FIRST + timedelta(days=61))
            ends = str(self._day(day, 90))
            self._add(day, path, "nda", version="1", signed=str(day), expires=ends)
        if self._perhaps():
            day = self._day(FIRST + timedelta(days=61))
            given = {"from": str(day), "tier": "star", "by": "jon", "reason": "For the talk."}
            self._add(day, path, "tier_floor", **given)

    def _claim(self) -> None:
        who, day = self._one(*PEOPLE), self._day()
        path = self._new(
            day,
            f"missions/guide/claims/{day}-{who}.yml",
            evidence=f"https://example.org/{who}/{day}",
            helped="New riders",
            **({"with": [self._one(*(set(PEOPLE) - {who}))]} if not self._perhaps() else {}),
        )
        if not self._perhaps():
            asked = self._day(day, 6)
            question = {"asked": str(asked), "by": "maya", "text": "Which?"}
            self._add(asked, path, "questions", **question)
            if self._perhaps():
                heard = self._day(asked, 20)
                self._on(heard, lambda f: f[path]["questions"][-1].update(answered=str(heard)))
        if not self._perhaps():
            gone = self._day(day, 30)
            self._set(gone, path, withdrawn={"date": str(gone)})
            return
        decided = self._day(day, 40)
        outcome = self._one("approved", "approved", "declined")
        said = {"outcome": outcome, "by": "maya", "date": str(decided), "reason": "Read."}
        if outcome == "approved":
            said["points"] = said["computed"] = 20
        self._set(decided, path, decision=said)
        later = self._day(decided, 30)
        if outcome == "approved" and not self._perhaps():
            back = {"date": str(later), "by": "jon", "shares": {who: 5}, "note": "Gone."}
            self._add(later, path, "reversals", reason_code="content-removed", **back)
        elif outcome == "declined" and self._perhaps():
            appeal: dict[str, Any] = {"date": str(later), "text": "Look again."}
            self._set(later, path, appeal=appeal)
            answered = self._day(later, 30)
            answer = {"outcome": "declined", "by": "jon", "date": str(answered), "reason": "No."}
            self._on(answered, lambda f: f[path]["appeal"].update(decision=answer))

    def _request(self) -> None:
        who, day = self._one(*PEOPLE), self._day()
        if self._perhaps():
            given = {"by": "jon", "points": 20, "reason_code": "goodwill", "summary": "Thanks"}
            path = f"influencers/{who}/touchpoints/{day}-adjustment.yml"
            self._new(day, path, kind="adjustment", **given)
            day = self._day(day, 10)
        path = self._new(day, f"influencers/{who}/redemptions/{day}-cape.yml", points=20)
        for step in self._one(("approved", "fulfilled"), ("declined",), ("cancelled",), ()):
            day = self._day(day, 25)
            self._set(day, path, **{step: {"date": str(day), "by": "jon"}})

    def _item(self) -> None:
        who, day = self._one(*PEOPLE), self._day()
        first = {"step": "received", "date": str(day), "from": [who], "channel": "forum"}
        slug = f"thing-{len(self._changes)}"
        path = self._new(day, f"program/feedback/{day}-{slug}.yml", title="Slow", steps=[first])
        steps: list[dict[str, Any]] = [
            {"step": "acknowledged"},
            {"step": "triaged", "department": "product", "owner": "kim", "severity": "minor"},
            {
                "step": "decided",
                "outcome": self._one("planned", "declined", "deferred", "needs-info"),
                "rationale": "It would slow everything else down.",
                "say": {"members": "We will see."},
            },
        ]
        if steps[-1]["outcome"] == "deferred":
            steps[-1]["revisit"] = str(self._day(day, 200))
        if steps[-1]["outcome"] == "planned":
            full = {"what": "Export", "scope": "full", "say": {"public": "Fast now."}}
            out = str(self._day(day, 250))
            steps += [{"step": "delivering"}, {"step": "delivered", **full, "public": out}]
            steps += [{"step": "reopened", "cause": "not-solved"}]
        told = {"acknowledged", "decided", "delivered", "reopened"}
        for step in steps:
            if not self._perhaps():
                break
            day = self._day(day, 25)
            self._add(day, path, "steps", **{**step, "date": str(day), "by": "jon"})
            if step["step"] in told and self._perhaps():
                self._told(who, f"{path[17:-4]}", step["step"], self._day(day, 20))
        if not self._perhaps():
            day = self._day(day, 30)
            more = {"step": "joined", "date": str(day), "by": "jon"}
            self._add(day, path, "steps", **more, **{"from": [self._one(*PEOPLE)]})
        elif not self._perhaps():
            day = self._day(day, 30)
            self._add(day, path, "steps", step="withdrawn", date=str(day), **{"from": [who]})

    def _told(self, who: str, item: str, milestone: str, day: date) -> None:
        self._new(
            day,
            f"influencers/{who}/touchpoints/{day}-told.yml",
            kind="answer",
            refs=[item],
            step="told",
            milestone=milestone,
            by="maya",
            channel="mail",
            ref="<1@x>",
        )

    def _touch(self) -> None:
        who, day = self._one(*PEOPLE), self._day()
        kind = self._one(
            "contact", "thanks", "ask", "ask", "promise", "gift", "sample", "extension"
        )
        more: dict[str, Any] = {
            "thanks": {"helped": "Ben"},
            "ask": {"for": "a talk"},
            "promise": {"due": str(self._day(day, 40)), "summary": "A lamp"},
            "sample": {"until": str(self._day(day, 40)), "summary": "A lamp"},
            "extension": {"of": "all", "until": str(self._day(day, 200)), "reason": "Late."},
        }.get(kind, {"summary": "A word"})
        path = f"influencers/{who}/touchpoints/{day}-{kind}.yml"
        path = self._new(day, path, kind=kind, by="kim", **more)
        later = self._day(day, 60)
        if not self._perhaps():
            self._set(later, path, void={"date": str(later), "by": "jon", "reason": "Not so."})
        elif kind == "ask" and self._perhaps():
            said = {"outcome": self._one("accepted", "declined"), "answered": str(later)}
            self._set(later, path, **said)
        elif kind == "promise" and self._perhaps():
            self._set(later, path, kept=str(later))

    def _event(self) -> None:
        made = self._day()
        day = self._day(made, 40)
        path = self._new(
            made,
            f"program/events/{day}-ride-{len(self._changes)}.yml",
            title="A ride",
            starts=str(day),
            format="offline",
            hosts=["kim"],
        )
        if self._perhaps():
            self._set(day, path, attended=[self._one(*PEOPLE)])

    def _incident(self) -> None:
        day = self._day()
        slug = f"down-{len(self._changes)}"
        path = self._new(
            day,
            f"program/incidents/{day}-{slug}.yml",
            title="Down",
            kind="outage",
            severity="high",
            alert={"ids": sorted(self._dice.sample(PEOPLE, 2))},
        )
        for who in PEOPLE[:4]:
            if self._perhaps():
                self._told(who, path[18:-4], "acknowledged", self._day(day, 10))
        if self._perhaps():
            day = self._day(day, 10)
            self._set(day, path, ended=str(day))

    def _audits(self) -> None:
        for who in PEOPLE[:4]:
            day = self._day(within=120)
            path = f"program/audits/2026-Q{(day.month + 2) // 3}/{who}.yml"
            view = {"department": "product", "by": "jon", "relationship": "working"}
            self._new(day, path, brand=[{**view, "recorded": str(day)}])
            if self._perhaps():
                day = self._day(day, 90)
                answer = {"collected_by": "maya", "date": str(day), "relationship": "aware"}
                self._set(day, path, answer=answer)

    def _measures(self) -> None:
        for quarter, end in ((1, date(2026, 3, 31)), (2, date(2026, 6, 30))):
            day = self._day(end, 60)
            source = "https://example.org/faults"
            value = {"kpi": "faults", "value": 3, "date": str(day), "source": source}
            self._new(day, f"program/measures/2026-Q{quarter}.yml", values=[value])

    def _review(self) -> None:
        day = self._day(within=90)
        path = "program/communities/forum.yml"
        people = {"movers": ["ana"], "members": ["ben"]}
        self._new(FIRST, path, name="Forum", where="online", **people)
        self._set(day, path, reviewed=str(day))

    def _stance(self) -> None:
        day = self._day(within=300)
        stance = {"from": str(day), "stance": "ignore"}
        self._add(day, "program/communities/forum.yml", "stance", **stance)

    def _snooze(self) -> None:
        for _ in range(4):
            day = self._day(FIRST + timedelta(days=70))
            path = f"influencers/{self._one(*PEOPLE)}/profile.yml"
            until = str(self._day(day, 30))
            entry = {"what": "inactivity", "date": str(day), "by": "jon", "until": until}
            self._add(day, path, "snoozed", because="Away.", **entry)

    def _steps(self) -> None:
        day = self._day(date(2026, 3, 1), 80)

        def done(files: Files) -> None:
            steps = files["program/strategy.yml"]["objectives"][0]["steps"]
            steps[0]["done"] = str(day)

        self._on(day, done)

    def _documents(self) -> None:
        day = self._day(date(2026, 3, 1), 120)
        changed = {"from": str(day), "version": "2"}
        self._add(day, "program/policies.yml", "consents", **changed)
