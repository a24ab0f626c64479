"""A program in which every text that a schema leaves free stands, and stands on a page if it can.

Documents are those that the schemas describe, as full as they can be. Around them is what lets
an audience see them: everything is public, agreed to and in force on the day.
"""

from __future__ import annotations

import copy
from datetime import date
from typing import TYPE_CHECKING, Any

from tests.hostile_program import forms
from tests.test_schema_model import PATHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Document = Any

DAY = date(2026, 11, 20)
ITEM, CLAIM = "2026-08-03-slow-export", "missions/write-a-guide/claims"
OPEN = {
    "audience": {"staff": "public", "members": "public", "nda": "public"},
    "confidentiality": {"members": "public"},
    "recognition": {"members": "public"},
    "contact": {"staff": "public"},
    "points": {"members": "public"},
    "messages": {"essential": "all"},
}
"""What a key says that keeps a text from an audience, and what it says here."""
STYLES = 3
"""Ways in which a program may be written: where things are handed in, and texts by language."""


def _opened(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: OPEN.get(key, {}).get(each, each) if isinstance(each, str) else _opened(each)
            for key, each in value.items()
        }
    return [_opened(each) for each in value] if isinstance(value, list) else value


def full(kind: str, number: int = 0) -> Document:
    """A document of the kind with every key, opened to everyone."""
    return _opened(copy.deepcopy(forms(kind)[number][0]))


def without(document: Document, *keys: str, **changed: Any) -> Document:
    """The document without some keys, and with others."""
    return {key: each for key, each in document.items() if key not in keys} | changed


def _people() -> Iterator[tuple[str, Document]]:
    member = without(full("profile"), "staff", nda=[{"version": "2026-1", "signed": "2026-11-01"}])
    member["history"] = [{**member["history"][0], "date": "2025-11-01"}]
    member["consent"] = [{**member["consent"][0], "from": "2025-11-01"}]
    member = without(member, "stage", "since", "snoozed")
    yield PATHS["profile"], member
    lone = without(member, "relations", "referred_by", accounts={"github": "tomo-k", "forum": "t"})
    lone["relations"] = [{"staff": "jon", "kind": "colleague"}]
    yield "influencers/tomo/profile.yml", lone
    left = without(full("profile"), "history", stage="candidate", consent=[])
    yield "influencers/lea/profile.yml", left
    for number in range(len(forms("touchpoint"))):
        touched = full("touchpoint", number)
        kind = touched["kind"]
        if kind == "offer":
            touched["audience"] = "staff"  # what is set aside for one is nobody else's to know
        name = f"{touched.get('date', '2026-11-03')}-{kind}-{number}"
        seen = {key: each for key, each in touched.items() if key not in {"void", "snoozed"}}
        seen |= {"kept": False, "until": "2026-11-10"} if kind == "sample" else {}
        if kind == "promise":
            seen = without(seen, "kept", due="2026-11-10")
        if kind == "offer":
            seen = without(seen, "event", "became", reward="hoodie", until="2026-12-01")
        if kind == "ask":
            seen = without(seen, "answered", "outcome")
        yield f"influencers/ana/touchpoints/{name}.yml", seen
        yield f"influencers/tomo/touchpoints/{name}.yml", touched
    asked = without(full("redemption"), "influencer", "reward", "snoozed", "requested")
    outcomes = ("declined", "cancelled", "out_of_stock", "out_of_funds", "returned")
    yield "influencers/ana/redemptions/2026-08-05-hoodie.yml", without(asked, *outcomes)
    waits = without(asked, *outcomes, "fulfilled", "approved")
    yield "influencers/ana/redemptions/2026-08-06-hoodie.yml", waits
    yield "influencers/tomo/redemptions/2026-08-05-hoodie.yml", without(asked, *outcomes)
    yield "influencers/ana/redemptions/2026-08-07-plaque.yml", without(asked, *outcomes)
    yield "influencers/tomo/redemptions/2026-08-06-hoodie.yml", full("redemption")


def _claims() -> Iterator[tuple[str, Document]]:
    alone = ("influencer", "occurred", "with", "submitted", "received", "at", "withdrawn")
    claim = without(full("claim"), *alone)
    decision = {
        key: each
        for key, each in claim["decision"].items()
        if key in {"outcome", "by", "date", "points"}
    }
    plain = without(claim, "questions", "decision", "appeal", "reversals", "snoozed")
    yield f"{CLAIM}/2026-11-02-ana.yml", {**plain, "decision": decision}
    yield f"{CLAIM}/2026-11-03-ana.yml", {**plain, "questions": claim["questions"]}
    declined = {"outcome": "declined", "by": "maya", "date": "2026-11-08"}
    declined |= {key: claim["decision"][key] for key in ("reason_code", "reason")}
    appeal = without(claim["appeal"], "decision")
    yield f"{CLAIM}/2026-11-04-ana.yml", {**plain, "decision": declined, "appeal": appeal}
    yield f"{CLAIM}/2026-11-05-ana.yml", {**plain, "decision": declined}
    reversal = {**claim["reversals"][0], "date": "2026-11-15", "shares": {"ana": 100}}
    reversal["appeal"] = without(reversal["appeal"], "decision")
    taken = {**plain, "decision": decision, "reversals": [reversal]}
    yield f"{CLAIM}/2026-11-06-ana.yml", taken
    refused = {**declined, "date": "2026-11-12"}
    again = {**appeal, "decision": refused}
    yield f"{CLAIM}/2026-11-07-ana.yml", {**plain, "decision": declined, "appeal": again}
    back = {**reversal, "appeal": {**reversal["appeal"], "decision": refused}}
    yield f"{CLAIM}/2026-11-07-tomo.yml", {**plain, "decision": decision, "reversals": [back]}
    yield f"{CLAIM}/2026-11-08-tomo.yml", {**plain, "evidence": ["https://example.com/guide"]}
    yield f"{CLAIM}/2026-11-09-tomo.yml", {**plain, "evidence": "https://example.com/guide"}
    yield f"{CLAIM}/2026-11-10-tomo.yml", full("claim")


def _feedback() -> Iterator[tuple[str, Document]]:
    item = without(full("feedback"), "snoozed")
    steps = {each["step"]: {**each} for each in item["steps"]}
    start = [steps[each] for each in ("received", "joined", "acknowledged", "triaged")]
    planned = without(steps["decided"], "of", "revisit", "reason_code", "link")
    partial = {**steps["delivered"], "scope": "partial"}
    declined = {**planned, "outcome": "declined", "reason_code": "out-of-scope"}
    there = {**planned, "outcome": "already-available", "link": steps["decided"]["link"]}
    void = {**steps["void"], "of": 2}
    for name, made in {
        ITEM: [*start, planned, steps["delivering"], partial],
        "2026-08-03-declined": [*start, declined],
        "2026-08-03-there": [*start, there],
        "2026-08-03-open": start,
        "2026-08-03-void": [*start[:2], void, *start[2:], planned],
    }.items():
        # An area is a tag with a page of its own; two are enough.
        kept = item if name in {ITEM, "2026-08-03-open"} else without(item, "area")
        yield f"program/feedback/{name}.yml", {**kept, "steps": made}
    item = without(item, "area")
    alone = {**steps["received"], "from": ["ana"]}
    for name, said in (("alone", alone), ("meant", without(alone, "verbatim"))):
        yield f"program/feedback/2026-08-04-{name}.yml", {**item, "steps": [said, *start[2:]]}
    yield "program/feedback/2026-08-03-full.yml", without(full("feedback"), "area")


def _things() -> Iterator[tuple[str, Document]]:
    mission = without(full("mission"), "proposed_by")
    yield PATHS["mission"], mission
    sizes = {"normal": 100, "small": {"value": 20, "name": "A small one"}}
    sized = {**mission, "points": {**mission["points"], "quality": sizes}}
    yield "missions/sizes/mission.yml", sized
    yield "missions/idea/mission.yml", full("mission") | {"status": "proposed"}
    reward = full("reward")
    yield PATHS["reward"], reward | {"cost": {**reward["cost"], "tiers": ["gold"]}}
    yield "program/rewards/plaque.yml", without(reward, kind="recognition", cost=1)
    event = without(full("event"), "snoozed", "nda", "attended")
    coming = {"starts": "2026-12-16T18:00", "ends": "2026-12-16T20:00"}
    yield "program/events/2026-12-16-meetup.yml", event | coming
    yield "program/events/2026-04-16-meetup.yml", full("event") | {"nda": False}
    yield (
        PATHS["community"],
        full("community") | {"stance": [{"from": "2026-01-01", "stance": "join"}]},
    )
    yield PATHS["incident"], full("incident")
    open_ = without(full("incident"), "snoozed", "ended", began="2026-11-19T09:10")
    yield "program/incidents/2026-11-19-exports.yml", open_
    yield PATHS["signal"], without(full("signal"), "dismissed")
    yield "program/signals/2026-10-29-forum.2.yml", without(full("signal"), "became")
    yield "program/measures/2026-Q3.yml", full("measures")
    yield "program/audits/2026-Q3/ana.yml", full("audit")
    yield "program/audits/2026-Q4/ana.yml", without(full("audit"), "snoozed")
    yield PATHS["erasure"], full("erasure")
    yield "program/terms.yml", full("terms")
    yield "program/audit.yml", full("questions")
    yield PATHS["term"], full("term")
    for kind in (
        "calendar",
        "conversations",
        "departments",
        "identification",
        "onboarding",
        "segments",
        "strategy",
    ):
        yield f"program/{kind}.yml", full(kind)
    groups = full("groups")
    limits = {"points": 500, "every": "month"}
    own = PATHS["mission"].split("/")[1]
    groups["groups"] = [{**groups["groups"][0], "missions": [own, "sizes"], "limits": limits}]
    yield "program/groups.yml", groups
    policies = full("policies")
    policies["ndas"] = [{**policies["ndas"][0]}]
    yield "program/policies.yml", policies
    tiers = full("tiers")
    low = {**tiers["versions"]["tiers"][0], "id": "base", "standing_at_least": 0}
    tiers["versions"]["tiers"] = [low, *tiers["versions"]["tiers"]]
    first = {"id": "members", "name": "Members", "versions": tiers["versions"]}
    again = {"from": "2026-01-01", "tiers": [low]}
    other = {"id": "experts", "name": "Experts", "over": "ever", "versions": [again]}
    yield "program/tiers.yml", {"ladders": [first, other]}
    stated = full("milestones")
    asked = [{"claims": 1, "of": "write-a-guide"}, {"in_tier_days": 1, "tier": "gold"}]
    stated["milestones"] = [{**stated["milestones"][0], "all": asked}]
    yield "program/milestones.yml", stated


def _program(style: int) -> Document:
    document = without(full("program"), "cycle", "points", "mode", "ids")
    ways = document["intake"]
    document["intake"] = {way: ways[way] for way in (("form", "issues", "mail")[style],)}
    document["languages"] = ["en"]
    things = [{"community": "map-makers"}, {"item": "2026-08-03-slow-export"}]
    follows = [*document["staff"][0]["follows"], *things]
    document["staff"][0] |= {"follows": follows, "digest": "2026-01-01"}
    jon = {**document["staff"][0], "id": "jon", "department": "product", "github": "jon"}
    staff = [without(document["staff"][0], "until"), without(jon, "until"), document["staff"][0]]
    document["staff"] = [*staff[:2], {**staff[2], "id": "kim"}]
    return document


def documents(style: int) -> Mapping[str, Document]:
    """The documents of the program by path, written in one of the styles."""
    found = {"program/program.yml": _program(style)}
    for part in (_people, _claims, _feedback, _things):
        found |= dict(part())
    return found
