"""All lines of everyone's points, worked out before the pages that show them are filled.

They take as long as all else that staff's pages are made from, and need nothing of it, not even
accounts: a copy of this process makes them meanwhile.
"""

from __future__ import annotations

import marshal
from functools import lru_cache
from typing import TYPE_CHECKING

from goodword.reports.desk import LATELY, desk_lines
from goodword.source.copies import TURNS, aside_for_all, can_double

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from goodword.cli.session import Session
    from goodword.portal.page import Line
    from goodword.snapshot import Snapshot

    Lines = Callable[[str], Sequence[Line]]

MANY = 300
"""From so many people on a copy saves more than it costs."""


def may_copy(session: Session, people: int) -> bool:
    """Whether a copy of this process saves something where so many people are shown.

    What is shown of a revision is worked out by this process alone: its files come from a process
    of git that answers one at a time.
    """
    return people >= MANY and session.revision is None and can_double()


def lines_ahead(session: Session, snapshot: Snapshot, ids: Sequence[str]) -> Callable[[], Lines]:
    """Begin with the lines of all these people.

    Args:
        session: whose files say on which line something stands.
        snapshot: the program on the day, without what has been withdrawn since.
        ids: whose points staff may see.

    Returns:
        what gives what knows all of them, once in each process.
    """
    ledger = snapshot.begun  # for both of them, once

    def made() -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for at in range(min(TURNS, len(ids))):
            for each in ids[at::TURNS]:
                # Not as objects, which take five times the room.
                found[each] = marshal.dumps(desk_lines(ledger, session.locator.spot, each))
            session.locator.forget()
        return found

    session.pass_over()
    wait = aside_for_all(made) if may_copy(session, len(ids)) else None

    def rest() -> Lines:
        found = wait() if wait else None
        if found is None:
            found = made()
        else:
            # The copy had no accounts, without which no request is denied for those of others.
            for each in snapshot.ledger.denied:
                found.pop(each, None)

        def lines(id_: str) -> Sequence[Line]:
            if id_ not in found:
                return desk_lines(snapshot.ledger, session.locator.spot, id_)
            kept: Sequence[Line] = marshal.loads(found[id_])  # noqa: S302 - our own
            return kept

        # Pages of one person are made one after the other, or nearly, in each language.
        return lru_cache(LATELY)(lines)

    return rest
