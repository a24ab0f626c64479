"""Every field of a day that must follow another is judged, wherever a schema has one.

A new field that ends something, or answers it, fails here until it has a row that shows its rule.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from goodword.resources import schemas_directory
from goodword.source.trees import Overlay
from tests.refusal_files import ANA, BEN, CLAIM, GIVEN, LINK, MEMBER, MISSION, MUG, NDA
from tests.test_cases import BASE, found, laid

if TYPE_CHECKING:
    from collections.abc import Iterator

ALONE = {
    *("date", "from", "opens", "starts", "began", "since", "started", "submitted", "received"),
    *("occurred", "requested", "asked", "signed", "reviewed", "recorded", "version", "announced"),
    *("closed", "items", "last_two_way", "done", "digest"),
}
"""Fields that begin something, or stand for themselves; of some a rule of their own speaks."""
STAFF = "name: Acme\ntimezone: Europe/Berlin\nlanguages: [en]\nstarted: '2026-01-01'\nstaff:\n"
MAYA = "  - {id: maya, name: Maya Weber, department: pr}\n"
BENS = "name: Ben Okafor\nstage: member\nsince: '2026-03-01'\ncategory: journalist\n"
ITEM = "program/feedback/2026-10-08-export.yml"
RAISED = (
    "title: Export\nsteps:\n"
    "  - {step: received, date: '2026-10-08', from: [ana], by: maya, channel: mail,"
    " summary: Slow.}\n"
    "  - {step: triaged, date: '2026-10-09', by: maya, owner: tom, department: product,"
    " severity: low}\n"
)
DECIDED = (
    "  - {step: decided, date: '2026-10-10', by: tom, rationale: It is what newcomers ask for.,"
    " say: {members: Well.}, %s}\n"
)
REWARD = "name: Mug\nkind: merchandise\ncost: 50\n"


def of_base(kind: str) -> str:
    return (BASE / f"program/{kind}.yml").read_text(encoding="utf-8")


SNOOZED = (
    "snoozed: [{what: %s, date: '2026-10-20', by: maya, until: '2026-10-19', because: Ill.}]\n"
)
MEETING = "program/events/2026-10-20-meetup.yml"
OUTAGE = "program/incidents/2026-10-20-outage.yml"


def given(text: str) -> dict[str, str]:
    return {GIVEN: f"{text}\nby: maya\n"}


ROWS: dict[str, tuple[str, dict[str, str]]] = {
    "claim/answered": (
        "decision-days",
        {
            CLAIM: f"{LINK}questions: [{{asked: '2026-10-12', by: maya, text: Which?,"
            " answered: '2026-10-11'}]\n"
        },
    ),
    "event/ends": (
        "day-order",
        {MEETING: "title: M\nstarts: '2026-10-20T18:00'\nends: '2026-10-20T17:59'\n"},
    ),
    "feedback/revisit": (
        "day-order",
        {ITEM: RAISED + DECIDED % "outcome: deferred, revisit: '2026-10-09'"},
    ),
    "feedback/public": (
        "day-order",
        {
            ITEM: RAISED
            + DECIDED % "outcome: planned"
            + "  - {step: delivered, date: '2026-10-20', by: tom, what: Fast, where: '2.1',"
            " public: '2026-10-19', say: {members: Done.}}\n"
        },
    ),
    "incident/ended": (
        "day-order",
        {
            OUTAGE: "title: O\nkind: outage\nseverity: high\nbegan: '2026-10-20T10:00'\n"
            "ended: '2026-10-20T09:59'\nalert: {ids: [ana]}\n"
        },
    ),
    "mission/closes": (
        "day-order",
        {"missions/talk/mission.yml": MISSION + "closes: '2025-12-31'\n"},
    ),
    "profile/expires": (
        "day-order",
        {BEN: BENS + "nda: [{version: '1', signed: '2026-06-01', expires: '2026-05-31'}]\n"},
    ),
    "profile/until": (
        "day-order",
        {
            ANA: MEMBER + NDA + "tier_floor: [{from: '2026-06-01', until: '2026-05-31',"
            " tier: champion, by: maya, reason: Founder.}]\n"
        },
    ),
    "program/until": (
        "day-order",
        {
            "program/program.yml": STAFF
            + MAYA
            + "  - {id: tom, name: Tom Brandt, department: product}\n"
            + "  - {id: kim, name: Kim, from: '2026-06-01', until: '2026-05-31'}\n"
        },
    ),
    "reward/to": (
        "day-order",
        {"program/rewards/mug.yml": REWARD + "visible: {from: '2026-06-01', to: '2026-05-31'}\n"},
    ),
    "touchpoint/answered": ("day-order", given("kind: ask\nfor: X\nanswered: '2026-10-19'")),
    "touchpoint/due": ("day-order", given("kind: promise\nsummary: X\ndue: '2026-10-19'")),
    "touchpoint/kept": (
        "day-order",
        given("kind: promise\nsummary: X\ndue: '2026-11-19'\nkept: '2026-10-19'"),
    ),
    "touchpoint/until": ("day-order", given("kind: sample\nuntil: '2026-10-19'")),
    "touchpoint/expires": (
        "day-order",
        given("kind: adjustment\npoints: 5\nreason_code: opening\nexpires: '2026-10-19'"),
    ),
    "claim/until": ("snoozed", {CLAIM: LINK + SNOOZED % "claims"}),
    "profile/snooze/until": ("snoozed", {BEN: BENS + SNOOZED % "inactivity"}),
    "redemption/until": (
        "snoozed",
        {"program/rewards/mug.yml": REWARD, MUG: "points: 50\n" + SNOOZED % "redemptions"},
    ),
    "feedback/until": ("snoozed", {ITEM: RAISED + SNOOZED % "items"}),
    "incident/until": (
        "snoozed",
        {
            OUTAGE: "title: O\nkind: outage\nseverity: high\nalert: {ids: [ana]}\n"
            + SNOOZED % "incidents"
        },
    ),
    "signal/until": (
        "snoozed",
        {
            "program/signals/2026-10-20-forum.yml": "influencer: ana\nchannel: forum\n"
            + SNOOZED % "signals"
        },
    ),
    "term/until": (
        "day-order",
        {
            "program/terms.yml": "versions: {months: 12}\n",
            "influencers/ana/terms/2026-02-01.yml": "until: '2026-01-31'\n"
            "nominated: '2026-01-20'\nnominated_by: [maya, tom]\n",
        },
    ),
    "term/nominated": (
        "term-order",
        {
            "program/terms.yml": "versions: {months: 12}\n",
            "influencers/ana/terms/2026-02-01.yml": "until: '2027-01-31'\n"
            "nominated: '2026-02-02'\nnominated_by: [maya, tom]\n",
        },
    ),
    "community/until": (
        "snoozed",
        {"program/communities/club.yml": "name: Club\nwhere: offline\n" + SNOOZED % "communities"},
    ),
    "measures/until": (
        "snoozed",
        {"program/measures/2026-Q3.yml": SNOOZED % "measures"},
    ),
    "event/until": ("snoozed", {MEETING: "title: M\nformat: online\n" + SNOOZED % "attendance"}),
    "strategy/until": (
        "snoozed",
        {"program/strategy.yml": of_base("strategy") + SNOOZED % "steps"},
    ),
    "program/snooze/until": (
        "snoozed",
        {"program/program.yml": of_base("program") + SNOOZED % "audits"},
    ),
    "identification/until": (
        "snoozed",
        {"program/identification.yml": "topics: [exports]\n" + SNOOZED % "foundations"},
    ),
    "departments/until": (
        "snoozed",
        {"program/departments.yml": of_base("departments") + SNOOZED % "leads"},
    ),
    "audit/until": (
        "snoozed",
        {
            "program/audits/2026-Q3/ana.yml": "brand:\n  - {department: pr, by: maya,"
            " recorded: '2026-09-20', relationship: working}\n" + SNOOZED % "audits"
        },
    ),
    "strategy/by": (
        "day-order",
        {
            "program/strategy.yml": "pillars: [adoption]\nobjectives:\n  - id: teach\n"
            "    pillar: adoption\n    goal: They succeed.\n    kpis:\n"
            "      - {id: first-week, name: Success, kind: outcome, unit: percent,\n"
            "         baseline: {value: 40, date: '2026-01-31'},\n"
            "         target: {value: 60, by: '2026-01-30'}}\n"
        },
    ),
}


def fields() -> Iterator[str]:
    """`schema/field` of each field of a day or a moment that is not in `ALONE`."""
    for path in sorted(schemas_directory().glob("*.schema.json")):
        if not path.name.endswith("-map.schema.json"):
            kind = path.name.removesuffix(".schema.json")
            schema = json.loads(path.read_text(encoding="utf-8"))
            yield from {f"{kind}/{name}" for name in _days(schema) if name not in ALONE}


def _days(node: Any, name: str = "") -> Iterator[str]:
    if isinstance(node, dict):
        if str(node.get("$ref", "")).rpartition("/")[2] in {"day", "moment"}:
            yield name
        for key, value in node.items():
            yield from _days(value, key)
    elif isinstance(node, list):
        for each in node:
            yield from _days(each, name)


def test_a_field_of_a_day_is_judged_by_nothing() -> None:
    assert set(fields()) == {name for name in ROWS if name.count("/") == 1}


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_day_before_the_one_it_follows_passes(name: str) -> None:
    rule, files = ROWS[name]
    changes = {path: text.encode() for path, text in files.items()}
    diagnostics, _ = found(Overlay(laid(None), changes))
    assert {each.rule for each in diagnostics} == {rule}, [each.message for each in diagnostics]
