"""What was asked of people and has no answer yet, and ask budgets used up by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, department, owner, records, silent
from goodword.ledger.leaving import reference
from goodword.model.touchpoint import Ask
from goodword.relation.asks import budget

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.model.touchpoint import Touchpoint
    from goodword.snapshot import Snapshot


WITHIN = 14
"""Days in which something asked is settled: accepted, declined, or no answer."""


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each ask without an answer; first, where no more may be asked this quarter, that it is so."""
    program, day = snapshot.program, snapshot.as_of
    for person in program.touchpoints_of:
        profile = program.influencers.get(person)
        waiting = [each for each in records(snapshot, person) if _waits(each, day)]
        if not waiting or profile is None or silent(profile, day):
            continue
        found = budget(program, person, day)
        counted = {place.path for place in found.places} if found.used_up else set()
        of_quarter = [each for each in waiting if each.place.path in counted]
        for each in waiting:
            if of_quarter and each is of_quarter[0]:
                why = (
                    f"{len(counted)} of {found.capacity} asks of {person} are used up in "
                    f"{found.quarter}: ask nothing more, and settle the {len(of_quarter)} without "
                    "an answer"
                )
                yield _due(snapshot, each, each.date, why)
            else:
                why = f"settle what was asked of {person} on {each.date}: {_said(each)}"
                yield _due(snapshot, each, after(each.date, WITHIN), why)


def _waits(each: Touchpoint, day: date) -> bool:
    detail = each.detail
    return isinstance(detail, Ask) and (
        detail.outcome is None or (detail.answered is not None and detail.answered > day)
    )


def _said(each: Touchpoint) -> str:
    asked = each.detail.for_ if isinstance(each.detail, Ask) else None
    return asked or each.summary or each.name


def _due(snapshot: Snapshot, each: Touchpoint, last: date, why: str) -> Due:
    return Due(
        "asks",
        (each.influencer,),
        owner(snapshot, each.influencer),
        last,
        why,
        each.place.at("outcome"),
        f"goodword influencer ask --answered {reference(each.place.path)}",
        since=last if last == each.date else None,
        department=department(snapshot, each.influencer),
    )
