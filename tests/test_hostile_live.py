"""Texts that act in other programs, on pages that are opened: nothing happens.

Pages are opened as they are built, and once more without their policy: what only the policy holds
back would act there.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from goodword.audience.gate import audience_view
from goodword.portal import search
from goodword.portal.engine import LOST
from goodword.portal.links import stated
from goodword.portal.seal import FOLDER, code_of, written
from goodword.snapshot import Snapshot
from tests.hostile_build import PLAIN, SEALED, built, desk, harmless, own_pages, program, shells
from tests.hostile_draw import turned
from tests.hostile_judge import Judge
from tests.hostile_texts import ACTIVE, OUTSIDE, public
from tests.hostile_texts import OWN as TEXTS
from tests.hostile_world import DAY, STYLES
from tests.hosting import served
from tests.portal_site import build
from tests.test_portal_browser import opened, results

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

    from goodword.model.program import Program
    from tests.conftest import Require, Tell

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
BOTH = (*ACTIVE.values(), *(text for text in TEXTS.values() if text not in ACTIVE.values()))


@cache
def quiet(style: int = 0) -> Program:
    """The program of a style with harmless words in every field."""
    return program(style, harmless)


@pytest.fixture(scope="module")
def judge(browser: Browser) -> Iterator[Judge]:
    """A judge who knows members' own pages of each style."""
    page = browser.new_page()
    with Judge(page, shells()) as made:
        for style in range(STYLES):
            pages = built(quiet(style), ("members",))
            made.learn(
                "pages",
                {
                    path: each.decode()
                    for path, each in pages["members"].items()
                    if path.endswith(".html")
                },
            )
        yield made
    page.close()


def write(made: Program, audience: str, folder: Path) -> list[str]:
    """Build the portal of an audience, and name its pages."""
    snapshot = Snapshot(made, DAY)
    view = audience_view(snapshot, audience, DAY)
    own = own_pages(snapshot) if audience == "members" else None
    build(view, folder, agenda=desk(snapshot, view), mine=own)
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


def without_policy(folder: Path, copy: Path) -> None:
    """Copy a portal, its pages without the policy that they state."""
    shutil.copytree(folder, copy)
    for path in copy.rglob("*.html"):
        page, found = POLICY.subn("", path.read_text("utf-8"))
        assert found == 1, path
        path.write_text(page, "utf-8")


def mounted(page: Page, address: str, root: str) -> list[str]:
    """Serve the site under the path that its program states as well; what is asked for there."""
    asked: list[str] = []
    prefix = address + root[1:]

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.continue_(url=address + route.request.url.removeprefix(prefix))

    if root != "/":
        page.route(lambda url: url.startswith(prefix), answer)
    return asked


@pytest.mark.parametrize("audience", ["members", "staff"])
def test_a_page_with_hostile_texts_does_something(
    audience: str, browser: Browser, tmp_path: Path, tell: Tell
) -> None:
    number = {"members": 1, "staff": 3}[audience]
    made = turned(TEXTS.values(), number)
    paths = write(made, audience, tmp_path / "site")
    assert len(paths) > 20
    _, root = stated(audience_view(Snapshot(made, DAY), audience, DAY).program.url)
    without_policy(tmp_path / "site", tmp_path / "bare")
    for site in ("bare", "site") if audience == "members" else ("bare",):
        with served(tmp_path / site) as address, opened(browser, address) as (page, complaints):
            # The lost page is the last, so that no other one finds its files under that path.
            for path in (each for each in paths if each != LOST):
                page.goto(address + path, wait_until="load")
                assert page.url == address + path
                assert complaints == [], path
            asked = mounted(page, address, root)
            page.goto(address + LOST, wait_until="load")
            assert complaints == [], LOST
            assert len(asked) > 1 or root == "/"
    tell(f"hostile texts: {len(paths)} pages of {audience} were opened without their policy")


SAID = {
    "dialog": "<script>alert(1)</script>",
    "console": "<script>console.log(1)</script>",
    "error": "<script>throw 1</script>",
    OUTSIDE: f"<img src={OUTSIDE}x.png>",
    "404": "<img src=nothing.png>",
    "popup": "<script>window.open('about:blank')</script>",
}
"""What an opened page may do, by the beginning of what is said of it."""


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("held", [True, False])
def test_what_an_opened_page_does_is_not_noticed(
    said: str, held: bool, browser: Browser, tmp_path: Path
) -> None:
    """Without a policy the thing itself, with one that the policy was needed."""
    write(quiet(), "public", tmp_path / "site")
    if not held:
        without_policy(tmp_path / "site", tmp_path / "bare")
    folder = tmp_path / ("site" if held else "bare")
    path = folder / "index.html"
    page_text = path.read_text("utf-8")
    path.write_text(page_text.replace("</article>", f"{SAID[said]}</article>"), "utf-8")
    with served(folder) as address, opened(browser, address) as (page, complaints):
        page.goto(address, wait_until="networkidle")
    if not held or said == "404":
        assert any(each.startswith(said) for each in complaints), complaints
    else:
        assert any(POLICY_SAID in each for each in complaints), complaints
        assert not any(each.startswith("dialog") for each in complaints)


def word(number: int) -> str:
    """A word in which, and in the middle of which, no other stands."""
    return f"qj{chr(97 + number // 20)}{chr(97 + number % 20)}xk"


HARMLESS = (word(0), f"{word(0)} vvqqvv")
"""Searches for plain words, and for a word that is nowhere, which the theme strikes out."""
RESULTS = ".md-search-result"
POLICY_SAID = "Content Security Policy"


@pytest.fixture(scope="module")
def found(require: Require) -> list[str]:
    """Texts that are searched: ours, and those of the lists that look like markup."""
    return [*TEXTS.values(), *(each for each in public(require("corpora")) if "<" in each)]


def test_a_result_of_the_search_does_something(
    found: list[str], browser: Browser, judge: Judge, tmp_path: Path, tell: Tell
) -> None:
    write(quiet(), "members", tmp_path / "site")
    index = tmp_path / "site" / search.PATH
    settings = json.loads(index.read_bytes())["config"]
    entries = [
        search.Entry(
            f"people/p{at}/index.html", f"{each} {word(at // 8)}", f"{each} {each}", each[:20]
        )
        for at, each in enumerate([PLAIN] * 8 + found)
    ]
    index.write_bytes(search.index(settings, entries))
    words = ["lt", "gt", "amp", "quot", "39", "script", "img", "alert", "onerror", "svg", "x", "1"]
    words += ["hidden", "span", "mark", "__proto__", "constructor", "<img src=x onerror=alert(1)>"]
    with served(tmp_path / "site") as address, opened(browser, address) as (page, complaints):
        page.goto(f"{address}?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", wait_until="networkidle")
        page.goto(f"{address}how/index.html?h=%3Cimg%20src%3Dx%3E", wait_until="networkidle")
        page.click(".md-search__input")
        shown = 0
        for query in [*HARMLESS, *(word(at) for at in range(1, len(entries) // 8)), *words]:
            met = results(page, query)
            result = page.locator(RESULTS).inner_html()
            shown += len(met)
            if query in HARMLESS:
                assert len(met) == 8
                judge.learn(query, {"result.html": result})
            assert judge.judge("result", {"result.html": result}) == [], query
            assert complaints == [], query
    assert shown > len(entries)
    tell(f"hostile texts: {shown} results of searches for {len(found)} texts were judged")


def test_a_title_that_the_index_does_not_escape_is_not_found(
    browser: Browser, judge: Judge, tmp_path: Path
) -> None:
    write(quiet(), "members", tmp_path / "site")
    index = tmp_path / "site" / search.PATH
    settings = json.loads(index.read_bytes())["config"]
    entries = [
        search.Entry("people/ana/index.html", f"{word(0)} {ACTIVE['error']}", f"{word(0)} " * 3)
    ]
    with patch.object(search, "escape", str):
        index.write_bytes(search.index(settings, entries))
    with served(tmp_path / "site") as address, opened(browser, address) as (page, complaints):
        page.goto(address, wait_until="networkidle")
        page.click(".md-search__input")
        assert len(results(page, word(0))) == 1
        result = page.locator(RESULTS).inner_html()
        assert any(POLICY_SAID in each for each in complaints)
    assert "handler" in {each.check for each in judge.judge("result", {"result.html": result})}


def test_a_text_of_a_record_does_something_once_a_code_has_opened_it(
    browser: Browser, judge: Judge, tmp_path: Path, tell: Tell
) -> None:
    """A record is copied into the page from a text that nobody's policy has seen."""
    write(quiet(), "members", tmp_path / "site")
    codes = {}
    # Of even numbers: an address whose host cannot be read is left out of the record.
    for number in (*range(-STYLES, 0), *range(0, 2 * ROUNDS, 2)):
        made = quiet(number % STYLES) if number < 0 else turned(BOTH, number)
        secret = f"another secret for each of them: {number:03d}".encode()
        files = built(made, ("members",), secret=secret)
        for path, data in files[SEALED].items():
            (tmp_path / "site" / path).write_bytes(data)
        codes[number] = written(code_of(secret, "ana", 1))
    with served(tmp_path / "site") as address, opened(browser, address) as (page, complaints):
        page.goto(f"{address}{FOLDER}index.html")
        for number, code in codes.items():
            page.evaluate("code => { location.hash = code }", code)
            record = shown(page, number)
            if number < 0:
                judge.learn(f"own {number % STYLES}", {"own.html": record})
            else:
                assert judge.judge(f"own {number % STYLES}", {"own.html": record}) == [], number
            assert complaints == [], number
            page.click("#gw-close")
            page.wait_for_selector("#gw-closed:not([hidden])")
    tell(f"hostile texts: {ROUNDS} members' own pages were opened by their codes")


def shown(page: Page, number: int) -> str:
    """The record, once it is there."""
    page.wait_for_selector("#gw-record h1")
    assert number < 0 or page.locator("#gw-record tr").count() > 20
    record = str(page.locator("#gw-record").evaluate("element => element.outerHTML"))
    # The calendar that the page itself makes of the record is a file to be kept.
    record, found = BLOB.subn(' href="#"', record)
    assert found == 1
    return record


BLOB = re.compile('(?<= download="my-days.ics" type="text/calendar") href="blob:[^"]*"')
ROUNDS = 12
"""Records with hostile texts that are opened."""


def test_a_name_does_something_in_the_directory_of_everybody(
    found: list[str], browser: Browser, judge: Judge, tmp_path: Path, tell: Tell
) -> None:
    """Of a long list the script of the page shows what it has loaded from a file."""
    view = audience_view(Snapshot(quiet(), DAY), "members", DAY)
    first = view.people[0]

    def with_people(texts: list[str], folder: Path) -> None:
        people = tuple(
            replace(first, id=f"p{at}", name=each[:100], topics=(each[:40],), rank=None)
            for at, each in enumerate(texts)
        )
        build(replace(view, people=(*view.people, *people)), folder)

    with_people([PLAIN] * len(found), tmp_path / "plain")
    with_people(found, tmp_path / "site")
    for folder in ("plain", "site"):
        with served(tmp_path / folder) as address, opened(browser, address) as (page, complaints):
            page.goto(f"{address}people/index.html")
            for word in ("e", "a", "script", "img", "&lt;", "<"):
                page.fill("[data-gw-text]", word if folder == "site" else PLAIN[:3])
                page.wait_for_selector(".gw-index", state="hidden")
                listed = page.locator("[data-gw-list]").evaluate("element => element.outerHTML")
                if folder == "plain":
                    judge.learn("directory", {"list.html": listed})
                assert judge.judge("list", {"list.html": listed}) == [], word
                assert complaints == [], word
            count = page.locator("[data-gw-list] li").count()
            assert count > 50
    tell(f"hostile texts: {len(found)} names were searched in the directory")
