"""The directory of people in a browser: filters by keyboard, in the address, over all pieces."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from goodword.portal.directory import files
from goodword.portal.page import Reader
from goodword.portal.pages.people import DATA
from goodword.rendering.prose import plain
from goodword.texts import Texts
from tests.hosting import served
from tests.portal_site import build, poisoned
from tests.sample_view import sample
from tests.test_portal_browser import opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from goodword.audience.view import View

EVIL = "Tess <img src=x onerror=alert(1)> </script><script>alert(2)</script> \" ' & &lt;b&gt;"
MANY = 1_200
SHOWN = ".gw-person:visible"
STEP = 100


def crowd() -> View:
    """The sample's people among many others."""
    view = sample(languages=("en", "es"))
    first = replace(view.people[0], claims=(), thanks=())
    others = tuple(
        replace(
            first,
            id=f"person-{n}",
            name=f"Person Number {n}",
            languages=("de-AT",) if n % 4 == 0 else ("fr", "en"),
            region="AT" if n % 4 == 0 else "FR",
        )
        for n in range(MANY)
    )
    odd = replace(first, id="lukasz", name="Łukasz O\u2019Ðór", languages=("pl",), region="PL")
    return replace(view, people=(*view.people, odd, *others))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("directory") / "site"
    build(crowd(), folder)
    with served(folder) as at:
        yield at


def people(page: Page) -> list[str]:
    return page.locator(f"{SHOWN} .gw-person__name").all_text_contents()


def said(page: Page) -> str:
    return page.inner_text("[role=status]")


def wait(page: Page, count: str) -> None:
    page.locator("[role=status]", has_text=count).wait_for()


def test_the_file_of_everybody_leaves_somebody_out_or_tells_more() -> None:
    view = crowd()
    ((path, data),) = files(view, Reader(Texts("es"), plain))
    assert path == DATA
    found = json.loads(data)
    assert [row[0] for row in found["people"]] == [each.id for each in view.people]
    assert {*found} == {"region", "language", "topic", "tier", "people"}
    assert ["DE", "Alemania"] in found["region"]
    assert ["gold", "Oro", ""] in found["tier"]
    assert len(data) < 100 * len(view.people)
    hidden = replace(view, people=tuple(replace(each, bio=None, claims=()) for each in view.people))
    assert dict(files(hidden, Reader(Texts("es"), plain))) == {path: data}
    assert dict(files(replace(view, people=()), Reader(Texts("es"), plain))) == {}


def test_a_filter_does_not_reach_the_other_pieces(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, complaints):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}people/index.html")
        assert page.locator(SHOWN).count() == STEP
        assert said(page) == "100 of 1,208 shown"
        assert not [each for each in asked if each.endswith(DATA)]
        ways = page.locator(".gw-index:visible, .gw-turn:visible")
        assert ways.count() == 2
        page.focus("[data-gw-by=language]")
        page.keyboard.type("German")
        wait(page, "found")
        assert said(page) == "301 of 1,208 found, 100 of them shown"
        assert page.evaluate("location.search") == "?language=de"
        assert people(page)[0] == "Person Number 0"
        assert ways.count() == 0
        more = page.get_by_role("button", name="Show more")
        more.focus()
        page.keyboard.press("Enter")
        assert page.locator(SHOWN).count() == 200
        assert page.evaluate("document.activeElement.textContent") == people(page)[100]
        page.fill("[data-gw-text]", "number 11")
        assert said(page) == "27 of 1,208 shown"
        assert not more.is_visible()
        page.click("text=Person Number 112")
        assert page.inner_text("h1") == "Person Number 112"
        page.go_back()
        wait(page, "27 of 1,208")
        assert page.input_value("[data-gw-by=language]") == "de"
        page.get_by_role("button", name="Clear the filters").focus()
        page.keyboard.press("Space")
        wait(page, "100 of 1,208 shown")
        assert page.evaluate("location.search") == ""
        assert ways.count() == 2
        assert page.input_value("[data-gw-by=language]") == ""
        assert len([each for each in asked if each.endswith(DATA)]) == 2
        assert complaints == []


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("zoe mul", "Zoë Müller-Šimková"),
        ("Zoe\u0308", "Zoë Müller-Šimková"),
        ("ŠIMKOVÁ", "Zoë Müller-Šimková"),
        ("lukasz", "Łukasz O\u2019Ðór"),
        ("o'ðor", "Łukasz O\u2019Ðór"),
        ("Светлана", "Светлана Орлова"),
        ("svetlana", "Светлана Орлова"),
        ("太郎", "山田太郎"),
        ("ليلى", "ليلى حداد"),
        ("Ｈａｒｕｋｉ", "山田太郎"),
        ("germany hardware", "Zoë Müller-Šimková"),
    ],
)
def test_a_link_to_what_somebody_typed_shows_nobody(
    query: str, name: str, browser: Browser, address: str
) -> None:
    with opened(browser, address) as (page, complaints):
        page.goto(f"{address}people/index.html?find={query}")
        wait(page, "1 of 1,208 shown")
        assert people(page) == [name]
        page.goto(f"{address}es/people/index.html?language=de&tier=silver")
        wait(page, "1 de 1208 a la vista")
        assert people(page) == ["Zoë Müller-Šimková"]
        assert complaints == []


def test_without_scripts_there_is_a_filter_or_no_way_on(browser: Browser, address: str) -> None:
    with opened(browser, address, java_script_enabled=False) as (page, complaints):
        page.goto(f"{address}people/index.html?language=de")
        assert page.locator(SHOWN).count() == STEP
        assert page.locator(".gw-filter:visible").count() == 0
        before = people(page)
        page.click(".gw-turn a[rel=next]")
        assert page.locator(SHOWN).count() == STEP
        assert not {*before} & {*people(page)}
        assert complaints == []


def test_a_further_piece_filters_itself_alone(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, complaints):
        page.goto(f"{address}people/page_3/index.html?find=zoe")
        wait(page, "1 of 1,208 shown")
        page.click("text=Zoë Müller-Šimková")
        assert page.inner_text("h1") == "Zoë Müller-Šimková"
        assert complaints == []


def test_a_value_that_no_filter_offers_hides_everybody(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, complaints):
        page.goto(f"{address}people/index.html?language=xx&tier=%3Cscript%3E&find=")
        assert said(page) == "100 of 1,208 shown"
        page.fill("[data-gw-text]", "nobody is called so")
        wait(page, "0 of 1,208 shown")
        assert page.locator(SHOWN).count() == 0
        assert complaints == []


def test_who_cannot_load_the_others_is_told_nothing(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, _):
        page.route("**/people.json", lambda route: route.abort())
        page.goto(f"{address}people/index.html?find=ana")
        wait(page, "The others could not be loaded")
        assert people(page) == ["Ana Lopes"]


def test_a_name_in_the_file_is_more_than_text(browser: Browser, tmp_path: Path) -> None:
    view = poisoned(sample(), EVIL)
    build(view, tmp_path / "site")
    page_file = tmp_path / "site/people/index.html"
    page_file.write_text(re.sub(r"<li class=\"gw-person\".*</li>\n", "", page_file.read_text()))
    data: Any = json.loads((tmp_path / "site" / DATA).read_bytes())
    assert data["people"][0][1] == EVIL
    assert b"<" not in (tmp_path / "site" / DATA).read_bytes()
    with served(tmp_path / "site") as at, opened(browser, at) as (page, complaints):
        page.goto(f"{at}people/index.html?find=tess")
        wait(page, "7 of 7")
        assert people(page) == [EVIL.replace("  ", " ")] * 7
        assert page.locator(".gw-people img, .gw-people script").count() == 0
        assert complaints == []
