"""A program with every kind of file, every key in each, at every level at which it is shared.

Whoever is only mentioned, in a reference of whatever kind, shares nothing with anybody but staff.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any

from tests.filled import Filler, Part
from tests.filled_days import AUDIENCES, LAST, LATER, LEVELS, NOW, PAST, PRICE
from tests.filled_records import records

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.filled import Marked

GONE = ("left", "opted-out", "deceased", "declined", "candidate", "invited")


@dataclass
class World:
    """A program as files, with its marks.

    Args:
        files: contents by path.
        documents: the same as data, for what is YAML.
        people: ids by recognition, contact and points; by stage for the others.
    """

    filler: Filler
    files: dict[str, bytes] = field(default_factory=dict)
    documents: dict[str, Any] = field(default_factory=dict)
    people: dict[tuple[str, ...], str] = field(default_factory=dict)
    days: int = 0

    @property
    def marks(self) -> Mapping[int, Marked]:
        """What each mark marks."""
        return self.filler.marks

    def add(self, kind: str, path: str, /, **given: Any) -> None:
        """A document with every key; those given are as given, those that are None left out."""
        made = self.filler.document(kind, path, {"snoozed": None, **given})
        self.documents[path] = made
        self.files[path] = json.dumps(made, ensure_ascii=False).encode()

    def day(self) -> str:
        """A day of early 2025, another one each time."""
        self.days += 1
        return f"2025-{3 + self.days // 28:02}-{1 + self.days % 28:02}"

    def write(self, folder: Path) -> None:
        """Write the files."""
        for path, data in self.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)


MEASURES = (
    *("points", "claims", "missions", "people_helped"),
    *("days", "since_days", "in_tier_days"),
)
"""What a condition may measure."""


def filled(schemas: Mapping[str, Mapping[str, Any]]) -> World:
    """The program."""
    names = {
        "staff": ["maya"],
        "department": ["pr"],
        "category": ["journalist"],
        "tier": ["base"],
        "objective": ["teach"],
        "kpi": ["answers"],
        "consent": ["1"],
        "nda": ["1"],
    }
    world = World(Filler(schemas, names))
    _settings(world)
    hidden = world.filler.name()
    names |= {each: [hidden] for each in ("influencer", "person")}
    _person(world, hidden, ("staff", "staff", "staff"), referred_by=None, relations=None)
    world.people["hidden",] = hidden
    reward, community = world.filler.name(), ""
    world.add("reward", f"program/rewards/{reward}.yml", visible=Part(to=None), **PRICE)
    for stance in ("join", "monitor", "ignore"):
        community = world.filler.name()
        versions = [Part({"from": PAST, "stance": stance})]
        world.add("community", f"program/communities/{community}.yml", stance=versions)
        names.setdefault("community", [community])
    names |= {"reward": [reward]}
    unseen = world.filler.name()
    world.add("reward", f"program/rewards/{unseen}.yml", visible={"from": LATER}, **PRICE)
    _people(world)
    _missions(world)
    records(world)
    _follow(world, community)
    return world


def _follow(world: World, community: str) -> None:
    """Let somebody on staff follow a community and an item too, once both are there."""
    path, folder = "program/program.yml", "program/feedback/"
    item = next(each for each in sorted(world.files) if each.startswith(folder))
    things = [{"community": community}, {"item": item.removeprefix(folder).removesuffix(".yml")}]
    world.documents[path]["staff"][0]["follows"] += things
    world.files[path] = json.dumps(world.documents[path], ensure_ascii=False).encode()


def _asks(measure: str, **more: Any) -> Part:
    """A condition of one measure, with what belongs to it."""
    beside = {"of": "claims", "tier": "in_tier_days"}
    others = [each for each in MEASURES if each != measure]
    return Part(dict.fromkeys([*others, *(k for k, v in beside.items() if v != measure)]) | more)


def _beside(version: Part) -> Part:
    """A version of a ladder beside the first, whose step asks for everything there is."""
    every = [_asks(each) for each in MEASURES]
    return Part({**version, "tiers": [Part(all=every, standing_at_least=None)]})


def _settings(world: World) -> None:
    versions = [
        Part({"from": PAST, "announced": None}),
        Part({"from": LATER, "announced": NOW}),
        Part({"from": LAST, "announced": LATER}),
    ]
    steps = [Part(id="base", standing_at_least=0, all=None), Part(all=[_asks("points")])]
    tiers = [Part({**each, "tiers": steps}) for each in versions]
    ladders = [
        Part(id="tiers", over=Part(cycles=2, months=None), counts=None, versions=tiers),
        Part(over=Part(months=12, cycles=None), versions=[_beside(each) for each in versions]),
    ]
    topic = {"follows": [Part(community=None, item=None)]}
    staff = [
        Part(topic, id="maya", until=None),
        Part(topic, until=NOW),
        Part({**topic, "from": LATER, "until": None}),
    ]
    ends = (
        Part(idle_months=None, end=None, plus_days=None),
        Part(months=None, end=None, plus_days=None, round_up=None),
        Part(months=None, idle_months=None, round_up=None, end="end-of-cycle"),
    )
    portal = Part(
        colours={"primary": "#123456", "accent": "#654321"}, audiences=list(AUDIENCES), logo=None
    )
    world.add(
        *("program", "program/program.yml"),
        timezone="UTC",
        languages=["en", "es"],
        started=PAST,
        mode="closed",
        schema_version=None,
        cycle=[{"from": PAST, "every": "quarter", "starts_month": 1}],
        staff=staff,
        points=[Part(each, expiry=end) for each, end in zip(versions, ends, strict=True)],
        portal=portal,
    )
    world.add("tiers", "program/tiers.yml", versions=None, ladders=ladders)
    counted = ("missions", "people_helped", "days", "since_days")
    asked: list[dict[str, Any]] = [{each: 1} for each in counted]
    asked += [_asks("claims", claims=1), {"in_tier_days": 1, "tier": "base"}]
    stated = [Part({**each, "all": asked}) for each in versions]
    world.add("milestones", "program/milestones.yml", milestones=stated)
    world.add(
        *("departments", "program/departments.yml"),
        departments=[Part(id="pr")],
        categories=[Part(id="journalist")],
    )
    texts = [Part({"version": "1", "from": PAST}), Part({"version": "2", "from": LATER})]
    world.add(
        *("policies", "program/policies.yml"),
        versions=[Part({"from": PAST})],
        consents=texts,
        ndas=texts,
    )
    world.add("calendar", "program/calendar.yml", country="DE")
    kpis = [Part(id="answers", kind="outcome", source="measured")]
    world.add(
        *("strategy", "program/strategy.yml"),
        pillars=["reach"],
        objectives=[Part(id="teach", pillar="reach", kpis=kpis)],
    )


def _person(
    world: World, who: str, sharing: tuple[str, str, str], stage: str = "member", **more: Any
) -> None:
    recognition, contact, points = sharing
    agreed = Part(recognition=recognition, contact=contact, points=points, version="1")
    given: dict[str, Any] = {
        "stage": None,
        "since": None,
        "history": [Part(date=PAST, stage=stage)],
        "consent": [agreed | {"from": PAST}],
        "nda": [Part(version="1", signed=PAST, expires=LAST)],
        "languages": ["es"],
        "accounts": Part(github=Part(), forum=Part()),
        "relations": [Part(staff=None)],
    }
    given["consent"] = [Part(given["consent"][0])]
    if "history" in more:
        given |= {"stage": stage, "since": PAST}
    world.add("profile", f"influencers/{who}/profile.yml", **{**given, **more})


def _people(world: World) -> None:
    for levels in product(LEVELS, LEVELS, LEVELS):
        world.people[levels] = world.filler.name()
        _person(world, world.people[levels], levels)
    for stage in (*GONE, "on-leave", "emeritus"):
        world.people[stage,] = world.filler.name()
        _person(world, world.people[stage,], ("public",) * 3, stage)
    for less, name in ((("public", "staff"), "withdraws"), (("staff", "public"), "agrees")):
        world.people[name,] = world.filler.name()
        consent = [
            Part({"from": day, "recognition": to, "contact": to, "points": to, "version": "1"})
            for day, to in zip((PAST, LATER), less, strict=True)
        ]
        _person(world, world.people[name,], ("public",) * 3, consent=consent)

    world.people["short",] = world.filler.name()
    _person(world, world.people["short",], ("public",) * 3, history=None)


def _missions(world: World) -> None:
    points = [
        Part({"from": PAST, "announced": None, "value": 100}),
        Part({"from": LATER, "announced": NOW}),
        Part({"from": LAST, "announced": LATER}),
    ]
    rooms = [(each, "open") for each in AUDIENCES] + [("public", "proposed"), ("public", "closed")]
    for audience, status in rooms:
        mission = world.filler.name()
        world.add(
            *("mission", f"missions/{mission}/mission.yml"),
            audience=audience,
            status=status,
            opens=PAST,
            closes=LAST,
            points=points,
        )
        for recognition, shown in product(LEVELS, LEVELS):
            _claim(world, mission, world.people[recognition, recognition, shown])
        if (audience, status) == ("public", "open"):
            _states(world, mission)


def _states(world: World, mission: str) -> None:
    """Claims of one who shows everything that are not approved, or are shared with others."""
    open_ = world.people["public", "public", "public"]
    for others in (("nobody",) * 3, ("members",) * 3, ("public", "nobody", "public")):
        _claim(world, mission, open_, world.people[others])
    _claim(world, mission, open_, decision=None)
    uneven = [{"id": world.people["public", "nobody", "public"], "percent": 40}]
    _claim(world, mission, open_, decision=None, **{"with": uneven})
    declined = Part(outcome="declined", date=NOW, points=None, shares=None, second=None)
    declined |= {"reason_code": "no-evidence"}
    _claim(world, mission, open_, decision=Part(declined))
    _claim(world, mission, open_, decision=None, withdrawn=Part())
    appeal = Part(decision=Part(declined))
    _claim(world, mission, open_, decision=Part(declined), appeal=appeal)
    taken = Part(date=NOW, shares={open_: 100}, reason_code="fraud", appeal=appeal)
    _claim(world, mission, open_, reversals=[taken])


def _claim(world: World, mission: str, who: str, *others: str, **more: Any) -> None:
    shares = {each: 100 // (1 + len(others)) for each in (who, *others)}
    approved = Part(outcome="approved", date=NOW, points=100, shares=shares, reason_code=None)
    approved |= {"capped_by": None, "reason": None, "version": PAST, "judged": None}
    grown = Part(decision=Part(points=100, shares=shares))
    evidence = [Part(kind=kind) for kind in ("link", "document", "witness")]
    day = world.day()
    world.add(
        "claim",
        f"missions/{mission}/claims/{day}-{who}.yml",
        **{
            "influencer": who,
            "occurred": day,
            "submitted": day,
            "received": day,
            "with": list(others),
            "evidence": evidence,
            "decision": Part(approved),
            "quantity_later": [grown],
            "appeal": None,
            "reversals": None,
            "withdrawn": None,
            **more,
        },
    )
