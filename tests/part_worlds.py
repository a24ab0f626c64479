"""Programs drawn at random in which people have to do with each other, in odd spellings of YAML.

They fit the schemas, not the rules: what limits cut, who asked for what and what was taken back is
drawn, so that whatever couples people comes up, also what no rule would let pass.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from random import Random

PEOPLE = ("ana", "ana-2", "ben", "cleo", "an", "dora")
"""Some are part of others."""
MISSIONS = ("guide", "talk")
GROUP = "both"
REWARDS = ("mug", "book")
SEGMENTS = ("menders", "others")
ITEMS = ("2025-02-01-lamp", "2025-03-01-brake", "2025-04-01-lamp-2")
FIRST = date(2025, 1, 1)
DAYS = (date(2025, 4, 2), date(2025, 8, 31), date(2026, 1, 15))
SAME = (
    b'evidence: "https://www.x.example/same/?utm_source=mail"\n',
    b"evidence: [https://x.example/same, https://y.example/a'b]\n",
    b"evidence: [{url: 'https://y.example/a''b'}]\n",
    b"evidence:\n  - url: https://X.example:443/%73ame#top\n",
    b'evidence: "https:\\u002f/x.example/same"\n',
)
"""The same links, as people and editors write them."""
TEXT = "Because of what came in that week, and nothing else."


class _Quoting(yaml.SafeDumper):
    """Quotes every text."""


_Quoting.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)


def drawn(random: Random) -> dict[str, bytes]:
    """Files by path, program.yml among them."""
    files: dict[str, Any] = {
        "program/program.yml": {
            "name": "Acme",
            "timezone": "Europe/Berlin",
            "staff": [{"id": "maya", "name": "Maya"}, {"id": "jon", "name": "Jon"}],
            "departments": None,
        }
    }
    del files["program/program.yml"]["departments"]
    if random.random() < 0.3:
        tiers: dict[str, Any] = {"from": "2025-01-01", "clocks_by_tier": {"gold": {"review": 5}}}
        files["program/policies.yml"] = {"versions": [tiers]}
        gold = [{"id": "gold", "name": "Gold", "standing_at_least": 60}]
        files["program/tiers.yml"] = {"versions": [{"from": "2025-01-01", "tiers": gold}]}
    for each in MISSIONS:
        limits = random.choice(
            [{}, {"total": 3}, {"per_influencer": 2}, {"claims_per_week": 1}, {"total": 4}]
        )
        version = {"from": "2025-01-01", "value": 50} | ({"limits": limits} if limits else {})
        title: dict[str, Any] = {"title": each.title(), "instructions": "Do it."}
        title |= {"points": [version]}
        title |= random.choice([{}, {}, {"eligibility": {"segments": [random.choice(SEGMENTS)]}}])
        files[f"missions/{each}/mission.yml"] = title
    for each in REWARDS:
        stock = [{"date": "2025-01-01", "quantity": random.randint(1, 4)}]
        reward = {"name": each, "summary": "A thing.", "kind": "merchandise", "cost": 20}
        reward |= random.choice([{}, {"stock": stock}])
        if random.random() < 0.3:
            of = [random.choice(SEGMENTS)]
            reward["cost"] = [{"from": "2025-01-01", "points": 20, "segments": of}]
        files[f"program/rewards/{each}.yml"] = reward
    files |= _segments(random, ranked="program/tiers.yml" in files)
    for person in PEOPLE:
        files[f"influencers/{person}/profile.yml"] = _profile(random, person)
    for _ in range(random.randint(8, 30)):
        files |= _claim(random)
    for _ in range(random.randint(0, 8)):
        files |= _request(random)
    for item in ITEMS[: random.randint(0, 3)]:
        files[f"program/feedback/{item}.yml"] = _item(random, item)
    for _ in range(random.randint(0, 8)):
        files |= _answer(random)
    files |= _groups(random)
    return {path: _spelled(random, value) for path, value in files.items()}


def _day(random: Random, start: date = FIRST, most: int = 300) -> date:
    return start + timedelta(random.randint(0, most))


def _segments(random: Random, *, ranked: bool) -> dict[str, Any]:
    """Segments by what profiles have, and where there are tiers by what claims give."""
    tiers = {"tiers": ["gold"]} if ranked else {"regions": ["PT"]}
    wheres = ({"topics": ["lamp"]}, tiers, {"topics": ["brake"], "stages": ["member", "left"]})
    named = zip(SEGMENTS, random.sample(wheres, len(SEGMENTS)), strict=True)
    made = [{"id": name, "name": name.title(), "where": where} for name, where in named]
    return {"program/segments.yml": {"segments": made}}


def _groups(random: Random) -> dict[str, Any]:
    """In half of the worlds both missions together, under a limit of each kind."""
    if random.random() < 0.5:
        return {}
    limit: dict[str, Any] = {random.choice(("claims", "points")): random.choice((1, 3, 60, 200))}
    limit["each"] = random.choice(("influencer", "program"))
    limit["every"] = random.choice(("week", "month", "cycle", "year", "ever"))
    group = {"id": GROUP, "missions": [*MISSIONS], "limits": limit}
    return {"program/groups.yml": {"groups": [group]}}


def _profile(random: Random, person: str) -> dict[str, Any]:
    found: dict[str, Any] = {"name": person.title(), "stage": "member", "since": "2025-01-01"}
    if random.random() < 0.6:
        found["topics"] = random.sample(("lamp", "brake"), random.randint(1, 2))
    if random.random() < 0.4:
        found["region"] = random.choice(("PT-11", "ES"))
    others = [each for each in PEOPLE if each != person]
    if random.random() < 0.4:
        found["referred_by"] = random.choice(others)
    if random.random() < 0.3:
        found["relations"] = [{"influencer": random.choice(others), "kind": "family"}]
    return found


def _claim(random: Random) -> dict[str, Any]:
    who, mission = random.choice(PEOPLE), random.choice(MISSIONS)
    others = [each for each in PEOPLE if each != who]
    together = random.sample(others, random.choice((0, 0, 1, 2)))
    day = _day(random)
    found: dict[str, Any] = {"evidence": [{"url": f"https://x.example/{random.random()}"}]}
    if together:
        found["with"] = together
    if random.random() < 0.2:
        found["evidence"] = [{"witness": random.choice(others)}]
    people = [who, *together]
    state = random.random()
    if state < 0.6:
        found["decision"] = _approved(random, people, _day(random, day, 40))
        if random.random() < 0.3:
            found["reversals"] = [_reversal(random, found["decision"], _day(random, day, 90))]
    elif state < 0.75:
        later = _day(random, day, 30)
        declined = {"outcome": "declined", "by": "maya", "date": str(later), "reason": TEXT}
        found["decision"] = declined
        if random.random() < 0.5:
            appealed = _day(random, later, 20)
            found["appeal"] = {"date": str(appealed), "text": TEXT}
            if random.random() < 0.7:
                found["appeal"]["decision"] = _approved(random, people, _day(random, appealed, 9))
    elif state < 0.85:
        found["withdrawn"] = {"date": str(_day(random, day, 30))}
    return {f"missions/{mission}/claims/{day}-{who}.yml": found}


def _approved(random: Random, people: list[str], day: date) -> dict[str, Any]:
    share = 50 // len(people)
    cut = [each for each in people if random.random() < 0.3]
    shares = {each: share for each in people if each not in cut}
    found: dict[str, Any] = {
        "outcome": "approved",
        "by": "maya",
        "date": str(day),
        "points": sum(shares.values()),
        "computed": 50,
        "shares": shares,
        "version": "2025-01-01",
    }
    if cut:
        limits = ("total", "per_influencer", f"group:{GROUP}")
        found["capped_by"] = dict.fromkeys(cut, random.choice(limits))
    return found


def _reversal(random: Random, decision: dict[str, Any], day: date) -> dict[str, Any]:
    shares = {
        each: random.choice((points, points // 2 or 1))
        for each, points in decision["shares"].items()
        if points
    }
    shares = shares or {random.choice(PEOPLE): 5}
    code = random.choice(("brand-error", "duplicate", "fraud", "member-request"))
    found = {"date": str(day), "by": "jon", "shares": shares, "reason_code": code, "note": TEXT}
    return found | ({"second": {"by": "maya", "date": str(day)}} if code == "fraud" else {})


def _request(random: Random) -> dict[str, Any]:
    who, reward, day = random.choice(PEOPLE), random.choice(REWARDS), _day(random)
    found: dict[str, Any] = {"points": 20}
    later = _day(random, day, 20)
    state = random.random()
    if state < 0.6:
        found["approved"] = {"date": str(later), "by": "maya"}
    if state < 0.4:
        given = _day(random, later, 20)
        found["fulfilled"] = {"date": str(given), "by": "maya"}
        if state < 0.2:
            back = {"date": str(_day(random, given, 20)), "by": "maya", "restocked": state < 0.1}
            found["returned"] = back
    elif state > 0.8:
        found["cancelled"] = {"date": str(later), "by": "maya"}
    return {f"influencers/{who}/redemptions/{day}-{reward}.yml": found}


def _item(random: Random, item: str) -> dict[str, Any]:
    day = date.fromisoformat(item[:10])
    raised = random.sample(PEOPLE, random.randint(1, 3))
    received: dict[str, Any] = {
        "step": "received",
        "date": str(day),
        "from": raised,
        "channel": "mail",
    }
    steps: list[dict[str, Any]] = [received | {"summary": "It does not hold."}]
    day = _day(random, day, 20)
    outcome = random.choice(("declined", "duplicate", "planned", "needs-info"))
    decided: dict[str, Any] = {"step": "decided", "date": str(day), "by": "jon", "outcome": outcome}
    decided |= {"rationale": TEXT, "say": {"public": {"en": "What was decided."}}}
    if outcome == "duplicate":
        decided["of"] = random.choice([each for each in ITEMS if each != item])
    if outcome == "declined":
        decided["reason_code"] = "out-of-scope"
    return {"title": "Lamp", "confidentiality": "members", "steps": [*steps, decided]}


def _answer(random: Random) -> dict[str, Any]:
    who, item, day = random.choice(PEOPLE), random.choice(ITEMS), _day(random)
    told = {"kind": "answer", "step": "told", "milestone": random.choice(("decided", "question"))}
    found = {**told, "refs": [item], "by": "jon", "channel": "mail", "summary": "So it is."}
    return {f"influencers/{who}/touchpoints/{day}-told{random.randint(2, 99)}.yml": found}


def _spelled(random: Random, value: Any) -> bytes:
    """The file in one of many spellings that the strict reader understands."""
    way = random.randrange(5)
    if way == 0:
        return yaml.safe_dump(value, sort_keys=False).encode()
    if way == 1:
        return yaml.safe_dump(value, default_flow_style=True, width=40).encode()
    if way == 2:
        return yaml.dump(value, Dumper=_Quoting, sort_keys=False).encode()
    text = json.dumps(value, indent=random.choice((None, 2)))
    if way == 3:
        return text.encode()
    for each in (*PEOPLE, *ITEMS, *REWARDS):
        text = text.replace(f'"{each}"', '"' + "".join(f"\\u{ord(c):04x}" for c in each) + '"')
    return text.encode()
