"""`goodword relation`: what each person gave and was given, and whom the tilt favours."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Failure
from goodword.nearest import one_of
from goodword.relation.account import BANDS, QUIET
from goodword.relation.asks import budget
from goodword.relation.evenness import campaigns, evenness
from goodword.relation.given import FROM_THEM, FROM_US, LANES, OWED
from goodword.reports.joined import joined_report
from goodword.reports.offers import wanted_notes, wanted_of
from goodword.reports.people import within
from goodword.reports.report import Field, Report, table, values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from goodword.relation import Relations
    from goodword.relation.account import Lane, Relation, Together
    from goodword.relation.asks import Budget
    from goodword.relation.evenness import Evenness
    from goodword.relation.given import Given
    from goodword.snapshot import Snapshot


def _words(name: str) -> str:
    return name.replace("_", " ")


def _in_band(band: str, each: Together) -> int:
    return dict(each.bands)[band]


_SIDES: tuple[Field[Any], ...] = (Field("them", "them", "number"), Field("us", "us", "number"))
_TOGETHER: tuple[Field[Together], ...] = (
    Field("department", "department", cell=lambda name: name or "none"),
    Field("people", "people", "number", cell=len),
    *_SIDES,
    Field("tilt", "tilt %", "number"),
    Field("bands", "", get=lambda each: dict(each.bands)),
    *(Field("", name, "number", partial(_in_band, name)) for name in BANDS),
)
_LANE: tuple[Field[Lane], ...] = (
    Field("side", "", get=lambda each: side(each.name)),
    Field("count", "", "number"),
    Field("weight", "", "number"),
    Field("points", "", "number"),
)
_ENTRY: tuple[Field[tuple[Given, Lane]], ...] = (
    Field("date", "date", "date", lambda each: each[0].date),
    Field("side", "side", get=lambda each: side(each[0].lane)),
    Field("lane", "lane", get=lambda each: each[0].lane, cell=_words),
    Field("count", "count", "number", lambda each: each[0].count),
    Field("weight", "weight", "number", lambda each: each[1].weight),
    Field("points", "points", "number", lambda each: each[0].count * each[1].weight),
    Field("what", "what", get=lambda each: each[0].reason),
    Field("path", "", get=lambda each: each[0].place),
    Field("line", "where", get=lambda each: each[0].place),
)
_ASKS = ("quarter", "asked", "capacity", "accepted", "answered")
_LANES = {"from them": FROM_THEM, "from us": FROM_US, "owed": OWED}


def known_department(snapshot: Snapshot, department: str) -> str:
    """The department's id.

    Raises:
        Failure: there is no such department.
    """
    departments = snapshot.program.departments
    known = [each.id for each in departments.departments] if departments else []
    if department not in known:
        raise Failure(
            f'there is no department "{department}"{one_of(department, known)}',
            f"departments are {', '.join(known)}" if known else "there is no departments.yml",
        )
    return department


def relation_report(
    snapshot: Snapshot,
    ids: Sequence[str] = (),
    months: int = 12,
    *,
    department: str | None = None,
    segment: str | None = None,
    explain: bool = False,
    by_year: bool = False,
) -> Report:
    """The relation of members and of all who gave or got anything, by id.

    Args:
        snapshot: the program on a day.
        ids: only these influencers.
        months: how far it looks back.
        department: only people routed to this one.
        segment: only people of this one.
        explain: add every record that was counted.
        by_year: show what people of each joining year give and get, in place of all that.

    Raises:
        Failure: an id that nobody has, or no such department or segment.
    """
    people = within(snapshot, ids, segment)
    relations = snapshot.relation
    found = [*_found(relations, people, months)]
    whose = {each.id: _department(snapshot, each.id) for each in found}
    if department is not None:
        known_department(snapshot, department)
    if by_year:
        return joined_report(snapshot, _asked_about(snapshot, people, department))
    chosen = [each for each in found if department in {None, whose[each.id]}]
    budgets = {each.id: budget(snapshot.program, each.id, snapshot.as_of) for each in chosen}
    even = _evenness(snapshot, [each.id for each in chosen], relations.since(months))
    made = wanted_of(snapshot, [each.id for each in chosen], relations.since(months))
    head: tuple[Field[Relation], ...] = (
        Field("id", "id"),
        Field("department", "department", get=lambda each: whose[each.id]),
        *_SIDES,
        Field("tilt", "tilt %", "number"),
        Field("band", "band"),
    )
    shown: tuple[Field[Relation], ...] = (
        *head,
        *(Field("", name, get=partial(_lanes, names=names)) for name, names in _LANES.items()),
        Field("lanes", "", get=_lane_values),
        Field(
            "asks", "", get=lambda each: {name: getattr(budgets[each.id], name) for name in _ASKS}
        ),
        *_where_any(even, made),
        *(
            (Field("entries", "", get=lambda each: values(_ENTRY, _given(each))),)
            if explain
            else ()
        ),
    )
    tables = [table(shown, chosen)]
    together = relations.departments(chosen)
    if not ids and any(each.department for each in together):
        tables.append(table(_TOGETHER, together, "by department"))
    if explain:
        tables += [table(_ENTRY, _given(each), each.id) for each in chosen]
    since = relations.since(months)
    return Report(
        f"relation, {snapshot.as_of}, what happened after {since}",
        tuple(tables),
        (*_notes(snapshot, chosen, budgets), *_uneven(even), *wanted_notes(made)),
        {
            "as_of": snapshot.as_of.isoformat(),
            "after": since.isoformat(),
            "window_months": months,
            "members": values(shown, chosen),
            "departments": values(_TOGETHER, together),
        },
        table(_sheet(head), chosen),
    )


def _where_any(
    even: Mapping[str, Evenness], made: Mapping[str, Mapping[str, int | None]]
) -> Iterator[Field[Relation]]:
    """Figures of programs that have campaigns, and of those that made offers."""
    if any(each.in_campaigns for each in even.values()):
        yield Field("contacts", "", get=lambda each: even[each.id]._asdict())
    if made:
        yield Field("offers", "", get=lambda each: made[each.id])


def _sheet(head: Sequence[Field[Relation]]) -> tuple[Field[Relation], ...]:
    """What CSV writes: the same with a column for each lane."""
    return (
        *(replace(each, heading=each.key) for each in head),
        *(Field("", name, "number", partial(_count, name)) for name in LANES),
    )


def _found(relations: Relations, people: Sequence[str] | None, months: int) -> Iterable[Relation]:
    """The relations of these people; of None those of all who gave or got anything."""
    if people is None:
        return relations.over(months).values()
    return (relations.of(each, months) for each in people)


def _asked_about(
    snapshot: Snapshot, people: Sequence[str] | None, department: str | None
) -> Iterator[str]:
    """The people who were named, else everybody; of a department only its own."""
    for each in snapshot.program.influencers if people is None else people:
        if department in {None, _department(snapshot, each)}:
            yield each


def _evenness(snapshot: Snapshot, people: Iterable[str], since: date) -> dict[str, Evenness]:
    """How even contacts are, where there are campaigns into which they could fall."""
    program = snapshot.program
    if not campaigns(program):
        return {}
    return {each: evenness(program, each, since, snapshot.as_of) for each in people}


def _uneven(found: Mapping[str, Evenness]) -> Iterator[str]:
    for person, each in found.items():
        if each.uneven:
            yield (
                f"{person}: {each.in_campaigns} of {each.contacts} contacts fell into campaigns; "
                "a relation lasts longer than one"
            )


def _department(snapshot: Snapshot, person: str) -> str | None:
    profile = snapshot.program.influencers.get(person)
    return snapshot.program.department_of(profile) if profile else None


def _lanes(relation: Relation, names: Sequence[str]) -> str:
    """`missions 12 x 1, asks 1 x 3`: count times weight of the lanes that have anything."""
    lanes = (relation.lane(name) for name in names)
    return ", ".join(f"{_words(x.name)} {x.count} x {x.weight}" for x in lanes if x.count)


def _count(name: str, relation: Relation) -> int:
    return relation.lane(name).count


def _lane_values(relation: Relation) -> dict[str, Any]:
    lanes = relation.lanes
    return dict(zip((lane.name for lane in lanes), values(_LANE, lanes), strict=True))


def side(lane: str) -> str:
    """On whose side a lane counts: `them`, `us`, or `owed`, which is taken from us."""
    if lane in FROM_THEM:
        return "them"
    return "us" if lane in FROM_US else "owed"


def _given(relation: Relation) -> list[tuple[Given, Lane]]:
    """Every record that was counted, with its lane."""
    return [(each, relation.lane(each.lane)) for each in relation.lines]


def _notes(snapshot: Snapshot, chosen: Sequence[Relation], budgets: dict[str, Budget]) -> list[str]:
    limits = dict(snapshot.relation.policy.bands)
    notes = [
        (
            "tilt: 100 * (us - them) / (us + them); what is owed is taken from us, down to 0; "
            f"below {limits['they_feel_used_below']} they feel used, "
            f"above {limits['we_lose_interest_above']} we lose interest, "
            f"a sum under {limits['quiet_below']} is {QUIET}"
        )
    ]
    for each in chosen:
        asks = budgets[each.id]
        if asks.used_up and asks.asked:
            notes.append(
                f"{each.id}: asked {asks.asked} times in {asks.quarter}, {asks.capacity} may be"
            )
        if asks.reluctant:
            notes.append(
                f"{each.id}: accepted {asks.accepted} of {asks.answered} asks in twelve months"
            )
    return notes
