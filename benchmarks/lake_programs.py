"""Made-up programs in memory, as many and as large as a lake needs, without a file of YAML.

They are made of the documents that files would hold and read by the models that read those, so
that the ledger and the export see nothing but a program. The same number and size give the same.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Place
from goodword.model.program import BY_NAME, Program
from goodword.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = date(2026, 10, 31)
"""The day of every figure."""
FIRST = date(2022, 1, 1)
DEPARTMENTS = ("pr", "product", "support")
MISSIONS = 12
EACH = 50
"""So many awards come on a person, on average."""
TAKEN = 6
"""Awards that were taken back of each who owes points."""
REWARDS = {"mug": 10, "bag": 40}
"""By price: most people have the points for a mug, so that few requests are refused."""
EVERYWHERE = 40
"""So many people take part in several programs: by the same account, under another id."""
_STAGES = ("member",) * 16 + ("on-leave", "left", "emeritus", "opted-out")


def snapshot(number: int, awards: int) -> Snapshot:
    """The program of a number, on the day.

    Args:
        number: programs of different numbers differ.
        awards: how many approved claims it has.
    """
    random = Random(number)  # noqa: S311 - nothing is hidden by it
    rooms: dict[str, Any] = {}
    settings = BY_NAME["program"].read(
        {
            "name": f"Region {number}",
            "timezone": "Europe/Berlin",
            "staff": [{"id": "maya", "name": "Maya"}, {"id": "jon", "name": "Jon"}],
            "points": {"maturation_days": number % 3 * 7},
        },
        Place("program/program.yml"),
        FIRST,
    )
    single = {
        each: BY_NAME[each].read(data, Place(f"program/{each}.yml"), FIRST)
        for each, data in (("departments", _departments()), ("tiers", _tiers()))
    }
    people = [f"p{each}" for each in range(max(awards // EACH, 5))]
    owing = ("owes", "repays", "was-forgiven")
    documents = (
        *_people(random, number, [*people, *owing]),
        *_missions(),
        *_claims(random, people, awards - len(owing) * (TAKEN + 1)),
        *(each for person in owing for each in _taken_back(person)),
        *_redemptions(random, people),
        *_adjustments(people),
        *_feedback(random, people, min(max(awards // 500, 5), 200)),
    )
    for name, path, data in documents:
        kind = BY_NAME[name]
        value = kind.read(data, Place(path), FIRST)
        rooms.setdefault(kind.room, {})[kind.key(value)] = value
    rooms = {room: dict(sorted(records.items())) for room, records in rooms.items()} | single
    return Snapshot(Program(settings=settings, **rooms), DAY)


Document = tuple[str, str, dict[str, Any]]
"""Its kind, its path, and what it says."""


def _departments() -> dict[str, Any]:
    return {
        "departments": [{"id": each, "lead": "maya"} for each in DEPARTMENTS],
        "categories": [
            {"id": each, "department": department}
            for each, department in zip(
                ("journalist", "builder", "helper"), DEPARTMENTS, strict=True
            )
        ],
    }


def _tiers() -> dict[str, Any]:
    steps = {"friend": 0, "guide": 60, "anchor": 150}
    tiers = [{"id": each, "standing_at_least": least} for each, least in steps.items()]
    return {"versions": [{"from": str(FIRST), "tiers": tiers}]}


def _people(random: Random, number: int, people: list[str]) -> Iterator[Document]:
    for index, person in enumerate(people):
        joined = FIRST + timedelta(days=random.randrange(1200))
        owing = not person[-1].isdigit()
        if owing:
            joined = FIRST
        history = [{"date": str(joined), "stage": "member"}]
        stage = "member" if owing else random.choice(_STAGES)
        if stage != "member":
            later = joined + timedelta(days=random.randrange(200, 600))
            history.append({"date": str(min(later, DAY)), "stage": stage})
        login = f"{person}-of-{number}"
        if index < EVERYWHERE and (index + number) % 3:
            login = f"everywhere-{index}"
        yield (
            "profile",
            f"influencers/{person}/profile.yml",
            {
                "name": f"Person {index}",
                "history": history,
                "category": random.choice(("journalist", "builder", "helper")),
                "accounts": {"github": login},
                "consent": [{"from": str(joined), "contact": ("nobody", "staff")[index % 9 > 0]}],
            },
        )


def _missions() -> Iterator[Document]:
    for index in range(MISSIONS):
        data = {
            "title": f"Mission {index}",
            "instructions": "Do it.",
            "points": 5 + index,
            "department": DEPARTMENTS[index % len(DEPARTMENTS)],
        }
        yield "mission", f"missions/m{index}/mission.yml", data


def _claims(random: Random, people: list[str], awards: int) -> Iterator[Document]:
    days = (DAY - FIRST).days - 20
    for index in range(awards):
        person = people[int(len(people) * random.random() ** 1.5)]  # some do far more than others
        occurred = FIRST + timedelta(days=int(days * random.random()))
        decided = occurred + timedelta(days=index % 15)
        mission = index % MISSIONS
        data = _approved(person, str(occurred), str(decided), mission)
        if index % 211 == 0 and decided + timedelta(days=30) <= DAY:
            data["reversals"] = [
                {
                    "date": str(decided + timedelta(days=30)),
                    "by": "jon",
                    "shares": {person: 5 + mission},
                    "reason_code": ("duplicate", "fraud", "brand-error")[index % 3],
                    "second": {"by": "maya", "date": str(decided + timedelta(days=30))},
                }
            ]
        yield "claim", f"missions/m{mission}/claims/{occurred}-{person}.{index}.yml", data


def _taken_back(person: str) -> Iterator[Document]:
    """Points that were spent before they were taken back for fraud: so they are owed.

    Of the three people one gets an award afterwards, and of one it was so long ago that the rest
    is forgiven.
    """
    year = 2024 if person == "was-forgiven" else 2026
    signed = {"by": "jon", "date": f"{year}-09-01"}
    given = {"by": "maya", "date": f"{year}-08-04"}
    for index in range(TAKEN):
        day = f"{year}-07-0{index + 1}"
        data = _approved(person, day, day, 4) | {
            "reversals": [
                {
                    **signed,
                    "shares": {person: 9},
                    "reason_code": "fraud",
                    "second": {**signed, "by": "maya"},
                }
            ]
        }
        yield "claim", f"missions/m4/claims/{day}-{person}.yml", data
    yield (
        "redemption",
        f"influencers/{person}/redemptions/{year}-08-03-bag.yml",
        {"points": REWARDS["bag"], "approved": given, "fulfilled": given},
    )
    later = "2026-10-05" if person == "repays" else f"{year}-06-01"
    yield "claim", f"missions/m5/claims/{later}-{person}.yml", _approved(person, later, later, 5)


def _approved(person: str, occurred: str, decided: str, mission: int) -> dict[str, Any]:
    return {
        "influencer": person,
        "evidence": [{"url": f"https://made.example/{person}/{occurred}/{mission}"}],
        "submitted": occurred,
        "decision": {"outcome": "approved", "by": "maya", "date": decided, "points": 5 + mission},
    }


def _redemptions(random: Random, people: list[str]) -> Iterator[Document]:
    for name, price in REWARDS.items():
        data = {"name": name.title(), "kind": "merchandise", "cost": price}
        yield "reward", f"program/rewards/{name}.yml", data
    for index, person in enumerate(people):
        for turn in range(index % 3):
            asked = FIRST + timedelta(days=200 + random.randrange(1500))
            signed = {"by": "maya", "date": str(asked + timedelta(days=3))}
            ends: tuple[dict[str, Any], ...] = (
                {"approved": signed, "fulfilled": signed},
                {"declined": signed},
                {},
                {"approved": signed, "fulfilled": signed},
            )
            path = f"influencers/{person}/redemptions/{asked}-mug.{turn + 2}.yml"
            yield "redemption", path, {"points": REWARDS["mug"], **ends[index % len(ends)]}


def _adjustments(people: list[str]) -> Iterator[Document]:
    for index, person in enumerate(people):
        if index % 10 == 0:
            for points, reason in ((30, "goodwill"), (-7, "correction")):
                day = date(2026, 10, 9 if points > 0 else 20)
                path = f"influencers/{person}/touchpoints/{day}-{reason}.yml"
                data = {"points": points, "reason_code": reason, "standing": True, "by": "maya"}
                yield "touchpoint", path, {"kind": "adjustment", **data}


def _feedback(random: Random, people: list[str], items: int) -> Iterator[Document]:
    for index in range(items):
        day = FIRST + timedelta(days=random.randrange(1700))
        person = random.choice(people)
        steps: list[dict[str, Any]] = [
            {"step": "received", "from": [person], "channel": "mail", "summary": "It sticks."}
        ]
        steps.append({"step": "acknowledged", "by": "maya"})
        department = DEPARTMENTS[index % len(DEPARTMENTS)]
        triage = {"department": department, "owner": "jon", "severity": "normal"}
        steps.append({"step": "triaged", "by": "maya", **triage})
        if index % 4:
            outcome = {"reason_code": "too-costly"} if index % 2 else {}
            decided = {"outcome": "declined" if index % 2 else "planned", "rationale": "Seen."}
            steps.append({"step": "decided", "by": "jon", **decided, **outcome})
        if index % 4 == 2:
            steps.append({"step": "delivered", "by": "jon", "what": "A part", "where": "Here"})
        days = [day + timedelta(days=7 * turn) for turn in range(len(steps))]
        item = f"{day}-sticks-{index}"
        dated = [
            {**step, "date": str(on)} for step, on in zip(steps, days, strict=True) if on <= DAY
        ]
        yield "feedback", f"program/feedback/{item}.yml", {"title": "It sticks", "steps": dated}
        last = dated[-1]["step"]
        if last in ("decided", "delivered") and index % 5:
            told = days[len(dated) - 1] + timedelta(days=index % 9)
            answer = {
                "kind": "answer",
                "step": "told",
                "milestone": last,
                "refs": [item],
                "by": "jon",
                "channel": "mail",
                "ref": f"<{index}@made.example>",
            }
            if told <= DAY:
                path = f"influencers/{person}/touchpoints/{told}-{last}-{index}.yml"
                yield "touchpoint", path, answer
