"""`goodword term review`: the sheet from which somebody decides what becomes of a term."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Failure
from goodword.relation.term_sheet import sheet
from goodword.relation.terms import term_on
from goodword.reports.report import Field, Report, counted, table, values

if TYPE_CHECKING:
    from goodword.model.term import Term
    from goodword.relation.term_sheet import LaneCount, MissionCount, Opened, Sheet, Span
    from goodword.relation.terms import TermOn
    from goodword.snapshot import Snapshot

_LANE: tuple[Field[LaneCount], ...] = (
    Field("side", "from"),
    Field("lane", "lane"),
    Field("count", "count", "number", lambda each: each.much),
)
_MISSION: tuple[Field[MissionCount], ...] = (
    Field("group", "stage"),
    Field("mission", "mission"),
    Field("title", "title"),
    Field("times", "times", "number"),
    Field("hours", "hours", "number"),
)
_OPENED: tuple[Field[Opened], ...] = (
    Field("day", "raised", "date"),
    Field("item", "item"),
    Field("title", "title"),
    Field("state", "state"),
    Field("delivered", "delivered", "date"),
    Field("path", "", get=lambda each: each.place.path),
)
_LEAVE: tuple[Field[Span], ...] = (
    Field("first", "first", "date"),
    Field("last", "last", "date"),
    Field("days", "days", "number"),
)


def term_report(snapshot: Snapshot, person: str, term: str | None = None) -> Report:
    """The sheet of a person's term.

    Args:
        snapshot: the program on a day.
        person: their id.
        term: its first day; None for the one that runs on the day, else the newest before it.

    Raises:
        Failure: nobody has that id, or they have no such term.
    """
    chosen = _chosen(snapshot, person, term)
    on = term_on(snapshot.program, chosen, snapshot.as_of)
    found = sheet(snapshot.relation, chosen, on.over)
    tables = [table(_LANE, [each for each in found.lanes if each.much], "given and got")]
    if found.missions:
        tables.append(table(_MISSION, found.missions, "missions"))
    if found.opened:
        tables.append(table(_OPENED, found.opened, "loops that they opened"))
    if found.leave:
        tables.append(table(_LEAVE, found.leave, "leave, taken out"))
    value = {
        "as_of": snapshot.as_of.isoformat(),
        "influencer": person,
        "from": chosen.from_.isoformat(),
        "until": chosen.until.isoformat(),
        "state": on.state,
        "category": chosen.category,
        "nominated_by": list(chosen.nominated_by),
        "days": found.days,
        "leave": values(_LEAVE, found.leave),
        "left_out": found.passed,
        "lanes": values(_LANE, found.lanes),
        "missions": values(_MISSION, found.missions),
        "loops": values(_OPENED, found.opened),
        "review_by": on.review_by.isoformat(),
        "tell_by": on.tell_by.isoformat(),
        "decision": _decision(on),
    }
    title = f"term of {person} from {chosen.from_} until {chosen.until}, {snapshot.as_of}"
    return Report(title, tuple(tables), tuple(_notes(on, found)), value)


def _chosen(snapshot: Snapshot, person: str, term: str | None) -> Term:
    program = snapshot.program
    if person not in program.influencers:
        raise Failure(f'there is no influencer "{person}"')
    terms = [each for each in program.terms_of.get(person, ()) if each.from_ <= snapshot.as_of]
    if term is not None:
        terms = [each for each in terms if each.from_.isoformat() == term]
    if not terms:
        of = f" from {term}" if term else ""
        raise Failure(f"{person} has no term{of} that has begun by {snapshot.as_of}")
    return terms[-1]


def _decision(on: TermOn) -> dict[str, Any] | None:
    decision = on.decision
    if decision is None or on.decided is None:
        return None
    return {
        "outcome": decision.outcome,
        "by": decision.by,
        "date": decision.date.isoformat(),
        "reason": decision.reason,
        "told": on.decided.status,
    }


def _counts(days: int) -> str:
    return "counts" if days == 1 else "count"


def _notes(on: TermOn, found: Sheet) -> list[str]:
    """Sentences under the tables: how much counts, and what is to be done."""
    notes = [f"{counted(found.days, 'day')} of the term {_counts(found.days)}"]
    if found.passed:
        notes.append(f"{counted(found.passed, 'record')} of their leave left out")
    if on.decided is None:
        notes.append(
            f"to be decided by {on.review_by} and told by {on.tell_by}: "
            f"goodword term decide {on.term.influencer}"
        )
    elif on.decision is not None:
        notes.append(
            f"{on.decision.outcome} by {on.decision.by} on {on.decision.date}, "
            + ("not told yet" if not on.decided.settled else f"{on.decided.status}")
        )
    return notes
