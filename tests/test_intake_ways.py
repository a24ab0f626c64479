"""The ways in: mails that may be anybody's, rows, lines, and the forms that are given out."""

from __future__ import annotations

import io
import json
import shlex
import sys
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from goodword.audience.gate import audience_view
from goodword.cli import main
from goodword.intake.erased import account_hashes
from goodword.intake.sheet import address_hash
from goodword.load import load
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.documents import read_document
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from goodword.starter.forms import issue_forms
from tests.conftest import ROOT
from tests.intake_program import ADDRESS, DAY, FILES, KEY, SERVER, body, eml, event, lay, written
from tests.test_claim_commands import everything

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = "https://example.org/guide"
MADE = ("missions/write-a-guide/claims/2026-11-28-ana.yml",)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GOODWORD_INTAKE_KEY", KEY)
    known = address_hash(ADDRESS, KEY)
    return lay(tmp_path / "p", {k: v.replace("7e1b7a5f3c", known) for k, v in FILES.items()})


def intake(root: Path, *asked: str) -> int:
    return main(["--root", str(root), "intake", *asked, "--write", "--as-of", DAY])


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ({"Authentication_Results": ""}, "did not judge the mail"),
        ({"Authentication_Results": "mx.evil.example; dkim=pass header.d=lopes.example"}, "judge"),
        ({"Authentication_Results": f"{SERVER}; dkim=fail header.d=lopes.example"}, "signature"),
        ({"Authentication_Results": f"{SERVER}; dkim=none; spf=pass"}, "signature"),
        ({"Authentication_Results": f"{SERVER}; dkim=pass header.d=evil.example"}, "signature"),
        ({"Authentication_Results": f"{SERVER}; dkim=pass header.d=s.example"}, "signature"),
        ({"Authentication_Results": f"{SERVER}; dkim=pass header.d=a.lopes.example"}, "signature"),
        ({"Authentication_Results": f"{SERVER}; dkim=pass header.d=example"}, "signature"),
        (
            {"Authentication_Results": f"{SERVER}; spf=fail (; dkim=pass header.d=lopes.example)"},
            "signature",
        ),
        (
            {
                "Authentication_Results": (
                    f'{SERVER}; spf=fail smtp.mailfrom="a; dkim=pass header.d=lopes.example ;b"'
                )
            },
            "signature",
        ),
        (
            {
                "Authentication_Results": (
                    f"{SERVER}; spf=fail (a (b) ; dkim=pass header.d=lopes.example ; c)"
                )
            },
            "signature",
        ),
        (
            {
                "Authentication_Results": (
                    f"{SERVER}; dkim=fail\n"
                    f"Authentication-Results: {SERVER}; dkim=pass header.d=lopes.example"
                )
            },
            "signature",
        ),
        ({"From": f"{ADDRESS}\nFrom: bo@evil.example"}, "several lines From"),
        ({"From": f"{ADDRESS}, bo@evil.example"}, "one address"),
        ({"From": ""}, "whom it is from"),
        ({"To": "others@acme.example"}, "does not go to"),
        ({"Auto_Submitted": "auto-replied"}, "by a program"),
        ({"List_Id": "<a.example>"}, "by a program"),
        ({"Received": ""}, "when the server took it"),
        ({"Content_Type": "text/html; charset=utf-8"}, "no plain text"),
        ({"Content_Type": "text/plain; charset=nonsense"}, "not written as mails are"),
    ],
)
def test_a_mail_that_may_be_anybodys_is_taken_in(
    lines: dict[str, str],
    why: str,
    root: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file, before = tmp_path / "a.eml", everything(root)
    file.write_bytes(eml(body("claim", mission="write-a-guide", evidence=GUIDE), **lines))
    assert intake(root, "--eml", str(file), "--server", SERVER) == 1
    said = capsys.readouterr().out
    assert said.startswith("refused: ")
    assert why in said
    assert everything(root) == before


def test_a_signature_above_the_address_is_not_enough_for_it(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    text = body("claim", "es", mission="write-a-guide", evidence=GUIDE)
    good = f"{SERVER} 1; dkim=fail header.d=x.example; DKIM=pass (a; b) header.d=Lopes.example"
    file.write_bytes(eml(text, Authentication_Results=good))
    assert intake(root, "--eml", str(file), "--server", SERVER) == 0


MAP = """\
form: claim
account: {platform: mail, column: Email Address}
received: Timestamp
dates: month-first
columns:
  mission: Which mission?
  evidence: Link
"""
HEAD = "Timestamp,Email Address,Which mission?,Link\n"


def rows(root: Path, tmp_path: Path, text: str, names: str = MAP) -> int:
    (tmp_path / "map.yml").write_text(names, encoding="utf-8")
    (tmp_path / "rows").write_text(text, encoding="utf-8")
    return intake(root, "--csv", str(tmp_path / "rows"), "--map", str(tmp_path / "map.yml"))


def test_rows_of_a_form_service_are_taken_in_twice(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        f"{HEAD}11/27/2026 22:10:00,{ADDRESS},write-a-guide,{GUIDE}\n"
        f"11/28/2026 9:10:00 AM,Ana@Lopes.example,write-a-guide,{GUIDE}-2\n"
    )
    assert rows(root, tmp_path, text) == 0, capsys.readouterr()
    there = everything(root)
    folder = "missions/write-a-guide/claims/2026-11"
    assert b'at: "08:10:00"' in there[f"{folder}-28-ana.yml"]
    assert b'at: "21:10:00"' in there[f"{folder}-27-ana.yml"]
    assert b'received: "2026-11-27"' in there[f"{folder}-27-ana.yml"]
    assert rows(root, tmp_path, text) == 0
    as_json = json.dumps(
        [
            {
                "Timestamp": "2026-11-28T08:10:00Z",
                "Email Address": ADDRESS,
                "Which mission?": "write-a-guide",
                "Link": [f"{GUIDE}-2"],
            }
        ]
    )
    assert rows(root, tmp_path, as_json) == 0, capsys.readouterr()
    assert everything(root) == there
    capsys.readouterr()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            f"{HEAD}11/27/2026 22:10:00,bo@x.example,write-a-guide,{GUIDE}\n",
            "rows:2:1: error: nobody",
        ),
        (f"{HEAD}11/27/2026,{ADDRESS},write-a-guide,{GUIDE}\n", "rows:2:1: error: it came in"),
        (f"{HEAD}11/27/2026 22:10:00,{ADDRESS},../x,{GUIDE}\n", "rows:2:1: error"),
        (f"{HEAD}11/27/2026 22:10:00,{ADDRESS},write-a-guide,ftp://x\n", "rows:2:1: error"),
        (f"{HEAD}11/27/2026 22:10:00,{ADDRESS},write-a-guide,<!-- x -->\n", "an HTML comment"),
        (f"{HEAD}11/27/2026 22:10:00,nobody,write-a-guide,{GUIDE}\n", "no mail address"),
        ("Timestamp,Which mission?,Link\n1,2,3\n", 'no column "Email Address"'),
        ('[{"a": 1, "a": 2}]', 'the key "a" twice'),
        ("[1]", "the row is no mapping"),
        ("[", "no JSON"),
    ],
)
def test_rows_that_are_none_are_taken_in(
    text: str, why: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(root)
    assert rows(root, tmp_path, text) == 1
    said = capsys.readouterr()
    assert why in said.out
    assert "nothing was written" in said.err
    assert everything(root) == before


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (MAP.replace("mission:", "who:"), 'claim has no field "who"'),
        (MAP.replace("form: claim", "form: claims"), "map.yml:1"),
        (MAP.replace("received: Timestamp\n", ""), "received"),
        ("a: &b c\n", "map.yml:1"),
    ],
)
def test_a_map_that_is_none_is_read(
    names: str, why: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rows(root, tmp_path, HEAD, names) == 1
    assert why in capsys.readouterr().out


def lines(root: Path, monkeypatch: pytest.MonkeyPatch, *given: dict[str, Any] | str) -> int:
    text = "\n".join(each if isinstance(each, str) else json.dumps(each) for each in given)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    return intake(root, "--jsonl", "-")


LINE = {
    "form": "claim",
    "from": {"platform": "github", "login": "ana-l", "id": 4711},
    "received": "2026-11-28T10:00:00+01:00",
    "fields": {"mission": "write-a-guide", "evidence": [GUIDE]},
}


SAID = {"fields": {"title": "Slow", "said": "An hour."}}


def test_lines_of_a_program_become_other_files(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = {**LINE, "form": "feedback", "fields": {"title": "Slow", "said": "An hour."}}
    assert lines(root, monkeypatch, LINE, said) == 0, capsys.readouterr()
    there = everything(root)
    assert b'at: "09:00:00"' in there[MADE[0]]
    assert b"channel: github" not in there["program/feedback/2026-11-28-slow.yml"]
    assert lines(root, monkeypatch, LINE, said) == 0
    assert everything(root) == there
    join = {**LINE, "form": "join", "fields": {"name": "Di", "agree": True}}
    join["from"] = {"platform": "forum", "login": "di"}
    assert lines(root, monkeypatch, join, join) == 0, capsys.readouterr()
    assert "influencers/di-2/profile.yml" not in everything(root)
    assert "influencers/di/profile.yml" in everything(root)


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "{",
        "[]",
        {**LINE, "form": "staff"},
        {**LINE, "more": 1},
        {**LINE, "from": "ana-l"},
        {**LINE, "from": {"platform": "git hub", "login": "ana-l"}},
        {**LINE, "from": {"platform": "github", "login": "ana-l", "id": "4711x"}},
        {**LINE, "received": "2026-11-28T10:00:00"},
        {**LINE, "received": 5},
        {**LINE, "fields": {"mission": "write-a-guide", "influencer": "bo"}},
        {**LINE, "fields": []},
        {**LINE, "fields": {"evidence": GUIDE}},
    ],
)
def test_a_line_that_is_none_is_taken_in(
    wrong: Any, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(root)
    assert lines(root, monkeypatch, wrong) == 1
    assert "-:1:1: error" in capsys.readouterr().out
    assert everything(root) == before


def test_an_address_is_hashed_without_a_secret(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--root", str(root), "intake", "--address", "Ana@Lopes.example"]
    assert main(asked) == 0
    assert capsys.readouterr().out == f"{address_hash(ADDRESS, KEY)}\n"
    monkeypatch.setenv("GOODWORD_INTAKE_KEY", "short")
    assert main(asked) == 3
    assert "GOODWORD_INTAKE_KEY has fewer than 16 characters" in capsys.readouterr().err


ERASED = "program/erasures/2026-10-01-a1.yml"


@pytest.mark.parametrize("known", ["login", "number", "address"])
def test_who_was_erased_is_made_anew(
    known: str,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    account = ("mail", address_hash(ADDRESS, KEY), "") if known == "address" else ("github", "", "")
    account = {"login": ("github", "Eva-E", ""), "number": ("github", "", "99")}.get(known, account)
    hashes = "".join(f"\n  - {each}" for each in account_hashes(*account, KEY))
    trace = f'by: maya\ndate: "2026-10-01"\nhashes:{hashes}\n'
    lay(root, {ERASED: trace})
    (root / "influencers" / "ana" / "profile.yml").unlink()
    (root / "influencers/ana/touchpoints/2026-11-02-adjustment.yml").unlink()
    text = body("join", name="Somebody Else")
    made = event(text, "join")
    made["issue"]["user"] = {"login": "eva-e", "id": 99, "type": "User"}
    way = ["--eml", "--server", SERVER] if known == "address" else []
    file = tmp_path / "handed-in"
    file.write_bytes(eml(text) if way else written(made))
    asked, before = [*way[:1], str(file), *way[1:]], everything(root)
    assert intake(root, *asked) == 1
    assert "was erased from the program" in capsys.readouterr().out
    assert everything(root) == before
    if known != "address":
        monkeypatch.delenv("GOODWORD_INTAKE_KEY")
        assert intake(root, *asked) == 3
        assert "GOODWORD_INTAKE_KEY" in capsys.readouterr().err
        made["issue"]["user"] = {"login": "ida-e", "id": 98, "type": "User"}
        file.write_bytes(written(made))
        monkeypatch.setenv("GOODWORD_INTAKE_KEY", KEY)
        assert intake(root, *asked) == 0, capsys.readouterr()


def test_issue_forms_that_differ_pass(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forms = ["--root", str(root), "forms"]
    assert main([*forms, "--check"]) == 1
    assert capsys.readouterr().out.count("is missing") == 5
    assert main([*forms]) == 0
    assert "dry run" in capsys.readouterr().out
    assert main([*forms, "--write"]) == 0
    assert main([*forms, "--check"]) == 0
    file = root / ".github" / "ISSUE_TEMPLATE" / "claim.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("Evidence", "Proof"))
    capsys.readouterr()
    assert main([*forms, "--check"]) == 1
    assert "claim.yml" in capsys.readouterr().out
    assert main([*forms, "--check", "--write"]) == 2
    capsys.readouterr()


@pytest.mark.parametrize("language", ["en", "es", "nl", "pt"])
def test_a_form_has_a_label_twice_or_none(language: str) -> None:
    for path, data in issue_forms([language]).items():
        shown: Any
        shown, wrong = read_document(data, path)
        assert not wrong
        labels = [each["attributes"]["label"] for each in shown["body"]]
        assert len({*labels}) == len(labels) > 0
        assert all(label.strip() == label and label for label in labels)


def test_a_command_of_the_documentation_does_not_run(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    assert main(["forms", "--write"]) == 0
    claim = body("claim", mission="write-a-guide", evidence=GUIDE)
    (root / "event.json").write_bytes(written(event(claim)))
    (root / "claim.eml").write_bytes(eml(claim.replace(GUIDE, f"{GUIDE}-3")))
    (root / "map.yml").write_text(MAP, encoding="utf-8")
    (root / "rows.csv").write_text(
        f"{HEAD}11/27/2026 22:10:00,{ADDRESS},write-a-guide,{GUIDE}-2\n", encoding="utf-8"
    )
    (root / "lines.jsonl").write_text(f"{json.dumps({**LINE, 'form': 'feedback', **SAID})}\n")
    page = (ROOT / "docs" / "intake.md").read_text(encoding="utf-8")
    asked = [line for line in page.splitlines() if line.startswith("goodword ")]
    assert len(asked) == 6
    for line in asked:
        words = shlex.split(line)[1:]
        day = ["--as-of", DAY] if "--write" in words else []
        assert main([*words, *day]) == 0, (line, capsys.readouterr())
    assert main(["check", "--as-of", DAY]) == 0, capsys.readouterr()
    capsys.readouterr()


@pytest.mark.parametrize("audience", ["public", "members", "nda", "staff"])
def test_what_stands_for_an_address_is_shown(audience: str, root: Path) -> None:
    profile = root / "influencers" / "ana" / "profile.yml"
    shown = 'consent: [{from: "2026-01-05", recognition: public, contact: public}]\n'
    profile.write_text(profile.read_text(encoding="utf-8") + shown, encoding="utf-8")
    loaded = load(DiskTree(root), Schemas.load(schemas_directory()))
    today = date.fromisoformat(DAY)
    view = audience_view(Snapshot(loaded.program, today), audience, today)
    ana = next(each for each in view.people if each.id == "ana")
    assert [each.channel for each in ana.accounts] == ["github"]
    assert address_hash(ADDRESS, KEY) not in repr(view)
