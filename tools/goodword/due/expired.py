"""Points that have expired of late without anybody having warned."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from goodword.due.due import Due, after, department, owner, silent
from goodword.due.expiring import AHEAD, EARLY, warned
from goodword.ledger.naming import name_of
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.ledger.lots import Lot
    from goodword.snapshot import Snapshot

LOOKS_BACK = 30
"""Days after which what has expired is left alone."""


def find(snapshot: Snapshot) -> Iterator[Due]:
    """For each person and last day what expired unwarned, with the command that lengthens it."""
    today = snapshot.as_of.toordinal()
    for person, account in snapshot.ledger.members.items():
        profile = snapshot.program.influencers.get(person)
        if profile is None or account.stage != "member" or silent(profile, snapshot.as_of):
            continue
        by_day: dict[int, list[tuple[Lot, int]]] = defaultdict(list)
        for lot in account.lots:
            for day, points in lot.expired_on().items():
                if today - LOOKS_BACK <= day < today:
                    by_day[day].append((lot, points))
        for ordinal in sorted(by_day):
            last, lots = date.fromordinal(ordinal), by_day[ordinal]
            names = tuple(dict.fromkeys(name_of(lot) for lot, _ in lots))
            if warned(snapshot, person, names, after(last, -AHEAD[0] - EARLY), last):
                continue
            points = sum(points for _, points in lots)
            of = "".join(f" --of {name}" for name in names)
            until = after(snapshot.as_of, AHEAD[0])
            yield Due(
                "expired",
                (person,),
                owner(snapshot, person),
                last,
                Said("owed.expired", {"person": Named("person", person), "day": last}, points),
                profile.place,
                f"goodword influencer extend {person}{of} --until {until} "
                '--reason "expired unwarned"',
                department=department(snapshot, person),
            )
