"""`goodword candidates`: who is worth talking to and why, the map of the market, its coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.relation.candidates import TERMS, candidates, coverage
from goodword.reports.events import percent
from goodword.reports.report import Column, Report, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from goodword.diagnostics import Place
    from goodword.relation.candidates import Candidate, Coverage, Term
    from goodword.snapshot import Snapshot

_RANKED = (
    Column("place", "number"),
    Column("id"),
    Column("score", "number"),
    *(Column(name) for name in TERMS),
    Column("contact"),
)
_MAP = (
    Column("id"),
    Column("stage"),
    Column("contact"),
    Column("department"),
    Column("category"),
    Column("owner"),
    Column("region"),
    Column("stance"),
    Column("reachable"),
    Column("score", "number"),
)
_TERMS = (
    Column("id"),
    Column("term"),
    Column("rank", "number"),
    Column("weight", "number"),
    Column("product", "number"),
    Column("adds", "number"),
    Column("what"),
    Column("where"),
)
_COUNTS = (Column("what"), Column("which"), Column("people", "number"))
_PURPOSE = "a score ranks people to talk to; it is no goal, and it is not shown to them"
_BEGIN = (
    "there is no program/identification.yml, so nobody has a score; it says what is sought:",
    "topics: [export]; regions: [PT, ES]; weights: {reach: 10, helpfulness: 40}",
)


def candidates_report(
    snapshot: Snapshot,
    top: int = 20,
    *,
    explain: bool = False,
    line: Callable[[Place], int | None] = lambda place: None,  # noqa: ARG005 - no tree at hand
) -> Report:
    """The best placed with their terms, how they stand to us, and everyone on the map.

    Args:
        snapshot: the program on a day.
        top: how many of the best placed.
        explain: add what each term of them is made of.
        line: finds the line of a place.
    """
    found = candidates(snapshot.relation)
    covered = coverage(snapshot.relation, found, top)
    best = [each for each in found if each.id in covered.top]
    notes = [_PURPOSE]
    tables = []
    if snapshot.program.identification is None:
        notes += _BEGIN
    else:
        tables.append(Table(_RANKED, tuple(_ranked(each) for each in best)))
        if explain:
            lines = tuple(row for each in best for row in _lines(each, line))
            tables.append(Table(_TERMS, lines, "terms: rank x weight, and what each is made of"))
        tables.append(Table(_COUNTS, _counts(covered), f"coverage of the first {len(best)}"))
        notes += _words(covered)
    rows = tuple(_mapped(snapshot, each) for each in found)
    tables.append(Table(_MAP, rows, f"market map: all {len(found)}"))
    value = {
        "as_of": snapshot.as_of.isoformat(),
        "top": len(best),
        "candidates": [_value(snapshot, each, line if explain else None) for each in found],
        "coverage": {
            "top": list(covered.top),
            "contact": dict(covered.contact),
            "departments": dict(covered.departments),
            "categories": dict(covered.categories),
            "communities": dict(covered.communities),
            "usual": covered.usual,
            "far": list(covered.far),
        },
    }
    title = f"candidates, {snapshot.as_of}"
    return Report(title, tuple(tables), tuple(notes), value, Table(_MAP, rows))


def _ranked(each: Candidate) -> tuple[Any, ...]:
    products = (f"{term.rank} x {term.weight}" for term in each.terms)
    return (each.place, each.id, percent(each.score_tenths), *products, each.contact)


def _mapped(snapshot: Snapshot, each: Candidate) -> tuple[Any, ...]:
    person = snapshot.program.influencers[each.id]
    return (
        each.id,
        each.stage,
        each.contact,
        snapshot.program.department_of(person),
        person.category,
        person.owner,
        person.region,
        person.stance,
        "yes" if person.reachable else "no",
        percent(each.score_tenths),
    )


def _lines(each: Candidate, line: Callable[[Place], int | None]) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for term in each.terms:
        head = (each.id, term.name, term.rank, term.weight, term.rank * term.weight)
        if not term.evidence:
            rows.append((*head, 0, "nothing", None))
        for index, evidence in enumerate(term.evidence):
            first = head if index == 0 else (None,) * len(head)
            number = line(evidence.place)
            where = f"{evidence.place.path}:{number}" if number else evidence.place.path
            rows.append((*first, evidence.value, evidence.what, where))
    return rows


def _counts(covered: Coverage) -> tuple[tuple[str, str, int], ...]:
    parts: tuple[tuple[str, Mapping[str, int]], ...] = (
        ("contact", covered.contact),
        ("department", covered.departments),
        ("category", covered.categories),
        ("community", covered.communities),
    )
    return tuple(
        (what, which or "none", count) for what, counts in parts for which, count in counts.items()
    )


def _words(covered: Coverage) -> Sequence[str]:
    many = len(covered.top)
    notes = [f"the usual names: {covered.usual} of {many} would be here for their reach alone"]
    if covered.far:
        notes.append(f"nobody of ours is near {', '.join(covered.far)}")
    return notes


def _value(
    snapshot: Snapshot, each: Candidate, line: Callable[[Place], int | None] | None
) -> dict[str, Any]:
    person = snapshot.program.influencers[each.id]
    return {
        "id": each.id,
        "stage": each.stage,
        "contact": each.contact,
        "department": snapshot.program.department_of(person),
        "category": person.category,
        "owner": person.owner,
        "region": person.region,
        "stance": person.stance,
        "reachable": person.reachable,
        "inside": each.inside,
        "place": each.place,
        "score": None if each.score_tenths is None else each.score_tenths / 10,
        "terms": {term.name: _term(term, line) for term in each.terms},
    }


def _term(term: Term, line: Callable[[Place], int | None] | None) -> dict[str, Any]:
    """A term for JSON, with what it is made of where lines are asked for."""
    value: dict[str, Any] = {"value": term.value, "rank": term.rank, "weight": term.weight}
    if line is not None:
        value["evidence"] = [
            {"value": e.value, "what": e.what, "path": e.place.path, "line": line(e.place)}
            for e in term.evidence
        ]
    return value
