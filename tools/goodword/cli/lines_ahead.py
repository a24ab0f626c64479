"""All lines of everyone's points, worked out before the pages that show them are filled.

They take as long as all else that staff's pages are made from, and need nothing of it, not even
accounts: a copy of this process begins with them, and this one takes what is left when it has made
the rest.
"""

from __future__ import annotations

import marshal
import os
from functools import lru_cache
from typing import TYPE_CHECKING

from goodword.reports.desk import LATELY, desk_lines
from goodword.source.copies import TURNS, aside, can_double, numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from goodword.cli.session import Session
    from goodword.portal.page import Line
    from goodword.snapshot import Snapshot

    Lines = Callable[[str], Sequence[Line]]

MANY = 300
"""From so many people on a copy saves more than it costs."""


def lines_ahead(session: Session, snapshot: Snapshot, ids: Sequence[str]) -> Callable[[], Lines]:
    """Begin with the lines of all these people.

    What they are of a revision is worked out by this process alone: its files come from a process
    of git that answers one at a time.

    Args:
        session: whose files say on which line something stands.
        snapshot: the program on the day, without what has been withdrawn since.
        ids: whose points staff may see.

    Returns:
        what works out those that are left, and gives what knows all of them.
    """
    parts = [ids[at::TURNS] for at in range(min(TURNS, len(ids)))]
    queue = numbers(len(parts))

    ledger = snapshot.begun  # for both of them, once

    def take() -> dict[str, bytes]:
        """The lines of one part after the other, as long as nobody has taken them all."""
        found: dict[str, bytes] = {}
        while taken := os.read(queue, 1):
            for each in parts[taken[0]]:
                # Not as objects, which take five times the room.
                found[each] = marshal.dumps(desk_lines(ledger, session.locator.spot, each))
            session.locator.forget()
        return found

    def nothing() -> dict[str, bytes]:
        return {}

    copied = len(ids) >= MANY and session.revision is None and can_double()
    session.pass_over()
    wait = aside(take, keeps=[queue]) if copied else nothing

    def rest() -> Lines:
        denied = snapshot.ledger.denied
        found, theirs = take(), wait() or {}
        os.close(queue)
        # The copy had no accounts, without which no request is denied for those of others.
        found |= {id_: theirs[id_] for id_ in theirs.keys() - denied}

        def lines(id_: str) -> Sequence[Line]:
            if id_ not in found:
                return desk_lines(snapshot.ledger, session.locator.spot, id_)
            kept: Sequence[Line] = marshal.loads(found[id_])  # noqa: S302 - our own
            return kept

        # Pages of one person are made one after the other, or nearly, in each language.
        return lru_cache(LATELY)(lines)

    return rest
