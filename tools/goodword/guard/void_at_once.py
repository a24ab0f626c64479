"""Points were given by hand as nobody may give them, and made void later, all in one change.

Points by hand count from their day to that on which they are made void: what was bought with them
meanwhile stays bought, and a tier that they reached is kept until the cycle ends. `check` asks of
a record that is void only who made it so, since that is how a wrong one is mended. A record that
base does not have mends nothing by coming void already. So it is judged like any other: by who gave
it, to whom, and whether a second person had to agree, what came with it on that day counted.

Mend it by making it void from its own day on, or by leaving it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.guard.promise import Breach, Promise
from goodword.ledger.by_hand import Gesture, faults
from goodword.ledger.in_parts import in_parts
from goodword.model.touchpoint import Adjustment, Touchpoint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.guard.change import Change

_HINT = "make it void from its own day on, or leave it out"


def check(change: Change) -> Iterator[Breach]:
    """Points by hand that come void from a later day on, and could not have been given."""
    program = change.head.program
    came = {
        new.place.path: new
        for old, new in change.touched
        if isinstance(new, Touchpoint) and old is None and _counted_once(new)
    }
    for new in came.values():
        detail, day = new.detail, new.date
        if isinstance(detail, Adjustment):
            given = Gesture(
                new.influencer, str(new.by), day, "points by hand", detail.points, detail.second
            )
            for fault in faults(program, given):
                place = new.place.at(fault.field) if fault.field else new.place
                yield Breach(place, fault.message, _HINT)
    counting = (
        each for each in program.touchpoints.values() if not each.void or each.place.path in came
    )
    for each in in_parts(program, counting) if came else ():
        if any(part.place.path in came for part in each.records):
            yield Breach(each.last.place.at("by"), each.message, _HINT)


def _counted_once(touchpoint: Touchpoint) -> bool:
    """Whether points by hand counted for a time, and do no more."""
    void = touchpoint.void
    return (
        void is not None
        and void.date > touchpoint.date
        and isinstance(touchpoint.detail, Adjustment)
    )


PROMISE = Promise("void-at-once", check)
