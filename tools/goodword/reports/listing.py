"""`goodword list KIND`: things of one kind as a table, chosen and narrowed by field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Failure, Place
from goodword.model.plain import Words
from goodword.model.touchpoint import Offer
from goodword.nearest import alike, did_you_mean, one_of
from goodword.relation.terms import term_on
from goodword.reports.people import within
from goodword.reports.report import Column, Report, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from goodword.ledger.claim_on import ClaimOn
    from goodword.model.measures import Measures
    from goodword.model.program import Program
    from goodword.model.touchpoint import Touchpoint
    from goodword.snapshot import Snapshot

_DEFAULTS = {
    "influencers": ("id", "name", "stage", "since", "tier", "category", "department", "owner"),
    "missions": ("id", "title", "status", "opens", "closes", "value", "objective"),
    "claims": ("mission", "influencer", "occurred", "submitted", "state", "points", "path"),
    "feedback": ("id", "title", "state", "department", "owner", "received"),
    "touchpoints": ("influencer", "date", "kind", "by", "summary"),
    "rewards": ("id", "name", "kind", "points", "fulfilment"),
    "redemptions": ("influencer", "reward", "requested", "quantity", "points", "path"),
    "events": ("id", "title", "starts", "format", "audience"),
    "communities": ("id", "name", "where", "size", "reviewed"),
    "incidents": ("id", "title", "kind", "severity", "began", "ended"),
    "signals": ("id", "influencer", "channel", "date", "tone", "about"),
    "audits": ("cycle", "influencer", "path"),
    "measures": ("cycle", "path"),
    "terms": ("influencer", "from", "until", "state", "category", "path"),
    "staff": ("id", "name", "department", "from", "until"),
    "objectives": ("id", "pillar", "goal", "department"),
}
_BEGUN: dict[str, Callable[[Any], date | str]] = {
    "influencers": lambda person: person.history[0].date,
    "incidents": attrgetter("began"),
    "signals": attrgetter("date"),
    "redemptions": attrgetter("requested"),
    "terms": attrgetter("begun"),
    "touchpoints": attrgetter("date"),
}
"""The day from which a thing is there; plans and what has no day are there from the start."""
_OF_PEOPLE = frozenset(
    {"influencers", "claims", "touchpoints", "redemptions", "signals", "audits", "terms"}
)
"""Kinds of people, and of what belongs to one."""
KINDS = tuple(_DEFAULTS)
"""What can be listed."""


def listing(
    snapshot: Snapshot,
    kind: str,
    where: Sequence[str] = (),
    columns: Sequence[str] = (),
    segment: str | None = None,
) -> Report:
    """The things of a kind.

    Args:
        snapshot: the program on a day.
        kind: one of `KINDS`.
        where: conditions `field=value`, `field!=value` or `field~part`; all must hold. A list
            holds a value when one of its members is it.
        columns: names of fields, `decision.outcome` for a field of a part; default those that
            the kind is best known by.
        segment: only people of this one, or what is theirs.

    Raises:
        Failure: a condition or a column that no such thing has, or a segment that is not there or
            of which there are no such things.
    """
    things = _things(snapshot, kind)
    if segment is not None:
        things = _of_segment(snapshot, kind, things, segment)
    chosen = tuple(columns) or _DEFAULTS[kind]
    tests = [_condition(each) for each in where]
    known = set(_DEFAULTS[kind]) | {"path"}
    for thing in things:
        known |= {name.rstrip("_") for name in thing.__struct_fields__}
    for name in (*chosen, *(name for name, _ in tests)):
        if things and name.partition(".")[0] not in known:
            raise Failure(
                f'{kind} have no field "{name}"{did_you_mean(name, known)}',
                f"fields: {', '.join(sorted(known))}",
            )
    rows = [
        tuple(cell(_value(snapshot, thing, name)) for name in chosen)
        for thing in things
        if all(holds(_value(snapshot, thing, name)) for name, holds in tests)
    ]
    laid = tuple(
        Column(name, _type([row[index] for row in rows])) for index, name in enumerate(chosen)
    )
    value = {
        "as_of": snapshot.as_of.isoformat(),
        "kind": kind,
        "items": [
            {name: _plain(each) for name, each in zip(chosen, row, strict=True)} for row in rows
        ],
    }
    count = f"{len(rows)} of {len(things)}" if where else str(len(rows))
    notes = () if rows else tuple(_unheard(snapshot, things, where))
    return Report(f"{count} {kind}, {snapshot.as_of}", (Table(laid, tuple(rows)),), notes, value)


def _of_segment(snapshot: Snapshot, kind: str, things: Sequence[Any], segment: str) -> list[Any]:
    """Those of the things that are people of a segment, or belong to one of them."""
    people = within(snapshot, (), segment) or ()
    if kind not in _OF_PEOPLE:
        of = ", ".join(sorted(_OF_PEOPLE))
        raise Failure(f"{kind} are nobody's, so none is of a segment", f"of people are {of}")
    key = "id" if kind == "influencers" else "influencer"
    return [each for each in things if getattr(each, key) in people]


def _unheard(snapshot: Snapshot, things: Sequence[Any], where: Sequence[str]) -> Iterator[str]:
    """What is asked for and no thing has: nearly always a slip, and the nearest that one has."""
    for text in where:
        name, sign, wanted = text.partition("=")
        if not sign or name.endswith("!") or "~" in name:
            continue
        name, wanted = name.strip(), wanted.strip()
        there = {each for thing in things for each in _texts(_value(snapshot, thing, name))} - {""}
        if wanted and there and wanted not in there:
            yield f'none has {name} "{wanted}"{one_of(wanted, there)}'


def _things(snapshot: Snapshot, kind: str) -> list[Any]:
    program = snapshot.program
    if kind == "staff":
        return list(program.settings.staff)
    if kind == "objectives":
        return list(program.strategy.objectives) if program.strategy else []
    if kind == "claims":
        return [each for each in program.claims_in_order if each.submitted <= snapshot.as_of]
    if kind == "feedback":
        items = snapshot.loops.items
        return [each for each in program.feedback.values() if each.id in items]
    if kind == "audits":
        return [each for each in program.audits.values() if each.begun(snapshot.as_of)]
    if kind == "measures":
        return [each for each in program.measures.values() if _entered(program, each, snapshot)]
    begun, day = _BEGUN.get(kind), snapshot.as_of.isoformat()
    every = getattr(program, kind).values()
    return [each for each in every if begun is None or str(begun(each))[:10] <= day]


def _entered(program: Program, measures: Measures, snapshot: Snapshot) -> bool:
    """Whether a value of a cycle is of a day up to this one; one without values is a plan."""
    cycle = program.cycles.named(measures.cycle)
    days = [each.on(cycle) for each in measures.values] if cycle is not None else []
    return not days or min(days) <= snapshot.as_of


def _condition(text: str) -> tuple[str, Callable[[Any], bool]]:
    for sign, test in _TESTS.items():
        name, found, wanted = text.partition(sign)
        if found:
            return name.strip(), partial(_holds, test, wanted.strip())
    raise Failure(f'"{text}" is no condition', "write field=value, field!=value or field~part")


def _holds(test: Callable[[Any, str], bool], wanted: str, value: Any) -> bool:
    return test(value, wanted)


def _texts(value: object) -> list[str]:
    if isinstance(value, Words):
        return [text for _, text in value]
    if isinstance(value, tuple):
        return [text for each in value for text in _texts(each)]
    return [str(cell(value)) if value is not None else ""]


_TESTS: dict[str, Callable[[Any, str], bool]] = {
    "!=": lambda value, wanted: wanted not in _texts(value),
    "~": lambda value, wanted: any(alike(wanted) in alike(t) for t in _texts(value)),
    "=": lambda value, wanted: wanted in _texts(value),
}


def _computed(snapshot: Snapshot, thing: Any, name: str) -> Any:
    """Fields that follow from others: state, tier, and what stands for what was left out."""
    program: Program = snapshot.program
    kind = type(thing).__name__
    getters: Mapping[tuple[str, str], Callable[[], Any]] = {
        ("Profile", "stage"): lambda: thing.stage_on(snapshot.as_of),
        ("Profile", "owner"): lambda: program.owner_of(thing),
        ("Profile", "department"): lambda: program.department_of(thing),
        ("Profile", "tier"): lambda: _tier(snapshot, thing.id),
        ("Claim", "state"): lambda: claim_state(snapshot.claim(thing)),
        ("Claim", "points"): lambda: snapshot.claim(thing).points,
        ("Feedback", "state"): lambda: snapshot.loops.items[thing.id].state,
        ("Feedback", "department"): lambda: snapshot.loops.items[thing.id].department,
        ("Feedback", "owner"): lambda: snapshot.loops.items[thing.id].owner,
        ("Feedback", "received"): lambda: snapshot.loops.items[thing.id].received,
        ("Mission", "value"): lambda: thing.points[-1].value,
        ("Touchpoint", "summary"): lambda: summary(thing),
        ("Reward", "points"): lambda: thing.cost[-1].points,
        ("Term", "state"): lambda: term_on(program, thing, snapshot.as_of).state,
        ("Community", "reviewed"): lambda: _by(snapshot, thing.reviewed),
        ("Incident", "ended"): lambda: _by(snapshot, thing.ended),
        ("Event", "attended"): lambda: thing.attended if thing.first_day <= snapshot.as_of else (),
    }
    getter = getters.get((kind, name))
    return getter() if getter else NotImplemented


def summary(record: Touchpoint) -> str | None:
    """What a record is about: its summary, else of an offer what is offered and until when."""
    if record.summary is not None or not isinstance(record.detail, Offer):
        return record.summary
    kind, name = record.detail.thing
    return f"{kind} {name} until {record.detail.until}"


def _by(snapshot: Snapshot, day: date | str | None) -> date | str | None:
    """A day or moment that had come on the day; None for a later one."""
    return day if day is not None and str(day)[:10] <= snapshot.as_of.isoformat() else None


def _tier(snapshot: Snapshot, person: str) -> str | None:
    account = snapshot.ledger.members.get(person)
    return account.tier if account else None


def claim_state(on: ClaimOn) -> str:
    """Where a claim stands, in the words of the reports."""
    return {"appealed": "in appeal"}.get(on.state, on.state)


def _value(snapshot: Snapshot, thing: Any, name: str) -> Any:
    if name == "path":
        return thing.place.path
    found = _computed(snapshot, thing, name)
    if found is not NotImplemented:
        return found
    for part in name.split("."):
        attribute = part if hasattr(thing, part) else f"{part}_"
        thing = getattr(thing, attribute, None)
    return thing


def cell(value: Any) -> Any:
    """A value as people read it: texts in their first language, parts as `name value; …`."""
    if isinstance(value, Words):
        return value.first
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(str(cell(each)) for each in value)
    if value is None or isinstance(value, str | int | Decimal | date):
        return value
    if isinstance(value, Place):
        return value.path
    if not isinstance(value, dict):
        value = {name: getattr(value, name) for name in value.__struct_fields__}
    parts = (
        f"{name.rstrip('_')} {cell(each)}"
        for name, each in value.items()
        if each not in (None, (), {}, "")
    )
    return "; ".join(parts)


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, str | int) else str(value)


def _type(cells: Sequence[object]) -> Any:
    kinds = {type(each) for each in cells if each is not None}
    if kinds and kinds <= {int, Decimal}:
        return "number"
    return "date" if kinds == {date} else "text"
