"""What holds on every page: it says where it lies, no list is silent, texts run their own way."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from goodword.audience import view as v
from goodword.audience.gate import audience_view
from goodword.portal.links import file_of
from goodword.snapshot import Snapshot
from goodword.texts import LANGUAGES, Texts
from tests.conftest import ROOT
from tests.hosting import served
from tests.portal_site import build, pages, poisoned
from tests.sample_policy import points_policy
from tests.sample_staff import agenda
from tests.sample_view import sample
from tests.test_example import program_in
from tests.test_portal_browser import opened

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from playwright.sync_api import Browser

DAY = date(2026, 11, 28)
LISTS = {
    "missions/": ("missions",),
    "rewards/": ("rewards",),
    "feedback/": ("feedback",),
    "people/": ("people",),
    "leaderboard/": ("places",),
    "events/": ("events",),
    "communities/": ("communities",),
    "news/": ("news",),
    "tags/": ("tags",),
    "": ("open_missions", "answers"),
}
"""The empty lists of a program that has nothing, by page."""


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every page of the example's portal for staff."""
    folder = tmp_path_factory.mktemp("whole") / "site"
    snapshot = Snapshot(program_in(ROOT), DAY)
    build(audience_view(snapshot, "staff", DAY), folder)
    return pages(folder)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every page of the sample's portal for staff, whose desk is full."""
    folder = tmp_path_factory.mktemp("desk") / "site"
    build(sample("staff", ("en", "es")), folder, agenda=agenda())
    return pages(folder)


def steps(page: str) -> tuple[str, list[str], list[str]]:
    """A page's trail: its name, where its links lead, and what it says of where one is."""
    found = re.findall(r'<nav class="gw-trail" aria-label="([^"]+)">(.*?)</nav>', page, re.DOTALL)
    if len(found) != 1:
        return "", [], []
    name, trail = found[0]
    here = re.findall(r'<li aria-current="page"[^>]*>(.+?)</li>', trail, re.DOTALL)
    return name, re.findall(r'<a href="([^"]+)"', trail), here


def above(path: str, known: Iterable[str]) -> list[str]:
    """The pages above a page: each folder of its path that is a page itself."""
    parts = path.rstrip("/").split("/")
    folders = ["/".join(parts[:n]) + "/" if n else "" for n in range(len(parts))]
    return [folder for folder in folders if folder in set(known)]


def test_a_page_does_not_say_where_it_lies(example: dict[str, str], desk: dict[str, str]) -> None:
    for made in (example, desk):
        inner = {path: page for path, page in made.items() if not path.endswith(".html")}
        for path, page in inner.items():
            if path in {"", "es/"}:
                continue
            name, ways, here = steps(page)
            assert name, path
            assert len(here) == 1, path
            wanted = [each for each in above(path, inner) if each or not path.startswith("es/")]
            assert [_resolved(path, way) for way in ways] == [*map(file_of, wanted)], path


def _resolved(path: str, way: str) -> str:
    parts = [*path.rstrip("/").split("/"), *way.split("/")]
    kept: list[str] = []
    for part in parts:
        if part == "..":
            kept.pop()
        else:
            kept.append(part)
    return "/".join(kept)


def test_a_page_without_a_trail_or_with_a_step_left_out_is_not_found() -> None:
    assert steps("<p>")[0] == ""
    assert above("staff/points/ana/", ["", "staff/", "staff/points/"]) == [
        "",
        "staff/",
        "staff/points/",
    ]
    assert _resolved("a/b/", "../../index.html") == "index.html"


class Outline(HTMLParser):
    """Headings of a page, each with whether anything stands under it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.alone: list[str] = []
        self._open: list[tuple[int, str, bool]] = []
        self._level = 0
        self._title = ""
        self._hidden = 0
        self.feed(page)
        self.close()
        self._end(1)

    def _end(self, level: int) -> None:
        while self._open and self._open[-1][0] >= level:
            _, title, filled = self._open.pop()
            if not filled:
                self.alone.append(title)

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if re.fullmatch("h[1-6]", tag):
            self._level = int(tag[1])
            self._end(self._level)
            self._title = ""
        if tag in {"script", "style", "nav"}:
            self._hidden += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style", "nav"}:
            self._hidden -= 1
        if self._level and tag == f"h{self._level}":
            self._open = [(level, title, True) for level, title, _ in self._open]
            self._open.append((self._level, self._title.strip(), False))
            self._level = 0

    def handle_data(self, data: str) -> None:
        if self._level:
            self._title += data
        elif data.strip() and not self._hidden:
            self._open = [(level, title, True) for level, title, _ in self._open]


def article(page: str) -> str:
    """What a page shows of its own."""
    return page[page.find("<article") : page.rfind("</article>")] if "<article" in page else page


@pytest.mark.parametrize("audience", ["public", "members", "nda", "staff"])
def test_an_empty_list_says_nothing_or_a_heading_stands_alone(
    audience: str, tmp_path: Path
) -> None:
    view = sample(audience)
    bare = v.View(
        audience=audience,
        as_of=view.as_of,
        program=v.ProgramView("Bare", None, {}, tuple(LANGUAGES)),
        cycle=view.cycle,
        how=v.HowView(points_policy(view.as_of)),
        staff=replace(view.staff, accounts=(), register=()) if view.staff else None,
    )
    build(bare, tmp_path / "site")
    made = pages(tmp_path / "site")
    for language in LANGUAGES:
        root, texts = "" if language == LANGUAGES[0] else f"{language}/", Texts(language)
        for path, names in LISTS.items():
            boxes = re.findall(r'<p class="gw-empty">(.*?)</p>', made[root + path], re.DOTALL)
            for name in names:
                said = [box for box in boxes if texts(f"empty.{name}") in box]
                assert len(said) == 1, (root + path, name)
                assert "<a href=" in said[0], (root + path, name)
    for path, page in made.items():
        assert Outline(article(page)).alone == [], path


def test_a_heading_of_a_full_program_stands_alone(
    example: dict[str, str], desk: dict[str, str]
) -> None:
    for path, page in (*example.items(), *desk.items()):
        assert Outline(article(page)).alone == [], path


def test_a_planted_heading_alone_is_not_found() -> None:
    assert Outline("<h1>A</h1><h2>B</h2><p>x</p><h2>C</h2><h2>D</h2>y").alone == ["C"]


WRONG = """(start) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim(), own = walker.currentNode.parentElement;
    if (text.startsWith(start) && !own.closest("code, script, style, title, desc, option, svg")
        && getComputedStyle(own).direction !== "rtl") {
      found.push(own.outerHTML.slice(0, 120));
    }
  }
  return found;
}"""
"""Texts that begin from right to left and stand as if they did not; code is no text."""


@pytest.mark.parametrize("text", ["שלום (1) world", "مرحبا (1) world"])
@pytest.mark.parametrize("audience", ["members", "staff"])
def test_a_text_from_right_to_left_stands_otherwise(
    audience: str, text: str, browser: Browser, tmp_path: Path
) -> None:
    view = poisoned(sample(audience), text)
    places = tuple(replace(each, where="online") for each in view.communities)
    build(replace(view, communities=places), tmp_path / "site", agenda=agenda())
    made = pages(tmp_path / "site")
    seen, wrong = 0, {}
    with served(tmp_path / "site") as address, opened(browser, address) as (page, _):
        for path in made:
            if path.endswith(".html"):
                continue
            page.goto(address + path)
            if found := page.evaluate(WRONG, text.split(maxsplit=1)[0]):
                wrong[path] = found
            assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"
            seen += text.split(maxsplit=1)[0] in made[path]
    assert wrong == {}
    assert seen > 20


def test_a_text_that_stands_wrongly_is_not_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<p>שלום</p><p dir=auto>שלום</p><bdi>שלום</bdi>")
    assert len(page.evaluate(WRONG, "שלום")) == 1
    page.close()


def test_a_card_says_points_that_its_mission_gives_no_more(tmp_path: Path) -> None:
    """The start page, the list and the mission's page say what is left, in every language."""
    view = sample(languages=LANGUAGES)
    limits = {"write-a-guide": v.LimitsView(most=0), "help-in-forum": v.LimitsView(most=40)}
    missions = [
        replace(each, limits=limits.get(each.id, each.limits), status="open")
        for each in view.missions
    ]
    build(replace(view, missions=tuple(missions)), tmp_path)
    found = pages(tmp_path)
    for language in LANGUAGES:
        texts, at = Texts(language), "" if language == view.program.languages[0] else f"{language}/"
        now = {
            "write-a-guide": (texts("points_used_up"), texts("group_used_up")),
            "help-in-forum": (texts.count("points_at_most", 40), texts.count("group_up_to", 40)),
        }
        for page in (at, f"{at}missions/"):
            cards = dict(
                re.findall(r'missions/([a-z-]+)/(?s:.*?)card__points">(.*?)<', found[page])
            )
            assert {each: cards.get(each) for each in now} == {
                mission: said for mission, (said, _) in now.items()
            }, page
        for mission, (_, note) in now.items():
            assert f'<p class="gw-note">{note}</p>' in found[f"{at}missions/{mission}/"]


def test_a_summary_stands_on_every_page_without_marks_of_markdown(tmp_path: Path) -> None:
    view = sample(languages=("en", "es"))
    said = {"en": "Say **what you did** in [a post](https://e.example), <b>2 * 3</b> & more."}
    view = replace(
        view,
        missions=tuple(replace(each, summary=said) for each in view.missions),
        rewards=tuple(replace(each, summary=said) for each in view.rewards),
    )
    build(view, tmp_path)
    found = {
        path: [part[:120] for part in re.split("Say (?=<strong>|what|\\*)", text)[1:]]
        for path, text in pages(tmp_path).items()
    }
    for path in ("", "missions/", "missions/write-a-guide/", "rewards/", "es/missions/"):
        assert found[path], path
        assert all(part.startswith("what you did in a post, ") for part in found[path]), path
    assert not [path for path, parts in found.items() for part in parts if "**" in part]
    for index in tmp_path.glob("**/search_index.json"):
        assert "**what" not in index.read_text("utf-8"), index
