"""`goodword audit`: brand says against influencer says, as counts of five or more.

Fewer than five people are not shown as a figure, and where one department alone would be hidden
the next smallest is hidden with it, since the total would give it away. Names stand only where
the person agreed to be named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.loops.figures import tenths
from goodword.relation.audit import asked, audit, cycles_audited, hidden, late_views
from goodword.relation.few import few
from goodword.reports.asked import FEW, NOT, NOTES, asked_tables, asked_value
from goodword.reports.points import cycle_named
from goodword.reports.report import Field, Report, table, values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from goodword.diagnostics import Place
    from goodword.relation.audit import Gap, Voice
    from goodword.reports.report import Unshown
    from goodword.snapshot import Snapshot

_NAMED: tuple[Field[tuple[str, str, Place]], ...] = (
    Field("id", "id", get=lambda named: named[0]),
    Field("what", "what", get=lambda named: named[1]),
    Field("where", "where", get=lambda named: named[2]),
)


def audit_report(snapshot: Snapshot, cycle: str | None = None, *, words: bool = True) -> Report:
    """The perception audit of a cycle.

    Args:
        snapshot: the program on a day.
        cycle: its name; None for the newest that was audited by the day.
        words: show what people said in words as well, of those who agreed to be named.

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
    fields = _fields(hidden(overall, departments))
    late = tuple(_late(snapshot, name))
    title = f"perception audit of {name}, {snapshot.as_of}"
    value: dict[str, Any] = {
        "as_of": snapshot.as_of.isoformat(),
        "cycle": name,
        "viewed": many,
        "answered": None if overall.answered and few(overall.answered) else overall.answered,
        "overall": None,
        "departments": [],
        "late_views": [{"department": department, "where": at} for department, at in late],
    }
    if snapshot.program.questions is not None:
        value["questions"] = asked_value(snapshot, name, words=words)
    if not overall.answered:
        return Report(title, (table(fields, ()),), _nobody(name, many, audited), value)
    value["overall"], *value["departments"] = values(fields, (overall, *departments))
    tables = [table(fields, (*departments, overall))]
    named = _names(overall)
    if named:
        tables.append(table(_NAMED, named, "who agreed to be named"))
    own = asked_tables(snapshot, name, words=words)
    tables += own
    notes = (
        "shares are of those who answered; the brand's is yes where any department says working",
        "a department's row is of those of whom it gave a view, and of its own view",
        *(NOTES if own else ()),
    )
    after = " was recorded after the answer and does not count"
    placed = tuple((f"the view of {whose} in ", at, after) for whose, at in late)
    return Report(title, tuple(tables), notes, value, placed=placed)


def _fields(unshown: frozenset[str | None]) -> tuple[Field[Gap], ...]:
    """The figures of a gap, where they may be shown; `unshown` are departments that are not."""

    def shown(gap: Gap) -> bool:
        return not few(gap.answered) and gap.department not in unshown

    def told(gap: Gap) -> bool:
        return shown(gap) and not few(len(gap.gave))

    def answered(gap: Gap) -> int | Unshown:
        return gap.answered if shown(gap) else NOT

    def of(get: Callable[[Gap], Any], may: Callable[[Gap], bool] = shown) -> Callable[[Gap], Any]:
        return lambda gap: get(gap) if may(gap) else None

    def by_record(gap: Gap) -> int | Unshown | None:
        if shown(gap) and gap.gave and few(len(gap.gave)):
            return FEW
        return tenths(gap.recorded_told, len(gap.gave)) if told(gap) else None

    return (
        Field("department", "department", cell=lambda name: name or "all"),
        Field("shown", "", get=shown),
        Field("answered", "answered", "number", answered),
        Field(
            "brand_working",
            "brand says working %",
            "tenths",
            of(lambda gap: tenths(gap.claimed, gap.answered)),
        ),
        Field(
            "influencer_working",
            "influencers say %",
            "tenths",
            of(lambda gap: tenths(gap.works, gap.answered)),
        ),
        Field("gap", "gap, points", "tenths", of(lambda gap: gap.gap_tenths)),
        Field("over_claimed", "over-claimed", "number", of(lambda gap: _few(gap.over_claimed))),
        Field(
            "without_contact",
            "want contact, have none",
            "number",
            of(lambda gap: _few(gap.without_contact)),
        ),
        Field("told_by_record", "told, our records %", "tenths", by_record),
        Field(
            "told_they_say",
            "told, they say %",
            "tenths",
            of(lambda gap: tenths(gap.say_told, len(gap.gave)), told),
        ),
        Field("told_gap", "told gap, points", "tenths", of(lambda gap: gap.told_gap_tenths, told)),
        Field("named", "", get=lambda gap: values(_NAMED, _names(gap))),
    )


def _few(voices: Sequence[Voice]) -> int | Unshown:
    return FEW if voices and few(len(voices)) else len(voices)


def _late(snapshot: Snapshot, cycle: str) -> Iterator[tuple[str, Place]]:
    """Views recorded after the answer: whose, and where it is written."""
    for each in snapshot.program.audits.values():
        if each.cycle == cycle:
            for index in late_views(each, snapshot.as_of):
                yield each.brand[index].department, each.place.at("brand", index, "recorded")


def _nobody(cycle: str, viewed: int, audited: Sequence[str]) -> tuple[str, ...]:
    views = f"; departments gave a view of {viewed}" if viewed else ""
    notes = [f"nobody has answered the audit of {cycle}{views}, so there is no gap to show"]
    others = [each for each in audited if each != cycle]
    if others:
        notes.append(f"there are audits of {', '.join(others)}")
    return tuple(notes)


def _names(gap: Gap) -> tuple[tuple[str, str, Place], ...]:
    """What is true of those who agreed to be named, with the place of their answer."""
    found = [
        (
            voice.audit.influencer,
            f"{what}; says {voice.answer.relationship}",
            voice.audit.place.at("answer", "relationship"),
        )
        for voices, what in (
            (gap.over_claimed, "the brand says working"),
            (gap.without_contact, "would like contact and has none"),
        )
        for voice in voices
        if voice.answer.may_be_named
    ]
    return tuple(sorted(found, key=lambda each: (*each[:2], each[2].path)))
