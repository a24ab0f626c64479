"""`goodword report --terms`: renewed, ended and new by year and cohort, and who stayed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.relation.term_years import term_years
from goodword.relation.terms import terms_on
from goodword.reports.report import Field, Report, counted, percent, table, values

if TYPE_CHECKING:
    from goodword.relation.term_years import Stayed, TermCounts
    from goodword.relation.terms import TermOn
    from goodword.snapshot import Snapshot

_COUNTS: tuple[Field[TermCounts], ...] = (
    Field("of", "year", "number"),
    Field("new", "new", "number"),
    Field("renewed", "renewed", "number"),
    Field("paused", "paused", "number"),
    Field("ended", "ended", "number"),
    Field("emeritus", "emeritus", "number"),
    Field("left", "left", "number"),
    Field("undecided", "undecided", "number"),
    Field("untold", "untold", "number"),
)
_STAYED: tuple[Field[Stayed], ...] = (
    Field("joined", "first term", "number"),
    Field("years", "years later", "number"),
    Field("of", "of", "number"),
    Field("stayed", "with a term", "number"),
    Field("percent", "%", "number", lambda each: percent(each.tenths)),
)


def _outcome(on: TermOn) -> str | None:
    return on.decision.outcome if on.decision else None


_OPEN: tuple[Field[TermOn], ...] = (
    Field("influencer", "influencer", get=lambda each: each.term.influencer),
    Field("from", "from", "date", lambda each: each.term.from_),
    Field("until", "until", "date", lambda each: each.term.until),
    Field("state", "state"),
    Field("review_by", "review by", "date"),
    Field("tell_by", "tell by", "date"),
    Field("outcome", "outcome", get=_outcome),
)


def terms_desk(snapshot: Snapshot) -> dict[str, Any]:
    """What staff's page shows: terms that are not over, by last day, and the figures by year."""
    open_ = [each for each in terms_on(snapshot.program, snapshot.as_of) if each.over is None]
    open_.sort(key=lambda each: (each.term.until, each.term.influencer))
    value = terms_report(snapshot).value
    return {"open": values(_OPEN, open_), "years": value["years"], "stayed": value["stayed"]}


def terms_report(snapshot: Snapshot) -> Report:
    """Terms by the year in which they were over, by year of joining, and who stayed how long."""
    found = term_years(snapshot.program, snapshot.as_of)
    tables = []
    if found.years:
        tables = [
            table(_COUNTS, found.years, "by year"),
            table(_COUNTS, found.cohorts, "by the year of people's first term"),
        ]
    if found.stayed:
        tables.append(table(_STAYED, found.stayed, "who stayed"))
    notes = ["there are no terms"] if not found.years else []
    if found.untold:
        run = "runs" if found.untold == 1 else "run"
        notes.append(f"{counted(found.untold, 'term')} ended untold, and so {run} on")
    value = {
        "as_of": snapshot.as_of.isoformat(),
        "years": values(_COUNTS, found.years),
        "cohorts": values(_COUNTS, found.cohorts),
        "stayed": values(_STAYED, found.stayed),
        "untold": found.untold,
    }
    return Report(f"terms, {snapshot.as_of}", tuple(tables), tuple(notes), value)
