"""`goodword incidents --warnings`: what people warned us of, what came true, and what many say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.relation.warned import clusters, tallies, warnings
from goodword.reports.report import Field, Report, counted, table, values

if TYPE_CHECKING:
    from goodword.relation.warned import Cluster, Tally, Warned
    from goodword.snapshot import Snapshot

WARNED: tuple[Field[Warned], ...] = (
    Field("people", "people"),
    Field("date", "date", "date", lambda each: each.day),
    Field("feedback", "feedback", get=lambda each: each.item),
    Field("area", "area"),
    Field("pillar", "pillar"),
    Field("incident", "incident"),
    Field("lead_days", "days before", "number", lambda each: each.lead),
    Field("path", "", get=lambda each: each.place),
    Field("", "where", get=lambda each: each.place),
)
_TALLY: tuple[Field[Tally], ...] = (
    Field("of", "of"),
    Field("came_true", "came true", "number"),
    Field("warned", "warned", "number"),
)
_CLUSTER: tuple[Field[Cluster], ...] = (
    Field("area", "area"),
    Field("people", "people"),
    Field("items", "items"),
    Field("since", "since", "date"),
    Field("department", "department"),
)
_OF = {
    "people": ("warnings of each person", lambda each: each.people),
    "pillars": ("by pillar", lambda each: (each.pillar,)),
    "areas": ("by area", lambda each: (each.area,)),
}


def warned_report(snapshot: Snapshot) -> Report:
    """Every warning and what came of it; then counts by person, pillar and area; then what now."""
    found = warnings(snapshot.program, snapshot.as_of)
    now = clusters(snapshot.program, snapshot.as_of)
    counts = {key: (title, tallies(found, of)) for key, (title, of) in _OF.items()}
    tables = [table(WARNED, found)]
    tables += [table(_TALLY, each, title) for title, each in counts.values() if each]
    if now:
        tables.append(table(_CLUSTER, now, "several people on one area"))
    true = len({each.item or each.place for each in found if each.incident is not None})
    every = len({each.item or each.place for each in found})
    notes = [f"{counted(true, 'warning')} of {every} came true"] if found else ["nobody warned us"]
    value = {
        "as_of": snapshot.as_of.isoformat(),
        "warnings": values(WARNED, found),
        **{key: values(_TALLY, each) for key, (_, each) in counts.items()},
        "now": values(_CLUSTER, now),
    }
    return Report(f"warnings, {snapshot.as_of}", tuple(tables), tuple(notes), value)
