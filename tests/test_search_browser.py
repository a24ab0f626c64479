"""The theme's own search in Chromium, in every language: names and titles as people type them."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from goodword.texts import LANGUAGES, Texts
from tests.hosting import served
from tests.portal_site import build
from tests.sample_view import sample
from tests.test_portal_browser import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

TITLES = {
    "guide": "新機能の紹介：エクスポートを試す",
    "forum": "用中文编写入门指南，帮助新用户开始使用我们的产品",
    "talk": "คู่มือสำหรับผู้เริ่มต้น",
    "meet": "한국어사용자모임 안내",
    "beta": "(Beta) R&D – «Crème brûlée» d’été",
    "apart": unicodedata.normalize("NFD", "Übungen für Ångström & Søren"),
    "half": "ﾀﾛｳのﾃｽﾄ ＡＢＣ",
}
"""Titles of missions by id."""
TYPED = {
    "エクスポート": "guide",
    "紹介": "guide",
    "新機能": "guide",
    "試す": "guide",
    "入门": "forum",
    "指南": "forum",
    "帮助新用户": "forum",
    "产品": "forum",
    "เริ่มต้น": "talk",
    "สำหรับ": "talk",
    "사용자": "meet",
    "모임": "meet",
    "안내": "meet",
    unicodedata.normalize("NFD", "한국어"): "meet",
    "beta": "beta",
    "R&D": "beta",
    "creme brulee": "beta",
    "Crème": "beta",
    unicodedata.normalize("NFD", "brûlée"): "beta",
    "d'été": "beta",
    "d’été": "beta",
    "ete": "beta",
    "Übungen": "apart",
    unicodedata.normalize("NFD", "Übungen"): "apart",
    "Uebungen": "apart",
    "Ubungen": "apart",
    "Angstrom": "apart",
    "Aangstroem": "apart",
    "Soren": "apart",
    "Soeren": "apart",
    "タロウ": "half",
    "テスト": "half",
    "abc": "half",
}
"""What is typed, and what is found by it."""
NOWHERE = ("输出", "ロボット", "Mxller", "로봇")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a portal in all languages is served, whose missions have those titles."""
    view = sample(languages=tuple(LANGUAGES))
    first = view.missions[0]
    more = tuple(replace(first, id=id_, title={"en": title}) for id_, title in TITLES.items())
    folder = tmp_path_factory.mktemp("search") / "site"
    build(replace(view, missions=(*view.missions, *more)), folder)
    with served(folder) as address:
        yield address


def found(page: Page, query: str, invites: str) -> list[str]:
    """Ids of the missions that are shown for a query, typed once the search invites to type."""
    from playwright.sync_api import expect  # noqa: PLC0415 - only where it is installed

    field = page.locator(".md-search__input")
    said = page.locator(".md-search-result__meta")
    field.fill("")
    field.press("End")  # the search listens to keys
    expect(said).to_have_text(invites, timeout=30_000)
    field.fill(query)
    field.press("End")
    expect(said).not_to_have_text(invites, timeout=30_000)
    links = page.locator(".md-search-result__link").evaluate_all("all => all.map(a => a.href)")
    return [str(link).partition("/missions/")[2].partition("/")[0] for link in links]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_title_is_not_found_as_people_type_it(
    language: str, browser: Browser, address: str
) -> None:
    root = "" if language == LANGUAGES[0] else f"{language}/"
    with opened(browser, address) as (page, complaints):
        page.goto(f"{address}{root}how/index.html", wait_until="networkidle")
        page.locator(".md-search__input").focus()
        invites = Texts(language)("theme.search.result.placeholder")
        missed = {query: i for query, i in TYPED.items() if i not in found(page, query, invites)}
        assert missed == {}
        assert not [query for query in NOWHERE if found(page, query, invites)]
        assert complaints == []


def test_the_search_is_fetched_before_anybody_searches(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, complaints):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
        page.goto(address + "people/index.html", wait_until="networkidle")
        assert not [each for each in asked if "search" in each or "javascripts" in each]
        page.keyboard.press("/")
        page.keyboard.type("zoe", delay=1)  # before there is anything to search with
        page.locator(".md-search-result__item").first.wait_for()
        assert "search/search_index.json" in asked
        assert len([each for each in asked if "bundle" in each]) == 1
        assert complaints == []


def test_a_link_that_searches_does_so(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, complaints):
        page.goto(f"{address}people/index.html?q=Lopes")
        page.locator(".md-search-result__item").first.wait_for()
        assert complaints == []


def test_the_search_opens_again_when_its_script_comes_late(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, complaints):
        held: list[Route] = []
        page.route("**/bundle.*.js", lambda route: held.append(route))  # noqa: PLW0108 - builtins take no attributes
        page.goto(address + "people/index.html", wait_until="networkidle")
        with page.expect_request("**/bundle.*.js"):
            page.keyboard.press("/")
        page.keyboard.type("zoe")
        page.keyboard.press("Tab")
        shown = page.locator("#__search")
        assert not shown.is_checked()
        with page.expect_event("requestfinished"):
            held.pop().continue_()
        page.wait_for_timeout(500)  # whatever the script does when it has come
        assert not shown.is_checked()
        page.keyboard.press("/")  # what was typed is asked when the search is opened again
        page.locator(".md-search-result__item").first.wait_for()
        assert complaints == []
