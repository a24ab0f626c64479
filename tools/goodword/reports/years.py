"""`goodword record ID --years`: a relation by the year, contacts by cycle, the longest silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.relation.years import SIDES, years
from goodword.reports.people import known_people
from goodword.reports.report import Field, Report, counted, table, values

if TYPE_CHECKING:
    from goodword.relation.years import Contacts, Silence, Year
    from goodword.snapshot import Snapshot

_CONTACTS: tuple[Field[Contacts], ...] = (
    Field("cycle", "cycle"),
    Field("us", "from us", "number"),
    Field("them", "from them", "number"),
)


def _year_fields() -> tuple[Field[Year], ...]:
    return (
        Field("year", "year", "number", lambda each: each.of),
        *(Field(lane, lane, "number", _of(lane)) for lane in SIDES),
    )


def _of(lane: str) -> Any:
    return lambda each: each.lanes[lane]


def years_report(snapshot: Snapshot, person: str) -> Report:
    """A person's relation by year, contacts by cycle, the longest silence and the coming year.

    Raises:
        Failure: nobody has that id.
    """
    known_people(snapshot, (person,))
    found = years(snapshot.relation, person)
    fields = _year_fields()
    tables = [table(fields, found.years, "by year, hours for missions")] if found.years else []
    if found.contacts:
        tables.append(table(_CONTACTS, found.contacts, "contacts by cycle"))
    notes = [_said(found.silence)]
    if found.coming is not None:
        lanes = (f"{lane} {count}" for lane, count in found.coming.items() if count)
        notes.append(f"next year, if it is as the last two: {', '.join(lanes) or 'nothing'}")
    value = {
        "id": person,
        "as_of": snapshot.as_of.isoformat(),
        "years": values(fields, found.years),
        "contacts": values(_CONTACTS, found.contacts),
        "silence": _silence(found.silence),
        "next_year": found.coming,
    }
    return Report(f"years of {person}, {snapshot.as_of}", tuple(tables), tuple(notes), value)


def _said(silence: Silence | None) -> str:
    if silence is None:
        return "nobody has spoken with them yet"
    span = f"{counted(silence.days, 'day')} after {silence.after}"
    if silence.ended:
        return f"the longest silence of ours was {span}, until {silence.until}"
    return f"the longest silence of ours is {span}, and lasts"


def _silence(silence: Silence | None) -> dict[str, Any] | None:
    if silence is None:
        return None
    return {
        "days": silence.days,
        "after": silence.after.isoformat(),
        "until": silence.until.isoformat(),
        "ended": silence.ended,
    }
