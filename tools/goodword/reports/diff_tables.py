"""The tables of a comparison: one for each thing that can change, with the same fields in JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.changes.moves import SHOWN
from goodword.reports.diff_rows import Page
from goodword.reports.report import Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from goodword.changes.moves import Cause, Touched
    from goodword.diagnostics import Place
    from goodword.reports.diff_rows import MoveRow, Rows
    from goodword.reports.report import Cell
    from goodword.reports.seen import Seen

Who = Callable[[str], str]
"""How a person may be named."""
_NAMES = 10
"""So many people are named in a cell."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the tables are made from.

    Args:
        rows: what may be shown.
        news: what the portal's audience newly sees.
        who: how a person is named.
        named: whether what is gone from the portal may be called by its id.
        pages: those of the portal that differ, where both were built.
    """

    rows: Rows
    news: tuple[Seen, ...]
    who: Who
    named: bool = True
    pages: tuple[Page, ...] = ()

    def names(self, people: Sequence[str]) -> str:
        """People in a cell, the first of them."""
        more = len(people) - _NAMES
        return ", ".join(map(self.who, people[:_NAMES])) + (f" and {more} more" if more > 0 else "")


def arrow(was: object, now: object, new: str = "none", gone: str = "none") -> Cell:
    """What it was and what it is: `80 → 180 (+100)`; None where there is neither.

    Args:
        was: before; None for nothing.
        now: after; None for nothing.
        new: stands for what was not there before.
        gone: stands for what is not there any more.
    """
    if was is None and now is None:
        return None
    if was == now:
        return str(now)
    gain = f" ({now - was:+})" if isinstance(was, int) and isinstance(now, int) else ""
    return f"{new if was is None else was} → {gone if now is None else now}{gain}"


def _where(place: Place) -> Place | None:
    return place if place.path else None


def _to(heading: str = "From → to", new: str = "none") -> tuple[Field[Any], ...]:
    """`from` and `to` in JSON, and both in one column."""
    gone = "gone" if new == "new" else "none"
    return (
        Field("from", "", get=lambda each: each.before),
        Field("to", "", get=lambda each: each.after),
        Field("", heading, get=lambda each: arrow(each.before, each.after, new, gone)),
    )


def _place(name: str = "where") -> Field[Any]:
    return Field(name, name.capitalize(), get=lambda each: _where(each.place))


def _people_of(shown: Shown) -> tuple[Field[Any], ...]:
    return (
        Field("people", "", get=lambda each: each.people),
        Field("", "People", get=lambda each: shown.names(each.people)),
    )


def _promises(shown: Shown) -> tuple[Field[Any], ...]:
    return (
        Field("what", "Broken"),
        Field("count", "Of", "number", get=lambda each: len(each.people)),
        *_people_of(shown),
        Field("points", "Points", "number"),
        _place(),
    )


def _figure(name: str, heading: str) -> Field[MoveRow]:
    return Field(
        name,
        heading,
        get=lambda row: {"from": row.figures[name].before, "to": row.figures[name].after},
        cell=lambda found: arrow(found["from"], found["to"]),
    )


def _ladders(row: MoveRow) -> list[dict[str, Any]]:
    """Tiers on all ladders but the first, whether they are others or not."""
    return [{"ladder": x, "from": was, "to": now} for x, (was, now) in sorted(row.others.items())]


def _other_tiers(found: list[dict[str, Any]]) -> Cell:
    """Those of them that are others."""
    moved = (arrow(each["from"], each["to"]) for each in found if each["from"] != each["to"])
    return ", ".join(map(str, moved)) or None


def _moves(shown: Shown) -> tuple[Field[Any], ...]:
    several = any(each.others for each in shown.rows.moves)
    return (
        Field("id", ""),
        Field("who", "Who"),
        _figure("standing", "Standing"),
        _figure("spendable", "Spendable"),
        _figure("pending", "Pending"),
        _figure("tier", "Tier"),
        *((Field("ladders", "Other ladders", get=_ladders, cell=_other_tiers),) * several),
        _figure("rank", "Rank"),
        _figure("to_rise", "Short of the next"),
        _figure("expires", "First to expire"),
        Field("why", "", get=lambda row: tuple(map(_cause, row.causes))),
        Field("sure", ""),
    )


class Reason(NamedTuple):
    """A cause with whose it is: a row of its own, since it has a place of its own."""

    who: str
    cause: Cause


def _reasons(shown: Shown) -> list[Reason]:
    """Why points and tiers move, person by person.

    A rule that moves only a threshold says so once, in its own table.
    """
    return [
        Reason(row.who, each)
        for row in shown.rows.moves
        for each in row.causes
        if any(getattr(each, name) for name in SHOWN) or not (each.rule or _by_points(row.causes))
    ]


def _by_points(causes: Iterable[Cause]) -> bool:
    """Whether points are among what moves somebody."""
    return any(getattr(each, name) for each in causes for name in SHOWN)


def _why(shown: Shown) -> tuple[Field[Any], ...]:
    del shown
    return (
        Field("", "Who", get=lambda each: each.who),
        Field("", "Why", get=lambda each: each.cause.reason),
        *(Field("", name.capitalize(), get=partial(_gained, name)) for name in SHOWN),
        Field("", "Where", get=lambda each: _where(each.cause.place)),
    )


def _gained(figure: str, reason: Reason) -> str | None:
    points = getattr(reason.cause, figure)
    return f"{points:+}" if points else None


def _cause(cause: Cause) -> dict[str, Any]:
    return {
        "reason": cause.reason,
        "standing": cause.standing,
        "spendable": cause.spendable,
        "pending": cause.pending,
        "rule": cause.rule,
        "where": _where(cause.place),
    }


def _touched(shown: Shown) -> tuple[Field[Any], ...]:
    def ids(each: Touched) -> tuple[str, ...]:
        return tuple(person.id for person in each.people)

    def total(name: str) -> Field[Touched]:
        return Field(name, name.capitalize(), "number", get=lambda each: each.total(name))

    def tiers(key: str, heading: str) -> Field[Touched]:
        return Field(
            key,
            heading,
            "number",
            get=lambda each: tuple(person.id for person in each.people if getattr(person, key)),
            cell=len,
        )

    return (
        Field("rules", "Rule", get=lambda each: tuple(place.path for place in each.places)),
        Field("count", "Touches", "number", get=lambda each: len(each.people)),
        Field("people", "People", get=ids, cell=shown.names),
        *map(total, SHOWN),
        tiers("up", "Higher tier"),
        tiers("down", "Lower tier"),
    )


def _rules(shown: Shown) -> tuple[Field[Any], ...]:
    del shown
    return (
        Field("kind", "Kind"),
        Field("id", "Id"),
        Field("what", "What"),
        *_to(),
        _place(),
    )


def _claims(shown: Shown) -> tuple[Field[Any], ...]:
    return (
        Field("mission", "Mission"),
        *_people_of(shown),
        *_to("State", "new"),
        Field("by", "By"),
        Field(
            "points",
            "Points",
            get=lambda each: {"from": each.points_before, "to": each.points},
            cell=lambda found: arrow(found["from"], found["to"]),
        ),
        _place(),
    )


def _requests(shown: Shown) -> tuple[Field[Any], ...]:
    return (
        Field("influencer", "Who", cell=shown.who),
        Field("reward", "Reward"),
        *_to("State", "new"),
        Field("points", "Points", "number"),
        _place(),
    )


def _people(shown: Shown) -> tuple[Field[Any], ...]:
    return (
        Field("id", "Who", cell=shown.who),
        Field("what", "What"),
        *_to(),
        _place(),
    )


def _loops(shown: Shown) -> tuple[Field[Any], ...]:
    return (
        Field("id", "Item"),
        Field("title", "Title"),
        Field("what", "What"),
        *_to("State", "new"),
        Field("told", "Told", cell=shown.names),
        Field("untold", "Untold", "number"),
        _place(),
    )


def _portal(shown: Shown) -> tuple[Field[Any], ...]:
    del shown
    return (
        Field("what", "What"),
        Field("kind", "Page"),
        Field("id", "Id"),
        Field("title", "Title"),
        Field("keys", "Of it"),
    )


def _records(shown: Shown) -> tuple[Field[Any], ...]:
    del shown
    return (
        Field("kind", "Kind"),
        Field("added", "New", "number"),
        Field("changed", "Changed", "number"),
        Field("removed", "Gone", "number"),
    )


def _pages(shown: Shown) -> tuple[Field[Any], ...]:
    del shown
    return (Field("what", "What"), Field("path", "Page"))


def _listed_pages(shown: Shown) -> list[Page]:
    """Pages by their paths, but for one that is gone where it may not be called by its id."""
    return [
        each if shown.named or each.what != "removed" else Page(each.what, "")
        for each in shown.pages
    ]


def _news(shown: Shown) -> Sequence[Seen]:
    return [
        each if shown.named or each.what != "gone" else each._replace(id="") for each in shown.news
    ]


TABLES: tuple[
    tuple[str, str, Callable[[Shown], tuple[Field[Any], ...]], Callable[[Shown], Sequence[Any]]],
    ...,
] = (
    ("promises", "Promises that it breaks", _promises, lambda each: each.rows.promises),
    ("moves", "Whose points, tier or rank move", _moves, lambda each: each.rows.moves),
    ("", "Why they move", _why, _reasons),
    ("touched", "What each rule does to points", _touched, lambda each: each.rows.touched),
    ("rules", "Rules of the program", _rules, lambda each: each.rows.rules),
    ("offers", "Missions, rewards, events, communities", _rules, lambda each: each.rows.offers),
    ("claims", "Claims", _claims, lambda each: each.rows.claims),
    ("requests", "Requests for rewards", _requests, lambda each: each.rows.requests),
    ("loops", "Loops", _loops, lambda each: each.rows.loops),
    ("relation", "Incidents, audits, measures, promises", _rules, lambda each: each.rows.relation),
    ("people", "People", _people, lambda each: each.rows.people),
    ("portal", "What members newly see on the portal", _portal, _news),
    ("pages", "Pages of the portal that differ", _pages, _listed_pages),
    ("records", "Records", _records, lambda each: each.rows.records),
)
"""Key in JSON, heading, fields and rows of each table, in the order in which they are shown."""
