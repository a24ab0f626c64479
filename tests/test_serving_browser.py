"""A portal in a browser: served it follows the files; as a file it says what it lacks."""

from __future__ import annotations

import shutil
import threading
from datetime import date
from typing import TYPE_CHECKING

import pytest

from goodword.cli import serving
from goodword.portal.seal import VARIABLE
from goodword.serving.server import Server
from goodword.texts import Texts
from tests.conftest import ROOT
from tests.hosting import served
from tests.own_page_program import SECRET, code, own_pages
from tests.portal_site import build
from tests.sample_view import sample
from tests.test_portal_browser import opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

ENGLISH, SPANISH = Texts("en"), Texts("es")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("file") / "site"
    build(sample(languages=("en", "es")), made, mine=own_pages())
    return made


def test_a_page_that_was_opened_as_a_file_says_nothing_or_leads_nowhere(
    browser: Browser, folder: Path
) -> None:
    address = f"file://{folder}/"
    with opened(browser, address) as (page, complaints):
        page.goto(f"{address}index.html")
        assert page.is_visible(f"text={ENGLISH('theme.as_file')}")
        page.click("a.gw-sections__link >> nth=1")
        assert page.url == f"{address}missions/index.html"
        page.click(".gw-card__title a >> nth=0")
        assert page.locator("h1").count() == 1
        page.click("a[hreflang=es]")
        page.locator(f"text={SPANISH('theme.as_file')}").wait_for()
        assert page.url.startswith(f"{address}es/missions/")
        page.goto(f"{address}people/index.html")
        page.fill("[data-gw-text]", "zoe")
        assert page.locator("[data-gw-item]:visible").count() == 1
        assert complaints == []


def test_a_search_in_a_file_breaks_the_page(browser: Browser, folder: Path) -> None:
    address = f"file://{folder}/"
    with opened(browser, address) as (page, _):
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{address}index.html")
        assert not page.is_visible(".md-search__input")  # none is offered in a file
        page.keyboard.press("s")
        page.keyboard.type("ana")
        page.keyboard.press("Escape")
        page.click("a.gw-sections__link >> nth=1")
        assert page.url == f"{address}missions/index.html"
        assert errors == []


def test_an_own_page_that_was_opened_as_a_file_says_that_the_code_is_wrong(
    browser: Browser, folder: Path
) -> None:
    address = f"file://{folder}/"
    with opened(browser, address) as (page, complaints):
        page.goto(f"{address}me/index.html")
        assert page.is_visible(f".gw-as-file:has-text('{ENGLISH('me.as_file')[:40]}')")
        page.fill("#gw-code", code("ana"))
        page.press("#gw-code", "Enter")
        page.locator("#gw-refused:not([hidden])").wait_for()
        assert page.inner_text("#gw-refused") == ENGLISH("me.as_file")
        assert complaints == []


def test_without_scripts_a_file_says_nothing(browser: Browser, folder: Path) -> None:
    address = f"file://{folder}/"
    with opened(browser, address, java_script_enabled=False) as (page, complaints):
        for path in ("index.html", "people/zoe/index.html", "es/how/index.html"):
            page.goto(address + path)
            said = SPANISH if path.startswith("es/") else ENGLISH
            assert said("theme.no_script") in page.inner_text("article")
            assert said("theme.as_file") not in page.inner_text("article")
        page.goto(f"{address}me/index.html")
        assert ENGLISH("theme.no_script") in page.inner_text("main")
        assert complaints == []


def test_a_page_of_a_server_says_that_it_is_a_file(browser: Browser, folder: Path) -> None:
    with served(folder) as address, opened(browser, address) as (page, _):
        for path in ("", "me/"):
            page.goto(address + path)
            assert not page.is_visible(".gw-as-file")


@pytest.fixture
def keeper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[serving.Keeper]:
    root = tmp_path / "program"
    shutil.copytree(ROOT / "tests" / "example", root)
    monkeypatch.setenv(VARIABLE, SECRET.decode())
    monkeypatch.setattr(serving, "LOOK", 0.2)
    made = serving.Keeper(root, "members", date(2026, 6, 30))
    over = threading.Event()

    def follow() -> None:
        made.judge()
        while not over.is_set():
            made.follow()

    thread = threading.Thread(target=follow)
    thread.start()
    yield made
    over.set()
    thread.join()
    made.stop()


def test_an_open_page_does_not_follow_the_files(
    browser: Browser, keeper: serving.Keeper, tmp_path: Path
) -> None:
    file = tmp_path / "program" / "program" / "program.yml"
    good = file.read_text("utf-8")
    name = next(line for line in good.splitlines() if line.startswith("name:"))
    with Server(0) as server:
        address = server.serve(keeper.served)
        with opened(browser, address) as (page, complaints):
            page.goto(f"{address}how/index.html")
            file.write_text(good.replace(name, "name: Seen At Once"), "utf-8")
            page.locator(".gw-brand__name", has_text="Seen At Once").wait_for()
            assert page.locator(".gw-serving").count() == 0
            file.write_text(good + "{\n", "utf-8")
            page.locator(".gw-serving", has_text=ENGLISH("serving.stale")).wait_for()
            assert page.inner_text(".gw-brand__name") == "Seen At Once"
            file.write_text(good.replace(name, "name: Good Again"), "utf-8")
            page.locator(".gw-brand__name", has_text="Good Again").wait_for()
            assert page.locator(".gw-serving").count() == 0
            assert complaints == []


def test_a_record_that_is_open_is_taken_away_by_a_change(
    browser: Browser, keeper: serving.Keeper, tmp_path: Path
) -> None:
    file = tmp_path / "program" / "program" / "program.yml"
    good = file.read_text("utf-8")
    name = next(line for line in good.splitlines() if line.startswith("name:"))
    with Server(0) as server:
        address = server.serve(keeper.served)
        with opened(browser, address) as (page, complaints):
            page.goto(f"{address}me/index.html#{code('ana')}")
            page.locator("#gw-record h1").wait_for()
            file.write_text(good.replace(name, "name: Another"), "utf-8")
            page.locator(".gw-serving", has_text=ENGLISH("serving.newer")).wait_for()
            assert page.is_visible("#gw-record h1")
            assert complaints == []


def test_a_server_that_has_ended_is_not_said(browser: Browser, keeper: serving.Keeper) -> None:
    with Server(0) as server:
        address = server.serve(keeper.served)
        with opened(browser, address) as (page, _):
            page.goto(address)
            server.__exit__()
            page.locator(".gw-serving", has_text=ENGLISH("serving.gone")).wait_for()
