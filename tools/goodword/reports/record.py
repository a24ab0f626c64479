"""`goodword record ID`: everything kept about a person, theirs to take along.

What is kept back is named with the reason. Headings of what is handed over are in a language that
the person reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from goodword.audience.own import record
from goodword.audience.record import WITHHELD
from goodword.diagnostics import Place
from goodword.reports.kept import kept
from goodword.reports.kept_values import kept_values
from goodword.reports.people import known_people
from goodword.reports.report import Column, Later, Report, Table, cell, plain
from goodword.reports.years import years_report
from goodword.texts import Texts, known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goodword.audience.record import Record
    from goodword.reports.kept import Kept
    from goodword.reports.kept_values import Value
    from goodword.snapshot import Snapshot

_PAIRS = {
    "stages": ("date", "stage"),
    "expiring": ("date", "points"),
    "questions": ("asked", "text", "answered"),
    "clocks": ("clock", "status", "due"),
    "heard": ("incident", "date", "summary"),
    "results": ("date", "kind", "count", "source"),
}
"""What the parts of each entry are called in JSON."""
_FEW = frozenset({"asked", "signals"})
_FACTS = frozenset({"profile", "facts", "figures", "given", "got"})
_FACT_LISTS = frozenset({"agreements", "disclosure", "reach"})
_NOTES = (
    "left out: files of other people, lines of the agenda put off, and scores, which nothing keeps",
    "texts are as they were written: before you hand this over, take out what they say of others",
    f"keys of the profile that are left out: {'; '.join(map(': '.join, WITHHELD.items()))}",
)


def record_report(snapshot: Snapshot, person: str, *, years: bool = False) -> Report:
    """A person's record.

    Args:
        snapshot: the program on a day.
        person: influencer id.
        years: show their relation by year in place of all that.

    Raises:
        Failure: nobody has that id.
    """
    if years:
        return years_report(snapshot, person)
    known_people(snapshot, (person,))
    found = record(snapshot, person)
    files = kept(snapshot, person)
    values = kept_values(snapshot, person)
    value = Later(
        lambda: {
            **_spared(_value(found)),
            "files": [_file(each) for each in files],
            "kept": [_kept(each) for each in values],
        }
    )

    def made(texts: Texts) -> Report:
        where = _table(texts, "files", ("file", "day", "as"), files)
        every = (*_tables(found, texts), where, *_kept_tables(values, texts))
        title = texts("record.title", name=found.name, id=person, day=f"{found.as_of}")
        return Report(title, tuple(table for table in every if table.rows), _NOTES, value)

    reads = snapshot.program.influencers[person].languages or snapshot.program.settings.languages
    return replace(made(Texts("en")), handed=lambda: made(Texts(known(reads)[0])))


def _spared(value: dict[str, Any]) -> dict[str, Any]:
    """A record without the lists that few programs have, where they are empty."""
    return {key: each for key, each in value.items() if each or key not in _FEW}


def _file(each: Kept) -> dict[str, str | None]:
    day = each.date.isoformat() if each.date else None
    return {"path": each.path, "date": day, "as": each.as_}


def _kept(each: Value) -> dict[str, Any]:
    back = {"kept_from": each.kept_from} if each.kept_from else {}
    # Of what is kept back the record is named as a whole: a line would say whether it is there.
    place = Place(each.place.path) if back else each.place
    return {
        "file": place if each.file == place.path else each.file,
        "line": None if back else place,
        "pointer": _pointer(each),
        "value": plain(each.value),
        "seen_by": each.seen_by,
        **back,
    }


def _pointer(each: Value) -> str:
    """The way to a value as a JSON pointer (RFC 6901)."""
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in each.place.pointer)
    return "".join(f"/{step}" for step in steps)


def _kept_tables(values: tuple[Value, ...], texts: Texts) -> Iterator[Table]:
    """Every value that is kept, and what is kept back; no line says whether that is there."""
    yield _table(
        texts,
        "values",
        ("where", "what", "value", "seen_by"),
        (
            (
                each.place if each.file == each.place.path else each.file,
                _pointer(each),
                _sentence(each.value.items()) if isinstance(each.value, dict) else cell(each.value),
                each.seen_by,
            )
            for each in values
            if not each.kept_from
        ),
    )
    yield _table(
        texts,
        "withheld",
        ("file", "what", "why"),
        ((each.file, _pointer(each), each.kept_from) for each in values if each.kept_from),
    )


_ONLY_WITH = frozenset(
    {"ahead", "grown", "ladders", "moves", "percent", "reached", "results", "terms"}
)
"""What stands in the record of those alone who have any: most programs know nothing of it."""
_IN_WORDS = "said"
"""What pages say a reason with, which stands beside it in English."""


def _value(thing: Any, name: str = "") -> Any:
    """A value as JSON has it: fields by name, days as `YYYY-MM-DD`."""
    if is_dataclass(thing):
        names = [each.name for each in fields(thing) if each.name != _IN_WORDS]
        names = [each for each in names if each not in _ONLY_WITH or getattr(thing, each)]
        return {each.rstrip("_"): _value(getattr(thing, each), each) for each in names}
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


def _sentence(facts: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{name} {value}" for name, value in facts)


def _first(words: Mapping[str, str] | None) -> str | None:
    return next(iter(words.values()), None) if words else None


def _columns(texts: Texts, *names: str) -> tuple[Column, ...]:
    numbers = {"points", "balance", "count", "quantity"}
    days = {"date", "from", "occurred", "requested", "received", "last_day", "day"}
    return tuple(
        Column(
            texts(f"record.column.{name}"),
            "number" if name in numbers else "date" if name in days else "text",
        )
        for name in names
    )


def _table(texts: Texts, key: str, names: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> Table:
    title = texts(f"record.table.{key}") if key else ""
    return Table(_columns(texts, *names), tuple(rows), title)


def _claims(found: Record, texts: Texts) -> Iterator[Table]:
    yield _table(
        texts,
        "claims",
        ("occurred", "mission", "state", "points", "reason"),
        (
            (c.occurred, _first(c.title) or c.mission, c.state, c.points, c.reason or c.reason_code)
            for c in found.claims
        ),
    )
    yield _table(
        texts,
        "beside",
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
        texts,
        "results",
        ("date", "mission", "what", "count", "source"),
        (
            (day, _first(c.title) or c.mission, texts(f"result.{kind}"), count, source)
            for c in found.claims
            for day, kind, count, source in c.results
        ),
    )


def _tables(found: Record, texts: Texts) -> Iterator[Table]:
    yield _table(texts, "", ("field", "value"), found.profile)
    yield _table(texts, "stages", ("from", "stage"), found.stages)
    yield _table(
        texts,
        "consents",
        ("from", "what"),
        ((day, _sentence(facts)) for day, facts in found.consents),
    )
    yield _table(
        texts, "agreements", ("what",), ((_sentence(facts),) for facts in found.agreements)
    )
    yield _table(texts, "reach", ("what",), ((_sentence(facts),) for facts in found.reach))
    yield _terms(found, texts)
    yield _table(texts, "given", ("what", "count"), found.given)
    yield _table(texts, "got", ("what", "count"), found.got)
    yield from _points(found, texts)
    yield from _claims(found, texts)
    yield _table(
        texts,
        "redemptions",
        ("requested", "reward", "quantity", "points", "state", "from"),
        (
            (r.requested, _first(r.name) or r.reward, r.quantity, r.points, r.state, r.since)
            for r in found.redemptions
        ),
    )
    yield from _loops(found, texts)
    yield _table(
        texts,
        "touchpoints",
        ("date", "kind", "direction", "channel", "by", "what"),
        (
            (t.date, t.kind, t.direction, t.channel, t.by, _sentence(t.facts))
            for t in found.touchpoints
        ),
    )
    yield _table(
        texts,
        "events",
        ("day", "event", "came"),
        ((m.day, _first(m.title), "yes" if m.attended else "invited") for m in found.meetings),
    )
    yield _table(texts, "incidents", ("incident", "when", "summary"), found.heard)
    yield _table(
        texts,
        "signals",
        ("when", "channel", "summary", "where", "outcome"),
        ((s.date, s.channel, s.summary, s.url, s.became) for s in found.signals),
    )
    yield _table(
        texts,
        "moves",
        ("date", "community"),
        ((each.date, _first(each.name)) for each in found.moves),
    )
    yield _table(
        texts,
        "audits",
        ("cycle", "date", "answer"),
        ((a.cycle, a.date, _sentence(a.facts)) for a in found.answers),
    )
    yield _table(
        texts,
        "asked",
        ("cycle", "date", "question", "answer"),
        ((a.cycle, a.date, _first(a.question), _first(a.choice) or a.answer) for a in found.asked),
    )


def _terms(found: Record, texts: Texts) -> Table:
    return _table(
        texts,
        "terms",
        ("from", "until", "nominated_by", "outcome", "say"),
        (
            (t.from_, t.until, ", ".join(t.nominated_by), t.outcome or t.state, _first(t.say))
            for t in found.terms
        ),
    )


def _points(found: Record, texts: Texts) -> Iterator[Table]:
    points = found.points
    figures: list[tuple[str, Any]] = [("tier", points.tier)] if points.tier else []
    figures += [(name, count) for name, count in points.figures if count]
    figures += [
        (name, value)
        for name, value in (("to stay", points.to_stay), ("to rise", points.to_rise))
        if value is not None
    ]
    figures += [(f"last day {day}", count) for day, count in points.expiring]
    yield _table(texts, "points", ("figure", "points"), figures)
    yield _table(
        texts,
        "lines",
        ("date", "kind", "points", "balance", "reason"),
        ((x.date, x.kind, x.points, x.balance, x.reason) for x in points.lines),
    )


def _loops(found: Record, texts: Texts) -> Iterator[Table]:
    yield _table(
        texts,
        "feedback",
        ("received", "item", "outcome", "delivered", "what_may_be_said"),
        ((i.received, _first(i.title), i.outcome, i.delivered, _first(i.say)) for i in found.items),
    )
    yield _table(
        texts,
        "told",
        ("item", "milestone", "status", "date", "last_day"),
        (
            (_first(i.title), t.milestone, t.status, t.date, t.due)
            for i in found.items
            for t in i.told
        ),
    )
