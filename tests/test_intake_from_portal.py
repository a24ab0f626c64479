"""From a link on the built portal to files that pass `check`, by every way that a program may set.

The portal is built from the program's files and its HTML read: the address that a button has is
taken apart as a browser and the host would, filled in as somebody does, and handed in.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from goodword.audience.gate import audience_view
from goodword.cli import main
from goodword.intake.sheet import address_hash
from goodword.load import load
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.documents import read_document
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from goodword.starter.forms import issue_forms
from goodword.texts import Texts
from tests.intake_program import (
    ADDRESS,
    DAY,
    FILES,
    KEY,
    SERVER,
    eml,
    event,
    lay,
    signature,
    written,
)
from tests.portal_site import Parsed, build, pages
from tests.test_claim_commands import everything

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = "https://example.org/guide?a=1&b=%C3%A9"
LANGUAGES = ("en", "es")
NEWCOMER = "cy@berg.example"
PAGES = {
    "claim": "missions/write-a-guide/",
    "feedback": "feedback/",
    "reward": "rewards/",
    "join": "",
}
"""The page on which each form is opened."""
SAID = {
    "claim": {"evidence": GUIDE, "summary": "A guide & more."},
    "feedback": {"title": "Slow export", "said": "It takes an hour."},
    "reward": {},
    "join": {"name": "Cy Berg", "languages": "sv", "recognition": "members"},
}
"""What the sender fills in."""
MADE = {
    "claim": "missions/write-a-guide/claims/2026-11-28-ana.yml",
    "feedback": "program/feedback/2026-11-28-slow-export.yml",
    "reward": "influencers/ana/redemptions/2026-11-28-hoodie.yml",
    "join": "influencers/cy-berg/profile.yml",
}
ON_AGENDA = {
    "claim": "write-a-guide/2026-11-28-ana",
    "feedback": "2026-11-28-slow-export",
    "reward": "ana/2026-11-28-hoodie",
    "join": "answer cy-berg, who asked to join",
}
WAYS = {
    "issues": "  issues: https://github.com/Acme/champions\n",
    "mail": "  mail: champions@acme.example\n",
    "form": ("  form: https://forms.example.com/f?form={form}&mission={mission}&reward={reward}\n"),
}


def lay_program(folder: Path, way: str) -> Path:
    """The program with one way in alone."""
    known = address_hash(ADDRESS, KEY)
    files = {path: text.replace("7e1b7a5f3c", known) for path, text in FILES.items()}
    head, _, rest = files["program/program.yml"].partition("intake:\n")
    files["program/program.yml"] = (
        f"{head}intake:\n{WAYS[way]}staff:\n{rest.partition('staff:')[2]}"
    )
    return lay(folder, files)


def buttons(root: Path, folder: Path, language: str) -> dict[str, str]:
    """The address of each form's button, out of the HTML of the built portal."""
    loaded = load(DiskTree(root), Schemas.load(schemas_directory()))
    assert not loaded.diagnostics
    today = date.fromisoformat(DAY)
    build(audience_view(Snapshot(loaded.program, today), "members", today), folder)
    built, found = pages(folder), {}
    prefix = "" if language == "en" else f"{language}/"
    for form, page in PAGES.items():
        links = Parsed(built[prefix + page]).all("a", "href")
        into = [
            each
            for each in links
            if each.startswith(("mailto:", "https://forms.")) or "/issues/new" in each
        ]
        assert len(into) == 1, (form, into)
        found[form] = into[0]
    return found


@pytest.fixture(scope="module", params=[(w, t) for w in WAYS for t in LANGUAGES], ids="-".join)
def opened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, str, dict[str, str]]:
    """A way in, a language, and the buttons of a portal built for both."""
    way, language = request.param
    folder = tmp_path_factory.mktemp("portal")
    return way, language, buttons(lay_program(folder / "p", way), folder / "site", language)


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODWORD_INTAKE_KEY", KEY)


def intake(root: Path, *asked: str) -> int:
    return main(["--root", str(root), "intake", *asked, "--write", "--as-of", DAY])


def issue(form: str, address: str) -> bytes:
    """The event of an issue form that was opened from an address, filled in, sent and accepted."""
    place = urlsplit(address)
    assert (place.netloc, place.path) == ("github.com", "/Acme/champions/issues/new")
    query = {name: value for name, (value,) in parse_qs(place.query).items()}
    files = issue_forms(LANGUAGES)
    path = next(each for each in files if each.endswith(f"/{query['template']}"))
    shown: Any
    shown, wrong = read_document(files[path], path)
    assert not wrong
    parts = []
    for field in shown["body"]:
        value = SAID[form].get(field["id"]) or query.get(field["id"], "")
        if field["type"] == "checkboxes":
            value = f"- [X] {field['attributes']['options'][0]['label']}"
        parts.append(f"### {field['attributes']['label']}\n\n{value or '_No response_'}")
    made = event("\n\n".join(parts), form)
    made["issue"] |= {"number": [*SAID].index(form) + 1, "title": query["title"]}
    if form == "join":
        made["issue"]["user"] = {"login": "cy-b", "id": 99, "type": "User"}
    return written(made)


def mail(form: str, address: str, language: str) -> bytes:
    """The mail that a browser's mail program opens from an address, filled in and sent."""
    place = urlsplit(address)
    head = {
        name: unquote(value)
        for name, _, value in (part.partition("=") for part in place.query.split("&"))
    }
    texts, text = Texts(language), head["body"].replace("\r\n", "\n")
    for name, value in SAID[form].items():
        heading = f"### {texts(f'form.{name}')}\n\n"
        assert text.count(heading) == 1
        text = text.replace(heading, f"{heading}{value}")
    text = text.replace("- [ ] ", "- [x] ") + "\n-- \nAna Lopes\n+351 1\n"
    sent = {"To": unquote(place.path), "Subject": head["subject"], "Message-ID": f"<{form}@x>"}
    if form == "join":
        sent["From"] = NEWCOMER
        sent["Authentication-Results"] = f"{SERVER}; spf=pass; dkim=pass header.d=berg.example"
        sent["DKIM-Signature"] = signature("berg.example", text)
    return eml(text, **sent)


def table(form: str, address: str) -> tuple[bytes, str]:
    """The row that a form service writes of a form opened from an address, and its map."""
    query = {name: each[0] for name, each in parse_qs(urlsplit(address).query).items()}
    assert query.pop("form") == form
    filled = {**query, **SAID[form], **({"agree": "yes"} if form == "join" else {})}
    who = NEWCOMER if form == "join" else ADDRESS
    row = {"Submitted at": "2026-11-28 09:10:11", "Verified address": who, **filled}
    text = io.StringIO(newline="")
    rows = csv.DictWriter(text, row)
    rows.writeheader()
    rows.writerow(row)
    columns = ", ".join(f"{name}: {name}" for name in filled)
    names = (
        f"form: {form}\naccount: {{platform: mail, column: Verified address}}\n"
        f"received: Submitted at\ncolumns: {{{columns}}}\n"
    )
    return text.getvalue().encode(), names


@pytest.mark.parametrize("form", SAID)
def test_what_is_handed_in_from_the_portal_is_lost_on_its_way(
    form: str,
    opened: tuple[str, str, dict[str, str]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    way, language, addresses = opened
    root = lay_program(tmp_path / "p", way)
    file, names, address = tmp_path / "handed-in", tmp_path / "map.yml", addresses[form]
    if way == "issues":
        file.write_bytes(issue(form, address))
        code = intake(root, str(file))
    elif way == "mail":
        assert address.startswith("mailto:champions@acme.example?")
        file.write_bytes(mail(form, address, language))
        code = intake(root, "--eml", str(file), "--server", SERVER)
    else:
        data, text = table(form, address)
        file.write_bytes(data)
        names.write_text(text, encoding="utf-8")
        code = intake(root, "--csv", str(file), "--map", str(names))
    assert code == 0, capsys.readouterr()
    arrived(root, form, capsys)


@pytest.mark.parametrize("form", SAID)
def test_what_a_program_hands_in_is_lost_on_its_way(
    form: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = lay_program(tmp_path / "p", "mail")
    known = {"claim": {"mission": "write-a-guide"}, "reward": {"reward": "hoodie"}}
    join = form == "join"
    line = {
        "form": form,
        "from": {"platform": "mail", "login": NEWCOMER if join else ADDRESS},
        "received": "2026-11-28T09:10:11+01:00",
        "fields": {**known.get(form, {}), **SAID[form], **({"agree": True} if join else {})},
    }
    stdin = SimpleNamespace(buffer=io.BytesIO(json.dumps(line).encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert intake(root, "--jsonl", "-") == 0, capsys.readouterr()
    arrived(root, form, capsys)


def arrived(root: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It is there, passes, and stands on the agenda of that day as one asks for it every day."""
    there = everything(root)
    assert MADE[form] in there
    if form == "claim":
        assert GUIDE.encode() in there[MADE[form]]
        assert b"summary: A guide & more." in there[MADE[form]]
    for address in (ADDRESS, NEWCOMER):
        assert address.encode() not in b"".join(there.values())
    capsys.readouterr()
    assert main(["--root", str(root), "check", "--as-of", DAY]) == 0, capsys.readouterr()
    capsys.readouterr()
    assert main(["--root", str(root), "agenda", "--as-of", DAY]) == 0
    assert ON_AGENDA[form] in capsys.readouterr().out
