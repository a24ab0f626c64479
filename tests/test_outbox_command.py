"""The command: what it shows, and the folders that it writes for browsers, mail and bots."""

from __future__ import annotations

import csv
import json
from email import message_from_bytes, policy
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from tests.conftest import ROOT
from tests.outbox_world import FILES, world

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-09-17"
SECRET = "an invented secret of forty characters.."
EVIL = "=cmd()<script>alert(1)</script> \\u05d0 \\r\\nBcc: eve@example.com {{ name }}"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("GOODWORD_PORTAL_SECRET", raising=False)
    world(tmp_path / "program")
    return tmp_path / "program"


def run(root: Path, *words: str, day: str = DAY) -> int:
    return main(["--root", str(root), "outbox", *words, "--as-of", day])


def read(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted(folder.iterdir())}


def test_json_lacks_what_is_sent_or_why_not(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "ana", "ben", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["as_of"] == DAY
    decision = next(each for each in found["messages"] if each["template"] == "decision")
    assert decision.keys() >= {"key", "to", "language", "importance", "channel", "by", "due"}
    assert decision["refs"] == ["guide/2026-09-15-ana"]
    assert "60 puntos" in decision["text"]
    assert {each["to"] for each in found["messages"]} == {"ana", "ben"}
    assert all(each["reason"] for each in found["skips"])


def test_the_table_does_not_say_why(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "--explain") == 0
    shown = capsys.readouterr().out
    assert "they have given no consent" in shown
    consent = "consent to messages all since 2026-09-01"
    assert f"importance essential; {consent}; about guide/2026-09-15-ana\n" in shown
    assert "Hemos leído y aprobado" in shown


def test_who_gets_another_language_than_theirs_is_not_named(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ana reads Spanish and the text is there in English only; Ben reads French before English."""
    assert run(root, "ana", "ben", "--explain", day="2026-10-01") == 0
    shown = capsys.readouterr().out
    titles = {line.split(":")[0].split(";")[0]: line for line in shown.splitlines() if ";" in line}
    assert titles["ana welcome/check"].endswith("; in en, since it has no text in es")
    assert "since" not in titles["ben welcome/check"].partition("2026-09-01")[2]
    profile = root / "influencers/ben/profile.yml"
    profile.write_text(profile.read_text("utf-8").replace("[fr, en]", "[fr]"), "utf-8")
    assert run(root, "ben", "--explain", day="2026-10-01") == 0
    assert "; in en, since the program has none of fr\n" in capsys.readouterr().out


def test_somebody_unknown_is_passed_over(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "anna") == 3
    assert 'no influencer "anna"' in capsys.readouterr().err


def test_two_runs_write_other_bytes(root: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run(root, "--write", str(tmp_path / name)) == 0
        assert run(root, "--preview", str(tmp_path / f"{name}-pages")) == 0
    assert read(tmp_path / "one") == read(tmp_path / "two")
    assert read(tmp_path / "one-pages") == read(tmp_path / "two-pages")


def test_yesterdays_mail_stays_in_the_folder(root: Path, tmp_path: Path) -> None:
    assert run(root, "--write", str(tmp_path / "out")) == 0
    assert run(root, "--write", str(tmp_path / "out"), day="2026-09-02") == 0
    assert not [name for name in read(tmp_path / "out") if "decision" in name]


def test_a_folder_of_something_else_is_replaced(root: Path, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "ana.jpg").write_bytes(b"x")
    assert run(root, "--write", str(tmp_path / "photos")) == 3
    assert list(read(tmp_path / "photos")) == ["ana.jpg"]


def test_a_mail_has_an_address_or_lacks_a_part(root: Path, tmp_path: Path) -> None:
    assert run(root, "--write", str(tmp_path / "out")) == 0
    files = read(tmp_path / "out")
    made = message_from_bytes(files["ana_decision_guide_2026-09-15-ana.eml"], policy=policy.default)
    assert (made["To"], made["Date"], made["Message-ID"]) == (None, None, None)
    assert made["From"] == "Maya Weber <maya@acme.example>"
    assert made["Subject"] == "Escribe una guía: aprobado"
    assert made["Content-Language"] == "es"
    assert made.get_content_type() == "multipart/alternative"
    plain, html = made.iter_parts()
    assert "60 puntos" in plain.get_content()
    assert '<html lang="es"' in html.get_content()
    assert all(data.isascii() for name, data in files.items() if name.endswith(".eml"))
    rows = list(csv.DictReader(files["messages.csv"].decode().splitlines(keepends=True)))
    assert {row["address"] for row in rows} == {""}
    assert "ana" in {row["to"] for row in rows}
    lines = [json.loads(each) for each in files["messages.jsonl"].decode().splitlines()]
    assert len(rows) == len([name for name in files if name.endswith(".eml")])
    assert len(lines) == len(rows) + 1, "what stands on dan's page alone is no mail"


def test_who_wants_the_page_alone_is_mailed(root: Path, tmp_path: Path) -> None:
    assert run(root, "dan", "--write", str(tmp_path / "out"), day="2026-09-01") == 0
    assert {*read(tmp_path / "out")} == {".goodword-outbox", "messages.csv", "messages.jsonl"}
    assert run(root, "dan", "--preview", str(tmp_path / "pages"), day="2026-09-01") == 0
    assert b"This message stands here" in read(tmp_path / "pages")["dan_welcome_hello.html"]


class _Acts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "img", "iframe", "object", "embed", "link", "form", "base"}:
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style" or "javascript:" in (value or "").lower():
                self.found.append(f"{name}={value}")


def test_a_hostile_text_acts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GOODWORD_PORTAL_SECRET", raising=False)
    evil = dict(FILES)
    for path in ("program/program.yml", "influencers/ana/profile.yml"):
        evil[path] = evil[path].replace("Acme Champions", f'"{EVIL}"')
        evil[path] = evil[path].replace("Ana Lopes", f'"{EVIL}"')
    path = "missions/guide/mission.yml"
    evil[path] = evil[path].replace("{en: Write a how-to guide, es: Escribe una guía}", f'"{EVIL}"')
    path = "missions/guide/claims/2026-09-15-ana.yml"
    evil[path] = evil[path].replace("Clear and short", f'"{EVIL}"')
    world(tmp_path / "program", _without_returns(evil))
    assert run(tmp_path / "program", "--write", str(tmp_path / "out")) == 0
    assert run(tmp_path / "program", "--preview", str(tmp_path / "pages")) == 0
    for name, data in read(tmp_path / "pages").items():
        if name.endswith(".html"):
            page = _Acts()
            page.feed(data.decode())
            assert page.found == [], name
            assert b"default-src &#39;none&#39;" in data
    for name, data in read(tmp_path / "out").items():
        if name.endswith(".eml"):
            made = message_from_bytes(data, policy=policy.default)
            assert made["Bcc"] is None
            assert made.defects == []
    rows = csv.reader(read(tmp_path / "out")["messages.csv"].decode().splitlines(keepends=True))
    assert not [cell for row in rows for cell in row if cell.startswith("=")]
    capsys.readouterr()


def _without_returns(files: dict[str, str]) -> dict[str, str]:
    """Carriage returns are refused by the reader; line feeds of a name are not."""
    return {path: text.replace("\\r", "") for path, text in files.items()}


def test_a_link_has_a_key_without_the_secret(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "program" / "program.yml"
    path.write_text(
        path.read_text("utf-8").replace('acme.example/"', 'acme.example/", audiences: [members]'),
        encoding="utf-8",
    )
    assert run(root, "ana", "--format", "json") == 0
    without = json.loads(capsys.readouterr().out)["messages"][0]["text"]
    assert "https://acme.example/es/me/index.html>" in without
    monkeypatch.setenv("GOODWORD_PORTAL_SECRET", SECRET)
    assert run(root, "ana", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["messages"][0]["text"] == without
    assert run(root, "ana", "--format", "json", "--codes") == 0
    text = json.loads(capsys.readouterr().out)["messages"][0]["text"]
    assert main(["--root", str(root), "influencer", "link", "ana"]) == 0
    link = next(each for each in capsys.readouterr().out.split() if each.startswith("https"))
    assert f"<{link}>" in text


def test_a_code_of_an_own_page_is_shown_unasked(
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """On a screen, in a log, on a page to look at, in a record: only mail to the person has it."""
    path = root / "program" / "program.yml"
    path.write_text(
        path.read_text("utf-8").replace('acme.example/"', 'acme.example/", audiences: [members]'),
        encoding="utf-8",
    )
    text = "# Hi\n\n[Yours]({{ page }})\n"
    for template in ("welcome", "decision"):
        (root / f"program/messages/en/{template}.md").write_text(text, encoding="utf-8")
        (root / f"program/messages/es/{template}.md").write_text(text, encoding="utf-8")
    monkeypatch.setenv("GOODWORD_PORTAL_SECRET", SECRET)
    codes = []
    for person in ("ana", "dan"):
        assert main(["--root", str(root), "influencer", "link", person]) == 0
        link = next(each for each in capsys.readouterr().out.split() if each.startswith("https"))
        codes.append(link.partition("#")[2])
    ana, dan = codes

    def shown(*words: str, day: str = DAY) -> str:
        assert run(root, *words, day=day) == 0
        files = read(tmp_path / "out") if (tmp_path / "out").is_dir() else {}
        return capsys.readouterr().out + "".join(each.decode() for each in files.values())

    for ways in ((), ("--explain",), ("--format", "json"), ("--preview", str(tmp_path / "out"))):
        assert ana not in shown(*ways)
    assert ana in shown("--explain", "--codes")
    assert ana in shown("--preview", str(tmp_path / "out"), "--codes")
    first = ("dan", "--explain", "--codes")
    said = shown(*first, day="2026-09-01")
    assert "/me/index.html" in said
    assert dan not in said, "what stands on the page is kept in git"
    assert main(["--root", str(root), "outbox", "--codes", "--write", str(tmp_path / "w")]) == 2


def test_the_page_says_what_the_example_does_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(ROOT, "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)["messages"]
    page = (ROOT / "docs/messages.md").read_text("utf-8").partition("## In the example")[2]
    rows = [
        f"| {' | '.join(each[key] for key in ('due', 'to', 'key', 'language', 'subject'))} |"
        for each in found
    ]
    assert [line for line in page.splitlines() if line.startswith("| 2")] == rows


def test_a_broken_file_is_sent_around(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "missions/guide/mission.yml").write_text("title: [\n", encoding="utf-8")
    assert run(root) == 3
    assert "missions/guide/mission.yml" in capsys.readouterr().err


def test_a_key_of_a_preview_breaks_anywhere_or_makes_a_tag(root: Path, tmp_path: Path) -> None:
    """Ids of people stay whole on a narrow page; keys break where their parts do."""
    assert run(root, "--preview", str(tmp_path / "out")) == 0
    page = read(tmp_path / "out")["index.html"].decode()
    assert "decision/<wbr>guide/<wbr>2026-09-15-ana" in page
    assert "&lt;wbr" not in page
