"""Reopening feedback that had ended: a new round begins, with new debts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.actions.acknowledge import step, taken

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from goodword.actions.judging import Proposal
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


@dataclass(frozen=True, slots=True)
class Reopening:
    """A request to reopen an item.

    `cause` is not-solved, regression, reverted, unmerged or new-information.
    """

    item: str
    date: dt.date
    by: str
    cause: str


def reopen(snapshot: Snapshot, requests: Sequence[Reopening], tree: Tree) -> Proposal:
    """The edits that reopen items."""
    wanted = [
        (each.item, step("reopened", each.date, each.by, cause=each.cause)) for each in requests
    ]
    return taken(snapshot.program, wanted, tree)
