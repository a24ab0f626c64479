"""The leaderboard: places of this cycle, the most improved, and newcomers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.portal.page import Page, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.audience.view import View
    from goodword.portal.page import Reader

PLACES = 100
"""Rows of the long table; the others are counted, and stand on their own pages."""
OTHERS = 10


def pages(view: View, reader: Reader) -> Iterator[Page]:
    """The one page."""
    texts, board = reader.texts, view.leaderboard
    yield Page(
        path="leaderboard/",
        fills="leaderboard/",
        template="leaderboard.html",
        title=texts("page.leaderboard"),
        values={
            "places": board.cycle[:PLACES],
            "more": max(len(board.cycle) - PLACES, 0),
            "improved": board.improved[:OTHERS],
            "newcomers": board.newcomers[:OTHERS],
        },
        trail=(Step("", texts("page.home")),),
    )
