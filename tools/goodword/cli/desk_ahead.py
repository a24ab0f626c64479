"""What staff's pages show beside the View, made while pages are filled that show none of it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from goodword.cli.lines_ahead import may_copy
from goodword.portal.page import Desk
from goodword.source.copies import aside_for_all

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodword.cli.lines_ahead import Lines
    from goodword.cli.session import Session


def desk_ahead(
    session: Session, make: Callable[[], Desk], lines: Callable[[], Lines], people: int
) -> Callable[[], Desk]:
    """Begin with the desk.

    Args:
        session: whose files say on which line something stands.
        make: makes the desk.
        lines: gives the lines of everyone's points, as `lines_ahead` does.
        people: how many may have points on it.

    Returns:
        what waits for the desk, and gives it with its lines.
    """

    def made() -> Desk:
        # What asks for lines cannot be handed over, and is not asked: they come from elsewhere.
        return replace(make(), lines=Desk().lines)

    wait = None
    if may_copy(session, people):
        session.pass_over()
        wait = aside_for_all(made)

    @cache
    def desk() -> Desk:
        found = (wait() if wait else None) or made()
        return replace(found, lines=lines(), ahead=True)

    return desk
