"""Shells: built strictly, once for each language, and kept until something changes."""

from __future__ import annotations

import inspect
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup

from goodword.diagnostics import Failure
from goodword.portal import engine
from goodword.portal.own import SHELLS
from goodword.portal.page import Reader
from goodword.portal.pages import PAGES
from goodword.portal.shell import PARTS, TEXTS, Shell
from goodword.source.sealed import Bundles
from goodword.texts import LANGUAGES, Texts
from tests.portal_site import SITE, Parsed, work
from tests.sample_staff import agenda
from tests.sample_view import sample

if TYPE_CHECKING:
    from pathlib import Path

AROUND = {"policy", "program", "feed", "logo", "languages", "footer", "release"}
KINDS = {"missions/mission/", "feedback/item/", "people/person/", "events/event/"}
KINDS |= {"rewards/reward/", "communities/community/", "tags/tag/"}
KINDS |= {"staff/", "staff/page/", "staff/points/person/", *SHELLS.values()}


@pytest.fixture(scope="module")
def both() -> dict[str, engine.Shells]:
    shells = engine.build(SITE, work(), ["en", "es"], 0)
    return {each.language: each for each in shells}


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_shell_has_the_slots_it_needs_and_no_other(
    language: str, both: dict[str, engine.Shells]
) -> None:
    for path, source in both[language].pages.items():
        slots = Shell(source).slots
        if path == engine.LOST:
            assert slots == {"policy", "program", "base", "content", "release"}
            continue
        wanted = AROUND | {"content", "breadcrumb", "staff"}
        if path in KINDS or path.endswith("/more/"):
            wanted |= {"title", "description"}
        assert slots == wanted, path
        values = {**dict.fromkeys(TEXTS, "x"), **dict.fromkeys(PARTS, Markup("y"))}
        page = Shell(source).stamp(values).decode()
        assert "⟦" not in page
        assert "goodword:" not in page


def test_each_page_that_is_made_has_its_shell(both: dict[str, engine.Shells]) -> None:
    used = set()
    for make in PAGES.values():
        for each in make(sample("staff"), Reader(Texts("en"), str, agenda())):
            page = each.whole() if each.whole else each
            used.add(page.fills)
            if page.lists:
                used.add(page.more)
    assert used == set(both["en"].pages) - {engine.LOST} - set(SHELLS.values())
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_of_pages_are_those_of_the_texts(language: str) -> None:
    laid = engine._layout(SITE, language)
    heads = {path: laid[path].decode() for path in laid if path.endswith("/index.md")}
    assert len(heads) >= 11
    texts = Texts(language)
    for path, head in heads.items():
        name = path.split("/")[1] if path.count("/") > 1 else "home"
        if name != "staff":  # of many pages; it is filled in with each
            assert f'title: "{texts(f"page.{name}")}"\n' in head, path
            assert f'description: "{texts(f"about.{name}")}"\n' in head, path


def test_shells_are_built_once(monkeypatch: pytest.MonkeyPatch) -> None:
    engine.build(SITE, work(), ["en"], 0)

    def started(*_: object) -> None:
        pytest.fail("MkDocs was started although nothing had changed")

    monkeypatch.setattr(engine, "_mkdocs", started)
    engine.build(SITE, work(), ["en"], 99)


def test_an_edited_build_is_made_anew(tmp_path: Path) -> None:
    """A script put into kept shells would enter the policy by its hash."""
    engine.build(SITE, tmp_path / "work", ["en"], 0)
    (kept,) = (tmp_path / "work" / "shells").iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole.replace(b"</title>", b"<script>evil()</script>", 1))
    (shells,) = engine.build(SITE, tmp_path / "work", ["en"], 0)
    assert all("evil" not in page for page in shells.pages.values())
    assert kept.read_bytes() == whole


def test_shells_of_somebody_else_are_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work_ = tmp_path / "work"
    engine.build(SITE, work_, ["en"], 0)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    monkeypatch.setattr(engine, "_mkdocs", lambda *_: pytest.fail("built anew, as it should be"))
    with pytest.raises(pytest.fail.Exception, match="built anew"):
        engine.build(SITE, work_, ["en"], 0)


def test_a_link_where_shells_are_kept_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "work").symlink_to(tmp_path / "elsewhere")
    engine.build(SITE, tmp_path / "work", ["en"], 0)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_old_shells_go(tmp_path: Path) -> None:
    bundles = Bundles(tmp_path, b"secret", 2)
    for name in ("a", "b", "c", "d"):
        bundles.write(name, {"x": name.encode(), "y": b""})
        stamp = ord(name)
        os.utime(tmp_path / name, (stamp, stamp))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b", "c", "d"]
    assert bundles.read("d") == {"x": b"d", "y": b""}
    assert bundles.read("a") is None


def test_what_nothing_asks_for_is_left_out(both: dict[str, engine.Shells]) -> None:
    for language, shells in both.items():
        assert not [path for path in shells.assets if path.endswith(".map")]
        assert not [path for path, data in shells.assets.items() if b"sourceMapping" in data]
        lunr = {path.rpartition("/")[2] for path in shells.assets if "/lunr" in path}
        others = {f"lunr.{tag}.min.js" for tag in ("de", "fr", "ja", "es")} - {
            f"lunr.{language}.min.js"
        }
        assert not lunr & others
        assert sum(map(len, shells.assets.values())) < 600_000


def test_nothing_of_the_working_folder_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module named as one that MkDocs imports is run where the import path holds it."""
    trap = f"open({str(tmp_path / 'ran')!r}, 'w')"
    for name in ("mkdocs", "material", "pymdownx", "sitecustomize", "yaml"):
        (tmp_path / f"{name}.py").write_text(trap, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    # In the tests it is started once for the same files; here it is itself the subject.
    monkeypatch.setattr(engine, "_mkdocs", inspect.unwrap(engine._mkdocs))
    engine.build(SITE, tmp_path / "work", ["en"], 0)
    assert not (tmp_path / "ran").exists()


def test_a_site_without_settings_is_a_refusal(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"no mkdocs\.yml"):
        engine.build(tmp_path, tmp_path / "work", ["en"], 0)


def test_a_region_without_words_of_its_own_has_those_of_its_language(tmp_path: Path) -> None:
    shutil.copytree(SITE, tmp_path / "site")
    (shells,) = engine.build(tmp_path / "site", work(), ["es-MX"], 0)
    assert 'lang="es-MX"' in shells.pages[""]
    assert Texts("es")("page.how") in shells.pages[""]


def test_the_successor_of_the_engine_builds_the_same_shells(
    tmp_path: Path, both: dict[str, engine.Shells]
) -> None:
    """Zensical has another template engine; the theme is written so that both understand it."""
    pytest.importorskip("zensical", reason="zensical is not installed; nothing depends on it yet")
    for path, data in engine._layout(SITE, "es").items():
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
