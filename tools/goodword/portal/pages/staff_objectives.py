"""Objectives, for staff: under each its measures, where they stand and where they should."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from goodword.portal import charts
from goodword.portal.pages.staff import sought_tables, staff_page
from goodword.portal.sheet import Cell, Column, Sheet, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.audience.view import View
    from goodword.audience.view.staff import StaffView
    from goodword.portal.page import Reader

COLUMNS = ("kpi", "kind", "baseline", "newest", "target", "track")
Kpi = Mapping[str, Any]
"""A measure of an objective, by its names in JSON."""
_FIGURES = ("claims", "counted", "hours", "reached", "per_hour")
_HEADINGS = ("claims", "counted", "hours", "people", "per_hour")
MARKS = {"reached": "good", "on track": "good", "behind": "warm", "missed": "stop"}


def _kpi(kpi: Kpi, reader: Reader) -> tuple[Cell, ...]:
    texts, track = reader.texts, kpi["on_track"]
    day = kpi["target_by"] and texts.day(date.fromisoformat(kpi["target_by"]), "medium")
    computed = kpi["source"].startswith("computed: ")
    source = [texts("objective.computed") if computed else texts("objective.measured")]
    if outcome := kpi.get("because_of"):
        source.append(texts("objective.because_of", kpi=reader.name("kpi", outcome)))
    newest, target = _number(kpi["actual"], reader), _number(kpi["target"], reader)
    return (
        Cell(
            reader.name("kpi", kpi["id"]),
            more=" \u00b7 ".join(filter(None, (_unit(kpi, reader), *source))),
        ),
        Cell(texts(f"objective.{kpi['kind']}")),
        Cell(_number(kpi["baseline"], reader)),
        Cell(newest, more=_newest(kpi, reader)),
        Cell(target, more=texts("until", day=day) if target and day else ""),
        Cell(texts(f"track.{track.replace(' ', '-')}"), mark=MARKS.get(track, "")),
    )


def _newest(kpi: Kpi, reader: Reader) -> str:
    """Of which cycle the newest figure is; of a lift its interval, or that there were too few."""
    texts, lift = reader.texts, kpi.get("lift")
    cycle = texts.cycle(kpi["cycle"] or "") if kpi["actual"] is not None or lift else ""
    if not lift:
        return cycle
    groups = {name: texts.number(lift[name]["people"]) for name in ("exposed", "control")}
    if "points" not in lift:
        return f"{cycle} \u00b7 {texts('objective.few', **groups)}"
    bounds = {name: _number(lift[name], reader) for name in ("low", "high")}
    return f"{cycle} \u00b7 {texts('objective.lift', **bounds, **groups)}"


def _unit(kpi: Kpi, reader: Reader) -> str:
    """What is counted, in the reader's language; empty for a plain number."""
    return reader.name("unit", kpi["id"]) if kpi["unit"] else ""


def _number(value: float | None, reader: Reader) -> str:
    return "" if value is None else reader.texts.decimal(Decimal(str(value)))


def _scaled(value: float | None) -> int:
    return int(Decimal(str(value or 0)) * 100)


def _values(kpi: Kpi, cycles: Sequence[str], reader: Reader) -> Table | None:
    """Values by cycle, with bars against the target, where there is more than one."""
    texts, name = reader.texts, reader.name("kpi", kpi["id"])
    known = [
        (texts.cycle(cycle), value)
        for cycle, value in zip(cycles, kpi["history"], strict=True)
        if value is not None
    ]
    if len(known) < 2:
        return None
    target = None if kpi["target"] is None else _scaled(kpi["target"])
    text = "objective.chart_plain" if target is None else "objective.chart_text"
    shares = [
        charts.Share(cycle, _scaled(value), 0, _number(value, reader), target)
        for cycle, value in known
    ]
    return Table(
        name,
        (
            Column(texts("cycle")),
            Column(_unit(kpi, reader) or texts("objective.value"), number=True),
        ),
        tuple((Cell(cycle), Cell(_number(value, reader))) for cycle, value in known),
        drawing=charts.bars(f"kpi-{kpi['id']}", name, texts(text), shares),
    )


def _strategy(stated: Mapping[str, Any], reader: Reader) -> Iterator[Table]:
    """What the strategy says in words, and its steps, those that are late first."""
    texts = reader.texts
    if not stated:
        return
    yield from sought_tables(stated["sought"], reader)
    if stated["steps"]:
        order = ("late", "open", "done")
        steps = sorted(stated["steps"], key=lambda each: order.index(each["state"]))
        names = ("objective", "step", "by", "done", "state")
        yield Table(
            texts("strategy.steps"),
            tuple(Column(texts(f"strategy.{name}")) for name in names),
            tuple(_step(each, reader) for each in steps),
        )


def _step(step: Mapping[str, Any], reader: Reader) -> tuple[Cell, ...]:
    texts, state = reader.texts, step["state"]
    days = (
        step[key] and texts.day(date.fromisoformat(step[key]), "medium") for key in ("by", "done")
    )
    return (
        Cell(reader.name("objective", step["objective"])),
        Cell(step["what"]),
        *(Cell(day or "") for day in days),
        Cell(
            texts(f"strategy.state.{state}"), mark={"late": "stop", "done": "good"}.get(state, "")
        ),
    )


def _reached(found: Mapping[str, Any], reader: Reader) -> Iterator[Table]:
    """People whom the missions of the present cycle reached, by category, where any are counted."""
    texts, rows = reader.texts, found.get("came_of")
    if not rows:
        return
    yield Table(
        texts("objective.reached", cycle=texts.cycle(found["cycles"][-1])),
        (
            Column(texts("objective.category")),
            Column(texts("objective.came_of")),
            *(Column(texts(f"objective.{word}"), number=True) for word in _HEADINGS),
        ),
        tuple(
            (
                Cell(reader.name("category", each["category"]) if each["category"] else ""),
                Cell(
                    ", ".join(
                        f"{texts(f'result.{kind}')}: {texts.number(count)}"
                        for kind, count in each["people"].items()
                    )
                ),
                *(Cell(_number(each[name], reader)) for name in _FIGURES),
            )
            for each in rows
        ),
        help=texts("objective.reached_help"),
    )


@staff_page("staff/objectives/")
def pages(_: View, _staff: StaffView, reader: Reader) -> Sheet:
    """The one page."""
    texts, found = reader.texts, reader.desk.objectives
    columns = tuple(
        Column(texts(f"objective.{name}"), number=name in {"baseline", "newest", "target"})
        for name in COLUMNS
    )
    tables: list[Table] = [*_strategy(found.get("strategy", {}), reader)]
    for pillar in found.get("pillars", ()):
        for each in pillar["objectives"]:
            kpis = each["kpis"]
            title = f"{texts.named('pillar', pillar['pillar'])}: "
            title += reader.name("objective", each["id"])
            if kpis:
                rows = tuple(_kpi(kpi, reader) for kpi in kpis)
                made_of = ", ".join(each["elements"])
                help_ = texts("objective.elements", what=made_of) if made_of else ""
                tables.append(Table(title, columns, rows, help=help_))
            made = (_values(kpi, found["cycles"], reader) for kpi in kpis)
            tables += [table for table in made if table]
    tables += _reached(found, reader)
    return Sheet(
        texts("objectives_lead") if tables else texts("objectives_none"),
        (),
        tuple(tables),
        (texts("objectives_note"),) if tables else (),
    )
