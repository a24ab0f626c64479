"""Files that say what an action would refuse, laid over the base of the cases."""

from __future__ import annotations

CLAIM = "missions/guide/claims/2026-10-10-ana.yml"
GUIDE = "missions/guide/mission.yml"
ANA = "influencers/ana/profile.yml"
BEN = "influencers/ben/profile.yml"
DAN = "influencers/dan/profile.yml"
MUG = "influencers/ana/redemptions/2026-10-20-mug.yml"
GIVEN = "influencers/ana/touchpoints/2026-10-20-given.yml"
SETTINGS = "program/program.yml"
STAFF = """\
name: Acme Champions
timezone: Europe/Berlin
languages: [en]
started: "2026-01-01"
points: {escalate_above: 500}
staff:
  - {id: maya, name: Maya Weber, department: pr}
  - {id: tom, name: Tom Brandt, department: product}
  - {id: kim, name: Kim Park, department: pr, until: "2026-09-30"}
  - {id: lee, name: Lee Ash, department: pr}
  - {id: rob, name: Rob Fox, department: pr}
"""
PERSON = "name: Ana Lopes\nowner: tom\ncategory: practitioner\n"
MEMBER = PERSON + 'stage: member\nsince: "2026-02-01"\n'
NDA = 'nda: [{version: "1", signed: "2026-02-01", expires: "2027-01-31"}]\n'
EMPLOYEE = {ANA: f"{MEMBER}{NDA}staff: lee\n"}
LINK = "evidence: https://example.org/guides/ana\n"
MISSION = (
    "title: Write a how-to guide\ninstructions: Publish a guide and send us the link.\n"
    'points: 100\nobjective: teach\nopens: "2026-01-01"\n'
)
SEGMENTS = {
    "program/segments.yml": (
        "segments: [{id: menders, name: Menders, where: {stages: [emeritus]}}]\n"
    )
}
REWARD = {"program/rewards/mug.yml": "name: Mug\nkind: merchandise\ncost: 50\n"}


def decided(by: str = "maya", more: str = "", day: str = "2026-10-12") -> str:
    return f'{{outcome: approved, by: {by}, date: "{day}", points: 100{more}}}'


def claim(more: str = "", evidence: str = LINK) -> dict[str, str]:
    return {CLAIM: f"{evidence}{more}"}


def approved(by: str = "maya", more: str = "", day: str = "2026-10-12") -> dict[str, str]:
    return claim(f"decision: {decided(by, more, day)}\n")


DECLINED = 'decision: {outcome: declined, by: maya, date: "2026-10-12", reason: Empty.}\n'


def appealed(decision: str, declined: str = DECLINED) -> dict[str, str]:
    return claim(f'{declined}appeal: {{date: "2026-10-14", text: No., decision: {decision}}}\n')


def reversal(by: str = "tom", more: str = "", code: str = "duplicate") -> dict[str, str]:
    taken = f'{{date: "2026-10-20", by: {by}, reason_code: {code}, shares: {{ana: 100}}{more}}}'
    return claim(f"decision: {decided()}\nreversals: [{taken}]\n")


def answered(decision: str) -> dict[str, str]:
    return reversal("tom", f', appeal: {{date: "2026-10-22", text: No., decision: {decision}}}')


def asked(by: str = "maya", day: str = "2026-10-11", more: str = "") -> dict[str, str]:
    question = f'{{asked: "{day}", by: {by}, text: Which?{more}}}'
    return claim(f"questions: [{question}]\n")


def mug(more: str, terms: str = "", day: str = "") -> dict[str, str]:
    return {
        **REWARD,
        MUG: f"points: 50\n{day}{more}",
        **({"program/rewards/mug.yml": f"name: Mug\nkind: merchandise\n{terms}"} if terms else {}),
    }


def step(name: str, by: str = "maya", day: str = "2026-10-22") -> str:
    return f'{name}: {{date: "{day}", by: {by}}}\n'


BOTH = step("approved") + step("fulfilled")


def adjustment(more: str = "by: maya", points: int = 10, code: str = "goodwill") -> dict[str, str]:
    return {GIVEN: f"kind: adjustment\npoints: {points}\nreason_code: {code}\n{more}\n"}


def extension(of: str = "all", by: str = "maya", until: str = "2027-12-31") -> dict[str, str]:
    return {GIVEN: f'kind: extension\nof: {of}\nuntil: "{until}"\nreason: Late.\nby: {by}\n'}


def floor(by: str = "maya") -> str:
    return f'tier_floor: [{{from: "2026-10-01", tier: champion, by: {by}, reason: Founder.}}]\n'


STAFFED = {"program/program.yml": STAFF}


def only(terms: str) -> dict[str, str]:
    return {GUIDE: f"{MISSION}eligibility: {{{terms}}}\n"}
