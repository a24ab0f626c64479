"""Finding feedback a named owner, and its department where there are any."""

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
class Triaging:
    """A request to make an item somebody's job; `owner` is a staff id.

    `department` is None where the program has none.
    """

    item: str
    date: dt.date
    by: str
    department: str | None
    owner: str
    severity: str


def triage(snapshot: Snapshot, requests: Sequence[Triaging], tree: Tree) -> Proposal:
    """The edits that give items an owner."""
    wanted = [
        (
            each.item,
            step(
                "triaged",
                each.date,
                each.by,
                department=each.department,
                owner=each.owner,
                severity=each.severity,
            ),
        )
        for each in requests
    ]
    return taken(snapshot.program, wanted, tree)
