"""Who is in a segment, as the design says it: slow, from the files alone, and by no other code.

Segments, profiles and days are drawn at random, with whatever is odd in them.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

STAGES = ("candidate", "invited", "member", "on-leave", "emeritus", "left", "declined")
LAST = ("opted-out", "deceased")
CATEGORIES = ("journalist", "builder")
TOPICS = ("export", "repair", "maps")
REGIONS = ("PT", "PT-11", "DE", "DE-BE", "D", "PT-1")
STANCES = ("supportive", "neutral", "critical")
WANTS = ("access", "learning", "none")
TIERS = ("base", "gold")
FIRST = date(2026, 1, 1)


def segment(chance: Random, name: str) -> dict[str, Any]:
    """A segment that asks for something."""
    of: Mapping[str, tuple[str, ...]] = {
        "stages": STAGES,
        "categories": CATEGORIES,
        "topics": TOPICS,
        "regions": ("PT", "PT-11", "DE", "DE-BE"),
        "tiers": TIERS,
        "stances": STANCES,
        "wants": WANTS,
    }
    keys = chance.sample([*of], chance.choice((1, 1, 2, 3)))
    where = {key: chance.sample(of[key], chance.randint(1, 2)) for key in keys}
    return {"id": name, "name": name.title(), "where": where}


def profile(chance: Random, name: str) -> dict[str, Any]:
    """A person with stages over the year; some opt out or die in it."""
    days = sorted(chance.sample(range(330), chance.randint(1, 4)))
    stages = [chance.choice(STAGES) for _ in days]
    if chance.random() < 0.2:
        stages[-1] = chance.choice(LAST)
    found: dict[str, Any] = {
        "name": name.title(),
        "history": [
            {"date": str(FIRST + timedelta(day)), "stage": stage}
            for day, stage in zip(days, stages, strict=True)
        ],
    }
    maybe: Mapping[str, Any] = {
        "category": chance.choice(CATEGORIES),
        "topics": chance.sample(TOPICS, chance.randint(0, 2)),
        "region": chance.choice(("PT", "PT-11", "DE", "DE-BE", "ES")),
        "stance": chance.choice(STANCES),
        "wants": [
            {"from": str(FIRST + timedelta(chance.randint(0, 330))), "what": chance.choice(WANTS)}
            for _ in range(chance.randint(0, 3))
        ],
        "tier_floor": [
            {
                "tier": chance.choice(TIERS),
                "from": str(FIRST + timedelta(chance.randint(0, 200))),
                "until": str(FIRST + timedelta(chance.randint(200, 330))),
                "by": "maya",
                "reason": "A founder of the whole thing",
            }
        ],
    }
    return found | {key: each for key, each in maybe.items() if chance.random() < 0.7}


def is_in(where: Mapping[str, Any], person: Mapping[str, Any], day: date) -> bool:
    """Whether a person is in a segment on a day.

    Args:
        where: of the segment, as the file has it.
        person: the profile, as the file has it; who has no floor has the lowest tier as a member.
        day: the day.
    """
    stage = _stage(person, day)
    wanted = where.get("stages", ["invited", "member", "on-leave", "emeritus"])
    if stage not in wanted:
        return False
    if "categories" in where and person.get("category") not in where["categories"]:
        return False
    if "topics" in where and not set(where["topics"]) & set(person.get("topics", ())):
        return False
    if "stances" in where and person.get("stance", "neutral") not in where["stances"]:
        return False
    if "wants" in where and not set(where["wants"]) & _wants(person, day):
        return False
    if "regions" in where:
        region = person.get("region", "").split("-")
        parts = {region[0], "-".join(region[:2])}
        if not parts & set(where["regions"]):
            return False
    return "tiers" not in where or _tier(person, day - timedelta(1)) in where["tiers"]


def _stage(person: Mapping[str, Any], day: date) -> str | None:
    stage = None
    for entry in person["history"]:
        if entry["date"] <= str(day):
            stage = entry["stage"]
    return stage


def _wants(person: Mapping[str, Any], day: date) -> set[str]:
    said = [each for each in person.get("wants", ()) if each["from"] <= str(day)]
    newest = max((each["from"] for each in said), default="")
    return {each["what"] for each in said if each["from"] == newest}


def _tier(person: Mapping[str, Any], day: date) -> str | None:
    """Nobody has any points: a member has the lowest tier, or the one given by hand."""
    if _stage(person, day) not in {"member", "on-leave"}:
        return None
    floors = [
        each["tier"]
        for each in person.get("tier_floor", ())
        if each["from"] <= str(day) <= each["until"]
    ]
    return "gold" if "gold" in floors else "base"
