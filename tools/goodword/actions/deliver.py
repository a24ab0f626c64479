"""Delivering what feedback asked for: that work has begun, a part of it, or all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from goodword.actions.acknowledge import step, taken

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from goodword.actions.judging import Proposal
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


@dataclass(frozen=True, slots=True)
class Delivery:
    """A request to record that an item was delivered, or is being made.

    Args:
        item: its id.
        date: the day.
        by: staff id of who records it.
        what: what there is now; None where work has only begun.
        where: where it is to be found.
        remaining: what is still missing; None where it is delivered in full.
        say: what may be said, by audience.
        public: the day from which anyone may know; None for the same day.
        link: where the work can be followed, where it has only begun.
    """

    item: str
    date: dt.date
    by: str
    what: str | None = None
    where: str | None = None
    remaining: str | None = None
    say: Mapping[str, str] = field(default_factory=dict)
    public: dt.date | None = None
    link: str | None = None


def deliver(snapshot: Snapshot, requests: Sequence[Delivery], tree: Tree) -> Proposal:
    """The edits that record deliveries; without `what` the step is `delivering`."""
    return taken(snapshot.program, [(each.item, _step(each)) for each in requests], tree)


def _step(request: Delivery) -> dict[str, Any]:
    if request.what is None:
        return step("delivering", request.date, request.by, link=request.link)
    return step(
        "delivered",
        request.date,
        request.by,
        what=request.what,
        where=request.where,
        scope="partial" if request.remaining else None,
        remaining=request.remaining,
        say=dict(request.say),
        public=request.public.isoformat() if request.public else None,
    )
