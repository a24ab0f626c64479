"""`goodword audit`: brand says against influencer says, as counts of five or more.

Fewer than five people are not shown as a figure, and where one department alone would be hidden
the next smallest is hidden with it, since the total would give it away. Names stand only where
the person agreed to be named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.loops.figures import tenths
from goodword.relation.audit import FEWEST, asked, audit, cycles_audited, hidden, late_views
from goodword.reports.points import cycle_named
from goodword.reports.report import Column, Report, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from goodword.diagnostics import Place
    from goodword.relation.audit import Gap, Voice
    from goodword.snapshot import Snapshot

FEW = "fewer than five"
"""What stands in place of a figure about fewer."""
_GAPS = (
    Column("department"),
    Column("answered", "number"),
    Column("brand says working %", "number"),
    Column("influencers say %", "number"),
    Column("gap, points", "number"),
    Column("over-claimed", "number"),
    Column("want contact, have none", "number"),
    Column("told, our records %", "number"),
    Column("told, they say %", "number"),
    Column("told gap, points", "number"),
)
_NAMED = (Column("id"), Column("what"), Column("where"))


def audit_report(
    snapshot: Snapshot,
    cycle: str | None = None,
    *,
    line: Callable[[Place], int | None] = lambda place: None,  # noqa: ARG005 - no tree at hand
) -> Report:
    """The perception audit of a cycle.

    Args:
        snapshot: the program on a day.
        cycle: its name; None for the newest that was audited by the day.
        line: finds the line of a place.

    Raises:
        Failure: the program has no such cycle.
    """
    audited = cycles_audited(snapshot.program, snapshot.as_of)
    name = (
        cycle_named(snapshot, cycle).name
        if cycle is not None
        else (audited[-1] if audited else snapshot.cycle.name)
    )
    overall, departments = audit(snapshot.program, name, snapshot.as_of)
    many = asked(snapshot.program, name, snapshot.as_of)
    unshown = hidden(departments)
    title = f"perception audit of {name}, {snapshot.as_of}"
    value: dict[str, Any] = {
        "as_of": snapshot.as_of.isoformat(),
        "cycle": name,
        "viewed": many,
        "answered": None if 0 < overall.answered < FEWEST else overall.answered,
        "overall": None,
        "departments": [],
        "late_views": [
            {"department": department, "where": where}
            for department, where in _late(snapshot, name, line)
        ],
    }
    if not overall.answered:
        return Report(title, (Table(_GAPS, ()),), _nobody(name, many, audited), value)
    value["overall"] = _value(overall, line)
    value["departments"] = [
        _value(each, line, hide=each.department in unshown) for each in departments
    ]
    rows = [_row(each, hide=each.department in unshown) for each in departments]
    tables = [Table(_GAPS, (*rows, _row(overall)))]
    named = _names(overall, line)
    if named:
        tables.append(Table(_NAMED, named, "who agreed to be named"))
    notes = [
        "shares are of those who answered; the brand's is yes where any department says working",
        "a department's row is of those of whom it gave a view, and of its own view",
    ]
    notes += [
        f"the view of {each['department']} in {each['where']} was recorded after the answer "
        "and does not count"
        for each in value["late_views"]
    ]
    return Report(title, tuple(tables), tuple(notes), value)


def _late(
    snapshot: Snapshot, cycle: str, line: Callable[[Place], int | None]
) -> Iterator[tuple[str, str]]:
    """Views recorded after the answer: whose, and where it is written."""
    for each in snapshot.program.audits.values():
        if each.cycle == cycle:
            for index in late_views(each, snapshot.as_of):
                place = each.place.at("brand", index, "recorded")
                number = line(place)
                where = f"{place.path}:{number}" if number else place.path
                yield each.brand[index].department, where


def _nobody(cycle: str, viewed: int, audited: Sequence[str]) -> tuple[str, ...]:
    views = f"; departments gave a view of {viewed}" if viewed else ""
    notes = [f"nobody has answered the audit of {cycle}{views}, so there is no gap to show"]
    others = [each for each in audited if each != cycle]
    if others:
        notes.append(f"there are audits of {', '.join(others)}")
    return tuple(notes)


def few(gap: Gap) -> bool:
    """Whether a gap is about too few people to be shown."""
    return gap.answered < FEWEST


def _share(part: int, whole: int) -> str | None:
    found = tenths(part, whole)
    return None if found is None else f"{found // 10}.{found % 10}"


def signed(points: int | None) -> str | None:
    """`-12.5` of tenths of a percentage point; None of None."""
    if points is None:
        return None
    return f"{'-' if points < 0 else ''}{abs(points) // 10}.{abs(points) % 10}"


def _counted(voices: Sequence[Voice]) -> str | int:
    return FEW if 0 < len(voices) < FEWEST else len(voices)


def _row(gap: Gap, *, hide: bool = False) -> tuple[Any, ...]:
    name = gap.department or "all"
    if hide or few(gap):
        return (name, FEW if few(gap) else "not shown", *[None] * (len(_GAPS) - 2))
    gave = len(gap.gave)
    told: tuple[str | None, ...] = (FEW, None, None) if 0 < gave < FEWEST else (None, None, None)
    if gave >= FEWEST:
        told = (
            _share(gap.recorded_told, gave),
            _share(gap.say_told, gave),
            signed(gap.told_gap_tenths),
        )
    return (
        name,
        gap.answered,
        _share(gap.claimed, gap.answered),
        _share(gap.works, gap.answered),
        signed(gap.gap_tenths),
        _counted(gap.over_claimed),
        _counted(gap.without_contact),
        *told,
    )


def _value(gap: Gap, line: Callable[[Place], int | None], *, hide: bool = False) -> dict[str, Any]:
    """A gap for JSON; what may not be shown is null, names are those of who may be named."""
    shown = not hide and not few(gap)
    gave = len(gap.gave)
    told = shown and gave >= FEWEST

    def number(tenths_: int | None, *, allowed: bool) -> float | None:
        return tenths_ / 10 if allowed and tenths_ is not None else None

    return {
        "department": gap.department,
        "shown": shown,
        "answered": gap.answered if shown else None,
        "brand_working": number(tenths(gap.claimed, gap.answered), allowed=shown),
        "influencer_working": number(tenths(gap.works, gap.answered), allowed=shown),
        "gap": number(gap.gap_tenths, allowed=shown),
        "over_claimed": _kept(gap.over_claimed, shown=shown),
        "without_contact": _kept(gap.without_contact, shown=shown),
        "told_by_record": number(tenths(gap.recorded_told, gave), allowed=told),
        "told_they_say": number(tenths(gap.say_told, gave), allowed=told),
        "told_gap": number(gap.told_gap_tenths, allowed=told),
        "named": [
            {"id": who, "what": what, "where": where} for who, what, where in _names(gap, line)
        ],
    }


def _kept(voices: Sequence[Voice], *, shown: bool) -> int | None:
    return None if not shown or 0 < len(voices) < FEWEST else len(voices)


def _names(gap: Gap, line: Callable[[Place], int | None]) -> tuple[tuple[str, str, str], ...]:
    """What is true of those who agreed to be named, with the line of their answer."""
    found = []
    for voices, what in (
        (gap.over_claimed, "the brand says working"),
        (gap.without_contact, "would like contact and has none"),
    ):
        for voice in voices:
            if voice.answer.may_be_named:
                place = voice.audit.place.at("answer", "relationship")
                said = f"{what}; says {voice.answer.relationship}"
                number = line(place)
                where = f"{place.path}:{number}" if number else place.path
                found.append((voice.audit.influencer, said, where))
    return tuple(sorted(found))
