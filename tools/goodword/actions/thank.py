"""Thanking people for having helped somebody; no points are in a thanks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.actions.contact import recorded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from goodword.actions.judging import Proposal
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


@dataclass(frozen=True, slots=True)
class Thanking:
    """A request to record thanks.

    Args:
        influencer: who is thanked.
        date: the day.
        by: staff id of who thanked them.
        helped: whom they helped, and how.
        surprise: they did not expect it.
        channel: how.
        summary: what was said.
        about: names of records that it was for.
        audience: who may read of it; None for staff.
    """

    influencer: str
    date: dt.date
    by: str
    helped: str
    surprise: bool = False
    channel: str | None = None
    summary: str | None = None
    about: tuple[str, ...] = ()
    audience: str | None = None


def thank(snapshot: Snapshot, requests: Sequence[Thanking], tree: Tree) -> Proposal:
    """The edits that record thanks: a new file for each person."""
    wanted = [
        (
            each.influencer,
            each.date,
            {
                "kind": "thanks",
                "helped": each.helped,
                "surprise": each.surprise,
                "by": each.by,
                "channel": each.channel,
                "summary": each.summary,
                "refs": list(each.about),
                "audience": each.audience,
            },
        )
        for each in requests
    ]
    return recorded(snapshot.program, wanted, tree)
