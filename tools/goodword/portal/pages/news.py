"""News: what happened, by month, from the records that the audience may have."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from goodword.portal.page import Page, Rows, Section, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goodword.audience.view import NewsView, View
    from goodword.portal.page import Reader

FEED = "news/feed.xml"
"""Where the news lie for readers that look in by themselves."""
ROOMS = {
    "mission": "missions",
    "answer": "feedback",
    "event": "events",
    "thanks": "people",
    "joined": "people",
}
"""Where the page of what a piece of news is about lies, by kind."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of news with the path of its page, None where it has none."""

    news: NewsView
    path: str | None


@dataclass(frozen=True, slots=True)
class Month(Section):
    """The news of a month, the newest first."""

    title: str
    pieces: tuple[Piece, ...]


def pieces(found: Iterable[NewsView]) -> list[Piece]:
    """News with the paths that they lead to."""
    return [
        Piece(each, f"{ROOMS[each.kind]}/{each.target}/" if each.target else None) for each in found
    ]


def pages(view: View, reader: Reader) -> Iterator[Page]:
    """The one page."""
    texts = reader.texts
    months = [
        Month(f"{texts.month(month)} {year}", tuple(pieces(group)))
        for (year, month), group in groupby(view.news, lambda n: (n.date.year, n.date.month))
    ]
    yield Page(
        path="news/",
        fills="news/",
        template="news.html",
        title=texts("page.news"),
        values={"months": months, "feed": FEED},
        trail=(Step("", texts("page.home")),),
        lists=(Rows("months", "pieces"),),
        more="news/more/",
        grows_at_head=True,
    )
