"""Offers: how many were what people had said that they want, and what became of them."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from goodword.relation.offers import offers, share
from goodword.reports.report import Field, counted, table, values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from goodword.days import Cycle
    from goodword.relation.measures import Basis
    from goodword.relation.offers import Wanted
    from goodword.reports.report import Table
    from goodword.snapshot import Snapshot

ENDS = ("open", "over", "taken", "declined", "lapsed")
"""What becomes of an offer, in the order in which it is shown; `over` is one without an end."""


class _Row:
    """The offers to people of one department in a cycle."""

    def __init__(self, department: str | None, found: Wanted, ends: Mapping[str, int]) -> None:
        self.department = department
        self.offers, self.known, self.wanted = found
        self.share = found.share_tenths
        self.ends = {each: ends.get(each, 0) for each in ENDS}


def _ended(end: str, row: _Row) -> int:
    return row.ends[end]


_FIELDS: tuple[Field[_Row], ...] = (
    Field("department", "department", cell=lambda name: name or "none"),
    Field("offers", "offers", "number"),
    Field("known", "to who had said what they want", "number"),
    Field("wanted", "which were that", "number"),
    Field("share", "share %", "tenths"),
    Field("ends", ""),
    *(Field("", each, "number", partial(_ended, each)) for each in ENDS),
)


def wanted_of(
    snapshot: Snapshot, people: Sequence[str], since: date
) -> dict[str, dict[str, int | None]]:
    """For each person how many offers after a day were what they want; empty where none was made.

    Args:
        snapshot: the program on a day.
        people: ids.
        since: the day before the first that counts.
    """
    program, day = snapshot.program, snapshot.as_of
    found = {
        each: share(x for x in offers(program, day, (each,)) if x.record.date > since)
        for each in people
    }
    if not any(each.offers for each in found.values()):
        return {}
    return {person: _told(each) for person, each in found.items()}


def _told(found: Wanted) -> dict[str, int | None]:
    return found._asdict()


def wanted_notes(made: Mapping[str, Mapping[str, int | None]]) -> Iterator[str]:
    """A sentence for each person to whom something was offered."""
    for person, found in made.items():
        known, unknown = found["known"] or 0, (found["offers"] or 0) - (found["known"] or 0)
        if known:
            yield (
                f"{person}: {found['wanted']} of {counted(known, 'offer')} "
                f"{'was' if known == 1 else 'were'} what they had said that they want"
            )
        if unknown:
            yield f"{person}: {counted(unknown, 'offer')} before they had said what they want"


def offers_part(basis: Basis, cycle: Cycle) -> tuple[list[Table], dict[str, Any]]:
    """Tables and JSON; nothing where nothing was offered in the cycle."""
    program = basis.program
    made = [each for each in offers(program, basis.as_of) if each.record.date in cycle]
    if not made:
        return [], {}

    def department(person: str) -> str | None:
        profile = program.influencers.get(person)
        return program.department_of(profile) if profile else None

    whose = [(department(each.record.influencer), each) for each in made]
    rows = []
    for name in sorted({name for name, _ in whose}, key=lambda each: (each is None, each or "")):
        own = [each for other, each in whose if other == name]
        rows.append(_Row(name, share(own), Counter(each.state for each in own)))
    rows.append(_Row("all", share(made), Counter(each.state for each in made)))
    title = f"offers of {cycle.name}, and how many were what people had said that they want"
    return [table(_FIELDS, rows, title)], {"offers": values(_FIELDS, rows)}
