"""The records of the program of `audience_world`, and the whole of it on a day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from goodword.load import load
from goodword.snapshot import Snapshot
from goodword.source.trees import DiskTree, Overlay
from tests.audience_world import AFTER, BEFORE, DAY, TODAY, WORLD
from tests.test_cases import schemas

if TYPE_CHECKING:
    from collections.abc import Mapping

_VOID = 'void: {{date: "{}", by: tom, reason: It was none.}}\n'


def _thanks(helped: str, more: str = "") -> str:
    return f"kind: thanks\nhelped: {helped}\nby: maya\n{more}"


def _told(item: str, milestone: str, more: str = "") -> str:
    said = f"kind: answer\nstep: told\nmilestone: {milestone}\nrefs: [{item}]\n"
    return f"{said}by: tom\nchannel: mail\nref: mail\n{more}"


_TOUCHPOINTS = {
    "ana/2026-03-01-a": _thanks("a new owner", "audience: public\n"),
    "ana/2026-03-02-b": _thanks("a class", "audience: members\nsummary: So many\n"),
    "ana/2026-03-03-c": _thanks("a secret club", "audience: nda\n"),
    "ana/2026-03-04-d": _thanks("the staff", "summary: Ours\n"),
    "ana/2026-03-05-e": _thanks("nobody", "audience: public\n" + _VOID.format(TODAY)),
    "ana/2026-03-06-f": _thanks("somebody", "audience: public\n" + _VOID.format(AFTER)),
    f"ana/{TODAY}-g": _thanks("people today", "audience: public\n"),
    f"ana/{AFTER}-h": _thanks("people tomorrow", "audience: public\n"),
    "dan/2026-03-01-a": _thanks("a neighbour", "audience: public\n"),
    "ben/2026-03-01-a": _thanks("a friend", "audience: members\n"),
    "ana/2026-10-02-open": _told("2026-10-01-open", "acknowledged"),
    "ana/2026-11-02-tomorrow": _told("2026-10-01-tomorrow", "delivered"),
    "ben/2026-11-02-early": _told("2026-10-01-early", "delivered"),
    "dan/2026-11-01-early": _told("2026-10-01-early", "acknowledged"),
    "ana/2026-10-12-said": _told("2026-10-01-said", "decided", "audience: members\n"),
    "ana/2026-04-01-ask": (
        'kind: ask\nfor: A talk\nby: tom\noutcome: accepted\nanswered: "2026-11-15"\n'
    ),
    "ana/2026-04-02-ask": (
        'kind: ask\nfor: Two talks\nby: gone\noutcome: accepted\nanswered: "2026-11-16"\n'
    ),
    "ana/2026-04-03-ask": "kind: ask\nfor: Three talks\nby: tom\n",
    "ana/2026-04-04-promise": (
        'kind: promise\nsummary: A call\ndue: "2026-11-20"\nkept: "2026-11-15"\nby: tom\n'
    ),
    "ana/2026-04-05-promise": (
        'kind: promise\nsummary: Two calls\ndue: "2026-11-20"\nkept: "2026-11-16"\nby: tom\n'
    ),
    "ana/2026-04-06-board": (
        "kind: sample\nby: tom\nsummary: A board\nvalue_band: modest\ndisclosure: say it\n"
        'until: "2026-12-31"\naudience: public\n'
    ),
    "ana/2026-04-07-points": (
        "kind: adjustment\npoints: 400\nreason_code: goodwill\nby: maya\n"
        'second: {by: tom, date: "2026-04-07"}\n'
    ),
    "ana/2026-04-08-hello": (
        "kind: message\nby: tom\nchannel: mail\nsummary: Hello\ntemplate: hello\n"
        'message_id: "<1@acme.example>"\n'
    ),
    "ana/2026-04-09-word": "kind: contact\nby: ana\ndirection: from-them\nsummary: Hello\n",
}
_EVENT = "title: {}\naudience: {}\n"
_EVENTS = {
    "2026-11-10-briefing": (
        _EVENT.format("Briefing", "members")
        + "nda: true\nhosts: [maya, ana, gus, gone]\ninvited: [ana, ben, gus]\n"
        "attended: [ana, ben, dan, eve, gus, jim]\nplace: Hall 5\n"
    ),
    "2026-11-14-open": (
        _EVENT.format("Open day", "public")
        + "hosts: [ben]\nattended: [ana, ben, cleo, dan, eve, gus, jim]\nnotes: It was fine.\n"
    ),
    f"{TODAY}-today": _EVENT.format("Today", "members") + "attended: [ana, ben]\n",
    f"{AFTER}-next": _EVENT.format("Next", "nda") + "invited: [ana]\nattended: [ana]\n",
    f"{AFTER}-staff": (
        _EVENT.format("Staff", "staff") + 'starts: "2026-11-16T10:00"\nends: "2026-11-17"\n'
    ),
    "2026-11-20-secret": _EVENT.format("Secret", "public") + "nda: true\n",
}
_REWARDS = {
    "mug": (
        "name: {en: Mug, es: Taza}\nkind: merchandise\nsummary: A mug.\n"
        'stock: [{date: "2026-01-01", quantity: 2}]\nfulfiller: kim\ncost:\n'
        '  - {from: "2026-01-01", points: 50}\n'
        '  - {from: "2026-11-15", announced: "2026-10-01", points: 60, nda: true,'
        " per_influencer: {limit: 2, every: year},"
        " tiers: [champion, legend], regions: [DE]}\n"
        '  - {from: "2026-11-16", announced: "2026-11-15", points: 70}\n'
        '  - {from: "2026-12-20", announced: "2026-11-16", points: 80}\n'
        '  - {from: "2027-01-01", points: 90}\n'
    ),
    "gone": "name: Gone\nkind: access\ncost: 5\nstock: [{date: '2026-01-01', quantity: 1}]\n",
    "past": f"name: Past\nkind: access\ncost: 20\nvisible: {{to: '{BEFORE}'}}\n",
    "last": f"name: Last\nkind: access\ncost: 20\nvisible: {{to: '{TODAY}'}}\n",
    "soon": f"name: Soon\nkind: access\ncost: [{{from: '{AFTER}', points: 5}}]\n",
    "hidden": f"name: Hidden\nkind: access\ncost: 1\nvisible: {{from: '{AFTER}'}}\n",
    "shut": f"name: Shut\nkind: access\ncost: 30\nredeemable: {{to: '{BEFORE}'}}\n",
    "free": f"name: Free\nkind: access\ncost: 0\nredeemable: {{from: '{TODAY}'}}\n",
}
_REDEMPTIONS = {
    "ana/2026-05-01-mug": "points: 50\n",
    "ana/2026-05-02-mug": (
        'points: 50\napproved: {date: "2026-05-03", by: tom}\n'
        f'fulfilled: {{date: "{TODAY}", by: tom}}\n'
    ),
    "ana/2026-05-03-gone": 'points: 5\napproved: {date: "2026-05-03", by: tom}\n',
    "ana/2026-05-04-last": 'points: 20\nout_of_stock: {date: "2026-05-05", by: tom}\n',
    f"ana/{TODAY}-last": "points: 20\n",
    f"ana/{AFTER}-last": "points: 20\n",
    "gus/2026-11-01-last": "points: 20\n",
    "gus/2026-11-02-lost": "points: 20\n",
}
_FAILED = "kind: outage\nseverity: high\nalert: {ids: [ana, gus]}\n"
_INCIDENTS = {
    "2026-09-01-outage": (
        "title: Outage\nbegan: 2026-09-01T10:00\nended: 2026-09-01T12:00\nsay: {public: Sorry.}\n"
        f"{_FAILED}heard:\n"
        "  - {from: ana, date: 2026-11-15T23:00, summary: It is down.}\n"
        "  - {from: ana, date: 2026-11-16T01:00, summary: Again.}\n"
        "  - {from: gus, date: 2026-09-01T11:00, summary: Mine too.}\n"
    ),
    f"{TODAY}-leak": f"title: Leak\nsay: {{members: We look., nda: We know.}}\n{_FAILED}",
    f"{AFTER}-slip": f"title: Slip\nsay: {{public: Soon.}}\n{_FAILED}",
    "2026-09-02-quiet": f"title: Quiet\nsay: {{nda: Between us.}}\n{_FAILED}",
}
_COMMUNITIES = {
    "forum": (
        "name: The forum\nurl: https://forum.example\nsize: 40\ntopics: [search]\nmovers: [ben]\n"
        "members: [dan, gus]\nstance: [{from: '2026-11-15', stance: join}]\n"
    ),
    "quiet": (
        "name: A quiet one\nmembers: [ana]\nstance:\n  - {from: '2026-01-01', stance: monitor}\n"
        "  - {from: '2026-11-16', stance: join}\n"
    ),
    "plain": "name: Élan\nmembers: [eve, cleo]\n",
}
_VIEW = "relationship: good\nwants_one: {}\ntold_what_became_of_feedback: {}\nmay_be_named: {}"
_STRATEGY = """\
pillars: [adoption, loyalty]
objectives:
  - id: teach
    pillar: adoption
    goal: {en: They succeed., es: Lo logran.}
    kpis:
      - {id: week, name: Who succeed, kind: outcome, unit: percent, baseline: {value: 40}}
  - {id: stay, pillar: loyalty, goal: They stay., kpis: [{id: stay, name: Stay, kind: outcome}]}
"""
_DEPARTMENTS = """\
departments:
  - {id: pr, name: Public relations, lead: maya}
  - {id: product, name: {en: Product, es: Producto}, lead: tom}
categories:
  - {id: practitioner, name: Practitioner, department: product, measure: changes}
  - {id: journalist, name: Journalist, department: pr, measure: articles}
"""
_AUDIT = 'brand: [{{department: pr, by: maya, recorded: "{}", relationship: working}}]\n'
_ANSWER = (
    'answer: {{date: "{}", collected_by: Ivy, relationship: {}, wants_one: true,'
    " told_what_became_of_feedback: gave-none, may_be_named: {}}}\n"
)
_AUDITS = {
    "2026-Q3/ana": _AUDIT.format("2026-10-01") + _ANSWER.format(TODAY, "none", "true"),
    "2026-Q3/ben": _AUDIT.format("2026-10-01") + _ANSWER.format(AFTER, "none", "true"),
    "2026-Q3/dan": _AUDIT.format("2026-10-01") + _ANSWER.format(BEFORE, "none", "false"),
    "2026-Q3/jim": _AUDIT.format("2026-10-01"),
    "2026-Q3/lost": _AUDIT.format("2026-10-01") + _ANSWER.format(BEFORE, "none", "true"),
}
_STEPS = """\
title: {title}
confidentiality: public
steps:
  - {{step: received, date: "2026-10-03", from: [{who}], channel: forum, summary: Their words.}}
  - {{step: acknowledged, date: "2026-10-03", by: tom}}
  - {{step: triaged, date: "2026-10-04", owner: {owner}, severity: high}}
{more}"""
_DECLINED = """\
  - {step: decided, date: "2026-10-05", by: tom, outcome: declined, reason_code: by-design,
     rationale: It is as it should be., say: {public: It stays.}}
"""
_THERE = """\
  - {step: decided, date: "2026-10-05", by: tom, outcome: already-available,
     link: "https://acme.example/x", rationale: It is there already., say: {public: It is there.}}
"""
_TWICE = """\
  - {step: decided, date: "2026-10-05", by: tom, outcome: planned, rationale: Many want to have it.}
  - {step: delivered, date: "2026-10-10", by: tom, what: It, where: There, public: "2026-10-12"}
  - {step: reopened, date: "2026-10-20", by: tom, cause: not-solved}
  - {step: received, date: "2026-10-20", from: [jim], channel: mail, summary: Again.}
  - {step: decided, date: "2026-10-21", by: tom, outcome: planned, rationale: Many want to have it.}
  - {step: delivered, date: "2026-11-01", by: tom, what: It, where: There, public: "2026-11-15"}
  - {step: delivered, date: "2026-11-02", by: tom, what: It, where: Here, public: "2026-11-16"}
  - {step: joined, date: "2026-11-02", from: [jim]}
  - {step: reopened, date: "2026-11-03", by: tom, cause: not-solved}
  - {step: decided, date: "2026-11-04", by: tom, outcome: planned, rationale: Many want to have it.}
"""
_AGAIN = """\
  - {step: joined, date: "2026-10-05", from: [ana]}
  - {step: decided, date: "2026-10-05", by: tom, outcome: planned, say: {members: We will.},
     rationale: Many want to have it.}
  - {step: delivered, date: "2026-11-01", by: tom, what: It, where: There, public: "2026-11-15"}
"""
_EXEMPT = "kind: answer\nstep: exempt\nmilestone: {}\nrefs: [{}]\nby: tom\nreason: left\n"


def _steps(title: str, who: str, more: str = "", owner: str = "tom") -> str:
    return _STEPS.format(title=title, who=who, more=more, owner=owner)


_MORE = {
    "program/feedback/2026-10-03-no.yml": _steps("No", "fay", _DECLINED),
    "program/feedback/2026-10-03-yes.yml": _steps("Yes", "fay", _THERE, "gone"),
    "program/feedback/2026-10-03-twice.yml": _steps("Twice", "ana, zed", _TWICE, "maya"),
    "program/feedback/2026-10-03-again.yml": _steps("Again", "ana, kay", _AGAIN),
    "program/feedback/2026-11-13-fresh.yml": _steps("Fresh", "jim").replace("-10-0", "-11-1"),
    "influencers/ana/touchpoints/2026-10-06-again.yml": _told("2026-10-03-again", "decided"),
    "influencers/ana/touchpoints/2026-11-01-again.yml": _told("2026-10-03-again", "delivered"),
    "influencers/fay/touchpoints/2026-10-06-no.yml": _EXEMPT.format("decided", "2026-10-03-no"),
    "influencers/fay/touchpoints/2026-10-06-yes.yml": _EXEMPT.format("decided", "2026-10-03-yes"),
    "influencers/fay/touchpoints/2026-10-07-no.yml": _EXEMPT.format(
        "acknowledged", "2026-10-03-no"
    ),
    "influencers/fay/touchpoints/2026-10-07-yes.yml": _EXEMPT.format(
        "acknowledged", "2026-10-03-yes"
    ),
    "influencers/ana/touchpoints/2026-11-01-twice.yml": _told(
        "2026-10-03-twice", "delivered", "round: 2\n"
    ),
    "influencers/kay/profile.yml": (
        'name: Kay Coy\nstage: member\nsince: "2026-02-01"\nconsent:\n'
        '  - {from: "2026-02-01", recognition: nobody, contact: nobody, points: public}\n'
    ),
    "influencers/lou/profile.yml": (
        'name: Lou Dee\nstage: member\nsince: "2026-11-15"\nconsent:\n'
        '  - {from: "2026-11-15", version: "1", recognition: nobody}\n'
        '  - {from: "2026-11-15", version: "3", recognition: public, points: public}\n'
    ),
    "influencers/max/profile.yml": (
        'name: Max Poe\nhistory:\n  - {date: "2026-02-01", stage: member}\n'
        '  - {date: "2026-11-15", stage: emeritus}\n  - {date: "2026-11-16", stage: left}\n'
        'consent:\n  - {from: "2026-02-01", version: "1", recognition: nobody}\n'
        '  - {from: "2026-03-01", version: "1", recognition: public}\n'
        'nda:\n  - {version: "1", signed: "2026-02-01", expires: "2026-11-15"}\n'
        '  - {version: "2", signed: "2026-11-15", expires: "2026-11-14"}\n'
        '  - {version: "3", signed: "2026-11-16"}\n'
    ),
    "missions/aaa/claims/2026-10-10-ana.yml": (
        "evidence: [{witness: maya}]\n"
        'decision: {outcome: approved, by: tom, date: "2026-10-12", points: 0}\n'
    ),
    "missions/bare/mission.yml": "title: Bare\ninstructions: Do it.\npoints: 5\naudience: public\n",
    "missions/bare/claims/2026-10-30-kay.yml": "evidence: [{witness: maya}]\n",
    "missions/bare/claims/2026-10-31-lou.yml": (
        'evidence: [{witness: maya}, {url: "https://e.example/20"}]\n'
        'decision: {outcome: approved, by: tom, date: "2026-11-01", points: 5}\n'
    ),
    "influencers/kay/redemptions/2026-11-01-free.yml": "points: 0\n",
}
FILES: Mapping[str, str] = {
    **WORLD,
    **_MORE,
    **{f"program/audits/{name}.yml": text for name, text in _AUDITS.items()},
    **{
        f"influencers/{name.replace('/', '/touchpoints/')}.yml": text
        for name, text in _TOUCHPOINTS.items()
    },
    **{
        f"influencers/{name.replace('/', '/redemptions/')}.yml": text
        for name, text in _REDEMPTIONS.items()
    },
    **{f"program/events/{name}.yml": text for name, text in _EVENTS.items()},
    **{f"program/rewards/{name}.yml": text for name, text in _REWARDS.items()},
    **{f"program/incidents/{name}.yml": text for name, text in _INCIDENTS.items()},
    **{f"program/communities/{name}.yml": text for name, text in _COMMUNITIES.items()},
    "program/strategy.yml": _STRATEGY,
    "program/departments.yml": _DEPARTMENTS,
}


def world(changes: Mapping[str, str | None] | None = None) -> Snapshot:
    """The program on its day, with other texts (None: without the file) at some paths."""
    texts = {**FILES, **(changes or {})}
    files = {path: None if text is None else text.encode() for path, text in texts.items()}
    loaded = load(Overlay(DiskTree(Path("no such folder")), files), schemas())
    said = [f"{each.place.path}: {each.message}" for each in loaded.diagnostics]
    assert said == []
    return Snapshot(loaded.program, DAY)
