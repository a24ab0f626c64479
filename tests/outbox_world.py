"""A small program in two languages over sixty days, and how messages are put on record in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from goodword.diagnostics import Place
from goodword.load import load
from goodword.model.touchpoint import Touchpoint
from goodword.outbox.plan import plan
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from goodword.model.program import Program
    from goodword.outbox.messages.message import Message, Plan

SCHEMAS = Schemas.load(schemas_directory())
FIRST = date(2026, 9, 1)
"""The day on which ana, ben and cleo join."""
PROGRAM = """\
name: Acme Champions
timezone: Europe/Berlin
languages: [en, es]
started: "2026-01-01"
portal: {url: "https://acme.example/"}
staff:
  - {id: maya, name: Maya Weber, emails: [maya@acme.example]}
  - {id: jon, name: Jon Dahl}
points: [{from: "2026-01-01", expiry: {months: 1}}]
"""
POLICIES = """\
consents:
  - {version: "1", from: "2026-01-01", text: {en: We keep what you tell us., es: Guardamos todo.}}
  - {version: "2", from: "2026-10-15", text: {en: We keep *less* of it., es: Guardamos *menos*.}}
ndas: [{version: "1", from: "2026-01-01"}]
"""
TIERS = """\
versions:
  - from: "2026-01-01"
    tiers:
      - {id: friend, name: {en: Friend, es: Amiga}, standing_at_least: 0}
      - id: guide
        name: {en: Guide, es: Guía}
        standing_at_least: 50
        entitlements: [{en: A call with an engineer, es: Una llamada con ingeniería}]
"""
ONBOARDING = """\
sequences:
  - id: welcome
    steps:
      - {id: hello, template: welcome, after_days: 0, channel: mail}
      - {id: rules, template: rules, after_days: 3, of: step}
      - {id: first-mission, template: first-mission, after_days: 7, of: step, unless: [has-claim]}
      - {id: call, after_days: 20, channel: phone}
      - {id: check, template: check, after_days: 30, channel: mail}
"""
MISSION = """\
title: {en: Write a how-to guide, es: Escribe una guía}
instructions: Publish a guide and send us the link.
points: 60
opens: "2026-09-15"
"""
REWARD = """\
name: {en: A mug, es: Una taza}
kind: recognition
cost: [{from: "2026-01-01", points: 20, tiers: [guide]}]
"""
FEEDBACK = """\
title: {en: Search is slow, es: La búsqueda es lenta}
confidentiality: members
steps:
  - {step: received, date: "2026-09-06", from: [ana, cleo], channel: mail, summary: It is slow}
  - {step: triaged, date: "2026-09-08", by: maya, owner: jon, severity: normal}
  - {step: decided, date: "2026-09-11", by: jon, outcome: planned,
     rationale: Many people search every day,
     say: {members: {en: We make it *fast*., es: Será rápida.}}}
  - {step: delivered, date: "2026-09-28", by: jon, what: A new index, where: Everywhere,
     scope: full, say: {members: {en: It is fast now., es: Ya es rápida.}}}
"""
NO = """\
title: Pay us
steps:
  - {step: received, date: "2026-09-20", from: [ben], channel: mail, summary: Pay us}
  - {step: triaged, date: "2026-09-21", by: maya, owner: jon, severity: low}
  - {step: decided, date: "2026-09-22", by: jon, outcome: declined, reason_code: not-planned,
     rationale: Points are never money here, say: {members: Points are no money.}}
"""
CLAIM = """\
evidence: https://example.com/{what}
decision: {{outcome: approved, by: maya, date: "{day}", points: 60, computed: 60,
  shares: {{{who}: 60}}, version: "1900-01-01", quality: normal, reason: Clear and short}}
"""


def letter(subject: str, text: str, owner: bool = True) -> str:
    foot = "\n\n{{ owner }}\n" if owner else "\n"
    return f"# {subject}\n\n{text}{foot}"


def profile(name: str, languages: str, consents: str, more: str = "") -> str:
    return (
        f'name: {name}\nowner: maya\nlanguages: [{languages}]\nhistory: [{{date: "{FIRST}", '
        f"stage: member}}]\nconsent: [{consents}]\n{more}"
    )


NDA = 'nda: [{version: "1", signed: "2026-09-01", expires: "2026-11-20"}]\n'
ALL = '{from: "2026-09-01", version: "1", recognition: members, points: members, messages: all}'
FILES = {
    "program/program.yml": PROGRAM,
    "program/policies.yml": POLICIES,
    "program/tiers.yml": TIERS,
    "program/onboarding.yml": ONBOARDING,
    "program/messages/en/welcome.md": letter("Welcome to {{ program }}", "Hello {{ name }}, good."),
    "program/messages/es/welcome.md": letter("Hola, {{ name }}", "Te damos la bienvenida."),
    "program/messages/en/rules.md": letter("How it works", "Points are **thanks**, not money."),
    "program/messages/es/rules.md": letter("Cómo funciona", "Los puntos dan las gracias."),
    "program/messages/en/first-mission.md": letter("A first mission", "[Look]({{ portal }})"),
    "program/messages/es/first-mission.md": letter("Una primera misión", "[Mira]({{ portal }})"),
    "program/messages/en/check.md": letter("Thirty days", "What did you expect?"),
    "program/rewards/mug.yml": REWARD,
    "program/feedback/2026-09-06-slow-search.yml": FEEDBACK,
    "program/feedback/2026-09-20-pay-us.yml": NO,
    "missions/guide/mission.yml": MISSION,
    "influencers/ana/profile.yml": profile(
        "Ana Lopes",
        "es",
        ALL,
        'nda: [{version: "1", signed: "2026-09-01", expires: "2026-11-20"}]\n',
    ),
    "influencers/ben/profile.yml": profile("Ben Roe", "fr, en", ALL),
    "influencers/cleo/profile.yml": profile(
        "Cleo Night", "en", f'{ALL}, {{from: "2026-09-21", version: "1", messages: none}}'
    ),
    "influencers/dan/profile.yml": profile(
        "Dan Oak", "en", '{from: "2026-09-01", version: "1", messages: portal-only}'
    ),
    "influencers/eve/profile.yml": profile("Eve Sun", "en", ""),
    "influencers/fay/profile.yml": profile("Fay Moon", "en", ALL).replace("member}", "invited}"),
    "missions/guide/claims/2026-09-15-ana.yml": CLAIM.format(what="a", who="ana", day="2026-09-17"),
    "missions/guide/claims/2026-09-16-cleo.yml": CLAIM.format(
        what="c", who="cleo", day="2026-09-24"
    ),
    "missions/guide/claims/2026-09-18-ben.yml": "evidence: https://example.com/b\n"
    'decision: {outcome: declined, by: maya, date: "2026-09-25", reason: The link is dead, '
    "reason_code: no-evidence}\n",
    "influencers/ana/redemptions/2026-10-01-mug.yml": "points: 20\n"
    'approved: {date: "2026-10-03", by: jon}\nfulfilled: {date: "2026-10-06", by: jon}\n',
}
"""What is dated later is there from the start: no day knows of the days after it."""


def world(folder: Path, files: dict[str, str] | None = None) -> Program:
    """The program of these files, all of which fit their schemas."""
    for path, text in (FILES if files is None else files).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    loaded = load(DiskTree(folder), SCHEMAS, workers=1)
    assert [(each.place.path, each.message) for each in loaded.diagnostics] == []
    return loaded.program


def on_record(program: Program, messages: Iterable[Message], day: date) -> Program:
    """The program with a record of each message, and of each answer that one gave."""
    rooms = dict(program.touchpoints)
    for number, each in enumerate(messages, len(rooms)):
        sent = {
            "kind": "message",
            "template": each.template,
            "sequence": each.sequence,
            "step": each.step,
            "language": each.language,
            "channel": each.channel,
            "key": each.key,
            "refs": list(each.refs),
        }
        said: list[dict[str, object]] = [
            {name: value for name, value in sent.items() if value is not None}
        ]
        if each.answer is not None:
            told: dict[str, object] = {
                "kind": "answer",
                "step": "told",
                "milestone": each.answer.milestone,
                "round": each.answer.round,
                "refs": [each.answer.item],
                "by": each.by,
                "channel": each.channel,
                "ref": f"<{number}@acme.example>",
                "automated": True,
            }
            said.append(told)
        for data in said:
            path = f"influencers/{each.person}/touchpoints/{day}-{data['kind']}-{number}.yml"
            rooms[path] = Touchpoint.read(data, Place(path), program.settings.first_day)
    return replace(program, touchpoints=rooms)


def season(
    program: Program, days: int, first: date = FIRST, page: Callable[[str], str] = lambda _: ""
) -> list[tuple[date, Plan]]:
    """The plan of each of so many days, all that is due being put on record at once."""
    found = []
    for number in range(days):
        day = first + timedelta(days=number)
        made = plan(Snapshot(program, day), page=page)
        found.append((day, made))
        program = on_record(program, made.messages, day)
    return found
