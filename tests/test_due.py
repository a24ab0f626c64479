"""Each thing that can be due: a story in which it appears, and vanishes once it is done."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.due import DUES, all_dues
from goodword.load import load
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.due import Due

SCHEMAS = Schemas.load(schemas_directory())
MEMBER = """\
name: Ana Lopes
owner: jon
category: rider
history: [{date: "2026-01-05", stage: member}]
"""
TERM = "influencers/ana/terms/2026-05-01.yml"
UNDECIDED = """\
until: "2027-04-30"
nominated_by: [maya, jon]
told: [{of: nominated, date: "2026-05-01", by: jon, channel: phone, summary: Who named her}]
"""
SIGNED = "version: '1', signed: '2026-01-05', expires: '2026-05-01'"
CANDIDATE = 'history: [{date: "2026-04-01", stage: candidate}]\n'
CONSENT = 'consent: [{from: "2026-01-05", version: "1"}]\n'
PROFILE = "influencers/ana/profile.yml"
NOTES = "influencers/ana/touchpoints"
GUIDE = "missions/write-a-guide"
MISSION = """\
title: Write a how-to guide
instructions: Publish a guide and send us the link.
points: 100
reviewers: [maya, jon]
"""
BASE = {
    "program/program.yml": """\
name: Acme Champions
timezone: Europe/Berlin
started: "2026-01-01"
staff:
  - {id: maya, name: Maya Weber}
  - {id: jon, name: Jon Dahl}
  - {id: kim, name: Kim Roe, until: "2026-06-30"}
""",
    "program/departments.yml": """\
departments:
  - {id: product, name: Product, lead: jon, measure: fixes}
categories:
  - {id: rider, name: Rider, department: product, measure: finds}
""",
    PROFILE: MEMBER + CONSENT,
    f"{GUIDE}/mission.yml": MISSION,
}
APPROVED = """\
evidence: https://example.com/a
decision: {outcome: approved, by: maya, date: "2026-04-03", points: 100, computed: 100,
  shares: {ana: 100}, quality: normal, version: "2026-01-01"}
"""
DECLINED = """\
evidence: https://example.com/a
decision: {outcome: declined, by: maya, date: "2026-04-03", reason: The page is empty.}
appeal: {date: "2026-04-06", text: Now it is not.}
"""
RECEIVED = """\
title: Slow export
steps:
  - {step: received, date: "2026-05-04", from: [ana], channel: mail, summary: It is slow.}
"""
STRATEGY = """\
pillars: [quality]
objectives:
  - id: fixes
    pillar: quality
    goal: Fewer faults.
    department: product
    kpis: [{id: faults, name: Faults, kind: outcome, direction: down, source: measured}]
"""
INCIDENT = """\
title: The export was down
kind: outage
severity: high
alert: {ids: [ana]}
"""
EVENT = "program/events/2026-04-11-ride.yml"
AUDIT = "brand: [{department: product, by: jon, recorded: '2026-04-02', relationship: working}]\n"
REWARD = "name: A cape\nkind: merchandise\ncost: 80\nfulfiller: maya\n"
TWO_CLAIMS = {f"{GUIDE}/claims/2026-04-02-ana.yml": APPROVED}


@dataclass(frozen=True)
class Story:
    """Something that is due.

    Args:
        what: the module that finds it.
        files: beside those of BASE, or instead of them.
        on: the day.
        due: the last day to do it.
        who: whose job it is.
        doing: what completes the command.
        to: to whom it is owed.
        words: part of why.
    """

    what: str
    files: dict[str, str]
    on: str
    due: str
    who: str
    doing: str
    to: tuple[str, ...] = ("ana",)
    words: str = ""


STORIES = {
    "a question of the beginning is open": Story(
        "foundations",
        {
            "program/program.yml": BASE["program/program.yml"] + "purpose: Riders help riders.\n",
            "program/identification.yml": "behaviours: [answers in full]\n",
            "program/strategy.yml": f"{STRATEGY}marketplace: {{audience: Riders}}\n",
        },
        "2026-04-10",
        "2026-06-30",
        "maya",
        "--text 'Three people helped'",
        to=(),
        words="greater than average",
    ),
    "a claim waits": Story(
        "claims",
        {f"{GUIDE}/claims/2026-04-02-ana.yml": "evidence: https://example.com/a\n"},
        "2026-04-20",
        "2026-04-16",
        "maya",
        "",
        words="waited 18 days",
    ),
    "a claim waits after its claimant answered": Story(
        "claims",
        {
            f"{GUIDE}/claims/2026-04-02-ana.yml": "evidence: https://example.com/a\n"
            "questions: [{asked: '2026-04-04', by: maya, text: Which?, answered: '2026-04-10'}]\n"
        },
        "2026-04-20",
        "2026-04-22",
        "maya",
        "",
        words="waited 12 days",
    ),
    "a claim discloses nothing": Story(
        "claims",
        {
            f"{GUIDE}/mission.yml": MISSION + "public_facing: true\n",
            f"{GUIDE}/claims/2026-04-02-ana.yml": "evidence: https://example.com/a\n",
        },
        "2026-04-20",
        "2026-04-16",
        "maya",
        "--text 'Where do you say it?'",
        words="as it is it cannot be approved: no disclosure",
    ),
    "a claim names no sample": Story(
        "claims",
        {
            f"{GUIDE}/mission.yml": MISSION + "public_facing: true\n",
            f"{GUIDE}/claims/2026-04-02-ana.yml": "evidence: https://example.com/a\n"
            "disclosure: [{connection: program}]\n",
            f"{NOTES}/2026-03-01-sample.yml": "kind: sample\nsummary: A lamp\nkept: true\n",
        },
        "2026-04-20",
        "2026-04-16",
        "maya",
        "--text 'Was it the lamp?'",
        words="the sample 2026-03-01-sample held on 2026-04-02 is not disclosed",
    ),
    "a claim names no sample though it was asked about": Story(
        "claims",
        {
            f"{GUIDE}/mission.yml": MISSION + "public_facing: true\n",
            f"{GUIDE}/claims/2026-04-02-ana.yml": "evidence: https://example.com/a\n"
            "questions: [{asked: '2026-04-04', by: maya, text: Which?, answered: '2026-04-10'}]\n",
        },
        "2026-04-20",
        "2026-04-22",
        "maya",
        "--connection program --where 'The first line'",
        words="as it is it cannot be approved: no disclosure",
    ),
    "a claim came too late": Story(
        "claims",
        {
            "program/program.yml": BASE["program/program.yml"].replace("2026-01", "2025-01"),
            PROFILE: MEMBER.replace("2026-01-05", "2025-01-05") + CONSENT,
            f"{GUIDE}/claims/2025-04-02-ana.yml": "evidence: https://example.com/a\n"
            "submitted: '2026-04-02'\n",
        },
        "2026-04-20",
        "2026-04-16",
        "maya",
        "--reason 'It was a year ago'",
        words="submitted 2026-04-02, too long after 2025-Q2",
    ),
    "a claim of a mission that is only proposed": Story(
        "claims",
        {
            f"{GUIDE}/mission.yml": MISSION + "status: proposed\n",
            f"{GUIDE}/claims/2026-04-02-ana.yml": "evidence: https://example.com/a\n",
        },
        "2026-04-20",
        "2026-04-16",
        "maya",
        "",
        words="write-a-guide is only proposed",
    ),
    "a claim that two people decide": Story(
        "claims",
        {
            "program/program.yml": f"{BASE['program/program.yml']}points: {{escalate_above: 50}}\n",
            f"{GUIDE}/claims/2026-04-02-ana.yml": "evidence: https://example.com/a\n",
        },
        "2026-04-20",
        "2026-04-16",
        "maya",
        "--second jon",
        words="100 points are more than 50, so two people decide",
    ),
    "a cycle can be closed": Story(
        "cycles",
        TWO_CLAIMS,
        "2026-07-20",
        "2026-07-29",
        "maya",
        "",
        to=(),
        words="close 2026-Q2: it can be since 2026-07-15",
    ),
    "two cycles can be closed and a claim of the first was not settled": Story(
        "cycles",
        {f"{GUIDE}/claims/2026-04-02-ana.yml": "evidence: https://example.com/a\n"},
        "2026-10-20",
        "2026-10-29",
        "maya",
        "",
        to=(),
        words="claims not settled: 1, which count later",
    ),
    "an appeal that cannot be granted": Story(
        "appeals",
        {
            f"{GUIDE}/mission.yml": MISSION + "public_facing: true\n",
            f"{GUIDE}/claims/2026-04-02-ana.yml": DECLINED,
        },
        "2026-04-10",
        "2026-04-20",
        "jon",
        "--reason 'It says nothing of us'",
        words="it cannot be granted: no disclosure",
    ),
    "an appeal waits for somebody else": Story(
        "appeals",
        {f"{GUIDE}/claims/2026-04-02-ana.yml": DECLINED},
        "2026-04-10",
        "2026-04-20",
        "jon",
        "",
    ),
    "an item was not acknowledged": Story(
        "items",
        {"program/feedback/2026-05-04-export.yml": RECEIVED},
        "2026-05-06",
        "2026-05-07",
        "maya",
        "--channel mail --ref m-1",
        words="tell ana that it arrived: Slow export",
    ),
    "an item has no owner": Story(
        "items",
        {
            "program/feedback/2026-05-04-export.yml": RECEIVED,
            f"{NOTES}/2026-05-05-told.yml": "kind: answer\nstep: told\nmilestone: acknowledged\n"
            "refs: ['2026-05-04-export']\nby: maya\nchannel: mail\nref: m-1\n",
        },
        "2026-05-06",
        "2026-05-11",
        "maya",
        "--department product --owner jon",
        words="find it a department and an owner",
    ),
    "somebody who helped was not thanked": Story(
        "thanks",
        {f"{GUIDE}/claims/2026-04-02-ana.yml": APPROVED + "helped: Newcomers in the forum\n"},
        "2026-05-06",
        "2026-05-03",
        "jon",
        "",
        words="Newcomers in the forum",
    ),
    "points expire soon": Story(
        "expiring",
        TWO_CLAIMS,
        "2026-09-01",
        "2026-08-31",
        "jon",
        "--summary 'They expire'",
        words="100 points expire after 2026-09-30",
    ),
    "points expire in a week": Story(
        "expiring",
        {
            **TWO_CLAIMS,
            f"{NOTES}/2026-09-01-contact.yml": "kind: contact\nsummary: Warned\n"
            "refs: [write-a-guide/2026-04-02-ana]\n",
        },
        "2026-09-24",
        "2026-09-23",
        "jon",
        "--summary 'They expire'",
    ),
    "points expired": Story(
        "expired",
        TWO_CLAIMS,
        "2026-10-05",
        "2026-09-30",
        "jon",
        "",
        words="100 points of ana expired on 2026-09-30",
    ),
    "a request waits": Story(
        "redemptions",
        {
            **TWO_CLAIMS,
            "program/rewards/cape.yml": REWARD,
            "influencers/ana/redemptions/2026-05-04-cape.yml": "points: 80\n",
        },
        "2026-05-06",
        "2026-05-18",
        "maya",
        "",
        words="approve 1 cape for ana",
    ),
    "a request was approved": Story(
        "redemptions",
        {
            **TWO_CLAIMS,
            "program/rewards/cape.yml": REWARD,
            "influencers/ana/redemptions/2026-05-04-cape.yml": "points: 80\n"
            "approved: {date: '2026-05-05', by: maya}\n",
        },
        "2026-05-06",
        "2026-05-19",
        "maya",
        "",
        words="fulfil 1 cape for ana",
    ),
    "a request is not covered": Story(
        "uncovered",
        {
            "program/rewards/cape.yml": REWARD,
            "influencers/ana/redemptions/2026-05-04-cape.yml": "points: 80\n",
        },
        "2026-05-06",
        "2026-05-04",
        "jon",
        "",
        words="0 were spendable",
    ),
    "a request finds nothing in stock": Story(
        "uncovered",
        {
            **TWO_CLAIMS,
            "program/rewards/cape.yml": REWARD + "stock: [{date: '2026-01-02', quantity: 0}]\n",
            "influencers/ana/redemptions/2026-05-04-cape.yml": "points: 80\n",
        },
        "2026-05-06",
        "2026-05-04",
        "jon",
        "",
        words="stock",
    ),
    "a consent is to an old document": Story(
        "consents",
        {
            "program/policies.yml": "consents: [{version: '1', from: '2026-01-01'}, "
            "{version: '2', from: '2026-04-01'}]\n"
        },
        "2026-04-03",
        "2026-05-01",
        "jon",
        "--recognition members --contact staff --points members --messages all",
        words="consent to 2; they agreed to 1",
    ),
    "nobody asked a member what they consent to": Story(
        "consents",
        {
            PROFILE: MEMBER,
            "program/policies.yml": "consents: [{version: '2', from: '2026-01-01'}]\n",
        },
        "2026-01-06",
        "2026-02-04",
        "jon",
        "--recognition members --contact staff --points members --messages all",
        words="ask ana what they consent to; no consent of theirs is recorded",
    ),
    "an agreement lapses": Story(
        "ndas",
        {PROFILE: f"{MEMBER}nda: [{{{SIGNED}}}]\n"},
        "2026-04-03",
        "2026-05-01",
        "jon",
        "--version 1 --expires 2027-05-01",
        words="lapses after 2026-05-01",
    ),
    "an owner has left": Story(
        "routing",
        {PROFILE: MEMBER.replace("jon", "kim")},
        "2026-07-03",
        "2026-06-30",
        "jon",
        "",
        words="kim left the staff",
    ),
    "a candidate has no category": Story(
        "routing",
        {PROFILE: f"name: Ana\n{CANDIDATE}"},
        "2026-04-10",
        "2026-04-15",
        "maya",
        "--category rider",
    ),
    "a member was not seen for long": Story(
        "inactivity",
        {},
        "2026-04-10",
        "2026-04-05",
        "jon",
        "--summary 'How are you?'",
        words="call ana, last active on 2026-01-05",
    ),
    "a member was not seen for half a year": Story(
        "inactivity",
        {},
        "2026-07-10",
        "2026-07-04",
        "jon",
        "",
        words="propose emeritus",
    ),
    "a measure is missing": Story(
        "measures",
        {"program/strategy.yml": STRATEGY},
        "2026-04-10",
        "2026-04-14",
        "jon",
        "--value 3 --source https://example.com/faults",
        to=(),
        words="enter faults of 2026-Q1",
    ),
    "an answer to the audit is missing": Story(
        "audits",
        {"program/audits/2026-Q2/ana.yml": AUDIT},
        "2026-04-10",
        "2026-06-30",
        "maya",
        "--relationship aware",
    ),
    "the next audit is due": Story(
        "audits",
        {},
        "2027-01-10",
        "2027-03-31",
        "maya",
        "ana --department product --relationship working",
        to=(),
        words="begin the perception audit of 2027-Q1",
    ),
    "somebody was not told of an incident": Story(
        "incidents",
        {"program/incidents/2026-04-08-down.yml": INCIDENT},
        "2026-04-10",
        "2026-04-08",
        "jon",
        "--channel phone --ref m-1",
        words="by 2026-04-09 00:00, 48 hours over",
    ),
    "somebody who had warned of an incident was not thanked": Story(
        "warned",
        {
            "program/incidents/2026-04-08-down.yml": INCIDENT
            + "warned_by: [{influencer: ana, date: '2026-04-01'}]\n"
        },
        "2026-05-05",
        "2026-05-08",
        "jon",
        "--helped 'whoever exports at night'",
        words="who warned on 2026-04-01",
    ),
    "what somebody said in the open was not settled": Story(
        "signals",
        {
            "program/signals/2026-04-08-forum.yml": "influencer: ana\nchannel: forum\n",
            f"{NOTES}/2026-04-09-thanks.yml": "kind: thanks\nhelped: a school\nby: jon\n",
        },
        "2026-04-10",
        "2026-04-09",
        "jon",
        "--thanks ana/2026-04-09-thanks",
        words="settle by 2026-04-10 00:00, 24 hours over, what ana said: forum",
    ),
    "nobody told them that they were nominated": Story(
        "terms",
        {TERM: 'until: "2026-12-31"\nnominated: "2026-04-02"\nnominated_by: [maya, jon]\n'},
        "2026-04-10",
        "2026-05-01",
        "jon",
        "--channel phone --summary 'Who named her'",
        words="tell ana of the nomination for the term from 2026-05-01",
    ),
    "nothing is decided about a term": Story(
        "terms",
        {TERM: UNDECIDED},
        "2027-03-10",
        "2027-03-01",
        "jon",
        "--outcome renewed --reason 'Five guides'",
        words="look at the term of ana until 2027-04-30",
    ),
    "a term runs on": Story(
        "terms",
        {TERM: f'{UNDECIDED}review: {{by: jon, date: "2027-03-02"}}\n'},
        "2027-05-10",
        "2027-03-31",
        "jon",
        "--outcome ended --reason 'Moved away' --say 'Write to us when you are back'",
        words="it runs on, for nothing is decided",
    ),
    "nobody told them what became of their term": Story(
        "terms",
        {
            TERM: f"{UNDECIDED}decision: {{outcome: ended, by: jon, date: '2027-04-05', "
            "reason: Moved away, say: Write to us when you are back}\n"
        },
        "2027-05-10",
        "2027-04-05",
        "jon",
        "--channel phone --summary 'Thanked her'",
        words="tell ana what becomes of the term until 2027-04-30, and why",
    ),
    "a renewed term is followed by none": Story(
        "terms",
        {
            TERM: f"{UNDECIDED.rstrip()[:-1]}, {{of: decided, date: '2027-04-06', by: jon, "
            "channel: mail, ref: m-1}]\ndecision: {outcome: renewed, by: jon, "
            "date: '2027-04-05', reason: Five guides}\n"
        },
        "2027-05-10",
        "2027-05-01",
        "jon",
        "",
        words="begin the next term of ana",
    ),
    "nobody was told how what they sent us ended": Story(
        "referrals",
        {
            f"{NOTES}/2026-03-01-referral.yml": (
                "kind: referral\nreference: CRM-7\nqualified: {date: '2026-03-05'}\n"
                "ended: {date: '2026-04-08', outcome: won}\n"
            )
        },
        "2026-05-05",
        "2026-05-08",
        "jon",
        "--summary 'They ride it daily.'",
        words="chose us on 2026-04-08",
    ),
    "an offer has no end": Story(
        "offers",
        {
            "program/rewards/mug.yml": "name: Mug\nkind: merchandise\ncost: 5\n",
            f"{NOTES}/2026-03-01-offer.yml": (
                "kind: offer\nreward: mug\nreason: You asked\nuntil: '2026-03-20'\n"
            ),
        },
        "2026-03-25",
        "2026-03-20",
        "jon",
        "",
        words="whose last day was 2026-03-20",
    ),
    "an offer was taken, and nobody noted it": Story(
        "offers",
        {
            "program/events/2026-04-09-evening.yml": "title: Evening\ninvited: [ana]\n",
            f"{NOTES}/2026-03-01-offer.yml": (
                "kind: offer\nevent: 2026-04-09-evening\nreason: You asked\nuntil: '2026-03-20'\n"
            ),
        },
        "2026-03-15",
        "2026-03-20",
        "jon",
        "",
        words="note that ana took",
    ),
    "nobody asked a member what they would like": Story(
        "wants",
        {"program/policies.yml": "versions: {relation: {ask_wants_days: 365}}\n"},
        "2026-05-10",
        "2026-02-04",
        "jon",
        "--what learning",
        words="ask ana what they would like",
    ),
    "what is free is what somebody would like": Story(
        "fits",
        {
            "program/policies.yml": "versions: {relation: {ask_wants_days: 365}}\n",
            "program/rewards/mug.yml": "name: Mug\nkind: donation\ncost: 0\nsuits: [tools]\n",
            PROFILE: f"{MEMBER}wants: [{{from: '2026-04-02', what: tools}}]\n",
        },
        "2026-05-10",
        "2026-06-30",
        "jon",
        "--reason 'You asked' --until 2026-06-01",
        words="offer mug to ana",
    ),
    "nobody spoke with a member for long": Story(
        "silence",
        {"program/policies.yml": "versions: {relation: {longest_silence_days: 120}}\n"},
        "2026-05-10",
        "2026-05-05",
        "jon",
        "--channel phone --summary 'How are you?'",
        words="no word from us since",
    ),
    "several people raise something about one area": Story(
        "early",
        {
            "program/policies.yml": "versions: {early_warning: {people: 2, days: 7}}\n",
            "influencers/ben/profile.yml": MEMBER,
            "program/feedback/2026-05-04-slow-export.yml": f"{RECEIVED}area: export\n",
            "program/feedback/2026-05-09-no-export.yml": (
                RECEIVED.replace("2026-05-04", "2026-05-09").replace("ana", "ben")
                + "area: Export\n"
            ),
        },
        "2026-05-10",
        "2026-05-10",
        "jon",
        "--title 'Exports fail' --kind outage --severity high --alert ana",
        to=(),
        words="ana and ben raised it since 2026-05-04",
    ),
    "a promise is not kept": Story(
        "promises",
        {f"{NOTES}/2026-04-01-promise.yml": "kind: promise\ndue: '2026-04-09'\nsummary: A lamp\n"},
        "2026-04-10",
        "2026-04-09",
        "jon",
        "",
        words="A lamp",
    ),
    "nobody asked after a sample": Story(
        "samples",
        {f"{NOTES}/2026-03-01-sample.yml": "kind: sample\nkept: true\nsummary: A lamp\nby: maya\n"},
        "2026-04-10",
        "2026-03-31",
        "maya",
        "--summary 'How is it?'",
        words="A lamp",
    ),
    "a candidate was not told": Story(
        "candidates",
        {PROFILE: f"name: Ana\ncategory: rider\n{CANDIDATE}"},
        "2026-04-28",
        "2026-05-01",
        "maya",
        "--summary 'You are on our list'",
    ),
    "somebody named in a claim was not asked": Story(
        "parts",
        {
            f"{GUIDE}/claims/2026-04-10-ana.yml": (
                "evidence: https://example.org/both\nwith: [bo]\n"
            ),
            "influencers/bo/profile.yml": "name: Bo\nstage: member\nsince: '2026-01-05'\n",
        },
        "2026-04-10",
        "2026-04-24",
        "maya",
        "--summary 'Did you?'",
        to=("bo",),
        words="ana names them in the claim for write-a-guide",
    ),
    "a candidate asked to join": Story(
        "candidates",
        {PROFILE: f"name: Ana\ncategory: rider\n{CANDIDATE}{CONSENT}"},
        "2026-04-01",
        "2026-05-01",
        "maya",
        "",
        words="answer ana, who asked to join",
    ),
    "a community was not looked at": Story(
        "communities",
        {"program/communities/forum.yml": "name: Forum\nreviewed: '2026-02-01'\nmovers: [ana]\n"},
        "2026-06-28",
        "2026-06-30",
        "jon",
        "",
        to=(),
    ),
    "an ask budget is used up": Story(
        "asks",
        {
            PROFILE: f"{MEMBER}capacity: {{asks_per_quarter: 1}}\n",
            f"{NOTES}/2026-04-02-ask.yml": "kind: ask\nfor: A talk\n",
        },
        "2026-04-10",
        "2026-04-02",
        "jon",
        "--outcome declined",
        words="1 of 1 asks of ana are used up in 2026-Q2",
    ),
    "a relation is out of balance": Story(
        "relations",
        {**TWO_CLAIMS, f"{GUIDE}/mission.yml": BASE[f"{GUIDE}/mission.yml"] + "effort_hours: 9\n"},
        "2026-04-10",
        "2026-06-30",
        "jon",
        "--helped 'Newcomers'",
        words="they-feel-used",
    ),
    "an invitation was not answered": Story(
        "invitations",
        {PROFILE: MEMBER.replace("2026-01-05", "2026-04-01").replace("member", "invited")},
        "2026-04-10",
        "2026-04-15",
        "jon",
        "--summary 'Will you join?'",
        words="invited on 2026-04-01, no answer yet",
    ),
    "a personal step of onboarding was not taken": Story(
        "onboarding",
        {
            PROFILE: MEMBER.replace("2026-01-05", "2026-04-01").replace("member", "invited"),
            "program/onboarding.yml": "sequences: [{id: first, for: invited, steps: "
            "[{id: call, after_days: 3, of: invited, channel: phone}]}]\n",
        },
        "2026-04-05",
        "2026-04-04",
        "jon",
        "--summary 'Called her'",
        words="take the step call of first with ana",
    ),
    "something asked was not settled": Story(
        "asks",
        {f"{NOTES}/2026-04-02-ask.yml": "kind: ask\nfor: A talk in May\n"},
        "2026-04-10",
        "2026-04-16",
        "jon",
        "--outcome no-answer",
        words="settle what was asked of ana on 2026-04-02: A talk in May",
    ),
    "nobody wrote down who came": Story(
        "attendance",
        {EVENT: "title: Spring ride\ninvited: [ana]\nhosts: [jon]\n"},
        "2026-04-13",
        "2026-04-18",
        "jon",
        "--nobody",
        words="enter who came to Spring ride",
        to=(),
    ),
    "a step of an objective was not taken": Story(
        "steps",
        {"program/strategy.yml": STRATEGY + "    steps: [{what: Ask, by: '2026-05-01'}]\n"},
        "2026-04-28",
        "2026-05-01",
        "jon",
        "",
        words="take a step towards fixes: Ask",
        to=(),
    ),
    "a department is without a lead": Story(
        "leads",
        {"program/departments.yml": BASE["program/departments.yml"].replace("jon", "kim")},
        "2026-07-01",
        "2026-06-30",
        "maya",
        "--to jon",
        words="find product a lead: kim left the staff after 2026-06-30",
        to=(),
    ),
    "a message was refused": Story(
        "mail",
        {
            f"{NOTES}/2026-04-10-message.yml": (
                "kind: message\ntemplate: welcome\ndelivery:\n"
                '  - {at: "2026-04-10T07:00:00Z", state: begun}\n'
                '  - {at: "2026-04-10T07:00:01Z", state: refused, code: 554}\n'
            )
        },
        "2026-04-20",
        "2026-04-10",
        "jon",
        "--reason 'The template had a link that they refuse'",
        words="refused the message of 2026-04-10 to ana, not for its address: welcome",
    ),
    "a sample was not sent back": Story(
        "samples",
        {f"{NOTES}/2026-03-01-sample.yml": "kind: sample\nsummary: A lamp\nuntil: '2026-04-12'\n"},
        "2026-04-10",
        "2026-04-12",
        "jon",
        "--summary 'It came back'",
        words="get the sample of 2026-03-01 back from ana",
    ),
}


def put(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def dues(root: Path, story: Story) -> list[Due]:
    loaded = load(DiskTree(root), SCHEMAS, workers=1)
    assert loaded.diagnostics == ()
    today = Snapshot(loaded.program, date.fromisoformat(story.on))
    return [
        due
        for due in all_dues(today)
        if due.what == story.what and story.words in due.why and due.shown(today.as_of, 7)
    ]


def stated(command: str) -> str:
    """A printed command without what it leaves open."""
    return re.sub(r" (--\S+ )?…", "", command)


@pytest.mark.parametrize("name", STORIES)
def test_what_is_due_does_not_appear_or_stays_when_done(name: str, tmp_path: Path) -> None:
    story = STORIES[name]
    put(tmp_path, BASE | story.files)
    found = dues(tmp_path, story)
    assert [(each.to, each.who, str(each.date)) for each in found] == [
        (story.to, story.who, story.due)
    ]
    due = found[0]
    words = [*shlex.split(stated(due.command))[1:], *shlex.split(story.doing)]
    arguments = [*words, "--by", story.who, "--as-of", story.on, "--write"]
    assert main(["--root", str(tmp_path), *arguments]) == 0
    after = dues(tmp_path, story)
    assert after == []


@pytest.mark.parametrize(
    ("more", "command", "words"),
    [
        ("", "goodword claim approve write-a-guide/2026-04-02-ana", "has waited 18 days"),
        ("relations: [{staff: maya}, {staff: jon}]\n", "", 'nobody may decide it: "kim" is no'),
    ],
)
def test_a_command_is_printed_for_what_nobody_may_do(
    tmp_path: Path, more: str, command: str, words: str
) -> None:
    claim = {f"{GUIDE}/claims/2026-04-02-ana.yml": "evidence: https://example.com/a\n"}
    put(tmp_path, BASE | claim | {PROFILE: MEMBER + CONSENT + more})
    (due,) = dues(tmp_path, Story("claims", {}, "2026-04-20", "", "", ""))
    assert due.command == command
    assert words in due.why


def test_something_that_can_be_due_has_no_story() -> None:
    told = {story.what for story in STORIES.values()}
    assert told == {module.__name__.rpartition(".")[2] for module in DUES}


def test_what_is_not_owed_is_due(tmp_path: Path) -> None:
    """A question to the claimant, a silent person, a warned one: none of it is our debt."""
    silent = 'consent: [{from: "2026-01-05", version: "1", messages: none}]\n'
    put(
        tmp_path,
        BASE
        | TWO_CLAIMS
        | {
            PROFILE: MEMBER + silent,
            f"{GUIDE}/claims/2026-09-02-ana.yml": "evidence: https://example.com/b\n"
            "questions: [{asked: '2026-09-03', by: maya, text: Which?}]\n",
            "program/policies.yml": "consents: [{version: '2', from: '2026-04-01'}]\n",
            f"{NOTES}/2026-03-01-sample.yml": "kind: sample\nkept: true\n",
            f"{NOTES}/2026-03-02-promise.yml": "kind: promise\ndue: '2026-04-09'\nsummary: x\n"
            "void: {date: '2026-03-03', by: maya, reason: A mistake}\n",
        },
    )
    loaded = load(DiskTree(tmp_path), SCHEMAS, workers=1)
    assert loaded.diagnostics == ()
    today = Snapshot(loaded.program, date(2026, 9, 10))
    assert [due for due in all_dues(today) if due.shown(today.as_of, 7) and due.to] == []


def test_what_one_owner_asks_of_many_is_a_line_each(tmp_path: Path) -> None:
    profile = BASE[PROFILE]
    put(
        tmp_path,
        BASE
        | {
            "influencers/ben/profile.yml": profile.replace("Ana Lopes", "Ben Cruz"),
            "influencers/eve/profile.yml": profile.replace("jon", "maya").replace("Ana", "Eve"),
            "program/policies.yml": "consents: [{version: '2', from: '2026-04-01'}]\n",
            "program/incidents/2026-04-08-down.yml": INCIDENT.replace("[ana]", "[ana, ben, eve]"),
            "program/strategy.yml": STRATEGY.replace(
                "kpis: [", "kpis: [{id: calls, name: Calls, kind: outcome, source: measured}, "
            ),
        },
    )
    loaded = load(DiskTree(tmp_path), SCHEMAS, workers=1)
    assert loaded.diagnostics == ()
    found = all_dues(Snapshot(loaded.program, date(2026, 4, 10)))
    found = tuple(each for each in found if each.what in {"incidents", "consents", "measures"})
    assert [(each.what, each.who, each.to) for each in found] == [
        ("incidents", "jon", ("ana", "ben")),
        ("incidents", "maya", ("eve",)),
        ("consents", "jon", ("ana", "ben")),
        ("consents", "maya", ("eve",)),
        ("measures", "jon", ()),
    ]
    told, _, consents, _, measures = found
    assert told.command.startswith("goodword feedback tell 2026-04-08-down ana ben --milestone")
    assert consents.why == "ask ana and ben to consent to 2; they agreed to 1"
    assert measures.why == "enter calls and faults of 2026-Q1, the measures of fixes"


def test_who_has_no_consent_is_asked_later_than_the_first_or_by_a_message(tmp_path: Path) -> None:
    """Ben joined after ana, eve is none of ours yet, and no document is in force."""
    ben = MEMBER.replace("Ana Lopes", "Ben Cruz").replace("01-05", "03-02")
    eve = MEMBER.replace("Ana", "Eve").replace("stage: member", "stage: invited")
    files = {PROFILE: MEMBER, "influencers/ben/profile.yml": ben}
    put(tmp_path, BASE | files | {"influencers/eve/profile.yml": eve})
    loaded = load(DiskTree(tmp_path), SCHEMAS, workers=1)
    assert loaded.diagnostics == ()
    found = [
        each
        for each in all_dues(Snapshot(loaded.program, date(2026, 4, 10)))
        if each.what == "consents"
    ]
    (due,) = found
    assert (due.to, due.since, due.date) == (("ana", "ben"), date(2026, 1, 5), date(2026, 2, 4))
    assert due.place.path == PROFILE
    assert due.template is None
    assert "--version" not in due.command


TALK = {
    **TWO_CLAIMS,
    f"{GUIDE}/mission.yml": BASE[f"{GUIDE}/mission.yml"] + "effort_hours: 9\n",
}


@pytest.mark.parametrize(
    ("record", "gone"),
    [
        ("kind: contact\nby: jon\nsummary: Hello\n", False),
        ("kind: ask\nby: jon\nfor: More\n", False),
        ("kind: gift\nby: jon\nsummary: A lamp\n", True),
        ("kind: introduction\nby: jon\nsummary: To the makers\n", True),
        ("kind: gift\nby: jon\nvoid: {date: '2026-04-09', by: jon, reason: Never sent}\n", False),
    ],
)
def test_who_feels_used_is_left_alone_when_something_was_written(
    tmp_path: Path, record: str, gone: bool
) -> None:
    put(tmp_path, BASE | TALK | {f"{NOTES}/2026-04-08-x.yml": record})
    story = Story("relations", {}, "2026-04-10", "", "", "")
    assert (dues(tmp_path, story) == []) == gone


def test_more_than_three_people_of_one_owner_are_to_be_talked_with(tmp_path: Path) -> None:
    files = dict(BASE | TALK)
    for number, name in enumerate("bcdef"):
        profile = BASE[PROFILE].replace("Ana Lopes", name.upper())
        files[f"influencers/{name}/profile.yml"] = profile
        files[f"{GUIDE}/claims/2026-04-02-{name}.yml"] = (
            APPROVED.replace("ana: 100", f"{name}: 100").replace("com/a", f"com/{name}")
            + f"effort_hours: {4 + number}\n"
        )
        # A thank-you of last year lessens the tilt; the more hours, the more it is off.
        files[f"influencers/{name}/touchpoints/2026-03-0{number + 1}-gift.yml"] = "kind: gift\n"
    put(tmp_path, files)
    found = dues(tmp_path, Story("relations", {}, "2026-04-10", "", "", ""))
    assert [each.to for each in found] == [("ana",), ("e",), ("f",)]


def test_the_order_is_not_people_first_and_then_by_day() -> None:
    loaded = load(DiskTree(ROOT), SCHEMAS, workers=1)
    found = all_dues(Snapshot(loaded.program, date(2026, 11, 15)))
    keys = [(each.what != "incidents", not each.to, each.date) for each in found]
    assert keys == sorted(keys)
    assert {each.who for each in found} <= set(loaded.program.staff)
    for each in found:
        assert each.command.startswith("goodword ")


def test_a_second_record_of_a_day_stands_before_the_first(tmp_path: Path) -> None:
    claims = [f"{GUIDE}/claims/2026-04-02-ana{number}.yml" for number in ("", ".2", ".3", ".10")]
    files = {path: f"evidence: https://example.com/{path[-6]}\n" for path in claims}
    put(tmp_path, BASE | files)
    found = dues(tmp_path, Story("claims", {}, "2026-04-20", "", "", ""))
    assert [each.place.path for each in found if each.what == "claims"] == claims
    loaded = load(DiskTree(tmp_path), SCHEMAS).program
    assert list(loaded.claims) == claims
