"""Texts that act in other programs, in files of the portal that are no pages."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar

from goodword.audience.gate import audience_view
from goodword.portal.build import Setting, parts_of
from goodword.portal.links import stated
from goodword.snapshot import Snapshot
from tests.hostile_build import FORMS, HASHED, LANGUAGES, PLAIN, built, program
from tests.hostile_texts import OWN as TEXTS
from tests.hostile_world import DAY
from tests.portal_site import SITE, work

if TYPE_CHECKING:
    from goodword.model.program import Program

    Files = dict[str, bytes]


def holding(text: str) -> Program:
    return program(0, lambda place: FORMS[place.takes](text))


@pytest.fixture(scope="module")
def harmless() -> Files:
    return built(holding(PLAIN), ("staff",))["staff"]


@pytest.fixture(scope="module")
def hostile() -> dict[str, Files]:
    return {name: built(holding(text), ("staff",))["staff"] for name, text in TEXTS.items()}


FIXED = ("_headers", "robots.txt", "sitemap.xml", "START-HERE.txt", "assets/brand.css")
"""Files in which no text of a program stands."""
WAYS = {
    *("title", "meta[content]", "link[title]", "link[href]", "a[href]", "a[aria-label]"),
    *("div[aria-label]", "h1", "h2", "a", "bdi", "dd", "li", "p", "pre", "span", "text"),
}
"""In what of a page texts stand: in these elements, and in these attributes."""
ALL = ("\n".join(TEXTS.values()),)
MARK = "zq00000qz"
ATOM = "{http://www.w3.org/2005/Atom}"
ESCAPED = re.compile(r"\\(.)")


def shape(calendar: bytes) -> list[tuple[str | None, list[str]]]:
    """The parts of a calendar and the names of their properties."""
    read = Calendar.from_ical(calendar)
    return [(each.name, sorted(each.keys())) for each in read.walk()]


def test_a_text_makes_another_file(harmless: Files, hostile: dict[str, Files]) -> None:
    for name, files in hostile.items():
        assert files.keys() == harmless.keys(), name


def test_a_text_makes_another_line_of_a_calendar(
    harmless: Files, hostile: dict[str, Files]
) -> None:
    calendars = [path for path in harmless if path.endswith(".ics")]
    assert len(calendars) >= 3
    for name, files in hostile.items():
        for path in calendars:
            assert shape(files[path]) == shape(harmless[path]), (name, path)
            read = Calendar.from_ical(files[path])
            # The library leaves a property that no standard names as it stands in the file.
            called = ESCAPED.sub(
                lambda found: "\n" if found[1] == "n" else found[1], str(read["x-wr-calname"])
            )
            assert called == f"{TEXTS[name]}: Events", name
            place = read.walk("VEVENT")[0]["location"]
            assert place == TEXTS[name], name


def test_a_text_makes_another_entry_of_the_search(
    harmless: Files, hostile: dict[str, Files]
) -> None:
    path = "search/search_index.json"
    places = [HASHED.sub("", each["location"]) for each in json.loads(harmless[path])["docs"]]
    assert len(places) > 30
    for name, files in hostile.items():
        index = json.loads(files[path])
        found = [HASHED.sub("", each["location"]) for each in index["docs"]]
        assert sorted(found) == sorted(places), name
        for each in index["docs"]:
            title = each["title"].replace("<span hidden>", "").replace("</span>", "")
            assert "<" not in title + each["text"], name


def elements(feed: bytes) -> list[tuple[str, list[str]]]:
    """The elements of a feed, sorted since news of a day follow their titles."""
    root = ET.fromstring(feed)  # noqa: S314 - our own file
    return sorted((each.tag, sorted(each.attrib)) for each in root.iter())


def title(feed: bytes) -> str | None:
    """What a feed is called."""
    return ET.fromstring(feed).findtext(f"{ATOM}title")  # noqa: S314 - our own file


def test_a_text_makes_another_element_of_a_feed(harmless: Files, hostile: dict[str, Files]) -> None:
    feeds = [path for path in harmless if path.endswith((".atom", ".xml"))]
    assert feeds
    for name, files in hostile.items():
        for path in feeds:
            assert elements(files[path]) == elements(harmless[path]), (name, path)
            own = f"Following, {TEXTS[name]}" if "following" in path else "News"
            assert title(files[path]) == f"{TEXTS[name]}: {own}", name


def test_a_text_is_in_a_file_that_is_the_same_for_all() -> None:
    """What is not filled is the same to the byte, whatever the files of the program say."""
    views = [audience_view(Snapshot(holding(text), DAY), "public", DAY) for text in (PLAIN, *ALL)]
    first, other = (parts_of(each, Setting(work=work(), site=SITE)).fixed for each in views)
    assert {*FIXED} <= first.keys()
    assert first == other


class Ways(HTMLParser):
    """In which elements and attributes of pages a text stands."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._above: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {f"{tag}[{name}]" for name, value in attrs if value and MARK in value}
        if f"<{tag}>" not in VOID:
            self._above.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._above and self._above.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if MARK in data:
            self.found.add(self._above[-1])


VOID = "<br><circle><hr><img><input><link><meta><path><rect>"


def test_a_way_to_a_page_is_not_judged() -> None:
    """Every way in which a text reaches a page is among those of the pages that are judged."""
    ways = Ways()
    names = set()
    for style in range(2):
        made = program(style, lambda place: FORMS[place.takes](MARK))
        for path, data in (each for files in built(made).values() for each in files.items()):
            if path.endswith(".html"):
                ways.feed(data.decode())
            elif MARK.encode() in data:
                names.add(path.rpartition("/")[2])
    assert ways.found >= WAYS
    assert names >= {"event.ics", "events.ics", "feed.xml", "people.json", "search_index.json"}


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://x.example", ("x.example", "/")),
        ("https://x.example/portal", ("x.example", "/portal/")),
        ("https://x.example/a/b/", ("x.example", "/a/b/")),
        ("https://x.example//evil.invalid/x", ("x.example", "/evil.invalid/x/")),
        ("https://x.example///evil.invalid", ("x.example", "/evil.invalid/")),
        ("https://x.example/\\evil.invalid", ("x.example", "/%5Cevil.invalid/")),
        ("https://x.example/a%20b/ü'\"<", ("x.example", "/a%20b/%C3%BC'%22%3C/")),
        ("https://[x", ("", "/")),
        (None, ("", "/")),
    ],
)
def test_the_page_for_lost_addresses_asks_elsewhere_for_its_files(
    url: str | None, wanted: tuple[str, str]
) -> None:
    assert stated(url) == wanted


def test_an_address_that_cannot_be_read_stops_the_portal() -> None:
    made = program(
        0, lambda place: "https://[x" if place.way[-1] == "url" else FORMS[place.takes](PLAIN)
    )
    page = built(made, ("members",))["members"]["404.html"].decode()
    assert f'href="/{LANGUAGES[1]}/index.html"' in page
