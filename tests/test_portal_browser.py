"""The portal in a browser: silent, self-contained, searchable, and without barriers."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from goodword.portal.pages.staff import TABS
from goodword.texts import LANGUAGES
from tests.hosting import served
from tests.portal_site import build, poisoned
from tests.sample_staff import agenda
from tests.sample_view import sample

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Dialog, Page

SIZES = {"wide": (1280, 900), "narrow": (360, 740)}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the sample portal is served."""
    folder = tmp_path_factory.mktemp("browser") / "site"
    build(sample(languages=("en", "es")), folder)
    with served(folder) as address:
        yield address


class Complaints(list[str]):
    """What a page did that it should not: messages, errors, requests that leave the site."""

    def watch(self, page: Page, address: str) -> None:
        """Listen to everything from now on."""
        page.on("console", lambda message: self.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.append(f"error: {error}"))
        page.on("dialog", self._dialog)
        page.on("popup", lambda other: self.append(f"popup: {other.url}"))
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith((address, "data:")) else self.append(request.url)
            ),
        )
        page.on(
            "response",
            lambda response: (
                self.append(f"{response.status} {response.url}") if response.status >= 400 else None
            ),
        )

    def _dialog(self, dialog: Dialog) -> None:
        self.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@contextmanager
def opened(
    browser: Browser, address: str, size: str = "wide", scheme: str = "light", **options: Any
) -> Iterator[tuple[Page, Complaints]]:
    """A page of its own, watched."""
    width, height = SIZES[size]
    context: BrowserContext = browser.new_context(
        viewport={"width": width, "height": height},
        **{"color_scheme": scheme, **options},
    )
    page = context.new_page()
    complaints = Complaints()
    complaints.watch(page, address)
    yield page, complaints
    context.close()


def results(page: Page, query: str) -> list[str]:
    """Addresses of what is found, once the search has answered this query."""
    from playwright.sync_api import expect  # noqa: PLC0415 - only where it is installed

    said = expect(page.locator(".md-search-result__meta"))
    page.fill(".md-search__input", "")
    page.press(".md-search__input", "End")  # it listens to keys
    said.to_have_text("Type to start searching", timeout=30_000)
    page.fill(".md-search__input", query)
    page.press(".md-search__input", "End")
    said.not_to_have_text("Type to start searching", timeout=30_000)
    links = page.locator(".md-search-result__link").evaluate_all("all => all.map(a => a.href)")
    return [str(link).partition("?")[0] for link in links]


@pytest.mark.parametrize("size", SIZES)
def test_search_finds_people_missions_and_answers(
    size: str, browser: Browser, address: str
) -> None:
    wanted = {
        "Ana Lopes": "people/ana/index.html",
        "Zoë": "people/zoe/index.html",
        "Zoe": "people/zoe/index.html",
        "Zoe\u0308": "people/zoe/index.html",
        "太郎": "people/haruki/index.html",
        "Simkova": "people/zoe/index.html",
        "O'Brien": "people/conor/index.html",
        "O’Brien": "people/conor/index.html",
        "R&D": "people/conor/index.html",
        "Светлана": "people/svetlana/index.html",
        "Svetlana": "people/svetlana/index.html",
        "山田太郎": "people/haruki/index.html",
        "ليلى": "people/layla/index.html",
        "Will Can": "people/will/index.html",
        "how-to guide": "missions/write-a-guide/index.html",
        "Export": "feedback/2026-09-02-export/index.html",
    }
    with opened(browser, address, size) as (page, complaints):
        page.goto(address + "how/", wait_until="networkidle")
        page.keyboard.press("/") if size == "wide" else page.click(".gw-search-open")
        page.wait_for_selector(".md-search__input:focus")
        for query, path in wanted.items():
            found = results(page, query)
            assert address + path in found, (query, found)
        assert complaints == []
        results(page, "Ana Lopes")
        page.keyboard.press("Enter")
        page.wait_for_url("**/people/ana/**")
        assert page.inner_text("h1") == "Ana Lopes"


def test_hostile_texts_do_nothing_in_pages_and_search(browser: Browser, tmp_path: Path) -> None:
    evil = "Tess <img src=x onerror=alert(1)> <script>alert(2)</script> &lt;b&gt; R&D"
    build(poisoned(sample(), evil), tmp_path / "site")
    with served(tmp_path / "site") as address, opened(browser, address) as (page, complaints):
        for path in ("", "people/", "people/ana/", "feedback/"):
            page.goto(address + path, wait_until="networkidle")
            assert evil in page.inner_text("body").replace("\n", " "), path
        page.click(".md-search__input")
        assert address + "people/ana/index.html" in results(page, "Tess")
        assert "<img src=x onerror=alert(1)>" in page.inner_text(".md-search-result__list")
        assert page.locator(".md-search-result__list img").count() == 0
        assert complaints == []


def test_filters_work_from_the_keyboard(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, complaints):
        page.goto(address + "people/")
        shown = page.locator(".gw-person:visible")
        assert shown.count() == 7
        page.focus("[data-gw-by=region]")
        page.keyboard.type("Germany")
        assert shown.count() == 1
        assert page.inner_text(".gw-filter__count") == "1 of 7 shown"
        page.keyboard.press("Home")
        page.focus("[data-gw-text]")
        page.keyboard.type("zoe mul")
        assert shown.all_inner_texts()[0].startswith("ZŠ")
        assert shown.count() == 1
        assert complaints == []


def test_filters_stand_in_the_address_and_come_back(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, complaints):
        page.goto(address + "people/")
        page.select_option("[data-gw-by=region]", "DE")
        page.fill("[data-gw-text]", "zoe")
        assert page.evaluate("location.href") == address + "people/?region=DE&find=zoe"
        page.click("text=Zoë Müller-Šimková")
        page.go_back()
        assert page.locator(".gw-person:visible").count() == 1
        assert page.input_value("[data-gw-text]") == "zoe"
        page.click("a[hreflang=es]")
        page.wait_for_load_state()
        assert page.evaluate("location.href") == address + "es/people/index.html?region=DE&find=zoe"
        assert page.locator(".gw-person:visible").count() == 1
        page.fill("[data-gw-text]", "")
        page.select_option("[data-gw-by=region]", "")
        assert page.evaluate("location.href") == address + "es/people/index.html"
        assert page.locator(".gw-person:visible").count() == 7
        page.goto(address + "how/#answers")
        page.click("a[hreflang=es]")
        assert page.evaluate("location.href") == address + "es/how/index.html#answers"
        assert complaints == []


SHIFT = """() => new Promise(done => {
  let moved = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => {
    moved += entry.hadRecentInput ? 0 : entry.value;
  })).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(moved), 300);
})"""


@pytest.mark.parametrize("size", SIZES)
def test_nothing_moves_while_a_page_is_loaded(size: str, browser: Browser, address: str) -> None:
    with opened(browser, address, size) as (page, _):
        for path in ("", "missions/", "people/", "people/zoe/", "feedback/", "es/people/?find=zoe"):
            page.goto(address + path, wait_until="networkidle")
            assert page.evaluate(SHIFT) < 0.05, path


STOP = """() => {
  const element = document.activeElement, shown = element.getBoundingClientRect();
  const seen = element.checkVisibility({visibilityProperty: true});
  const ring = element.matches(".md-option")
    ? element.form.querySelector("label:not([hidden])") : element;
  return [element.className || element.tagName, seen && shown.width > 1 && shown.height > 1
    && shown.right > 0 && shown.left < innerWidth && shown.bottom > 0 && shown.top < innerHeight,
    getComputedStyle(ring).outlineStyle !== "none" || element.matches(".md-search__input"),
    scrollY];
}"""


@pytest.mark.parametrize(("size", "scheme"), [("wide", "light"), ("narrow", "dark")])
def test_every_stop_of_the_keyboard_is_seen(
    size: str, scheme: str, browser: Browser, address: str
) -> None:
    with opened(browser, address, size, scheme) as (page, _):
        page.goto(address + "people/", wait_until="networkidle")
        for number in range(20):
            page.keyboard.press("Tab")
            name, seen, ring, scrolled = page.evaluate(STOP)
            assert seen, (number, name)
            assert ring, (number, name)
            if "md-option" in name or "md-search" in name:
                assert scrolled == 0, name


@pytest.mark.parametrize("size", SIZES)
def test_escape_gives_the_keyboard_back(size: str, browser: Browser, address: str) -> None:
    with opened(browser, address, size) as (page, _):
        page.goto(address + "people/", wait_until="networkidle")
        if size == "narrow":
            page.focus(".gw-search-open")
            page.keyboard.press("Enter")
        else:
            page.focus(".gw-person__name")
            page.keyboard.press("/")
        page.wait_for_selector(".md-search__input:focus")
        page.keyboard.press("Escape")
        back = ".gw-search-open" if size == "narrow" else ".gw-person__name"
        page.wait_for_selector(f"{back}:focus")


def test_dark_colours_are_printed_light(browser: Browser, address: str) -> None:
    with opened(browser, address, scheme="dark") as (page, _):
        page.goto(address + "people/zoe/", wait_until="networkidle")
        assert page.get_attribute("body", "data-md-color-scheme") == "slate"
        page.emulate_media(media="print")
        ink, ground = page.evaluate(
            "[getComputedStyle(document.querySelector('h1')).color,"
            " getComputedStyle(document.body).backgroundColor]"
        )
        assert (ink, ground) == ("rgb(28, 35, 33)", "rgb(255, 255, 255)")
        panel = "getComputedStyle(document.querySelector('.gw-panel')).backgroundColor"
        assert page.evaluate(panel) == "rgb(255, 255, 255)"


def test_links_are_printed_while_they_fade_to_another_colour(
    browser: Browser, address: str
) -> None:
    colours = "[...document.querySelectorAll('main a')].map(each => getComputedStyle(each).color)"
    with opened(browser, address, scheme="dark") as (page, _):
        page.goto(address + "people/", wait_until="networkidle")
        page.emulate_media(media="print")
        at_once = page.evaluate(colours)
        page.wait_for_timeout(400)
        assert at_once == page.evaluate(colours)


def test_long_words_stay_on_a_narrow_screen(browser: Browser, tmp_path: Path) -> None:
    build(
        poisoned(sample("staff"), "Donaudampfschifffahrt" * 9), tmp_path / "site", agenda=agenda()
    )
    with served(tmp_path / "site") as address, opened(browser, address, "narrow") as (page, _):
        for path in (
            "",
            "people/ana/",
            "people/",
            "missions/",
            "missions/write-a-guide/",
            "feedback/",
            "events/",
            "communities/",
            "staff/",
            "staff/claims/",
        ):
            page.goto(address + path)
            needed = page.evaluate("document.documentElement.scrollWidth")
            assert needed <= 360, (path, needed)


@pytest.mark.parametrize("name", ["Haulwick Wheelhouse", "Acme Correspondents"])
def test_the_name_of_the_program_breaks_inside_a_word_on_a_phone(
    name: str, browser: Browser, tmp_path: Path
) -> None:
    view = sample(languages=("en", "es"))
    build(replace(view, program=replace(view.program, name=name)), tmp_path / "site")
    lines = (
        "() => { const text = document.querySelector('.gw-brand__name').firstChild;"
        "const part = document.createRange();"
        "return [...text.data.matchAll(/[^ ]+/g)].map(word => {"
        "part.setStart(text, word.index);"
        "part.setEnd(text, word.index + word[0].length);"
        "return part.getClientRects().length; }) }"
    )
    with served(tmp_path / "site") as address, opened(browser, address, "narrow") as (page, _):
        page.goto(address)
        assert page.evaluate(lines) == [1] * len(name.split())
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES["narrow"][0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_of_staff_is_cut_off_on_a_desk(
    language: str, browser: Browser, tmp_path: Path
) -> None:
    build(sample("staff", languages=(language,)), tmp_path / "site", agenda=agenda())
    cut = (
        "[...document.querySelectorAll('.gw-table')]"
        ".filter(each => each.scrollWidth > each.clientWidth + 1)"
        ".map(each => each.getAttribute('aria-label'))"
    )
    with served(tmp_path / "site") as address, opened(browser, address) as (page, _):
        page.set_viewport_size({"width": 1280, "height": 1000})
        for path, _title in TABS:
            page.goto(address + path)
            assert page.evaluate(cut) == [], path


def test_texts_run_in_their_own_direction(browser: Browser, tmp_path: Path) -> None:
    build(poisoned(sample(), "שלום (1) world"), tmp_path / "site")
    with served(tmp_path / "site") as address, opened(browser, address) as (page, _):
        page.goto(address + "people/ana/")
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
        assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"


def test_the_first_key_leads_past_the_header(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, _):
        page.goto(address + "people/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.classList.contains('gw-skip')")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "goodword-content"


def test_colours_are_remembered_from_page_to_page(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, complaints):
        page.goto(address)
        page.click("label[title='Switch to dark colours']")
        page.goto(address + "people/zoe/")
        assert page.get_attribute("body", "data-md-color-scheme") == "slate"
        assert complaints == []


def test_everything_can_be_read_without_scripts(browser: Browser, address: str) -> None:
    with opened(browser, address, java_script_enabled=False) as (page, complaints):
        page.goto(address + "people/")
        assert page.locator(".gw-person:visible").count() == 7
        assert page.locator(".gw-filter:visible").count() == 0
        page.click("text=Zoë Müller-Šimková")
        assert page.inner_text("h1") == "Zoë Müller-Šimková"
        page.goto(address + "feedback/")
        assert page.locator(".gw-pair:visible").count() == 4
        assert complaints == []


def test_a_script_that_came_in_does_not_run(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, complaints):
        page.goto(address)
        page.evaluate(
            "() => { const s = document.createElement('script'); s.textContent = 'window.x = 1';"
            " document.body.append(s); document.body.insertAdjacentHTML('beforeend',"
            " '<img src=x onerror=\"window.x = 2\">') }"
        )
        page.wait_for_timeout(300)
        assert page.evaluate("window.x") is None
        assert any("Content Security Policy" in each for each in complaints)
