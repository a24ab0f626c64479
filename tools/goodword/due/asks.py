"""What was asked of people and has no answer yet, and ask budgets used up by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, department, owner, records, silent
from goodword.ledger.naming import reference
from goodword.model.touchpoint import Ask
from goodword.relation.asks import budget
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.model.touchpoint import Touchpoint
    from goodword.snapshot import Snapshot
    from goodword.texts.said import Slot


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
                said = Said(
                    "owed.asks.used_up",
                    {
                        "used": len(counted),
                        "capacity": found.capacity,
                        "person": Named("person", person),
                        "quarter": Named("cycle", found.quarter),
                        "open": len(of_quarter),
                    },
                )
                yield _due(snapshot, each, each.date, said)
            else:
                asked: dict[str, Slot] = {
                    "person": Named("person", person),
                    "day": each.date,
                    "what": _said(each),
                }
                yield _due(snapshot, each, after(each.date, WITHIN), Said("owed.asks", asked))


def _waits(each: Touchpoint, day: date) -> bool:
    detail = each.detail
    return isinstance(detail, Ask) and (
        detail.outcome is None or (detail.answered is not None and detail.answered > day)
    )


def _said(each: Touchpoint) -> str:
    asked = each.detail.for_ if isinstance(each.detail, Ask) else None
    return asked or each.summary or each.name


def _due(snapshot: Snapshot, each: Touchpoint, last: date, said: Said) -> Due:
    return Due(
        "asks",
        (each.influencer,),
        owner(snapshot, each.influencer),
        last,
        said,
        each.place.at("outcome"),
        f"goodword influencer ask --answered {reference(each.place.path)}",
        since=last if last == each.date else None,
        department=department(snapshot, each.influencer),
    )
