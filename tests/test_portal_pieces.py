"""Lists that are long: cut into pieces of one kind, none lost, every way to a row still right."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from goodword.diagnostics import Failure
from goodword.portal import links
from goodword.portal.page import Page, Rows, Section, Step
from goodword.portal.pieces import MOST, STEPS, Piece, pieces
from goodword.texts import Texts
from tests.portal_site import build, pages
from tests.sample_crowd import MANY, crowd, crowd_desk
from tests.sample_view import sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

EN = Texts("en")
BYTES = 300_000
"""The most that a page may weigh."""
LISTS = {"ul", "ol", "tbody"}


class Lists(HTMLParser):
    """How many rows each list of a page has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[int] = []
        self.counts: list[int] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, _attrs: Iterable[tuple[str, str | None]]) -> None:
        if tag in LISTS:
            self.open.append(0)
        elif tag in {"li", "tr"} and self.open:
            self.open[-1] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in LISTS:
            self.counts.append(self.open.pop())


OF_LISTS = re.compile(r"<(/?)(ul|ol|tbody|li|tr)\b")


def longest(page: str) -> int:
    """How many rows the longest list of a page has, by its tags alone: `Lists` reads all of it."""
    rows: list[int] = []
    found = 0
    for end, tag in OF_LISTS.findall(page):
        if tag not in LISTS:
            if rows and not end:
                rows[-1] += 1
        elif end:
            found = max(found, rows.pop())
        else:
            rows.append(0)
    return found


OF_LINKS = re.compile(rf"<[a-z][^<>]*\s(?:id|{'|'.join(sorted(links.LINKING))})=[^<>]*>")


def linking(page: str) -> str:
    """The tags of a page that lead somewhere or have a name: the rest takes as long to read."""
    tags = OF_LINKS.findall(page)
    return "".join(f"{tag}</script>" if tag.startswith("<script") else tag for tag in tags)


@dataclass(frozen=True, slots=True)
class Month(Section):
    title: str
    rows: tuple[int, ...]


def page(**changed: object) -> Page:
    given = {"path": "news/", "fills": "news/", "template": "news.html", "title": "News"}
    return Page(**{**given, "more": "news/more/", **changed})  # type: ignore[arg-type]  # a test's


def piece(page: Page) -> Piece:
    found = page.values["piece"]
    assert isinstance(found, Piece)
    return found


def rows(page: Page) -> tuple[int, ...]:
    found = page.values["rows"]
    assert isinstance(found, tuple)
    return found


def cut(count: int, **changed: object) -> list[Page]:
    numbers = tuple(range(count))
    return pieces(page(values={"rows": numbers}, lists=(Rows("rows"),), **changed), EN)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Builds the portal of a crowd for an audience, once."""
    folder = tmp_path_factory.mktemp("crowd")

    def made(audience: str) -> Path:
        if not (folder / audience).exists():
            build(crowd(audience), folder / audience, agenda=crowd_desk())
        return folder / audience

    return made


@pytest.mark.parametrize("audience", ["public", "members", "nda", "staff"])
def test_a_page_is_too_long(audience: str, site: Callable[[str], Path]) -> None:
    made = pages(site(audience))
    long = {path: longest(each) for path, each in made.items()}
    for path in [*made][::20]:
        assert long[path] == max(Lists(made[path]).counts, default=0), path
    assert {path: rows for path, rows in long.items() if rows > MOST} == {}
    heavy = {path: len(each.encode()) for path, each in made.items()}
    assert {path: size for path, size in heavy.items() if size > BYTES} == {}
    # Every list of a page of its own is long here: a near miss would be one that is not cut.
    cuts = {path.partition("page_")[0] for path in made if "page_" in path}
    assert {"people/", "missions/", "feedback/", "news/", "events/", "leaderboard/"} <= cuts
    assert {"communities/", "rewards/", "people/ana/"} <= cuts
    assert ("staff/points/ana/" in cuts) == (audience == "staff")
    if audience == "staff":
        assert {f"staff/{each}/" for each in ("register", "points", "claims", "market")} <= cuts
    whole = {path: linking(each) for path, each in made.items() if path != "404.html"}
    for path in [*whole][::20]:
        assert links.inner(path, whole[path]) == links.inner(path, made[path]), path
    assert links.broken_in(whole, _files(site(audience))) == []


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_row_is_lost_or_shown_twice(site: Callable[[str], Path]) -> None:
    view = crowd("members")
    made = pages(site("members"))
    for folder, wanted in (("people/", len(view.people)), ("missions/", len(view.missions))):
        parts = [each for path, each in made.items() if path.startswith(folder)]
        parts = [each for each in parts if "gw-turn" in each and "<h1" in each]
        assert sum(each.count("data-gw-item") for each in parts) == wanted
    board = [each for path, each in made.items() if path.startswith("leaderboard/")]
    for each in view.leaderboard.cycle:
        assert sum(f'id="place-{each.who.id}"' in part for part in board) == 1


def test_a_link_to_a_row_leads_to_another_piece(site: Callable[[str], Path]) -> None:
    made = pages(site("members"))
    near, far = made["people/ana/"], made[f"people/ana-{MANY}/"]
    assert 'href="../../leaderboard/index.html#place-ana"' in near
    assert f'href="../../leaderboard/page_3/index.html#place-ana-{MANY}"' in far
    assert f'id="place-ana-{MANY}"' in made["leaderboard/page_3/"]


def test_a_link_to_a_section_leads_to_another_piece(tmp_path: Path) -> None:
    view = sample()
    topics = tuple(f"topic-{number}" for number in range(150))
    many = replace(view.people[0], topics=topics)
    build(replace(view, people=(many, *view.people[1:])), tmp_path / "site")
    made = pages(tmp_path / "site")
    assert 'id="language"' not in made["tags/"]
    tags = [path for path in made if path.startswith("tags/language_")]
    assert len(tags) > 3
    for path in tags:
        assert 'href="../../tags/page_2/index.html#language"' in made[path]
    assert 'id="language"' in made["tags/page_2/"]


def test_each_piece_says_where_it_stands_and_leads_on() -> None:
    made = cut(250, trail=(Step("", "Home"),))
    assert [each.path for each in made] == ["news/", "news/page_2/", "news/page_3/"]
    assert [each.fills for each in made] == ["news/", "news/more/", "news/more/"]
    assert [each.title for each in made] == ["News", "News: 101–200 of 250", "News: 201–250 of 250"]
    assert [each.search is None for each in made] == [False, True, True]
    assert made[2].trail == (Step("", "Home"), Step("news/", "News"))
    for one, other in pairwise(made):
        assert (piece(one).after, piece(other).before) == (other.path, one.path)
    assert [len(rows(each)) for each in made] == [100, 100, 50]


def test_a_list_that_grows_at_its_head_keeps_its_pieces() -> None:
    def held(count: int) -> dict[str, tuple[int, ...]]:
        numbers = tuple(reversed(range(count)))
        news = page(values={"rows": numbers}, lists=(Rows("rows"),), grows_at_head=True)
        made = pieces(news, EN)
        return {each.path: rows(each) for each in made}

    before, after = held(230), held(275)
    assert max(len(each) for each in (*before.values(), *after.values())) <= MOST
    for path, numbers in before.items():
        if path != "news/":
            assert after[path] == numbers
    assert held(100).keys() == {"news/"}


def test_a_section_that_is_cut_goes_on_under_its_title() -> None:
    months = (Month("May", tuple(range(130))), Month("April", ()), Month("March", (1, 2)))
    one, two = pieces(page(values={"months": months}, lists=(Rows("months", "rows"),)), EN)
    assert one.values["months"] == [Month("May", tuple(range(100)), all=130), months[1]]
    last = Month("May", tuple(range(100, 130)), all=130, goes_on=True)
    assert two.values["months"] == [last, Month("March", (1, 2), all=2)]
    index = piece(one).sections
    assert [(each.path, each.text) for each in index] == [
        ("news/", "May"),
        ("news/page_2/", "March"),
    ]


def test_an_index_of_very_many_pieces_is_short() -> None:
    made = cut(40_000)
    assert len(made) == 400
    for at, each in enumerate(made):
        shown = piece(each).parts
        assert len(shown) <= STEPS + 8
        assert [part.path for part in shown if part.here] == [each.path]
        assert shown[0].path == "news/"
        assert shown[-1].path == made[-1].path
        assert {made[near].path for near in range(max(at - 3, 0), min(at + 4, 400))} <= {
            part.path for part in shown
        }


def test_what_is_short_is_not_cut() -> None:
    assert cut(MOST) == [page(values={"rows": tuple(range(MOST))}, lists=(Rows("rows"),))]
    assert pieces(page(), EN) == [page()]


def test_a_long_list_without_a_shell_for_its_pieces_is_said() -> None:
    with pytest.raises(Failure, match="news/ has 101 rows and no shell"):
        cut(MOST + 1, more="")


def test_pieces_of_one_place_are_told_by_name() -> None:
    people = tuple(replace(Place("x"), name=f"Person {n:03}" + "n" * 60) for n in range(150))
    made = pieces(page(values={"rows": people}, lists=(Rows("rows", name="name"),)), EN)
    shown = piece(made[0]).parts
    assert shown[1].text == f"101–150 · Person 100{'n' * 30}…"


@dataclass(frozen=True, slots=True)
class Place:
    name: str
