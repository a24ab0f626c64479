"""Pages and pictures of a program's own, with texts that act in other programs: nothing acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from goodword.audience.gate import audience_view
from goodword.diagnostics import Failure
from goodword.portal import logo
from goodword.portal.fill import Filling
from goodword.snapshot import Snapshot
from tests.hostile_build import FORMS, LANGUAGES, PLAIN, program, shells
from tests.hostile_judge import Judge
from tests.hostile_texts import OUTSIDE, public
from tests.hostile_texts import OWN as TEXTS
from tests.hostile_world import DAY
from tests.hosting import served
from tests.portal_site import SITE, build
from tests.test_portal_browser import opened

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from goodword.audience.view import View
    from tests.conftest import Require, Tell


TOGETHER = 20
"""Texts that one portal has pages of: each page names all of them at its foot."""
SAYS = {
    "heading": "# {line}\n\nwords",
    "head": "---\ntitle: {line}\n---\nwords",
    "quoted": '---\ntitle: "{line}"\n---\nwords',
    "body": "# Title\n\nwords {text}",
    "link": "# Title\n\n[words](<{line}>) [{line}](code.md) [x]: {line}",
}
"""What a page of the program's own may say of a text."""


@pytest.fixture(scope="module")
def view() -> View:
    made = program(0, lambda place: FORMS[place.takes](PLAIN))
    return audience_view(Snapshot(made, DAY), "public", DAY)


def pages(texts: list[str], view: View) -> dict[str, str]:
    """Pages of the program's own: each text as a title of three kinds, and in what a page says."""
    own = {
        f"pages/en/{name}{number}.md": form.format(text=text, line=" ".join(text.split())).encode()
        for number, text in enumerate(texts)
        for name, form in SAYS.items()
    }
    filling = Filling(view, shells(), LANGUAGES, SITE, own={**own, "pages/en/code.md": b"# Code"})
    return {
        f"public/{page.path}index.html": filling.page(page).decode()
        for page in filling.pages()
        if page.path.startswith(tuple(SAYS))
    }


def test_a_page_of_the_program_acts(
    view: View, browser: Browser, require: Require, tell: Tell
) -> None:
    texts = [*TEXTS.values(), *(each for each in public(require("corpora")) if "<" in each)]
    page = browser.new_page()
    with Judge(page, shells()) as judge:
        judge.learn("own", pages([PLAIN] * TOGETHER, view))
        for start in range(0, len(texts), TOGETHER):
            some = texts[start : start + TOGETHER]
            made = pages([*some, *[PLAIN] * (TOGETHER - len(some))], view)
            assert judge.judge("own", made) == []
    page.close()
    tell(f"hostile texts: {judge.pages:,} pages of a program's own were judged")


SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
DRAWN = {
    "script": "<script>alert(1)</script>",
    "script of elsewhere": f"<script href='{OUTSIDE}x.js'/>",
    "handler": "<path d='M0 0' onclick='alert(1)'/><g onload='alert(1)'/>",
    "HTML": "<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' src='x'/></foreignObject>",
    "HTML, plain": "<img xmlns='http://www.w3.org/1999/xhtml' src='x' onerror='alert(1)'/>",
    "style": f"<style>@import '{OUTSIDE}x.css';</style>",
    "style, attribute": f"<path style='fill:url({OUTSIDE}x#y)' d='M0 0'/>",
    "paint": f"<path fill='url(&#104;ttps://evil.invalid/#x)' stroke='URL({OUTSIDE})' d='M0 0'/>",
    "paint, escaped": f"<path fill='u\\72l({OUTSIDE}x)' mask='u/**/rl({OUTSIDE}x#y)' d='M0 0'/>",
    "paint, two": f"<path fill='url(#x) url({OUTSIDE}x#y)' clip-path='src(\"{OUTSIDE}\")'/>",
    "picture": f"<image href='{OUTSIDE}x.png'/><feImage xlink:href='{OUTSIDE}x'/>",
    "use": f"<use href='{OUTSIDE}x.svg#x'/><use xlink:href='data:image/svg+xml,x#y'/>",
    "link": "<a href='javascript:alert(1)'><text>x</text></a>",
    "link of another kind": "<a xlink:href='java&#9;script:alert(1)'><text>x</text></a>",
    "animation": "<a id='a'/><set href='#a' attributeName='href' to='javascript:alert(1)'/>",
    "animation, begun": "<animate onbegin='alert(1)' attributeName='x' dur='1s'/>",
    "instruction": f"<?xml-stylesheet href='{OUTSIDE}x.css'?>",
    "base": f"<g xml:base='{OUTSIDE}'><use href='#x'/></g>",
    "prefix": "<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>",
    "title": "<title><script>alert(1)</script>&lt;script&gt;alert(1)&lt;/script&gt;</title>",
    "CDATA": "<text><![CDATA[</text><script>alert(1)</script>]]></text>",
}


@pytest.mark.parametrize("before", ["", f"<?xml-stylesheet type='text/css' href='{OUTSIDE}x'?>"])
def test_a_drawn_logo_does_something_when_it_is_opened(
    before: str, browser: Browser, tmp_path: Path
) -> None:
    for number, drawn in enumerate(DRAWN.values()):
        text = f"{before}<svg {SVG} onload='alert(1)'>{drawn}</svg>"
        (tmp_path / f"{number}.svg").write_bytes(logo.clean("logo.svg", text.encode()))
    (tmp_path / "favicon.ico").touch()  # browsers ask for it
    with served(tmp_path) as address, opened(browser, address) as (page, complaints):
        for number, name in enumerate(DRAWN):
            page.goto(f"{address}{number}.svg", wait_until="load")
            assert page.locator("script, style, foreignObject, image, animate, set, a").count() == 0
            assert page.evaluate("document.documentElement.namespaceURI").endswith("/svg")
            assert complaints == [], name


def test_a_logo_loses_what_it_may_keep() -> None:
    """Colours, places and parts of the picture stay as they are."""
    for kept in (
        'fill="url(#g)"',
        "fill=\"url( '#g' )\"",
        'fill="URL(#g)"',
        'fill="url(#g) rgb(1, 2, 3)"',
        'stroke="hsl(1 2% 3%)"',
        'transform="translate(1,2) rotate(45) skewX(3) matrix(1 0 0 1 2 2)"',
        'd="M0 0h9v9z"',
        'font-family="Noto Sans, sans-serif"',
        'stroke-dasharray="1 2"',
    ):
        made = logo.clean("logo.svg", f"<svg {SVG}><path {kept}/></svg>".encode()).decode()
        assert kept in made, made
    for gone in ('fill="(x)"', 'fill="src(#g)"', 'fill="u\\72l(#g)"'):
        made = logo.clean("logo.svg", f"<svg {SVG}><path {gone}/></svg>".encode()).decode()
        assert "(" not in made, made


def test_a_drawing_that_is_not_cleaned_is_not_found(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "favicon.ico").touch()
    for name in ("script", "style", "picture", "use", "HTML, plain"):
        (tmp_path / "x.svg").write_text(f"<svg {SVG}>{DRAWN[name]}</svg>", "utf-8")
        with served(tmp_path) as address, opened(browser, address) as (page, complaints):
            page.goto(f"{address}x.svg", wait_until="networkidle")
        assert complaints, name


@pytest.mark.parametrize("name", ["<img src=x>", "a b", '"x', "..", ".x", "x\\y", "x:y", "x%2f"])
def test_a_name_that_is_no_address_becomes_one(name: str, view: View, tmp_path: Path) -> None:
    with pytest.raises(Failure):
        build(view, tmp_path / "site", own={f"pages/en/{name}.md": b"# x"})
