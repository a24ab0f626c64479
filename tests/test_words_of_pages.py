"""Whatever a page, feed, calendar or record says comes from the catalogue or from the program.

The example is built for every audience in a language whose texts are marked: what is left without a
mark must stand in the program's files as people wrote it.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from goodword.audience.gate import audience_view
from goodword.audience.permissions import permitted
from goodword.audience.sharing import AUDIENCES
from goodword.cli.own_pages import own_pages
from goodword.cli.showing import _desk
from goodword.portal.me import files as me
from goodword.rendering.prose import plain
from goodword.snapshot import Snapshot
from goodword.source.places import Locator
from goodword.source.trees import DiskTree
from goodword.texts import ISOLATES, Texts
from tests.conftest import ROOT
from tests.hosting import served
from tests.portal_site import build, tree
from tests.pseudo_language import (
    CLOSE,
    LANGUAGE,
    Said,
    marked,
    own_words,
    speak,
    unformed,
    unmarked,
)
from tests.sample_view import sample
from tests.test_example import program_in
from tests.test_portal_browser import SIZES, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

DAY = date(2026, 11, 15)
FOLDERS = ("program", "influencers", "missions")
COMMAND = re.compile(r"goodword [a-z]+ |python3 -m http\.server --bind \S+ \d+$")
"""A command line is the same in every language."""
PLACE = re.compile(r"(?:program|influencers|missions)/[\w./-]+(?::\d+)?$")
CYCLE = re.compile(r"\d{4}-[QH]\d$")
ADDRESS = re.compile(r"https?://\S+$")
MACHINES = ("assets/", "sitemap.xml", "robots.txt", "_headers", ".goodword-portal", "news/sitemap")
"""Files that nobody reads; no page has words in them (its own scripts ask the page for theirs)."""
SPOKEN = re.compile(r"(?:SUMMARY|DESCRIPTION|LOCATION|X-WR-CALNAME)[^:]*:(.*)")
"""Lines of a calendar that a calendar shows."""


def calendar(text: str) -> Iterator[str]:
    """What a calendar shows, its folded lines joined and its escapes undone."""
    for said in SPOKEN.findall(re.sub(r"\r?\n ", "", text)):
        yield re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], said)


def feed(data: str) -> Iterator[str]:
    """What a feed reader shows."""
    for each in ET.fromstring(data).iter():  # noqa: S314 - written by the code under test
        if each.tag.endswith(("title", "subtitle", "summary", "content", "name")):
            yield from Said(each.text or "").texts


def search(data: str) -> Iterator[str]:
    """What a search shows: titles, without the hidden words by which they are found.

    Of the directory it is the names, and the words for what each of them is filtered by.
    """
    read = json.loads(data)
    for each in read.get("docs", ()):
        yield from Said(each["title"].partition("<span hidden>")[0]).texts
    for each in read.get("people", ()):
        yield from (each[1], each[2])
    for name in ("region", "language", "tier"):
        yield from (word for _, *words in read.get(name, ()) for word in words[:1])
    assert read.keys() <= {"config", "docs", "people", "region", "language", "tier", "topic"}


def page(data: str) -> Iterator[str]:
    for each in Said(data).texts:
        said = each.translate(ISOLATES)
        yield from calendar(said) if said.startswith("BEGIN:VCALENDAR") else (said,)


READERS: dict[str, Callable[[str], Iterator[str]]] = {
    ".html": page,
    ".ics": calendar,
    ".xml": feed,
    ".json": search,
    ".txt": lambda data: iter(data.splitlines()),
}
"""What people read of each kind of file, by the end of its name."""


def said_in(files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Every text that somebody reads, with the file that it stands in."""
    for path, data in files.items():
        if not path.startswith(MACHINES):
            end = re.search(r"\.\w+$", path)
            read = READERS.get(end[0]) if end else None
            assert read, f"{path}: who reads this, and what of it?"
            for text in read(data.decode()):
                yield path, text


class Own:
    """The program's own words, and what is made of them without any of ours."""

    def __init__(self) -> None:
        files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
        read = {path: yaml.safe_load(path.read_bytes()) for path in files if path.suffix == ".yml"}
        documents = read.values()
        ids = {path.stem for path in files}
        self._words = own_words(documents, plain) | ids | {each[11:] for each in ids}
        self._words |= {each for document in documents for each in _accounts(document)}
        self._prose = "\n".join(each for each in self._words if len(each) > 25)
        names = [each["name"] for path, each in read.items() if path.name == "profile.yml"]
        self._initials = {part[0] for name in names for part in name.split()}

    def has(self, said: str) -> bool:
        """Whether the program says it: as a whole, several in a row, or as part of prose."""
        return (
            said in self._words
            or (len(said) > 20 and said in self._prose)
            or (len(said) < 3 and self._initials.issuperset(said))
            or any(each.match(said) for each in (COMMAND, PLACE, CYCLE, ADDRESS))
            or self._words.issuperset(said.split(", "))
            or any(self.has(who) and self.has(what) for who, what in _colons(said))
        )

    def left_out(self, text: str) -> str:
        """A sentence of ours without the program's text at its end, which may hold numbers."""
        return re.sub(rf": ([^{CLOSE}]+){CLOSE}$", self._ending, text)

    def _ending(self, found: re.Match[str]) -> str:
        return CLOSE if self.has(found[1]) else found[0]


def _colons(said: str) -> Iterator[tuple[str, str]]:
    """What stands before and behind each colon."""
    for found in re.finditer(r"(?<=\S): (?=\S)", said):
        yield said[: found.start()], said[found.end() :]


def _accounts(document: Any) -> Iterator[str]:
    """Accounts as they are written in a row: the place and the login."""
    for place, account in (document.get("accounts") or {}).items():
        yield f"{place} {account['login'] if isinstance(account, dict) else account}"


@pytest.fixture(scope="module")
def own() -> Own:
    return Own()


def built(audience: str, folder: Path, patch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The example's portal in the marked language, its own pages unsealed."""
    speak(patch)
    opened: dict[str, bytes] = {}

    def unsealed(_: bytes, root: str, contents: Any) -> Iterator[tuple[str, bytes]]:
        opened.update({f"me/{root}{i}.html": data for i, (_, data) in enumerate(contents)})
        return iter(())

    patch.setattr(me, "sealed", unsealed)
    snapshot = Snapshot(program_in(ROOT), DAY)
    view = audience_view(snapshot, audience, DAY, ())
    view = replace(view, program=replace(view.program, languages=(LANGUAGE,)))
    given: dict[str, Any] = {}
    if view.staff:
        line = Locator(DiskTree(ROOT)).spot
        given["agenda"] = _desk(snapshot, permitted(snapshot, ()), view.staff, line)
    elif audience in {"members", "nda"}:
        given["mine"] = own_pages(snapshot, DAY, (), b"x" * 40)
    build(view, folder, **given)
    return {**tree(folder), **opened}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_text_is_neither_of_the_catalogue_nor_of_the_program(
    audience: str, own: Own, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: dict[str, str] = {}
    files = built(audience, tmp_path / "site", monkeypatch)
    for path, text in said_in(files):
        for said in (*unmarked(text), *unformed(own.left_out(text))):
            if not own.has(said):
                found.setdefault(said, path)
    assert found == {}
    assert len(files) > 50
    assert (audience in {"members", "nda"}) == ("me/0.html" in files)


def test_a_number_of_ours_is_passed_over_as_the_programs(own: Own) -> None:
    title = "A Ketch of 2026 for six weeks."
    assert list(unformed(own.left_out(f"‹de la muestra: {title}›"))) == []
    assert list(unformed(own.left_out(f"‹de 2025: {title}›"))) == ["2025"]
    assert list(unformed(own.left_out("‹de la muestra: A thing of 2025›"))) == ["2025"]


@pytest.mark.parametrize(
    "planted",
    [
        "<p>Nothing here</p>",
        '<a href="x/" aria-label="More of it">‹Más›</a>',
        "<p>‹{number} misiones› of 12</p>",
        '<input placeholder="Name">',
        '<meta name="description" content="Our missions">',
        "<td>approved</td>",
        '<ul data-gw-count="{shown} of {all}"></ul>',
        "<svg><title>Closure rate</title></svg>",
    ],
)
def test_a_planted_text_of_the_code_is_not_found(planted: str, own: Own) -> None:
    assert [said for text in page(planted) for said in unmarked(text) if not own.has(said)]


@pytest.mark.parametrize(
    ("path", "planted"),
    [
        ("events/all.ics", "SUMMARY:Your\r\n  points"),
        ("news/feed.xml", "<feed><title>Latest changes</title></feed>"),
        ("search/search_index.json", '{"docs": [{"title": "Start page"}]}'),
        ("START-HERE.txt", "Open it in a browser"),
    ],
)
def test_a_planted_text_of_another_kind_of_file_is_not_found(
    path: str, planted: str, own: Own
) -> None:
    pieces = [said for _, text in said_in({path: planted.encode()}) for said in unmarked(text)]
    assert [said for said in pieces if not own.has(said)]


def test_a_kind_of_file_that_nobody_reads_is_passed_over() -> None:
    with pytest.raises(AssertionError, match="who reads this"):
        list(said_in({"people/people.csv": b""}))


def test_a_number_in_no_readers_form_is_not_found() -> None:
    assert list(unformed(marked("12 de ⟪14⟫ personas"))) == ["12"]
    assert list(unformed(f"{marked('del ⟪⟪3⟫ – ⟪4 de mayo⟫⟫')} 5")) == []


def test_marks_are_no_part_of_what_is_said() -> None:
    assert list(unmarked(f"{marked('uno {x}')} dos · {marked('tres')}, 4")) == ["dos"]
    assert list(unmarked(marked(f"hasta {marked('3 de mayo')}"))) == []
    assert Texts("en")("page.home") == "Home"


def test_a_list_in_a_text_from_right_to_left_makes_a_narrow_page_wide(
    browser: Browser, tmp_path: Path
) -> None:
    build(sample(), tmp_path / "site")
    with served(tmp_path / "site") as address, opened(browser, address, "narrow") as (page, _):
        page.goto(f"{address}people/layla/index.html")
        assert page.evaluate("document.documentElement.scrollWidth") == SIZES["narrow"][0]
        item = page.locator(".gw-prose li").first
        style = "each => [getComputedStyle(each).marginLeft, getComputedStyle(each).direction]"
        assert item.evaluate(style) == ["0px", "rtl"]
