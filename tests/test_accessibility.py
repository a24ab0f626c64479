"""A page of every kind, without a barrier: axe, headings, widths, spacing, motion, and a walk."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests import barriers
from tests.axe_judge import COLOURED, LEAST, Axe
from tests.hosting import served
from tests.own_page_program import code
from tests.test_portal_browser import SIZES, opened, results

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, Page, ViewportSize

    from tests.conftest import Require

    Settings = Mapping[str, Mapping[str, "Setting"]]
    Found = dict[str, list[tuple[object, ...]]]


class Setting(NamedTuple):
    """What a browser is asked for beside light or dark, and which rules about colours hold then.

    Args:
        media: as Playwright has it.
        widths: at which axe looks; 640 is a wide screen at 200 %.
        coloured: rules of axe.
    """

    media: dict[str, Any]
    widths: tuple[int, ...]
    coloured: tuple[str, ...] = LEAST


PLAIN: dict[str, Any] = {"contrast": "no-preference", "forced_colors": "none"}
MORE = Setting({"contrast": "more"}, (640,), COLOURED)
# Forced colours are the reader's own; axe takes those that they replace.
FORCED = Setting({"forced_colors": "active"}, (1280,), ("link-in-text-block",))
SETTINGS: dict[str, dict[str, Setting]] = {
    "light": {"light": Setting({}, (1280, 360)), "contrast": MORE},
    "dark": {"dark": Setting({}, (1280, 360)), "contrast in the dark": MORE, "forced": FORCED},
}
"""By light and by dark, which a page takes when it is loaded: all else changes as it stands."""
WIDTHS = (640, 320, 360, 1280)


class Kinds:
    """A served portal, and a page of each kind in it, which is loaded once by light and by dark.

    Args:
        address: of the portal.
        paths: by kind.
        axe: the script.
        settings: in which axe looks at the pages.
    """

    def __init__(self, address: str, paths: dict[str, str], axe: str, settings: Settings) -> None:
        self.address = address
        self.paths = paths
        self.axe = Axe(axe)
        self.settings = settings
        self._found: dict[str, Found] = {}

    def go(self, page: Page, kind: str) -> None:
        if "#" in self.paths[kind]:  # which else loads nothing where the page before was the same
            page.goto("about:blank")
        page.goto(self.address + self.paths[kind], wait_until="load")
        if kind.startswith("me open"):
            page.wait_for_selector("#gw-record h1")

    def found(self, browser: Browser, scheme: str) -> Found:
        """What is wrong with the pages of each kind by light or by dark."""
        if scheme not in self._found:
            found = self._found[scheme] = defaultdict(list)
            options = {"scheme": scheme, "reduced_motion": "reduce"}
            with opened(browser, self.address, **options) as (page, complaints):
                for kind in self.paths:
                    page.emulate_media(media="screen", reduced_motion="reduce", **PLAIN)
                    sized(page, 1280)
                    self.go(page, kind)
                    for name, each in self._looked(page, kind, scheme):
                        found[name].append((kind, *each))
            found["complaints"] += [(each,) for each in complaints]
        return self._found[scheme]

    def _looked(self, page: Page, kind: str, scheme: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
        ground = page.evaluate(GROUND)
        if kind != "404" and (max(rgb(ground)) < 100) != (scheme == "dark"):
            yield scheme, (ground,)
        for name, setting in self.settings[scheme].items():
            page.emulate_media(**PLAIN | setting.media)
            for width in setting.widths:
                sized(page, width)
                for each in self.axe.judge(page, setting.coloured):
                    yield name, (width, *each)
        page.emulate_media(**PLAIN)
        if scheme == "light":
            yield from (("shape", each) for each in measured(page))
        else:
            yield from (("print", each) for each in printed(page, self.axe))


@pytest.fixture(scope="module")
def script(require: Require) -> str:
    return (require("axe") / "axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory, script: str) -> Iterator[Kinds]:
    """Staff's portal with something in every part, and some of its pages in Spanish."""
    folder = tmp_path_factory.mktemp("full") / "site"
    paths = barriers.made(barriers.full(), folder)
    paths["me open"] = f"{barriers.ME}#{code('ana')}"
    paths |= {f"{each} in Spanish": f"es/{paths[each]}" for each in ("me", "me open")}
    paths["home in Spanish"] = "es/index.html"
    with served(folder) as address:
        yield Kinds(address, paths, script, SETTINGS)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory, script: str) -> Iterator[Kinds]:
    """Members' portal of a program that has just begun, where pages have little to show."""
    folder = tmp_path_factory.mktemp("empty") / "site"
    paths = barriers.made(barriers.empty(), folder)
    with served(folder) as address:
        paths = {kind: path for kind, path in paths.items() if kind != "me"}
        settings = {scheme: {scheme: SETTINGS[scheme][scheme]} for scheme in SETTINGS}
        yield Kinds(address, paths, script, settings)


@pytest.mark.parametrize(
    ("setting", "scheme"), [(each, scheme) for scheme in SETTINGS for each in SETTINGS[scheme]]
)
def test_axe_finds_something_on_a_page_of_some_kind(
    setting: str, scheme: str, browser: Browser, kinds: Kinds
) -> None:
    assert not kinds.found(browser, scheme)[setting]


@pytest.mark.parametrize("scheme", SETTINGS)
def test_axe_finds_something_where_there_is_nothing_to_show(
    scheme: str, browser: Browser, begun: Kinds
) -> None:
    assert not begun.found(browser, scheme)[scheme]


@pytest.mark.parametrize("scheme", SETTINGS)
@pytest.mark.parametrize("portal", ["kinds", "begun"])
def test_a_page_of_some_kind_says_or_asks_for_something_it_should_not(
    portal: str, scheme: str, browser: Browser, request: pytest.FixtureRequest
) -> None:
    assert not request.getfixturevalue(portal).found(browser, scheme)["complaints"]


GROUND = "getComputedStyle(document.body).backgroundColor"


def sized(page: Page, width: int, height: int = 900) -> None:
    """Have a page lay itself out anew where it has another size."""
    size: ViewportSize = {"width": width, "height": height}
    if page.viewport_size != size:
        page.set_viewport_size(size)


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", colour)))


def test_a_page_of_some_kind_is_cut_off_or_out_of_shape(browser: Browser, kinds: Kinds) -> None:
    assert not kinds.found(browser, "light")["shape"]


def test_a_page_with_nothing_to_show_is_cut_off_or_out_of_shape(
    browser: Browser, begun: Kinds
) -> None:
    assert not begun.found(browser, "light")["shape"]


def measured(page: Page) -> Iterator[tuple[object, ...]]:
    """What is out of shape, moves, or is cut off at some width, with text as spaced as it may."""
    yield from ((each,) for each in page.evaluate(barriers.SHAPE))
    yield from (("moves", each) for each in page.evaluate(barriers.MOVING))
    for width in WIDTHS:
        sized(page, width)
        yield from ((width, each) for each in page.evaluate(barriers.WIDE))
    page.evaluate(barriers.SPACED)
    for width in WIDTHS[::-1]:
        sized(page, width)
        found = page.evaluate(barriers.WIDE) + page.evaluate(barriers.CUT)
        yield from ((width, "spaced", each) for each in found)


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


def test_a_page_of_some_kind_is_printed_cut_off_or_pale(browser: Browser, kinds: Kinds) -> None:
    assert not kinds.found(browser, "dark")["print"]


def printed(page: Page, axe: Axe) -> Iterator[tuple[object, ...]]:
    """What is wrong with a page on paper, of somebody who has dark colours."""
    sized(page, 688, 1000)  # A4 less its margins
    page.emulate_media(media="print", reduced_motion="no-preference")
    ground = page.evaluate(GROUND)
    if min(rgb(ground)) <= 240:
        yield (ground,)
    yield from (("printed", each) for each in page.evaluate(ON_PAPER))
    yield from ((each,) for each in page.evaluate(barriers.WIDE))
    yield from (("cut", each) for each in page.evaluate(barriers.CUT))
    yield from axe.judge_colours(page, ["color-contrast"])
    if not page.evaluate(FIRST):
        yield ("whose page it is may stand alone on the last sheet",)
    if not page.evaluate(FOLDED):
        yield ("what is folded is not printed",)


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
def test_a_barrier_is_passed_over(said: str, browser: Browser, kinds: Kinds) -> None:
    """Also where the page has been judged before, without the barrier."""
    with opened(browser, kinds.address, bypass_csp=True) as (page, _):
        page.set_viewport_size({"width": 320, "height": 740})
        page.goto(f"{kinds.address}communities/index.html")
        judge, _, wanted = said.partition(": ")
        if judge == "axe":
            assert kinds.axe.judge(page) == []
        page.evaluate(f"() => {{ {SPOILT[said]} }}")
        if judge == "axe":
            found = [each[0] for each in kinds.axe.judge(page)]
        elif judge == "walk":
            found = barriers.walked(page)
        else:
            found = page.evaluate(getattr(barriers, judge.upper()))
        assert any(wanted in each for each in found), found


def test_what_fades_is_passed_over(browser: Browser, kinds: Kinds) -> None:
    with opened(browser, kinds.address, reduced_motion="no-preference") as (page, _):
        page.goto(kinds.address)
        assert page.evaluate(barriers.MOVING) != []


def test_the_open_search_has_a_barrier(browser: Browser, kinds: Kinds) -> None:
    for scheme in ("light", "dark"):
        for size in SIZES:
            with opened(browser, kinds.address, size, scheme) as (page, complaints):
                page.goto(f"{kinds.address}how/index.html", wait_until="networkidle")
                page.keyboard.press("/") if size == "wide" else page.click(".gw-search-open")
                page.wait_for_selector(".md-search__input:focus")
                results(page, "points")
                page.evaluate(barriers.STILL)  # until it has slid in
                assert kinds.axe.judge(page) == []
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
