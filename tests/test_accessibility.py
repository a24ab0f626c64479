"""A page of every kind, without a barrier: axe, headings, widths, spacing, motion, and a walk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests import barriers
from tests.hosting import served
from tests.own_page_program import code
from tests.test_portal_browser import SIZES, opened, results

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.conftest import Require

SETTINGS: dict[str, tuple[dict[str, Any], tuple[int, ...]]] = {
    "light": ({"color_scheme": "light"}, (1280, 360)),
    "dark": ({"color_scheme": "dark"}, (1280, 360)),
    "forced": ({"color_scheme": "dark", "forced_colors": "active"}, (1280,)),
    "contrast": ({"color_scheme": "light", "contrast": "more"}, (640,)),
    "contrast in the dark": ({"color_scheme": "dark", "contrast": "more"}, (640,)),
}
"""What a browser is asked for, and at which widths axe looks; 640 is a wide screen at 200 %.
The theme takes its colours when a page is loaded, so each has loads of its own."""
WIDTHS = (1280, 640, 360, 320)


class Kinds:
    """A served portal, and a page of each kind in it.

    Args:
        address: of the portal.
        paths: by kind.
        sound: of pages in which all of axe's rules found nothing: what `barriers.ALIKE` says.
    """

    def __init__(self, address: str, paths: dict[str, str]) -> None:
        self.address = address
        self.paths = paths
        self.sound: set[str] = set()

    def go(self, page: Page, kind: str) -> None:
        if "#" in self.paths[kind]:  # which else loads nothing where the page before was the same
            page.goto("about:blank")
        page.goto(self.address + self.paths[kind], wait_until="load")
        if kind.startswith("me open"):
            page.wait_for_selector("#gw-record h1")


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kinds]:
    """Staff's portal with something in every part, and some of its pages in Spanish."""
    folder = tmp_path_factory.mktemp("full") / "site"
    paths = barriers.made(barriers.full(), folder)
    paths["me open"] = f"{barriers.ME}#{code('ana')}"
    paths |= {f"{each} in Spanish": f"es/{paths[each]}" for each in ("me", "me open")}
    paths["home in Spanish"] = "es/index.html"
    with served(folder) as address:
        yield Kinds(address, paths)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kinds]:
    """Members' portal of a program that has just begun, where pages have little to show."""
    folder = tmp_path_factory.mktemp("empty") / "site"
    paths = barriers.made(barriers.empty(), folder)
    with served(folder) as address:
        yield Kinds(address, {kind: path for kind, path in paths.items() if kind != "me"})


@pytest.mark.parametrize("setting", SETTINGS)
def test_axe_finds_something_on_a_page_of_some_kind(
    setting: str, browser: Browser, kinds: Kinds, require: Require
) -> None:
    asked(setting, browser, kinds, require)


@pytest.mark.parametrize("setting", ["light", "dark"])
def test_axe_finds_something_where_there_is_nothing_to_show(
    setting: str, browser: Browser, begun: Kinds, require: Require
) -> None:
    asked(setting, browser, begun, require)


def asked(setting: str, browser: Browser, kinds: Kinds, require: Require) -> None:
    axe = (require("axe") / "axe.min.js").read_text("utf-8")
    chosen, widths = SETTINGS[setting]
    wrong: list[tuple[object, ...]] = []
    with opened(browser, kinds.address, reduced_motion="reduce", **chosen) as (
        page,
        complaints,
    ):
        for kind in kinds.paths:
            page.set_viewport_size({"width": widths[0], "height": 900})
            kinds.go(page, kind)
            ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
            if kind != "404" and setting != "forced":
                assert (max(rgb(ground)) < 100) == (chosen["color_scheme"] == "dark"), kind
            page.evaluate(axe)
            for width in widths:
                page.set_viewport_size({"width": width, "height": 900})
                # Forced colours are the reader's own; axe takes those that they replace.
                rules: dict[str, Any] = {
                    "color-contrast": setting != "forced",
                    "color-contrast-enhanced": "contrast" in chosen,
                }
                alike = page.evaluate(barriers.ALIKE)
                if kinds.sound.issuperset(alike):  # all but colours is as it was when judged
                    rules["only"] = [each for each in barriers.COLOURED if rules.get(each, True)]
                found = page.evaluate(barriers.AXE, rules)
                wrong += ((kind, width, *each) for each in found)
                kinds.sound.update(() if found else alike)
        assert complaints == []
    assert wrong == [], "\n".join(map(str, wrong))


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", colour)))


def test_a_page_of_some_kind_is_cut_off_or_out_of_shape(browser: Browser, kinds: Kinds) -> None:
    measured(browser, kinds)


def test_a_page_with_nothing_to_show_is_cut_off_or_out_of_shape(
    browser: Browser, begun: Kinds
) -> None:
    measured(browser, begun)


def measured(browser: Browser, kinds: Kinds) -> None:
    wrong: list[tuple[object, ...]] = []
    with opened(browser, kinds.address, reduced_motion="reduce") as (page, complaints):
        for kind in kinds.paths:
            kinds.go(page, kind)
            wrong += ((kind, each) for each in page.evaluate(barriers.SHAPE))
            wrong += ((kind, "moves", each) for each in page.evaluate(barriers.MOVING))
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                wrong += ((kind, width, each) for each in page.evaluate(barriers.WIDE))
            page.evaluate(barriers.SPACED)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                found = page.evaluate(barriers.WIDE) + page.evaluate(barriers.CUT)
                wrong += ((kind, width, "spaced", each) for each in found)
        assert complaints == []
    assert wrong == [], "\n".join(map(str, wrong))


@pytest.mark.parametrize("width", [1280, 360])
def test_the_keyboard_misses_something_on_a_page_of_some_kind(
    width: int, browser: Browser, kinds: Kinds
) -> None:
    wrong: list[tuple[str, str]] = []
    with opened(browser, kinds.address) as (page, _):
        page.set_viewport_size({"width": width, "height": 740})
        for kind in kinds.paths:
            kinds.go(page, kind)
            wrong += ((kind, each) for each in barriers.walked(page))
            first = str(page.locator("[data-gw-stop='0']").get_attribute("class"))
            assert "gw-skip" in first or not page.locator(".md-header").count(), kind
    assert wrong == [], "\n".join(map(str, wrong))


ON_PAPER = """() => [
  ...document.querySelectorAll("nav, form, button, header.md-header, a.gw-button, .gw-skip")
].filter(each => each.checkVisibility()).map(each => each.outerHTML.slice(0, 120))"""
FIRST = """() => {
  const [whose, main] = [".gw-footer", "main"].map(each => document.querySelector(each));
  return !whose || whose.getBoundingClientRect().bottom <= main.getBoundingClientRect().top;
}"""
FOLDED = """() => {
  document.querySelector("main").insertAdjacentHTML(
    "beforeend", "<details><summary>a</summary><p id=b>b</p></details>"
  );
  return document.querySelector("#b").checkVisibility();
}"""


def test_a_page_of_some_kind_is_printed_cut_off_or_pale(
    browser: Browser, kinds: Kinds, require: Require
) -> None:
    axe = (require("axe") / "axe.min.js").read_text("utf-8")
    wrong: list[tuple[object, ...]] = []
    with opened(browser, kinds.address, scheme="dark") as (page, _):
        page.set_viewport_size({"width": 688, "height": 1000})  # A4 less its margins
        for kind in kinds.paths:
            page.emulate_media(media="screen")
            kinds.go(page, kind)
            page.emulate_media(media="print")
            ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
            wrong += [] if min(rgb(ground)) > 240 else [(kind, ground)]
            wrong += ((kind, "printed", each) for each in page.evaluate(ON_PAPER))
            wrong += ((kind, each) for each in page.evaluate(barriers.WIDE))
            wrong += ((kind, "cut", each) for each in page.evaluate(barriers.CUT))
            page.evaluate(axe)
            found = page.evaluate(barriers.AXE, {"only": ["color-contrast"]})
            wrong += ((kind, *each) for each in found)
            if not page.evaluate(FIRST):
                wrong.append((kind, "whose page it is may stand alone on the last sheet"))
            if not page.evaluate(FOLDED):
                wrong.append((kind, "what is folded is not printed"))
    assert wrong == [], "\n".join(map(str, wrong))


SPOILT = {
    "axe: image-alt": "document.querySelector('main').append(new Image())",
    "axe: color-contrast": "document.querySelector('h1').style.color = '#ddd'",
    "axe: target-size": "document.querySelector('main').insertAdjacentHTML('beforeend', "
    "'<p><button>a</button><button>b</button></p>'); document.querySelectorAll('main button')"
    ".forEach(each => { each.style.font = '8px serif'; each.style.padding = 0 })",
    "shape: a level is skipped": "document.querySelector('h1').insertAdjacentHTML('afterend', "
    "'<h4>x</h4>')",
    "shape: not one h1": "document.querySelector('main').append(document.createElement('h1'),"
    "Object.assign(document.createElement('h1'), {textContent: 'x'}))",
    "wide: wider than 320": "document.querySelector('h1').style.width = '50rem'",
    "cut: ": "Object.assign(document.querySelector('h1').style, "
    "{overflow: 'hidden', height: '0.5rem'})",
    "walk: never reached": "document.querySelector('main a').addEventListener('keydown', event =>"
    " event.preventDefault())",
    "walk: no ring": "document.querySelectorAll('main a').forEach(each => "
    "each.style.outline = 'none')",
    "walk: out of sight": "document.querySelector('main a').style.marginInlineStart = '-90rem'",
    "walk: covered": "document.querySelector('main').insertAdjacentHTML('beforeend', "
    "'<div id=x></div>'); Object.assign(document.querySelector('#x').style, {position: 'fixed',"
    " inset: 0, background: 'white', zIndex: 99})",
    "walk: in another order": "document.querySelector('.gw-footer a').tabIndex = 1",
}
"""What is done to a page, and what has to be said of it."""


@pytest.mark.parametrize("said", SPOILT)
def test_a_barrier_is_passed_over(
    said: str, browser: Browser, kinds: Kinds, require: Require
) -> None:
    axe = (require("axe") / "axe.min.js").read_text("utf-8")
    with opened(browser, kinds.address, bypass_csp=True) as (page, _):
        page.set_viewport_size({"width": 320, "height": 740})
        page.goto(f"{kinds.address}communities/index.html")
        page.evaluate(f"() => {{ {SPOILT[said]} }}")
        judge, _, wanted = said.partition(": ")
        if judge == "axe":
            page.evaluate(axe)
            found = [each[0] for each in page.evaluate(barriers.AXE, {})]
        elif judge == "walk":
            found = barriers.walked(page)
        else:
            found = page.evaluate(getattr(barriers, judge.upper()))
        assert any(wanted in each for each in found), found


def test_what_fades_is_passed_over(browser: Browser, kinds: Kinds) -> None:
    with opened(browser, kinds.address, reduced_motion="no-preference") as (page, _):
        page.goto(kinds.address)
        assert page.evaluate(barriers.MOVING) != []


def test_the_open_search_has_a_barrier(browser: Browser, kinds: Kinds, require: Require) -> None:
    axe = (require("axe") / "axe.min.js").read_text("utf-8")
    for scheme in ("light", "dark"):
        for size in SIZES:
            with opened(browser, kinds.address, size, scheme) as (page, complaints):
                page.goto(f"{kinds.address}how/index.html", wait_until="networkidle")
                page.keyboard.press("/") if size == "wide" else page.click(".gw-search-open")
                page.wait_for_selector(".md-search__input:focus")
                results(page, "points")
                page.evaluate(barriers.STILL)  # until it has slid in
                page.evaluate(axe)
                assert page.evaluate(barriers.AXE, {}) == []
                assert complaints == []


TEXTS = ("Help in the forum", "Conor O'Brien helps others", "Early access", "Owners' forum")
NAMES = ("Owners' forum",)
"""Those of the texts that are names."""
FOREIGN = """texts => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  for (let node; (node = walker.nextNode());) {
    const tag = node.parentElement.closest("[lang]").lang;
    if (texts.some(text => node.data.includes(text))) found.push([node.data.trim(), tag]);
  }
  return found;
}"""


def test_a_text_in_another_language_is_read_out_in_the_wrong_one(
    browser: Browser, kinds: Kinds
) -> None:
    met: set[str] = set()
    with opened(browser, kinds.address) as (page, _):
        for path in (*kinds.paths.values(), "missions/help-in-forum/index.html"):
            if path.startswith(("es/", "deep", "code", "me", "404")):
                continue
            page.goto(f"{kinds.address}es/{path}")
            assert page.evaluate("document.documentElement.lang") == "es"
            for text, tag in page.evaluate(FOREIGN, TEXTS):
                # A proper name in a sentence of ours needs no language of its own (WCAG 3.1.2).
                named = any(name in text and text != name for name in NAMES)
                agenda = path == "staff/index.html" and named
                assert tag == "en" or (agenda and tag == "es"), (path, text)
                met.update(each for each in TEXTS if each in text)
    assert len(met) > 1
