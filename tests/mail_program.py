"""A program whose members' first sixty days have a mail of each kind, and the keys beside it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pyrage  # type: ignore[import-untyped] # it has no types

from goodword.addresses import keys
from goodword.addresses.sealed import Addresses, seal
from goodword.cli import main
from tests.mail_server import PASSWORD, USER

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pytest

    from tests.mail_server import Post

KEY = "of the sixty-four letters that openssl makes"


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def with_keys(folder: Path) -> tuple[Path, pyrage.x25519.Identity]:
    """A folder of keys with one member of staff, and that member's own key in a file beside."""
    made = folder / "keys"
    made.mkdir()
    mine = pyrage.x25519.Identity.generate()
    (made / keys.RECIPIENTS).write_text(f"{mine.to_public()}\n")
    own = folder / "mine.key"
    own.write_text(f"{mine}\n")
    own.chmod(0o600)
    return made, mine


def reached(root: Path, folder: Path, people: Iterable[str]) -> None:
    """Keep an address of each, `<id>@example.com`."""
    for person in people:
        key = keys.new_key(folder, person)
        keys.lay_down(folder, key)
        content = seal(Addresses(f"{person}@example.com"), key)
        (root / f"influencers/{person}/contact.age").write_bytes(content)


JOINED = dt.date(2026, 3, 2)
SAID = 'version: "1", source: "the form", recognition: members, contact: staff, points: members'
MEMBER = """\
name: {name}
stage: member
since: "{day}"
owner: maya
category: rider
languages: [{language}]
consent:
  - {{from: "{day}", {said}, messages: all}}
"""
FILES = {
    "program/program.yml": """\
name: Acme Champions
timezone: Europe/Lisbon
started: "2026-01-01"
languages: [en, pt]
staff:
  - {id: maya, name: Maya Weber, emails: [maya@example.com]}
""",
    "program/departments.yml": """\
departments:
  - {id: product, name: Product, lead: maya, measure: fixes}
categories:
  - {id: rider, name: Rider, department: product, measure: finds}
""",
    "program/onboarding.yml": """\
sequences:
  - id: welcome
    for: member
    steps:
      - {id: welcome, template: welcome, after_days: 0, of: joined, channel: mail}
      - {id: rules, template: how-it-works, after_days: 3, of: step, channel: mail}
      - {id: mission, template: first-mission, after_days: 7, of: step, channel: mail}
      - {id: thirty-days, template: thirty-days, after_days: 30, of: joined, channel: mail}
""",
    "missions/write-a-guide/mission.yml": """\
title: Write a how-to guide
instructions: Publish a guide and send us the link.
points: 100
""",
}
TEMPLATES = ("welcome", "how-it-works", "first-mission", "thirty-days")
LETTERS = {
    f"program/messages/{language}/{template}.md": (
        f"# {subject} {{{{ name }}}}: {template}\n\n{body} {{{{ program }}}}.\n"
    )
    for language, subject, body in (
        ("en", "Hello", "We are glad of"),
        ("pt", "Olá", "Ficamos contentes com"),
    )
    for template in TEMPLATES
}


PEOPLE = {"ana": "pt", "ben": "en", "cleo": "pt"}
GUIDE = "missions/write-a-guide/claims"


def day(number: int) -> dt.date:
    return JOINED + dt.timedelta(days=number)


class Town:
    """The program, its server, and the days that pass."""

    def __init__(self, folder: Path, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.box = folder / "program", post.box
        for path, text in (FILES | LETTERS).items():
            put(self.root, path, text)
        for person, language in PEOPLE.items():
            said = MEMBER.format(name=person.title(), day=JOINED, language=language, said=SAID)
            put(self.root, f"influencers/{person}/profile.yml", said)
        made, _ = with_keys(folder)
        reached(self.root, made, PEOPLE)
        for name, value in {
            keys.VARIABLE: str(made),
            keys.IDENTITY: str(folder / "mine.key"),
            "GOODWORD_INTAKE_KEY": KEY,
            "GOODWORD_SMTP_HOST": "localhost",
            "GOODWORD_SMTP_PORT": str(post.bound),
            "GOODWORD_SMTP_USER": USER,
            "GOODWORD_SMTP_PASSWORD": PASSWORD,
            "GOODWORD_SMTP_FROM": "champions@example.com",
            "GOODWORD_SMTP_CA": str(post.trusted),
        }.items():
            monkeypatch.setenv(name, value)

    def run(self, number: int, *arguments: str) -> int:
        return main(["--root", str(self.root), *arguments, "--as-of", str(day(number))])

    def happens(self, number: int) -> None:
        """What the day brings."""
        if number == 5:
            for person in ("ana", "cleo"):
                put(
                    self.root,
                    f"influencers/{person}/touchpoints/{day(5)}-adjustment.yml",
                    "kind: adjustment\npoints: 50\nreason_code: opening\nby: maya\n"
                    f'expires: "{day(55)}"\nsummary: From before\n',
                )
        if number == 15:
            for person in PEOPLE:
                put(
                    self.root,
                    f"{GUIDE}/{day(12)}-{person}.yml",
                    f"evidence: https://example.com/{person}\n"
                    f'decision: {{outcome: approved, by: maya, date: "{day(15)}", points: 100}}\n',
                )
        if number == 20:
            path = self.root / "influencers/cleo/profile.yml"
            said = f'  - {{from: "{day(20)}", {SAID}, messages: none}}\n'
            path.write_text(path.read_text() + said)
        if number == 33:
            put(
                self.root,
                "missions/give-a-talk/mission.yml",
                f'title: Give a talk\ninstructions: Talk.\npoints: 50\nopens: "{day(33)}"\n',
            )
