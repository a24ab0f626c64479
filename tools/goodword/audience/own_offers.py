"""What is set aside for one member: on their own page and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.sharing import may_have
from goodword.audience.view.mine import OwnOffer
from goodword.audience.words import shown
from goodword.model.event import Event
from goodword.relation.offers import offers, thing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def own_offers(snapshot: Snapshot, person: str, audience: str) -> Iterator[OwnOffer]:
    """The offers made to a member, the newest first.

    Of an event that is not theirs to know of any more, since their agreement has run out, nothing
    is shown.

    Args:
        snapshot: the program on the day of the figures.
        person: who.
        audience: what they may know of: `nda` for who is under an agreement, `members`.
    """
    program = snapshot.program
    found = sorted(
        offers(program, snapshot.as_of, (person,)),
        key=lambda each: (each.record.date, each.record.place.path),
        reverse=True,
    )
    for made in found:
        what = thing(program, made.offer)
        if isinstance(what, Event):
            open_ = may_have(audience, what.audience) and (audience == "nda" or not what.nda)
            title = what.title if open_ else None
        else:
            title = what.name if what else None
        if title is not None:
            kind, name = made.offer.thing
            yield OwnOffer(
                kind,
                name,
                shown(title, program),
                made.record.date,
                made.offer.reason,
                made.offer.until,
                made.state,
            )
