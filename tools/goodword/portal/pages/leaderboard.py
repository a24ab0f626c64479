"""The leaderboard: places of this cycle, the most improved, and newcomers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.portal.page import Page, Rows, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.audience.view import View
    from goodword.portal.page import Reader

OTHERS = 10
"""Rows of the short tables."""


def pages(view: View, reader: Reader) -> Iterator[Page]:
    """The one page."""
    texts, board = reader.texts, view.leaderboard
    yield Page(
        path="leaderboard/",
        fills="leaderboard/",
        template="leaderboard.html",
        title=texts("page.leaderboard"),
        values={
            "places": board.cycle,
            "most": board.cycle[0].points if board.cycle else 0,
            "improved": board.improved[:OTHERS],
            "newcomers": board.newcomers[:OTHERS],
        },
        trail=(Step("", texts("page.home")),),
        lists=(Rows("places", ids=tuple(f"place-{each.who.id}" for each in board.cycle)),),
        more="leaderboard/more/",
    )
