"""A small program that takes things in, and what influencers send: issues, mails, rows."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from goodword.texts import Texts
from goodword.verbs.forms import form as form_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

DAY = "2026-11-28"
KEY = "a secret of the tests, long enough"
SERVER = "mx.acme.example"
ADDRESS = "ana@lopes.example"
REPOSITORY = "acme/champions"
FILES: Mapping[str, str] = {
    "program/program.yml": """\
name: Acme Champions
timezone: Europe/Berlin
started: "2026-01-01"
languages: [en, es]
intake:
  mail: champions@acme.example
  issues: https://github.com/Acme/champions
staff:
  - id: maya
    name: Maya Weber
    emails: [maya@acme.example]
  - id: jon
    name: Jon Reyes
    emails: [jon@acme.example]
""",
    "influencers/ana/profile.yml": """\
name: Ana Lopes
stage: member
since: "2026-01-05"
accounts:
  github: {login: ana-l, id: 4711}
  mail: 7e1b7a5f3c
topics: [exports]
""",
    "influencers/bo/profile.yml": """\
name: Bo
stage: member
since: "2026-01-05"
accounts: {github: Bo-B}
""",
    "influencers/ana/touchpoints/2026-11-02-adjustment.yml": """\
by: maya
kind: adjustment
points: 500
reason_code: opening
second: {by: jon, date: "2026-11-02"}
summary: Points of the program before.
""",
    "missions/write-a-guide/mission.yml": """\
title: Write a guide
instructions: Publish it and send us the link.
points: 100
""",
    "program/rewards/hoodie.yml": """\
name: Hoodie
kind: merchandise
cost: 100
""",
}


def lay(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    """The program in a folder."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def body(form: str, language: str = "en", /, **values: str) -> str:
    """A form as somebody filled it in; what is not said is left empty."""
    texts, parts = Texts(language), []
    for field in form_of(form).asking(values):
        value = values.get(field.name, "")
        if field.kind == "check" and not value:
            value = f"- [x] {texts('form.agree.option')}"
        parts.append(f"### {texts(f'form.{field.name}')}\n\n{value or '_No response_'}\n")
    return "\n".join(parts)


def event(text: str, form: str = "claim") -> dict[str, Any]:
    """The event of an issue that staff accepted."""
    user = {"login": "Ana-L", "id": 4711, "type": "User"}
    return {
        "action": "labeled",
        "label": {"name": "intake/accepted"},
        "issue": {
            "number": 12,
            "state": "open",
            "title": "Done",
            "body": text,
            "created_at": "2026-11-27T23:30:00Z",
            "labels": [{"name": f"intake/{form}"}, {"name": "intake/accepted"}],
            "user": user,
        },
        "repository": {"full_name": REPOSITORY, "private": True},
        "sender": {"login": "maya-w", "id": 815, "type": "User"},
    }


def written(made: Mapping[str, Any]) -> bytes:
    """An event as the host writes it."""
    return json.dumps(made, indent=1, ensure_ascii=True).encode()


def signature(domain: str, text: str, more: str = "") -> str:
    """A signature line of a domain over a text, folded as servers fold it."""
    made = base64.b64encode(hashlib.sha512(f"{domain} {text!r}".encode()).digest()).decode()
    head = f"v=1; a=rsa-sha256; d={domain}; s=k1; h=from:to:subject;{more}"
    return f"{head}\n bh=AAAA; b={made[:30]}\n {made[30:]}"


def eml(text: str, **lines: str) -> bytes:
    """A mail as the server stored it; `lines` replace those of its head, `_` for `-`."""
    head = {
        "Received": "from a by mx.acme.example; Sat, 28 Nov 2026 09:10:11 +0100",
        "Authentication-Results": f"{SERVER}; dkim=pass (2048-bit key) header.d=lopes.example",
        "From": f"Ana <{ADDRESS}>",
        "To": "champions@acme.example",
        "Subject": "Done",
        "Date": "Sat, 28 Nov 2026 09:10:00 +0100",
        "Message-ID": "<1@lopes.example>",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        **{name.replace("_", "-"): line for name, line in lines.items()},
    }
    known = re.search(r"dkim=pass[^;]*header\.d=([a-z.]+)", head["Authentication-Results"].lower())
    head.setdefault("DKIM-Signature", signature(known[1] if known else "lopes.example", text))
    top = "".join(f"{name}: {line}\n" for name, line in head.items() if line)
    return f"{top}\n{text}".replace("\n", "\r\n").encode()
