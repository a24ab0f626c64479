"""Shells: built strictly, once for each language, and kept until something changes."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup

from goodword.diagnostics import Failure
from goodword.portal import engine
from goodword.portal.page import Reader
from goodword.portal.pages import PAGES
from goodword.portal.shell import PARTS, TEXTS, Shell
from goodword.texts import TABLES, Texts
from tests.portal_site import SITE, Parsed, work
from tests.sample_view import sample

if TYPE_CHECKING:
    from pathlib import Path

AROUND = {"policy", "program", "logo", "languages", "footer"}
KINDS = {"missions/mission/", "feedback/item/", "people/person/", "events/event/"}
KINDS |= {"staff/", "staff/page/", "staff/points/person/"}
OWN = "---\ntitle: Our code\n---\n# Our code\n\nBe kind. [Rules](../how/index.md)\n"


@pytest.fixture(scope="module")
def both() -> dict[str, engine.Shells]:
    shells = engine.build([SITE], work(), ["en", "es"], 0)
    return {each.language: each for each in shells}


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_shell_has_the_slots_it_needs_and_no_other(
    language: str, both: dict[str, engine.Shells]
) -> None:
    for path, source in both[language].pages.items():
        slots = Shell(source).slots
        if path == engine.LOST:
            assert slots == {"policy", "program", "base"}
            continue
        wanted = AROUND | {"content", "breadcrumb", "staff"}
        assert slots == (wanted | {"title", "description"} if path in KINDS else wanted), path
        values = {**dict.fromkeys(TEXTS, "x"), **dict.fromkeys(PARTS, Markup("y"))}
        page = Shell(source).stamp(values).decode()
        assert "⟦" not in page
        assert "goodword:" not in page


def test_each_page_that_is_made_has_its_shell(both: dict[str, engine.Shells]) -> None:
    used = set()
    for make in PAGES.values():
        for page in make(sample("staff"), Reader(Texts("en"), str)):
            used.add(page.fills)
    assert used == set(both["en"].pages) - {engine.LOST}
    assert set(both["es"].pages) == set(both["en"].pages)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_language_has_its_own_words_and_search(
    language: str, both: dict[str, engine.Shells]
) -> None:
    shells, texts = both[language], Texts(language)
    for path, source in shells.pages.items():
        page = Parsed(source)
        assert page.all("html", "lang") == [language]
        if path != engine.LOST:
            assert texts("theme.dark") in page.all("input", "aria-label")
            assert texts("page.feedback") in page.text
    assert shells.search["lang"] == [language]
    assert shells.search["pipeline"] == []


@pytest.mark.parametrize("language", TABLES)
def test_titles_of_pages_are_those_of_the_texts(language: str) -> None:
    folder = SITE / "pages" / language
    titles = {}
    for name in ("missions", "feedback", "people", "leaderboard", "how"):
        head = (folder / name / "index.md").read_text("utf-8")
        titles[name] = re.search(r'^title: "(.*)"$', head, re.MULTILINE)
    assert {name: found and found[1] for name, found in titles.items()} == {
        name: Texts(language)(f"page.{name}") for name in titles
    }


def test_shells_are_built_once(monkeypatch: pytest.MonkeyPatch) -> None:
    engine.build([SITE], work(), ["en"], 0)

    def started(*_: object) -> None:
        pytest.fail("MkDocs was started although nothing had changed")

    monkeypatch.setattr(engine, "_mkdocs", started)
    engine.build([SITE], work(), ["en"], 99)


def test_a_page_of_the_program_is_built_and_old_shells_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "KEPT", 1)
    own = tmp_path / "site" / "pages" / "en" / "code"
    own.mkdir(parents=True)
    found = []
    for text in (OWN, OWN + "More.\n", OWN + "Most.\n"):
        (own / "index.md").write_text(text, encoding="utf-8")
        found += engine.build([tmp_path / "site", SITE], tmp_path / "work", ["en"], 0)
    shells = found[-1]
    assert "Most." in shells.pages["code/"]
    assert [entry["location"] for entry in shells.found] == ["code/"]
    assert len(list((tmp_path / "work" / "shells" / "en").iterdir())) == 2


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("code.md", "[gone](gone.md)", "gone.md"),
        ("code.md", '<a href="/../none/">x</a><a href="none/">x</a>', "none/"),
        ("code.md", "# Our ⟦secret⟧", "⟦secret⟧"),
        ("code.md", "<!-- goodword:content --> <a href='#nothing'>x</a>", "nothing"),
    ],
)
def test_a_page_that_cannot_be_built_is_a_refusal(
    path: str, text: str, said: str, tmp_path: Path
) -> None:
    own = tmp_path / "site"
    (own / "pages" / "en").mkdir(parents=True)
    (own / "pages" / "en" / path).write_text(text, encoding="utf-8")
    with pytest.raises(Failure) as caught:
        engine.build([own, SITE], tmp_path / "work", ["en"], 0)
    assert said in caught.value.hint
    assert str(tmp_path) not in caught.value.hint
    assert "Traceback" not in caught.value.hint
    assert not list((tmp_path / "work").rglob("*.html"))


def test_a_theme_file_of_the_program_stands_for_the_built_in_one(tmp_path: Path) -> None:
    own = tmp_path / "site" / "theme"
    (own / "partials").mkdir(parents=True)
    (own / "partials" / "footer.html").write_text("<footer>ours</footer>", encoding="utf-8")
    (shells,) = engine.build([tmp_path / "site", SITE], tmp_path / "work", ["en"], 0)
    assert "<footer>ours</footer>" in shells.pages[""]
    assert "gw-brand" in shells.pages[""]


def test_a_site_without_settings_is_a_refusal(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"no mkdocs\.yml"):
        engine.build([tmp_path], tmp_path / "work", ["en"], 0)


def test_a_region_without_words_of_its_own_has_those_of_its_language(tmp_path: Path) -> None:
    shutil.copytree(SITE, tmp_path / "site")
    (shells,) = engine.build([tmp_path / "site"], work(), ["es-MX"], 0)
    assert 'lang="es"' in shells.pages[""]
    assert Texts("es")("page.how") in shells.pages[""]


def test_the_successor_of_the_engine_builds_the_same_shells(
    tmp_path: Path, both: dict[str, engine.Shells]
) -> None:
    """Zensical has another template engine; the theme is written so that both understand it."""
    pytest.importorskip("zensical", reason="zensical is not installed; nothing depends on it yet")
    for path, data in engine._layout([SITE], "es", "en").items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    command = [sys.executable, "-m", "zensical", "build", "-f", "mkdocs.yml", "--clean"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    for path, source in both["es"].pages.items():
        if path != engine.LOST:
            made = (tmp_path / "built" / path / "index.html").read_text("utf-8")
            assert Shell(made).slots == Shell(source).slots, path
            current = re.findall(r'aria-current="(\w+)">([^<]*)', made)
            assert current == re.findall(r'aria-current="(\w+)">([^<]*)', source), path
            assert len(current) == 1
