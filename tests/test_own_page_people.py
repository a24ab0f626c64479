"""What three people of the example see on their own pages: each promise, line by line."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pytest

from goodword.audience.gate import audience_view
from goodword.cli.own_pages import own_pages
from goodword.portal.seal import checked, code_of, written
from goodword.snapshot import Snapshot
from goodword.texts import Texts
from tests.conftest import ROOT
from tests.hosting import served
from tests.portal_site import build
from tests.test_example import program_in
from tests.test_portal_browser import SIZES, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.conftest import Require

DAY = date(2026, 11, 15)
SECRET = checked("an invented secret of forty characters..")
ENGLISH = Texts("en")


class Site(NamedTuple):
    address: str
    ids: frozenset[str]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The example's portal for members, with everybody's own page."""
    folder = tmp_path_factory.mktemp("people") / "site"
    program = program_in(ROOT)
    snapshot = Snapshot(program, DAY)
    build(
        audience_view(snapshot, "members", DAY),
        folder,
        mine=own_pages(snapshot, DAY, (), SECRET),
    )
    named = (*program.missions, *program.rewards, *program.feedback, *program.incidents)
    with served(folder) as address:
        yield Site(address, frozenset({*named, *program.staff}))


def show(page: Page, site: Site, who: str, root: str = "") -> str:
    code = written(code_of(SECRET, who, 1))
    page.goto(f"{site.address}{root}me/index.html#{code}")
    page.locator("#gw-record h1").wait_for()
    return page.inner_text("#gw-record").replace("\u00a0", " ")


SEEN = {
    # A member who was declined a claim, and is owed an answer.
    "milan-obradovic": (
        "35 points are missing to Guide.",  # where I stand and what is missing
        "31 Dec 2026\t55",  # points by the last day
        "The link now leads to a shop that pays for visits.",  # a claim, and why
        "A set of brake pads\t60\t5 points are missing",  # how far a reward is
        "The metal key opens without one, always.",  # what became of what they told
        "The lens goes yellow within a summer.",  # their own words
        "Tell you what became of it",  # what is owed
        "Name\tМилан Обрадовић\tStaff",  # what is known, and who sees it
        "Answer an owner's question of 3 Aug 2026 declined by Noor Haddad",
        "7 Oct 2026\tAnswer\tSamir Benali\tThe lock should not need an account\tStep",
    ),
    # Somebody on leave, with a reward that came.
    "kwabena-owusu": (
        "250 points are missing to Anchor.",
        "A bike rack for a school\t1\t180\tGiven\t15 Jul 2026",
        "62 mm tyres would help on laterite",
        "Nothing is open with us.",
        "mechanics who have to decide by the roadside\tNoor Haddad",  # a thank-you
        "Stage\tOn leave\tStaff",
        "On leave: nothing expires until the return",
        "approved by Noor Haddad, pending until 7 May 2026",
        "2 Apr 2025\tAnswer\tEdwin Vos\tRoom for wider tyres",
    ),
    # An emeritus, with a badge.
    "bohdan-tkach": (
        "Taken back\t0\tThe same text as his battery guide of January",
        "5 Jul 2024\tYour name on a workshop tool",  # the badge
        "Name\tБогдан Ткач\tEveryone",
        "Two in Lviv have the same batch.",  # what was told in an incident
        "Answer\tNoor Haddad\tWhat you told us in incidents",
        "Stage\tEmeritus\tStaff",
    ),
}


@pytest.mark.parametrize("who", SEEN)
def test_a_member_does_not_see_what_is_promised(who: str, browser: Browser, site: Site) -> None:
    with opened(browser, site.address) as (page, complaints):
        text = show(page, site, who)
        for wanted in SEEN[who]:
            assert wanted in text, wanted
        words = set(re.findall(r"(?<![\w/.-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w/-])", text))
        assert words & site.ids == set()
        assert ENGLISH("me.highest") not in text
        # Each link of the record leads to a page.
        for link in page.locator("#gw-record a").evaluate_all("all => all.map(a => a.href)"):
            if str(link).startswith(site.address) and "#" not in str(link):
                assert page.request.get(str(link)).ok, link
        assert complaints == []


def test_a_page_is_whole_only_with_a_mouse_or_at_its_own_size(
    browser: Browser, site: Site, require: Require
) -> None:
    axe = (require("axe") / "axe.min.js").read_text("utf-8")
    # 200 % on a screen of 1280, which is 640 wide then.
    with opened(browser, site.address) as (page, complaints):
        page.set_viewport_size({"width": 640, "height": 450})
        show(page, site, "bohdan-tkach", "es/")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640
        page.evaluate(axe)
        found = page.evaluate("axe.run()")["violations"]
        assert not found, [(each["id"], each["nodes"][0]["html"]) for each in found]
        page.goto(f"{site.address}me/index.html")
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "gw-code":
                break
        page.keyboard.type(written(code_of(SECRET, "milan-obradovic", 1)))
        page.keyboard.press("Enter")
        page.locator("#gw-record h1").wait_for()
        assert page.evaluate("document.activeElement.tagName") == "H1"
        links = page.locator("#gw-record .gw-contents a").count()
        found_links = 0
        for _ in range(links + 10):
            page.keyboard.press("Tab")
            found_links += page.evaluate("!!document.activeElement.closest('.gw-contents')")
        assert found_links == links
        assert complaints == []


@pytest.mark.parametrize("size", SIZES)
def test_a_printed_page_is_cut_off(size: str, browser: Browser, site: Site) -> None:
    with opened(browser, site.address, size) as (page, _):
        show(page, site, "lucia-ibanez")
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
        hidden = page.locator("#gw-record .gw-table").evaluate_all(
            "all => all.filter(a => a.scrollWidth > a.clientWidth + 1).length"
        )
        assert hidden == 0
        assert not page.is_visible("#gw-close")
        assert not page.is_visible(".gw-as-file")
