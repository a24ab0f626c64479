"""Cycles that can be closed: their last day is over, and so is the grace of their claims."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.due.due import Due, present
from goodword.ledger.closing import closable, left_behind, open_from
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot

WITHIN = 14
"""Days in which a cycle is closed, from the first on which it can be."""


def find(snapshot: Snapshot) -> Iterator[Due]:
    """The newest cycle that can be closed, with those before it that are open too.

    Where claims of them are not settled the line says so: closed without them they count later.
    """
    program = snapshot.program
    cycles = closable(program, snapshot.as_of)
    if not cycles:
        return
    newest, earlier = cycles[-1], len(cycles) - 1
    waiting = sum(1 for _ in left_behind(snapshot.ledger, *cycles))
    opened = open_from(program, newest)
    key = "owed.cycles.earlier" if earlier else "owed.cycles"
    closing = Said(key, {"cycle": Named("cycle", newest.name), "day": opened, "more": earlier})
    flags = (*(["--with-earlier"] if earlier else []), *(["--carry"] if waiting else []))
    yield Due(
        "cycles",
        (),
        present(snapshot, []),
        opened + timedelta(days=WITHIN),
        Said("owed.cycles.unsettled", {"what": closing, "waiting": waiting})
        if waiting
        else closing,
        program.settings.place,
        " ".join(["goodword cycle close", newest.name, *flags]),
        since=opened,
    )
