"""A program on the day of 15 November 2026 in which everything stands at its limit.

What is dated on the day itself, a day before and a day after stands beside each other, and people
share with each circle, so that what an audience has shows where each limit lies.
"""

from __future__ import annotations

from datetime import date

DAY = date(2026, 11, 15)
TODAY, BEFORE, AFTER = "2026-11-15", "2026-11-14", "2026-11-16"

_PROGRAM = """\
name: Acme Champions
brand: Acme
purpose: {en: Help each other., es: Ayudarse.}
timezone: Europe/Berlin
languages: [en, es]
started: "2026-01-01"
portal: {url: "https://acme.example/portal", colours: {primary: "#123456"}}
intake: {mail: hello@acme.example, form: "https://acme.example/form"}
points:
  - {from: "2026-01-01", maturation_days: 3, escalate_above: 500}
  - {from: "2026-11-15", announced: "2026-10-01", maturation_days: 4}
  - {from: "2026-11-16", announced: "2026-11-15", maturation_days: 5, expiry: {months: 12}}
  - {from: "2026-12-20", announced: "2026-11-16", maturation_days: 6}
  - {from: "2027-01-01", maturation_days: 7}
staff:
  - {id: maya, name: Maya Weber, department: pr}
  - {id: tom, name: Tom Brandt, department: product}
  - {id: kim, name: Kim Ode, department: pr, until: "2026-11-15"}
  - {id: old, name: Old Hand, department: pr, until: "2026-11-14"}
  - {id: new, name: New Hand, department: pr, from: "2026-11-16"}
"""
_POLICIES = """\
versions:
  - {from: "2026-01-01", exit_window_days: 10, clocks: {review: 5}}
  - {from: "2026-11-15", exit_window_days: 20, clocks: {review: 6}}
  - {from: "2026-11-16", exit_window_days: 30, clocks: {review: 7}}
disclosure: {duty: Say who you are with., text: I take part in Acme Champions.}
consents:
  - {version: "2", from: "2026-11-15", text: You agree.}
  - {version: "1", from: "2026-01-01", text: You agreed.}
  - {version: "3", from: "2026-11-16", text: You will agree.}
ndas:
  - {version: "1", from: "2026-01-01"}
"""
_TIERS = """\
versions:
  - from: "2026-01-01"
    tiers: [{id: friend, name: Friend, standing_at_least: 0}]
  - from: "2026-11-15"
    announced: "2026-01-01"
    tiers:
      - {id: friend, name: Friend, standing_at_least: 0}
      - id: champion
        name: {en: Champion, es: Campeón}
        standing_at_least: 300
        entitlements: [A call]
  - {from: "2026-11-16", announced: "2026-11-15", tiers: [{id: friend, standing_at_least: 0}]}
  - {from: "2026-12-20", announced: "2026-11-16", tiers: [{id: friend, standing_at_least: 1}]}
  - {from: "2027-01-01", tiers: [{id: friend, standing_at_least: 2}]}
"""


def _person(name: str, stage: str, consent: str = "", more: str = "") -> str:
    given = f"consent: [{consent}]\n" if consent else ""
    return f'name: {name}\nstage: {stage}\nsince: "2026-02-01"\n{given}{more}'


def _agreed(since: str, version: str, recognition: str, contact: str, points: str) -> str:
    return (
        f'{{from: "{since}", version: "{version}", recognition: {recognition},'
        f" contact: {contact}, points: {points}}}"
    )


EVERYONE = _agreed("2026-02-01", "1", "public", "public", "public")
MEMBERS = _agreed("2026-11-15", "2", "members", "members", "members")
_ANA = """\
category: practitioner
owner: tom
pronouns: she
region: DE-BE
languages: [es, en]
topics: [search]
bio: {en: Helps., es: Ayuda.}
links: ["https://ana.example"]
accounts: {github: ana, mastodon: "@ana@m.example", forum: ana l}
communities: [forum, quiet, gone]
stance: supportive
nda: [{version: "1", signed: "2026-02-01", expires: "2026-12-14"}]
reach:
  - {channel: blog, measure: readers, value: 5, date: "2026-11-15", source: her word}
  - {channel: blog, measure: readers, value: 9, date: "2026-11-16"}
tier_floor:
  - {from: "2026-11-15", until: "2026-12-31", tier: champion, by: maya, reason: Helped.}
  - {from: "2026-11-14", tier: friend, by: maya, reason: Helped.}
  - {from: "2026-11-16", tier: champion, by: maya, reason: Helped.}
capacity: {asks_per_quarter: 4}
"""
_PEOPLE = {
    "ana": _person("Ana Lopes", "member", EVERYONE, _ANA),
    "ben": _person("Ben Okafor", "on-leave", MEMBERS, "category: journalist\nstaff: kim\n"),
    "cleo": _person("Cleo Martin", "emeritus", _agreed(AFTER, "2", *["members"] * 3)),
    "dan": _person("Dan Ito", "member", _agreed("2026-02-01", "1", "public", "staff", "staff")),
    "eve": _person(
        "Eve Ray",
        "member",
        f"{EVERYONE}, {_agreed(AFTER, '1', 'members', 'staff', 'nobody')}",
        'nda: [{version: "1", signed: "2026-02-01", expires: "2026-12-15"}]\n',
    ),
    "fay": _person("Fay Orr", "left", EVERYONE),
    "gus": _person("Gus Lee", "member", "", 'nda: [{version: "1", signed: "2026-02-01"}]\n'),
    "hal": 'name: Hal Poe\nstage: member\nsince: "2026-11-16"\n',
    "ida": _person(
        "Ida Fox",
        "candidate",
        "",
        'nda: [{version: "1", signed: "2026-02-01", expires: "2026-11-14"}]\n',
    ),
    "jim": _person(
        "Jim Day", "member", EVERYONE, "region: PT\nreachable: false\nstance: critical\n"
    ),
}


def _claim(number: int, day: str, more: str = "") -> str:
    return (
        f'evidence: [{{url: "https://e.example/{number}", title: Page {number}}}]\n'
        f'decision: {{outcome: approved, by: tom, date: "{day}", points: 100}}\n{more}'
    )


_SHARED = (
    'with: [dan, gus]\nevidence: [{url: "https://e.example/9"}]\n'
    'decision: {outcome: approved, by: tom, date: "2026-10-12", points: 100,'
    " shares: {ana: 34, dan: 33, gus: 33}}\n"
)
_ASKED = """\
evidence: [{witness: maya}, {event: 2026-11-10-briefing}]
summary: I showed it.
helped: a class
questions:
  - {asked: "2026-11-14", by: tom, text: Where?, answered: "2026-11-15"}
  - {asked: "2026-11-15", by: tom, text: When?, answered: "2026-11-16"}
  - {asked: "2026-11-16", by: tom, text: Why?}
source: {system: forum, event: e1}
"""
_CLAIMS = {
    "guide/claims/2026-10-10-ana": _SHARED,
    "guide/claims/2026-10-11-ben": _claim(2, "2026-10-13"),
    "guide/claims/2026-10-12-dan": _claim(3, "2026-10-15"),
    "guide/claims/2026-10-13-eve": _claim(4, "2026-10-17"),
    "guide/claims/2026-10-14-jim": _claim(5, "2026-10-19"),
    "guide/claims/2026-10-15-ana": _claim(6, "2026-10-21"),
    "guide/claims/2026-10-16-ana": _claim(
        7,
        "2026-10-17",
        'reversals: [{date: "2026-11-15", by: maya, shares: {ana: 100}, reason_code: brand-error,'
        " note: Ours.}]\n",
    ),
    "guide/claims/2026-11-15-jim": _claim(8, TODAY),
    "secret/claims/2026-10-20-eve": _claim(10, "2026-10-21").replace("100", "200"),
    "secret/claims/2026-11-02-ana": _ASKED,
    "guide/claims/2026-11-03-gus": 'evidence: ["https://e.example/11"]\n',
    "guide/claims/2026-11-16-gus": 'evidence: ["https://e.example/12"]\n',
    "guide/claims/2026-11-04-dan": (
        'evidence: ["https://e.example/13"]\ndecision: {outcome: declined, by: tom,'
        ' date: "2026-11-05", reason_code: no-evidence, reason: Nothing there.}\n'
    ),
}


def _mission(title: str, more: str, points: str = "100") -> str:
    text = "Write it down. Then send it."
    return f"title: {title}\ninstructions: {text}\npoints: {points}\nobjective: teach\n{more}"


_CHANGING = """
  - {from: "2026-01-01", value: 100, limits: {total: 9, per_influencer: 8}, quality: {low: 10}}
  - from: "2026-11-15"
    announced: "2026-10-01"
    value: 110
    limits: {total: 20, claims_per_week: 3}
    maturation_days: 9
  - {from: "2026-11-16", announced: "2026-11-15", value: 120}
  - {from: "2026-12-20", announced: "2026-11-16", value: 130}
  - {from: "2027-01-01", value: 140}"""
_MISSIONS = {
    "guide": _mission("Write a guide", 'audience: public\nopens: "2026-01-01"\n', _CHANGING),
    "secret": _mission(
        "Test it",
        "audience: nda\nreviewers: [tom, gone, kim]\nevidence: {at_least: 2, kinds: [link]}\n",
    ),
    "talk": _mission(
        "Give a talk",
        "public_facing: true\naudience: members\neffort_hours: 4\neligibility: {tiers: [champion,"
        " legend], regions: [DE], languages: [es], topics: [search], categories: [journalist,"
        " gone], nda: true, since_days: 30}\n",
    ),
    "video": _mission(
        "Make a video",
        "summary: Short.\npublic_facing: true\ndisclosure: {text: Lent.}\nstatus: paused\n",
    ),
    "idea": _mission("An idea", "status: proposed\naudience: public\n"),
    "ends": _mission("Ends", f'closes: "{TODAY}"\naudience: public\n'),
    "ended": _mission("Ended", f'closes: "{BEFORE}"\naudience: public\n'),
    "opens": _mission("Opens", f'opens: "{TODAY}"\naudience: public\n'),
    "later": _mission(
        "Later", f'opens: "{AFTER}"\naudience: public\n', f'[{{from: "{AFTER}", value: 5}}]'
    ),
    "staff": _mission("For staff", "audience: staff\n"),
}


def _item(title: str, confidentiality: str, *steps: str) -> str:
    lines = "".join(f"  - {{{step}}}\n" for step in steps)
    return f"title: {title}\nconfidentiality: {confidentiality}\narea: search\nsteps:\n{lines}"


def _received(day: str, who: str, more: str = "") -> str:
    said = f"summary: So said {who.replace(', ', ' and ')}."
    return f'step: received, date: "{day}", from: [{who}], channel: forum, {said}{more}'


def _step(step: str, day: str, more: str = "") -> str:
    return f'step: {step}, date: "{day}", by: tom{more}'


def _decided(day: str, outcome: str, more: str = "") -> str:
    return _step(
        "decided", day, f", outcome: {outcome}, rationale: Because many asked for it{more}"
    )


_TRIAGED = _step("triaged", "2026-10-05", ", department: product, owner: tom, severity: normal")
_SAY = ", say: {members: We will., nda: We will soon.}"
_NO = ", reason_code: too-costly, say: {public: We will not.}"


def _delivered(day: str, public: str, more: str = "") -> str:
    say = ", say: {public: Here it is.}"
    return _step("delivered", day, f', what: It, where: There, public: "{public}"{say}{more}')


_START = _step("acknowledged", "2026-10-02")
_FEEDBACK = {
    "2026-10-01-open": _item(
        "Open", "members", _received("2026-10-01", "ana, ben"), _START, _TRIAGED
    ),
    "2026-10-01-said": _item(
        "Said",
        "public",
        _received("2026-10-01", "ana", ', verbatim: "It is slow."'),
        _START,
        _TRIAGED,
        _decided("2026-10-10", "planned", _SAY),
        'step: joined, date: "2026-10-12", from: [ben]',
        'step: withdrawn, date: "2026-10-13", from: [ben]',
    ),
    "2026-10-01-held": _item(
        "Held",
        "nda",
        _received("2026-10-01", "eve, ana"),
        _START,
        _TRIAGED,
        _decided("2026-10-10", "planned"),
    ),
    "2026-10-01-declined": _item(
        "Declined",
        "public",
        _received("2026-10-01", "jim"),
        _START,
        _TRIAGED,
        _decided("2026-10-10", "declined", _NO),
    ),
    "2026-10-01-there": _item(
        "There",
        "members",
        _received("2026-10-01", "dan"),
        _START,
        _TRIAGED,
        _decided("2026-10-10", "already-available", ', link: "https://acme.example/there"' + _SAY),
    ),
    "2026-10-01-today": _item(
        "Today",
        "public",
        _received("2026-10-01", "ana, dan, eve, gus, jim"),
        _START,
        _TRIAGED,
        _decided("2026-10-10", "planned", _SAY),
        _step("delivering", "2026-10-15", ', link: "https://acme.example/branch"'),
        _delivered("2026-11-01", TODAY, ", scope: partial, remaining: The rest"),
    ),
    "2026-10-01-tomorrow": _item(
        "Tomorrow",
        "public",
        _received("2026-10-01", "ana, ben"),
        _START,
        _TRIAGED,
        _decided("2026-10-10", "planned", _SAY),
        _delivered("2026-11-01", AFTER),
        _step("reopened", "2026-11-05", ", cause: not-solved"),
    ),
    "2026-10-01-early": _item(
        "Early",
        "public",
        _received("2026-10-01", "ben, dan"),
        _START,
        _TRIAGED,
        _decided("2026-10-10", "planned", _SAY),
        _delivered("2026-11-01", AFTER),
    ),
    "2026-10-02-later": _item(
        "Later",
        "members",
        _received("2026-10-02", "ana"),
        _step("acknowledged", "2026-10-03"),
        _TRIAGED,
        _decided("2026-10-10", "deferred", ', revisit: "2026-12-01"' + _SAY),
    ),
    "2026-10-02-same": _item(
        "Same",
        "public",
        _received("2026-10-02", "jim"),
        _step("acknowledged", "2026-10-03"),
        _TRIAGED,
        _decided("2026-10-10", "duplicate", ", of: 2026-10-01-said"),
    ),
    "2026-10-02-gone": _item(
        "Gone",
        "public",
        _received("2026-10-02", "jim"),
        'step: withdrawn, date: "2026-10-13", from: [jim]',
    ),
    "2026-11-02-late": _item("Late", "staff", _received("2026-11-02", "gus")),
}

WORLD = {
    "program/program.yml": _PROGRAM,
    "program/policies.yml": _POLICIES,
    "program/tiers.yml": _TIERS,
    **{f"influencers/{name}/profile.yml": text for name, text in _PEOPLE.items()},
    **{f"missions/{name}/mission.yml": text for name, text in _MISSIONS.items()},
    **{f"missions/{name}.yml": text for name, text in _CLAIMS.items()},
    **{f"program/feedback/{name}.yml": text for name, text in _FEEDBACK.items()},
}
"""The texts by path: program, people, missions, claims and feedback."""
