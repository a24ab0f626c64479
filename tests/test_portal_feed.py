"""News as an Atom feed: read by an independent parser, held to the sentences of RFC 4287."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import feedparser  # type: ignore[import-untyped]  # it has no types
import pytest

from goodword.portal.feed import MOST, feed
from goodword.portal.page import Reader
from goodword.portal.pages.news import FEED, pieces
from goodword.rendering.prose import plain
from goodword.texts import LANGUAGES, Texts
from tests.portal_site import Parsed, build, pages, poisoned
from tests.sample_view import sample

if TYPE_CHECKING:
    from goodword.audience import view as v

SPACE = "{http://www.w3.org/2005/Atom}"
URL = "https://champions.example.org/portal"
ONCE = ("id", "title", "updated")
"""Elements of which a feed and an entry have exactly one."""
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}:[A-Za-z0-9/_.-]+")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def published(view: v.View) -> v.View:
    return replace(view, program=replace(view.program, url=URL))


def made(view: v.View, language: str = "en") -> bytes:
    return feed(view, Reader(Texts(language), plain))


def judged(data: bytes) -> ET.Element:
    """The feed, once every MUST of RFC 4287 that can be seen in it holds."""
    root = ET.fromstring(data)  # noqa: S314 - made here
    assert root.tag == f"{SPACE}feed"
    entries = root.findall(f"{SPACE}entry")
    for each in (root, *entries):
        for name in ONCE:
            assert len(each.findall(f"{SPACE}{name}")) == 1, (each, name)
        assert TAG.fullmatch(each.findtext(f"{SPACE}id") or ""), each.findtext(f"{SPACE}id")
        for name in ("updated", "published"):
            for found in each.findall(f"{SPACE}{name}"):
                assert MOMENT.fullmatch(found.text or "")
        links = [dict(found.attrib) for found in each.findall(f"{SPACE}link")]
        assert all(link["href"] for link in links)
        assert len([link for link in links if link["rel"] == "alternate"]) == 1
        for found in each:
            assert found.tag.startswith(SPACE)
            assert found.get("type", "text") in {"text", "application/atom+xml", "text/html"}
            if found.tag not in (f"{SPACE}entry", f"{SPACE}author"):
                assert len(found) == 0, "texts hold no elements"
    assert len(root.findall(f"{SPACE}author/{SPACE}name")) == 1
    assert [link.get("rel") for link in root.findall(f"{SPACE}link")] == ["self", "alternate"]
    ids = [each.findtext(f"{SPACE}id") for each in (root, *entries)]
    assert len({*ids}) == len(ids)
    assert len(entries) <= MOST
    return root


def read(data: bytes) -> Any:
    """What an independent reader makes of it, without a complaint."""
    found = feedparser.parse(data)
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", ["public", "members", "nda", "staff"])
def test_a_reader_finds_another_thing_than_the_page_shows(audience: str, language: str) -> None:
    view = published(sample(audience, languages=("en", language)))
    data = made(view, language)
    judged(data)
    found = read(data)
    root = f"{URL}/" if language == "en" else f"{URL}/{language}/"
    assert found.feed.title == f"Acme Champions: {Texts(language)('page.news')}"
    assert found.feed.language == language
    assert [link.href for link in found.feed.links] == [root + FEED, f"{root}news/index.html"]
    shown = pieces(view.news)
    assert [each.link for each in found.entries] == [
        root + (p.path or "news/") + "index.html" for p in shown
    ]
    assert [each.updated[:10] for each in found.entries] == [str(p.news.date) for p in shown]
    assert found.feed.updated == f"{view.news[0].date}T00:00:00Z"
    assert found.entries[1].title == "Ana Lopes: Explained imports"
    assert found.entries[3].summary == "It works again."


def test_a_title_in_another_language_does_not_say_so() -> None:
    root = judged(made(sample(languages=("en", "es")), "es"))
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert root.get(lang) == "es"
    told = {each.text: each.get(lang) for each in root.iter() if each.tag == f"{SPACE}title"}
    assert told == {
        "Acme Champions: Novedades": None,
        **dict.fromkeys(("Export", "Ana Lopes: Explained imports", "The spring fair"), "en"),
        **dict.fromkeys(("Down", "Write a guide", "x: Welcome"), "en"),
    }


def test_a_later_build_or_another_title_gives_a_piece_another_id() -> None:
    def ids(view: v.View) -> dict[str, str]:
        return {each.link: each.id for each in read(made(view)).entries}

    view = published(sample())
    before = ids(view)
    later = replace(view, as_of=date(2027, 6, 1), news=view.news[2:])
    assert made(replace(view, as_of=date(2027, 6, 1))) == made(view)
    assert {each for _, each in ids(later).items()} <= {*before.values()}
    answer = replace(view.news[0], title={"en": "Export, mended"}, date=date(2026, 11, 20))
    assert ids(replace(view, news=(answer, *view.news[1:]))) == before
    other = ids(published(sample("public")))
    assert not {*other.values()} & {*before.values()}


def test_thanks_of_one_day_to_one_person_are_taken_for_one() -> None:
    view = sample()
    one = view.news[1]
    two = replace(one, title={"en": "Explained exports"})
    judged(made(replace(view, news=(one, two))))


def test_more_than_fifty_entries_or_none_are_a_broken_feed() -> None:
    view = sample()
    many = tuple(replace(view.news[0], target=f"2026-09-02-item-{n}") for n in range(60))
    assert len(judged(made(replace(view, news=many))).findall(f"{SPACE}entry")) == MOST
    none = judged(made(replace(view, news=())))
    assert none.findtext(f"{SPACE}updated") == f"{view.cycle.start}T00:00:00Z"
    assert read(made(replace(view, news=()))).entries == []


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script> & ]]> &lt;b&gt; &amp;",
        '"><entry><id>tag:evil</id></entry>',
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]>&b;",
        "a\u0001b\u000bc\ufffed\U0001f600",
        "\u202eright to left\u2066 \u2029 line",
        "[x](javascript:alert\\(1\\)) ![y](https://evil.example/p.png)",
    ],
)
def test_a_text_of_the_program_is_more_than_text(evil: str) -> None:
    view = poisoned(sample(), evil)
    root = judged(made(view))
    found = read(made(view))
    assert len(root.findall(f"{SPACE}entry")) == len(view.news) == len(found.entries)
    for each in root.iter():
        assert each.get("type", "text") not in {"html", "xhtml"}
        assert "javascript:" not in each.get("href", "")
    if evil.isprintable() and "[x]" not in evil:
        assert root.findtext(f"{SPACE}title") == f"{evil}: News"


@pytest.mark.parametrize("address", [None, "https://xn--tst-qla.example", "https://h.example/a/"])
def test_links_of_a_feed_lead_elsewhere_than_those_of_the_page(address: str | None) -> None:
    view = replace(sample(), program=replace(sample().program, url=address))
    root = judged(made(view))
    home = (address or "https://x.example").rstrip("/") + "/"
    links = [urljoin(home + FEED, link.get("href")) for link in root.iter(f"{SPACE}link")]
    assert links[:3] == [
        home + FEED,
        f"{home}news/index.html",
        f"{home}feedback/2026-09-02-export/index.html",
    ]


def test_a_page_does_not_name_the_feed_of_its_own_language(tmp_path: Any) -> None:
    build(sample(languages=("en", "es")), tmp_path / "site")
    for path, page in pages(tmp_path / "site").items():
        if path.endswith("404.html"):
            continue
        (link,) = [
            given
            for tag, given in Parsed(page).tags
            if tag == "link" and given.get("rel") == "alternate feed"
        ]
        spanish = path.startswith("es/")
        wanted = "es/news/feed.xml" if spanish else "news/feed.xml"
        assert urljoin(f"https://x.example/{path}", link["href"]) == f"https://x.example/{wanted}"
        assert link["type"] == "application/atom+xml"
        assert link["title"] == f"Acme Champions: {Texts('es' if spanish else 'en')('page.news')}"
    shown = Parsed((tmp_path / "site/news/index.html").read_text("utf-8"))
    assert [given["href"] for tag, given in shown.tags if tag == "a" and "type" in given] == [
        f"../{FEED}"
    ]
