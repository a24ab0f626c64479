"""Tests of what people read when a document does not fit its schema: one mistake, one message."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from goodword.resources import schemas_directory
from goodword.source.schemas import Schemas

if TYPE_CHECKING:
    from tests.conftest import Golden

SCHEMAS = Schemas.load(schemas_directory())

PILLARS = ("reach", "engagement", "adoption", "loyalty", "efficacy", "quality")
MAYA = {"id": "maya", "name": "Maya"}
PROGRAM = {"name": "Acme", "timezone": "Etc/UTC", "staff": [MAYA]}
FOLLOWS = [{"topic": "repair"}, {"community": "forum"}, {"topic": "looms"}, {"topic": "repair"}]
PROFILE = {"name": "Ana", "stage": "member", "since": "2026-11-01"}
MISSION = {"title": "Guide", "instructions": "Write one.", "points": 100}
DECISION = {"outcome": "approved", "by": "maya", "date": "2026-11-08", "points": 100}
STEP = {"step": "decided", "date": "2026-08-04", "by": "maya", "outcome": "planned"}
STEP |= {"rationale": "It is what most people ask for."}
TOLD = {"kind": "answer", "step": "told", "refs": ["2026-08-03-slow-export"], "by": "maya"}
TOLD |= {"milestone": "decided", "channel": "mail"}
ADJUSTMENT = {"kind": "adjustment", "points": 5, "reason_code": "goodwill", "by": "maya"}
EXTENSION = {"kind": "extension", "of": "all", "until": "2027-01-31", "reason": "Late", "by": "jon"}


def without(document: dict[str, Any], key: str) -> dict[str, Any]:
    """The document less a key."""
    return {name: value for name, value in document.items() if name != key}


def steps(**step: Any) -> dict[str, Any]:
    """A feedback item with this one step."""
    return {"title": "Slow export", "steps": [step]}


MISTAKES: list[tuple[str, Any]] = [
    ("program", None),
    ("program", [PROGRAM]),
    ("program", "name"),
    ("program", {**PROGRAM, "langages": ["en"]}),
    ("program", {**PROGRAM, "xyz": 1}),
    ("program", {**PROGRAM, "name": 2026}),
    ("program", {**PROGRAM, "name": None}),
    ("program", {**PROGRAM, "staff": []}),
    ("program", {**PROGRAM, "staff": [{"id": "Maya W", "name": "Maya"}]}),
    ("program", {**PROGRAM, "staff": [{**MAYA, "follows": FOLLOWS}]}),
    ("program", {**PROGRAM, "mode": "Closed"}),
    ("program", {**PROGRAM, "cycle": "quater"}),
    ("program", {**PROGRAM, "cycle": 3}),
    ("program", {**PROGRAM, "cycle": {"starts_month": 13}}),
    ("program", {**PROGRAM, "points": {"expiry": "end-of-cyle"}}),
    ("program", {**PROGRAM, "points": {"expiry": {"month": 3}}}),
    ("program", {**PROGRAM, "portal": {"colours": {"primary": "blue"}}}),
    ("mission", without(MISSION, "points")),
    ("mission", {**without(MISSION, "title"), "titel": "Guide"}),
    ("mission", {**MISSION, "points": "60"}),
    ("mission", {**MISSION, "points": "60#as agreed"}),
    ("mission", {**MISSION, "objective": "more-guides#as agreed"}),
    ("mission", {**MISSION, "objective": "More guides#as agreed"}),
    ("mission", {**MISSION, "points": -1}),
    ("mission", {**MISSION, "points": {"value": 60, "limits": {"per_person": 1}}}),
    ("mission", {**MISSION, "points": [{"value": 60}]}),
    ("mission", {**MISSION, "public_facing": "yes"}),
    ("mission", {**MISSION, "opens": "2026-8-3"}),
    ("mission", {**MISSION, "opens": "2026-02-30"}),
    ("mission", {**MISSION, "opens": 2026}),
    ("mission", {**MISSION, "title": {"en": "Guide", "EN": "Guide"}}),
    ("mission", {**MISSION, "title": {"en": ""}}),
    ("mission", {**MISSION, "title": {}}),
    ("mission", {**MISSION, "title": ""}),
    ("mission", {**MISSION, "title": "x" * 201}),
    ("mission", {**MISSION, "eligibility": {"regions": ["Portugal"]}}),
    ("profile", without(PROFILE, "since")),
    ("profile", {"name": "Ana", "histroy": [{"date": "2026-11-01", "stage": "member"}]}),
    ("profile", {**PROFILE, "stage": "membr"}),
    ("profile", {**PROFILE, "languages": "pt"}),
    ("profile", {**PROFILE, "languages": ["pt", "en", "pt"]}),
    ("profile", {**PROFILE, "relations": [{"kind": "friend"}]}),
    ("profile", {**PROFILE, "relations": [None]}),
    ("profile", {**PROFILE, "relations": [{"influencer": "ana", "staff": "maya"}]}),
    ("profile", {**PROFILE, "accounts": {"Git Hub": "ana-l"}}),
    ("profile", {**PROFILE, "nda": [{"version": 2026, "signed": "2026-11-01"}]}),
    ("strategy", {"pillars": [*PILLARS]}),
    ("claim", {"evidence": "guide.pdf"}),
    ("claim", {"evidence": 3}),
    ("claim", {"evidence": [{"kind": "link"}]}),
    ("claim", {"evidence": [{"kind": "lnk", "url": "https://example.com"}]}),
    ("claim", {"evidence": [{"knd": "link", "url": "https://example.com"}]}),
    ("claim", {"evidence": [{"title": "Slides"}]}),
    ("claim", {"at": "9:30"}),
    ("claim", {"decision": without(DECISION, "points")}),
    ("claim", {"decision": {**without(DECISION, "points"), "outcome": "declined"}}),
    ("claim", {"decision": {**DECISION, "outcome": "aproved"}}),
    ("claim", {"decision": {**DECISION, "shares": {"ana": "100"}}}),
    ("claim", {"decision": {**DECISION, "capped_by": {"ana": "per_cycle"}}}),
    ("feedback", steps(**{**STEP, "step": "decide"})),
    ("feedback", steps(**{**STEP, "rationale": "Yes"})),
    ("feedback", steps(**{**STEP, "outcome": "deferred"})),
    ("feedback", steps(**{**STEP, "say": {}})),
    ("feedback", steps(**{**STEP, "say": {"member": "We will."}})),
    ("feedback", {"title": "Slow export", "steps": [[]]}),
    ("touchpoint", without(TOLD, "channel")),
    ("touchpoint", without(TOLD, "step")),
    ("touchpoint", {**TOLD, "kind": "anser"}),
    ("touchpoint", {**TOLD, "refs": ["slow-export"]}),
    ("touchpoint", {**TOLD, "automated": "on"}),
    ("touchpoint", {"kind": "sample"}),
    ("touchpoint", {"kind": "offer", "reward": "saw", "reason": "You asked"}),
    ("touchpoint", {"kind": "offer", "reward": "saw", "until": "2026-12-04"}),
    ("touchpoint", {"kind": "thanks", "helped": "Ben", "reward": "saw"}),
    ("touchpoint", {**ADJUSTMENT, "points": 0}),
    ("touchpoint", {**EXTENSION, "of": "every"}),
    ("event", {"title": "Meetup", "starts": "2026-02-29T10:00"}),
    ("measures", {"values": [{"kpi": "guides-used", "value": 10**10, "source": "survey"}]}),
    ("departments", {"departments": [{"id": "other"}]}),
    ("calendar", {"country": "Germany"}),
]


@pytest.mark.parametrize("index", range(len(MISTAKES)))
def test_one_mistake_is_told_twice_or_not_at_all(index: int) -> None:
    kind, document = MISTAKES[index]
    assert len(SCHEMAS.explain(kind, document)) == 1


def test_two_mistakes_are_not_both_told() -> None:
    document = {**MISSION, "opens": "soon", "points": -1, "tile": "x"}
    found = {each.pointer for each in SCHEMAS.explain("mission", document)}
    assert found == {("opens",), ("points",), ("tile",)}


def test_a_message_reads_differently(golden: Golden) -> None:
    lines: list[str] = []
    for kind, document in MISTAKES:
        text = json.dumps(document, ensure_ascii=False)
        lines.append(f"{kind} {text if len(text) < 200 else text[:199] + '…'}")
        for problem in SCHEMAS.explain(kind, document):
            way = "/".join(map(str, problem.pointer)) + (" (its key)" if problem.key else "")
            lines.append(f"  at {way or 'the top'}: {problem.message}")
            lines.extend([f"    {problem.hint}"] if problem.hint else [])
    golden("schema-messages.txt", "\n".join(lines) + "\n")
