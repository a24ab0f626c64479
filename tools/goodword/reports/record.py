"""`goodword record ID`: everything kept about a person that is theirs to take along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from goodword.audience.own import record
from goodword.audience.record import WITHHELD
from goodword.reports.kept import kept
from goodword.reports.relation import known_people
from goodword.reports.report import Column, Report, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goodword.audience.record import Facts, Record
    from goodword.reports.kept import Kept
    from goodword.snapshot import Snapshot

_PAIRS = {
    "stages": ("date", "stage"),
    "expiring": ("date", "points"),
    "questions": ("asked", "text", "answered"),
    "clocks": ("clock", "status", "due"),
    "heard": ("incident", "date", "summary"),
}
"""What the parts of each entry are called in JSON."""
_FACTS = frozenset({"profile", "facts", "figures", "given", "got"})
_FACT_LISTS = frozenset({"agreements", "disclosure", "reach"})
_NOTES = (
    "left out: what is about other people, and what staff wrote for staff (reasons, notes, scores)",
    f"keys of the profile that are left out: {'; '.join(map(': '.join, WITHHELD.items()))}",
)


def record_report(snapshot: Snapshot, person: str) -> Report:
    """A person's record.

    Args:
        snapshot: the program on a day.
        person: influencer id.

    Raises:
        Failure: nobody has that id.
    """
    known_people(snapshot, (person,))
    found = record(snapshot, person)
    files = kept(snapshot, person)
    where = _table("where it is kept", ("file", "day", "as"), files)
    tables = tuple(table for table in (*_tables(found), where) if table.rows)
    title = f"record of {found.name} ({person}), {found.as_of}"
    value = {**_value(found), "files": [_file(each) for each in files]}
    return Report(title, tables, _NOTES, value)


def _file(each: Kept) -> dict[str, str | None]:
    day = each.date.isoformat() if each.date else None
    return {"path": each.path, "date": day, "as": each.as_}


_IN_WORDS = "said"
"""What pages say a reason with, which stands beside it in English."""


def _value(thing: Any, name: str = "") -> Any:
    """A value as JSON has it: fields by name, days as `YYYY-MM-DD`."""
    if is_dataclass(thing):
        names = [each.name for each in fields(thing) if each.name != _IN_WORDS]
        return {each: _value(getattr(thing, each), each) for each in names}
    if isinstance(thing, date):
        return thing.isoformat()
    if name == "consents":
        return [{"from": day.isoformat(), **dict(facts)} for day, facts in thing]
    if name in _FACTS or isinstance(thing, Mapping):
        return dict(thing)
    if name in _FACT_LISTS:
        return [dict(each) for each in thing]
    if name in _PAIRS:
        return [dict(zip(_PAIRS[name], map(_value, each), strict=True)) for each in thing]
    return [_value(each) for each in thing] if isinstance(thing, tuple) else thing


def _sentence(facts: Facts) -> str:
    return ", ".join(f"{name} {value}" for name, value in facts)


def _first(words: Mapping[str, str] | None) -> str | None:
    return next(iter(words.values()), None) if words else None


def _columns(*names: str) -> tuple[Column, ...]:
    numbers = {"points", "balance", "count", "quantity"}
    days = {"date", "from", "occurred", "requested", "received", "last day", "day"}
    return tuple(
        Column(
            name,
            "number" if name in numbers else "date" if name in days else "text",
        )
        for name in names
    )


def _table(title: str, names: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> Table:
    return Table(_columns(*names), tuple(rows), title)


def _tables(found: Record) -> Iterator[Table]:
    yield _table("", ("field", "value"), found.profile)
    yield _table("stages", ("from", "stage"), found.stages)
    yield _table(
        "consent: which field shows to whom",
        ("from", "what"),
        ((day, _sentence(facts)) for day, facts in found.consents),
    )
    yield _table("agreements (NDA)", ("what",), ((_sentence(facts),) for facts in found.agreements))
    yield _table("reach", ("what",), ((_sentence(facts),) for facts in found.reach))
    yield _table("what you gave, over all years", ("what", "count"), found.given)
    yield _table("what you were given, over all years", ("what", "count"), found.got)
    yield from _points(found)
    yield _table(
        "claims",
        ("occurred", "mission", "state", "points", "reason"),
        (
            (c.occurred, _first(c.title) or c.mission, c.state, c.points, c.reason or c.reason_code)
            for c in found.claims
        ),
    )
    yield _table(
        "what you wrote beside claims",
        ("occurred", "mission", "appeal", "disclosure", "received"),
        (
            (
                c.occurred,
                _first(c.title) or c.mission,
                c.contested,
                "; ".join(_sentence(facts) for facts in c.disclosure),
                c.received,
            )
            for c in found.claims
            if c.contested or c.disclosure or c.received
        ),
    )
    yield _table(
        "redemptions",
        ("requested", "reward", "quantity", "points", "state", "from"),
        (
            (r.requested, _first(r.name) or r.reward, r.quantity, r.points, r.state, r.since)
            for r in found.redemptions
        ),
    )
    yield from _loops(found)
    yield _table(
        "records of the relationship",
        ("date", "kind", "direction", "channel", "by", "what"),
        (
            (t.date, t.kind, t.direction, t.channel, t.by, _sentence(t.facts))
            for t in found.touchpoints
        ),
    )
    yield _table(
        "events",
        ("day", "event", "came"),
        ((m.day, _first(m.title), "yes" if m.attended else "invited") for m in found.meetings),
    )
    yield _table("what you told us in incidents", ("incident", "when", "summary"), found.heard)
    yield _table(
        "perception audits",
        ("cycle", "date", "answer"),
        ((a.cycle, a.date, _sentence(a.facts)) for a in found.answers),
    )


def _points(found: Record) -> Iterator[Table]:
    points = found.points
    figures: list[tuple[str, Any]] = [("tier", points.tier)] if points.tier else []
    figures += [(name, count) for name, count in points.figures if count]
    figures += [
        (name, value)
        for name, value in (("to stay", points.to_stay), ("to rise", points.to_rise))
        if value is not None
    ]
    figures += [(f"last day {day}", count) for day, count in points.expiring]
    yield _table("points", ("figure", "points"), figures)
    yield _table(
        "points line by line",
        ("date", "kind", "points", "balance", "reason"),
        ((x.date, x.kind, x.points, x.balance, x.reason) for x in points.lines),
    )


def _loops(found: Record) -> Iterator[Table]:
    yield _table(
        "feedback",
        ("received", "item", "outcome", "delivered", "what may be said"),
        ((i.received, _first(i.title), i.outcome, i.delivered, _first(i.say)) for i in found.items),
    )
    yield _table(
        "what you were told, or are to be told by a day",
        ("item", "milestone", "status", "date", "last day"),
        (
            (_first(i.title), t.milestone, t.status, t.date, t.due)
            for i in found.items
            for t in i.told
        ),
    )
