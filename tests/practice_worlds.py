"""Random programs of terms, signals, warnings, results and words, as documents by path."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tests.relation_program import person

if TYPE_CHECKING:
    from random import Random

START = date(2023, 1, 1)
HOW = ("call", "mail", "chat", "newsletter", "portal")
STAGES = (
    *("member", "member", "on-leave", "emeritus", "left", "declined", "opted-out", "deceased"),
)
OUTCOMES = ("renewed", "renewed", "paused", "ended", "emeritus")


def near(random: Random, day: date, before: int, after: int) -> date:
    return day + timedelta(random.randint(-before, after))


def entries(random: Random, first: date, last: int, many: int) -> list[date]:
    """Some days after a first one, each later than the one before."""
    return sorted(
        {first + timedelta(random.randint(1, last)) for _ in range(random.randint(0, many))}
    )


def history(random: Random, first: date) -> list[dict[str, str]]:
    found = [{"date": str(first), "stage": "member"}]
    for day in entries(random, first, 1300, 4):
        stage = random.choice(STAGES)
        if stage != found[-1]["stage"]:
            found.append({"date": str(day), "stage": stage})
    return found


def consents(random: Random, first: date) -> list[dict[str, str]]:
    words = ("all", "essential", "portal-only", "none")
    return [
        {"from": str(day), "version": "1", "source": "mail", "messages": random.choice(words)}
        for day in entries(random, first, 1300, 2)
    ]


def telling(random: Random, of: str, day: date) -> dict[str, str]:
    found = {"of": of, "date": str(day), "by": "maya", "channel": random.choice(HOW)}
    if random.random() < 0.8:
        found[random.choice(("ref", "summary"))] = "yes"
    if random.random() < 0.4:
        found["delivery"] = random.choice(("bounced", "read"))
    return found


def term(random: Random, first: date, settings: dict[str, int]) -> dict[str, Any]:
    until = first + timedelta(random.randint(20, 400))
    found: dict[str, Any] = {"from": str(first), "until": str(until), "told": []}
    found["nominated_by"] = random.choice(([], ["maya", "jon"]))
    if random.random() < 0.3:
        found["nominated"] = str(near(random, first, 40, 0))
    told = [("nominated", near(random, first, 0, 60)) for _ in range(random.randint(0, 2))]
    tell_by = until - timedelta(settings["tell_days"])
    if random.random() < 0.3:
        day = max(first, near(random, tell_by, 60, 60))
        found["review"] = {"by": "maya", "date": str(day)}
    if random.random() < 0.75:
        day = max(first, near(random, tell_by, 60, 90))
        found["decision"] = {
            "outcome": random.choice(OUTCOMES),
            "by": "maya",
            "date": str(day),
            "reason": "So it is",
            "say": "Thank you",
        }
        told += [("decided", near(random, day, 5, 120)) for _ in range(random.randint(0, 4))]
    found["told"] = [telling(random, of, day) for of, day in told]
    random.shuffle(found["told"])
    return found


def terms(random: Random) -> tuple[dict[str, Any], dict[str, dict[str, list[Any]]]]:
    """A program of terms as files, and the same by person."""
    settings = {"months": 12, "review_days": random.choice((0, 30, 60, 90)), "nominators": 2}
    settings["tell_days"] = random.choice((0, 14, 30))
    files: dict[str, Any] = {"program/terms.yml": {"versions": settings}}
    people = {}
    for who in ("ana", "ben", "cleo")[: random.randint(1, 3)]:
        first = near(random, START, 0, 300)
        mine = {"history": history(random, first), "consent": consents(random, first), "terms": []}
        for _ in range(random.randint(1, 3)):
            mine["terms"].append(term(random, first, settings))
            first = date.fromisoformat(mine["terms"][-1]["until"]) + timedelta(1)
            if random.random() < 0.4:
                first = near(random, first, 0, 200)
        files |= person(who, history=mine["history"], consent=mine["consent"])
        for each in mine["terms"]:
            data = {key: value for key, value in each.items() if key != "from"}
            files[f"influencers/{who}/terms/{each['from']}.yml"] = data
        people[who] = mine
    return files, people


ZONES = ("Europe/Berlin", "America/New_York", "Pacific/Chatham", "Pacific/Kiritimati", "Etc/UTC")
CHANGES = ("2026-03-07", "2026-03-28", "2026-04-04", "2026-09-26", "2026-10-24", "2026-10-31")
"""Days before clocks of these zones change."""


def minute(random: Random) -> str:
    return f"{random.randint(0, 23):02}:{random.choice((0, 15, 30, 59)):02}"


def heard(random: Random) -> dict[str, Any]:
    """One signal with what was said to its author, as a world: documents, and what they hold."""
    day = near(random, date.fromisoformat(random.choice(CHANGES)), 1, 2)
    one: dict[str, Any] = {"influencer": "ana", "channel": "forum", "url": "https://example.org/1"}
    one["date"] = f"{day}T{minute(random)}" if random.random() < 0.7 else str(day)
    one["id"] = f"{day}-forum"
    end = {"date": str(near(random, day, 0, 5)), "by": "maya"}
    ended = random.random()
    item = f"{day}-slow"
    if ended < 0.4:
        one["became"] = {**end, "feedback": item}
    elif ended < 0.6:
        one["dismissed"] = {**end, "reason": "A joke"}
    words = []
    for number in range(random.randint(0, 4)):
        kind = random.choice(("thanks", "contact", "answer", "introduction"))
        on = near(random, day, 1, 5)
        word: dict[str, Any] = {"kind": kind, "on": str(on), "name": f"{on}-w{number}"}
        word["refs"] = random.choice(([one["id"]], [item], ["2020-01-01-other"], []))
        if random.random() < 0.2:
            word["void"] = {"date": str(near(random, on, 0, 3)), "by": "maya", "reason": "No"}
        if kind == "answer":
            word |= {"step": random.choice(("told", "told", "attempted")), "milestone": "decided"}
            word |= {"by": "maya", "channel": random.choice(HOW)}
            if random.random() < 0.8:
                word["ref"] = "<1@x>"
            if random.random() < 0.3:
                word["delivery"] = "bounced"
            if random.random() < 0.7:
                word["at"] = minute(random)
        elif random.random() < 0.2:
            word["direction"] = "from-them"
        words.append(word)
    return {"signal": one, "words": words, "item": item}


def messages(random: Random) -> list[dict[str, str]]:
    what = random.choice(("all", "portal-only", "none"))
    return [{"from": "2025-01-01", "version": "1", "source": "mail", "messages": what}]


def signal_files(
    world: dict[str, Any], consent: list[Any], hours: dict[str, Any]
) -> dict[str, Any]:
    """The documents of one signal."""
    one, item = world["signal"], world["item"]
    first = {"step": "received", "date": item[:10], "from": ["ana"], "channel": "forum"}
    files: dict[str, Any] = {
        **person("ana", consent=consent),
        "program/policies.yml": {"versions": hours},
        f"program/signals/{one['id']}.yml": {k: v for k, v in one.items() if k != "id"},
        f"program/feedback/{item}.yml": {"title": "Slow", "steps": [first]},
    }
    for word in world["words"]:
        data = {k: v for k, v in word.items() if k not in {"on", "name"}}
        files[f"influencers/ana/touchpoints/{word['name']}.yml"] = data
    return files


def missions(random: Random) -> tuple[dict[str, Any], list[Any], dict[str, str | None]]:
    """Claims with what came of them: documents, the same in short, and everybody's category."""
    kinds = {
        each: random.choice(("builder", "journalist", None)) for each in ("ana", "ben", "cleo")
    }
    files: dict[str, Any] = {}
    for who, kind in kinds.items():
        files |= person(who, **({"category": kind} if kind else {}))
    effort = random.choice((None, 0, 3))
    said = {"title": "Guide", "instructions": "Do it.", "points": 10}
    files["missions/guide/mission.yml"] = said | (
        {"effort_hours": effort} if effort is not None else {}
    )
    found = []
    for number in range(random.randint(0, 6)):
        on = near(random, date(2026, 2, 15), 60, 60)
        people = random.sample(("ana", "ben", "cleo"), random.randint(1, 3))
        took = random.choice((None, 0, 1, 5))
        decided = None if random.random() < 0.2 else str(near(random, on, 0, 40))
        results = [
            {
                "date": str(near(random, on, 0, 90)),
                "count": random.randint(1, 40),
                "kind": random.choice(("adopted", "cited", "attended")),
                "source": "a list",
            }
            for _ in range(random.randint(0, 3))
        ]
        data: dict[str, Any] = {"evidence": f"https://example.org/{number}", "results": results}
        data |= {"with": people[1:], "submitted": str(on)}
        if took is not None:
            data["effort_hours"] = took
        if decided:
            data["decision"] = {"outcome": "approved", "by": "maya", "date": decided, "points": 10}
        files[f"missions/guide/claims/{on}-{people[0]}.{number + 2}.yml"] = data
        hours = next((x for x in (took, effort) if x is not None), 1)
        found.append({"on": str(on), "people": people, "hours": hours, "decided": decided})
        found[-1]["results"] = results
    return files, found, kinds


def forewarned(random: Random) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Incidents with what had warned of them: documents, items, incidents."""
    everyone = ("ana", "ben", "cleo")
    files: dict[str, Any] = {}
    for who in everyone:
        files |= person(who)
    items, incidents = {}, {}
    for number in range(random.randint(1, 4)):
        first = near(random, date(2026, 5, 1), 40, 40)
        days = [first, *(first + timedelta(n) for n in sorted(random.sample(range(60), 3)))]
        words = ["received", *(random.choice(("joined", "withdrawn")) for _ in range(3))]
        steps = [
            {"step": word, "date": str(day), "from": random.sample(everyone, random.randint(1, 2))}
            for word, day in zip(words, days, strict=True)
        ][: random.randint(1, 4)]
        for step in steps:
            if step["step"] != "withdrawn":
                step["channel"] = "forum"
        item: dict[str, Any] = {"title": "Slow", "steps": steps}
        if random.random() < 0.6:
            item["warning"] = True
        items[f"{first}-slow-{number}"] = item
    for number in range(random.randint(0, 3)):
        began = near(random, date(2026, 5, 20), 30, 40)
        named: list[dict[str, str]] = [{"feedback": x} for x in items if random.random() < 0.5]
        if random.random() < 0.5:
            who = random.choice(everyone)
            named.append({"influencer": who, "date": str(near(random, began, 30, 0))})
        for each in named:
            if "feedback" in each and random.random() < 0.3:
                each["date"] = str(near(random, began, 20, 0))
        data: dict[str, Any] = {"title": "Down", "kind": "outage", "severity": "high"}
        data |= {"began": f"{began}T09:00", "warned_by": named, "alert": {"ids": ["ana"]}}
        incidents[f"{began}-out-{number}"] = data
    files |= {f"program/feedback/{name}.yml": data for name, data in items.items()}
    files |= {f"program/incidents/{name}.yml": data for name, data in incidents.items()}
    return files, items, incidents


def spoken(random: Random) -> tuple[dict[str, Any], list[date], list[tuple[str, date, int]]]:
    """What was said to ana and what she did: documents, days of our words, lanes by day."""
    files: dict[str, Any] = {"missions/guide/mission.yml": {"title": "G", "instructions": "Do."}}
    files["missions/guide/mission.yml"]["points"] = 10
    words, lanes = [], []
    for number in range(random.randint(0, 7)):
        kind = random.choice(("thanks", "contact", "introduction", "message", "referral"))
        on = near(random, date(2025, 6, 1), 500, 500)
        files[f"influencers/ana/touchpoints/{on}-w{number}.yml"] = {"kind": kind}
        if kind in {"thanks", "contact", "introduction"}:
            words.append(on)
        lane = {"thanks": "thanks", "introduction": "introductions", "referral": "referrals"}
        if kind in lane:
            lanes.append((lane[kind], on, 1))
    for number in range(random.randint(0, 3)):
        on, took = near(random, date(2025, 6, 1), 500, 500), random.randint(1, 9)
        data: dict[str, Any] = {"evidence": f"https://example.org/{number}", "effort_hours": took}
        data["decision"] = {"outcome": "approved", "by": "maya", "date": str(on), "points": 10}
        files[f"missions/guide/claims/{on}-ana.{number + 2}.yml"] = data
        lanes.append(("missions", on, took))
    term_of: dict[str, Any] = {"until": "2026-12-31", "nominated_by": ["maya"], "told": []}
    for _ in range(random.randint(0, 2)):
        one = telling(random, "nominated", near(random, date(2025, 6, 1), 300, 300))
        term_of["told"].append(one)
        proven = "ref" in one or "summary" in one
        if one.get("delivery") != "bounced" and proven and one["channel"] in HOW[:3]:
            words.append(date.fromisoformat(one["date"]))
    files["influencers/ana/terms/2024-01-01.yml"] = term_of
    files |= person("ana", history=[{"date": "2023-06-01", "stage": "member"}])
    return files, words, lanes
