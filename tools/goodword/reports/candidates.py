"""`goodword candidates`: who is worth talking to and why, the map of the market, its coverage."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from goodword.relation.candidates import TERMS, candidates, coverage
from goodword.reports.people import within
from goodword.reports.report import Field, Report, Table, headings, table, values
from goodword.reports.sought import sought_value, sought_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goodword.relation.candidates import Candidate, Coverage, Evidence, Term
    from goodword.reports.report import Cell
    from goodword.snapshot import Snapshot


def _product(name: str, each: Candidate) -> str | None:
    """`90 x 10`: a term's rank times its weight."""
    return next((f"{x.rank} x {x.weight}" for x in each.terms if x.name == name), None)


_EVIDENCE: tuple[Field[Evidence], ...] = (
    Field("value", "adds", "number"),
    Field("what", "what"),
    Field("path", "", get=lambda each: each.place),
    Field("line", "where", get=lambda each: each.place),
)
_TERM: tuple[Field[Term], ...] = (
    Field("value", "", "number"),
    Field("", "term", get=lambda each: each.name),
    Field("rank", "rank", "number"),
    Field("weight", "weight", "number"),
    Field("", "product", "number", lambda each: each.rank * each.weight),
)
_COUNTS: tuple[Field[tuple[str, str, int]], ...] = (
    Field("", "what", get=lambda each: each[0]),
    Field("", "which", get=lambda each: each[1] or "none"),
    Field("", "people", "number", lambda each: each[2]),
)
_RANKED: tuple[Field[Candidate], ...] = (
    Field("place", "place", "number"),
    Field("id", "id"),
    Field("score", "score", "tenths", lambda each: each.score_tenths),
    *(Field("", name, get=partial(_product, name)) for name in TERMS),
    Field("contact", "contact"),
)
_COVERAGE: tuple[Field[Coverage], ...] = (
    Field("top", ""),
    Field("contact", ""),
    Field("departments", ""),
    Field("categories", ""),
    Field("communities", ""),
    Field("usual", ""),
    Field("far", ""),
)
_PURPOSE = "a score ranks people to talk to; it is no goal, and it is not shown to them"
_BEGIN = (
    "there is no program/identification.yml, so nobody has a score; it says what is sought:",
    "topics: [export]; regions: [PT, ES]; weights: {reach: 10, helpfulness: 40}",
)


def candidates_report(
    snapshot: Snapshot,
    top: int = 20,
    *,
    segment: str | None = None,
    explain: bool = False,
) -> Report:
    """The best placed with their terms, how they stand to us, and everyone on the map.

    Args:
        snapshot: the program on a day.
        top: how many of the best placed.
        segment: only people of this one; their places are those among everybody.
        explain: add what each term of them is made of.
    """
    people = within(snapshot, (), segment)
    every = candidates(snapshot.relation)
    found = [each for each in every if people is None or each.id in people]
    covered = coverage(snapshot.relation, found, top)
    best = [each for each in found if each.id in covered.top]
    sought = sought_value(snapshot.program)
    told = (f"{what}: {words}" for what, words in sought_words(sought))
    notes = [_PURPOSE, *told]
    tables = []
    if snapshot.program.identification is None:
        notes += _BEGIN
    else:
        tables.append(table(_RANKED, best))
        if explain:
            tables.append(_terms(best))
        tables.append(table(_COUNTS, _counts(covered), f"coverage of the first {len(best)}"))
        notes += _words(covered)
    fields = _fields(snapshot, explain=explain)
    everyone = table(fields, found, f"market map: all {len(found)}")
    tables.append(everyone)
    value = {
        "as_of": snapshot.as_of.isoformat(),
        "top": len(best),
        "sought": sought,
        "candidates": values(fields, found),
        "coverage": values(_COVERAGE, [covered])[0],
    }
    title = f"candidates, {snapshot.as_of}"
    return Report(title, tuple(tables), tuple(notes), value, everyone)


def _fields(snapshot: Snapshot, *, explain: bool) -> tuple[Field[Candidate], ...]:
    """Everyone on the map; with what each term is made of where asked for."""
    people = snapshot.program.influencers
    evidence: Field[Term] = Field("evidence", "", get=lambda each: values(_EVIDENCE, each.evidence))
    term = (*_TERM, evidence) if explain else _TERM

    def terms(each: Candidate) -> dict[str, Any]:
        return dict(zip((x.name for x in each.terms), values(term, each.terms), strict=True))

    return (
        Field("id", "id"),
        Field("stage", "stage"),
        Field("contact", "contact"),
        Field(
            *("department", "department", "text"),
            lambda each: snapshot.program.department_of(people[each.id]),
        ),
        Field("category", "category", get=lambda each: people[each.id].category),
        Field("owner", "owner", get=lambda each: people[each.id].owner),
        Field("region", "region", get=lambda each: people[each.id].region),
        Field("stance", "stance", get=lambda each: people[each.id].stance),
        Field("reachable", "reachable", get=lambda each: people[each.id].reachable),
        Field("inside", ""),
        Field("place", "", "number"),
        Field("score", "score", "tenths", lambda each: each.score_tenths),
        Field("terms", "", get=terms),
    )


def _terms(best: Sequence[Candidate]) -> Table:
    """What each term is made of; a term is named on the first of its lines."""
    head: tuple[Field[Any], ...] = (Field("", "id"), *_TERM)
    rows: list[tuple[Cell, ...]] = []
    for each in best:
        for term, row in zip(each.terms, table(_TERM, each.terms).rows, strict=True):
            start = (each.id, *row)
            if not term.evidence:
                rows.append((*start, 0, "nothing", None))
            for index, made_of in enumerate(table(_EVIDENCE, term.evidence).rows):
                rows.append((*(start if index == 0 else (None,) * len(start)), *made_of))
    columns = headings((*head, *_EVIDENCE))
    return Table(columns, tuple(rows), "terms: rank x weight, and what each is made of")


def _counts(covered: Coverage) -> tuple[tuple[str, str, int], ...]:
    parts: tuple[tuple[str, Mapping[str, int]], ...] = (
        ("contact", covered.contact),
        ("department", covered.departments),
        ("category", covered.categories),
        ("community", covered.communities),
    )
    return tuple((what, which, count) for what, counts in parts for which, count in counts.items())


def _words(covered: Coverage) -> Sequence[str]:
    many = len(covered.top)
    notes = [f"the usual names: {covered.usual} of {many} would be here for their reach alone"]
    if covered.far:
        notes.append(f"nobody of ours is near {', '.join(covered.far)}")
    return notes
