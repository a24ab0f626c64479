"""What is not taken in is refused in a sentence, in the language of who sent it."""

from __future__ import annotations

import ast
import io
import json
import re
import sys
from string import Formatter
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.intake.sheet import address_hash
from goodword.source.schemas.fields import key
from goodword.texts import LANGUAGES, Texts
from goodword.verbs.forms import FORMS
from tests.conftest import ROOT
from tests.intake_program import ADDRESS, DAY, FILES, KEY, SERVER, body, eml, event, lay, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PACKAGE = ROOT / "tools" / "goodword"
GUIDE = "https://example.org/guide"
NONE = {
    "en": 'refused: there is no mission "write-a-gide", did you mean "write-a-guide"?',
    "es": 'rechazado: no hay ninguna misión "write-a-gide", ¿querías decir "write-a-guide"?',
    "nl": 'geweigerd: er is geen missie "write-a-gide", bedoelde je "write-a-guide"?',
    "pt": 'recusado: não há nenhuma missão "write-a-gide", você quis dizer "write-a-guide"?',
}
DAYLESS = {
    "en": 'refused: "Day it was done" is "soon", expected a day such as 2026-11-28',
    "es": 'rechazado: "Día en que se hizo" es "soon", se espera un día como 2026-11-28',
    "nl": 'geweigerd: "Dag waarop het gedaan is" is "soon", verwacht is een dag zoals 2026-11-28',
    "pt": 'recusado: "Dia em que foi feito" é "soon", espera-se um dia como 2026-11-28',
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GOODWORD_INTAKE_KEY", KEY)
    known = address_hash(ADDRESS, KEY)
    files = {k: v.replace("7e1b7a5f3c", known) for k, v in FILES.items()}
    settings = files["program/program.yml"].replace("[en, es]", "[pt, en, es, nl]")
    return lay(tmp_path / "p", {**files, "program/program.yml": settings})


def intake(root: Path, *asked: str) -> int:
    return main(["--root", str(root), "intake", *asked, "--write", "--as-of", DAY])


def sentences() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Where something is refused: file and line, the key, and the names of its values."""
    rooms = [*(PACKAGE / "intake").rglob("*.py"), *(PACKAGE / "actions").rglob("*.py")]
    for file in rooms:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id not in ("Refused", "Say") or not node.args:
                continue
            first, *rest = node.args
            if not isinstance(first, ast.Constant):
                continue
            names = {each.arg for each in node.keywords if each.arg}
            if rest and isinstance(rest[0], ast.Dict):
                names = {str(each.value) for each in rest[0].keys if isinstance(each, ast.Constant)}
            yield f"{file.name}:{node.lineno}", str(first.value), frozenset(names)


def test_a_refusal_has_no_sentence_or_leaves_a_slot_open() -> None:
    found = list(sentences())
    words = Texts("en").words
    assert len(found) > 90
    for where, name, given in found:
        text = words.get(f"refused.{name}")
        assert text is not None, (where, name)
        slots = {each for _, each, _, _ in Formatter().parse(text) if each}
        assert slots == given, (where, name)


def test_a_field_has_a_pattern_that_its_sentence_does_not_say() -> None:
    patterns = {
        field.name
        for form in FORMS
        for field in form.fields
        if field.kind in ("line", "text") and "pattern" in key(*field.key[:2], (field.key[2],))
    }
    assert patterns == {"region"}, "`country` is the sentence for all of them"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_is_refused_in_another_language(
    language: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.eml"
    asked = ["--eml", str(file), "--server", SERVER]
    for values, said in (({"mission": "write-a-gide"}, NONE), ({"occurred": "soon"}, DAYLESS)):
        filled = {"mission": "write-a-guide", "evidence": GUIDE, **values}
        file.write_bytes(eml(body("claim", language, **filled)))
        assert intake(root, *asked) == 1
        assert capsys.readouterr().out == f"{said[language]}\n"
    text = body("claim", language, mission="write-a-guide")
    for broken, name in (
        (eml(text, Authentication_Results=f"{SERVER}; dkim=none"), "unsigned"),
        (eml(text, From=ADDRESS.replace("ana", "eva")), "join-first"),
        (eml(f"{text}\n### Staff\n\nyes"), "heading-unknown"),
    ):
        file.write_bytes(broken)
        assert intake(root, *asked) == 1
        sentence = re.escape(Texts(language).words[f"refused.{name}"])
        assert re.search(re.sub(r"\\{\w+\\}", ".+", sentence), capsys.readouterr().out)


def test_what_has_no_language_is_refused_in_another_than_the_first(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = event(body("claim", "pt", mission="write-a-guide"))
    made["action"] = "opened"
    file = tmp_path / "handed-in"
    file.write_bytes(written(made))
    assert intake(root, str(file)) == 1
    assert capsys.readouterr().out.startswith('recusado: o evento é "opened"')
    file.write_bytes(eml("Olá"))
    assert intake(root, "--eml", str(file), "--server", SERVER) == 1
    assert capsys.readouterr().out.startswith("recusado: o texto não tem nenhum dos títulos")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_is_refused_in_another_language(
    language: str,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    names = (
        f"form: claim\naccount: {{platform: mail, column: who}}\nreceived: at\n"
        f"language: {language}\ncolumns: {{mission: mission}}\n"
    )
    table = f"who,at,mission\n{ADDRESS},2026-11-28 09:00,write-a-gide\n"
    (tmp_path / "map.yml").write_text(names, encoding="utf-8")
    (tmp_path / "rows.csv").write_text(table, encoding="utf-8")
    sentence = NONE[language].partition(": ")[2]
    files = ["--csv", str(tmp_path / "rows.csv"), "--map", str(tmp_path / "map.yml")]
    assert intake(root, *files) == 1
    assert f"rows.csv:2:1: error: {sentence}" in capsys.readouterr().out
    line = {
        "form": "claim",
        "from": {"platform": "mail", "login": ADDRESS},
        "received": "2026-11-28T09:00:00Z",
        "fields": {"mission": "write-a-gide"},
        "language": language,
    }
    stdin = SimpleNamespace(buffer=io.BytesIO(json.dumps(line).encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert intake(root, "--jsonl", "-") == 1
    assert f"-:1:1: error: {sentence}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("values", "files", "name"),
    [
        ({"reward": "hoodie", "quantity": "9"}, {}, "not-covered"),
        (
            {"mission": "write-a-guide", "evidence": GUIDE},
            {"missions/write-a-guide/claims/2026-11-20-bo.yml": f"evidence: {GUIDE}\n"},
            "evidence-reused",
        ),
        (
            {"mission": "old", "evidence": GUIDE},
            {
                "missions/old/mission.yml": (
                    'title: A\ninstructions: B.\npoints: 1\ncloses: "2026-10-01"\n'
                )
            },
            "claim-window",
        ),
        (
            {"reward": "far"},
            {
                "program/rewards/far.yml": (
                    "name: Far\nkind: access\n"
                    'cost: [{from: "2026-01-01", points: 1, regions: [NL]}]\n'
                )
            },
            "reward-terms",
        ),
        ({"name": "Di", "region": "XX"}, {}, "region"),
    ],
)
def test_what_a_rule_does_not_allow_is_refused_without_a_sentence(
    values: dict[str, str],
    files: dict[str, str],
    name: str,
    root: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lay(root, files)
    file = tmp_path / "a.eml"
    form = {"reward": "reward", "mission": "claim", "name": "join"}[next(iter(values))]
    sent = {"From": "di@lopes.example"} if form == "join" else {}
    file.write_bytes(eml(body(form, "es", **values), **sent))
    assert intake(root, "--eml", str(file), "--server", SERVER) == 1
    sentence = Texts("es").words[f"refused.rule.{name}"]
    assert capsys.readouterr().out == f"rechazado: {sentence}\n"
