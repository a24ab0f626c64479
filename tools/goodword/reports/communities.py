"""`goodword communities`: what we do in each, and which of our people move it.

From the first assessment on they are ranked by the share of our top people who move them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from goodword.days import EARLIEST
from goodword.relation.assessments import known
from goodword.relation.communities import communities, unreached
from goodword.relation.presence import presence, ranked, top_people
from goodword.reports.report import Field, Report, Unshown, counted, table, values

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.community import Assessment, Community
    from goodword.model.program import Program
    from goodword.relation.communities import Standing
    from goodword.relation.presence import Presence, Rank
    from goodword.snapshot import Snapshot


def _since(each: Standing) -> date | None:
    """The first day of what we do there; None where the file has no day for it."""
    return each.stance.from_ if each.stance and each.stance.from_ > EARLIEST else None


def _this_cycle(each: Standing) -> str:
    return "left alone" if each.left_alone else "to review" if each.due else "reviewed"


_FIELDS: tuple[Field[Standing], ...] = (
    Field("id", "id", get=lambda each: each.community.id),
    Field("name", "", get=lambda each: each.community.name.first),
    Field("where", "where", get=lambda each: each.community.where),
    Field("size", "size", "number", lambda each: each.community.size),
    Field("stance", "stance", get=lambda each: each.stance.stance if each.stance else None),
    Field("since", "since", "date", _since),
    Field("movers", "movers of ours"),
    Field("members", "members of ours"),
    Field("others", "others on the map"),
    Field("reviewed", "reviewed", "date"),
    Field("", "this cycle", get=_this_cycle),
    Field("to_review", "", get=lambda each: each.due),
    Field("path", "", get=lambda each: each.community.place.path),
)


def _standing(field: Field[Standing], each: Rank) -> Any:
    return field.of(each.standing)


def _found(key: str) -> Callable[[Rank], Any]:
    """What the assessment that counts says; None without one."""
    return lambda each: getattr(each.assessment, key) if each.assessment else None


_RANKED: tuple[Field[Rank], ...] = (
    Field("id", "id", get=lambda each: each.standing.community.id),
    Field("name", "", get=lambda each: each.standing.community.name.first),
    Field("top", "top people who move it"),
    Field("share", "share %", "tenths", lambda each: each.share_tenths),
    Field("movers", "movers of ours", get=lambda each: each.standing.movers),
    Field("relevance", "relevance", "number", _found("relevance")),
    Field("we", "we", get=_found("we")),
    Field("active", "active", "number", _found("active")),
    Field("topics", "", get=lambda each: each.topics),
    Field("assessed", "assessed", "date", _found("date")),
    *(
        Field(each.key, each.heading, each.type, partial(_standing, each))
        for each in _FIELDS
        if each.key not in {"id", "name", "movers"}
    ),
)
Entry = tuple["Community", "Assessment", "Place"]
_HISTORY: tuple[Field[Entry], ...] = (
    Field("date", "day", "date", lambda each: each[1].date),
    Field("id", "id", get=lambda each: each[0].id),
    Field("by", "by", get=lambda each: each[1].by),
    Field("relevance", "relevance", "number", lambda each: each[1].relevance),
    Field("we", "we", get=lambda each: each[1].we),
    Field("active", "active", "number", lambda each: each[1].active),
    Field("movers", "movers", get=lambda each: each[1].movers),
    Field("topics", "topics", get=lambda each: each[1].topics),
    Field("source", "source", get=lambda each: each[1].source),
    Field("place", "where", get=lambda each: each[2]),
)
FEW = Unshown("fewer than five")
"""What stands in place of a share of fewer communities."""


def _shown(get: Callable[[Presence], Any]) -> Callable[[Presence], Any]:
    return lambda each: get(each) if each.shown else FEW


PRESENCE: tuple[Field[Presence], ...] = (
    Field("assessed", "communities assessed", "number"),
    Field("important", "important %", "tenths", _shown(lambda each: each.important_tenths)),
    Field("there", "and we are there %", "tenths", _shown(lambda each: each.there_tenths)),
    Field("gap", "gap, points", "tenths", _shown(lambda each: each.gap_tenths)),
    Field("shown", ""),
    Field("absent", "important, and we are not there"),
)
"""How far what is important and where we are lie apart; of fewer than five there is no share."""


def presence_on(program: Program, day: date) -> Presence | None:
    """What lies between what is important and where we are; None before the first assessment."""
    found = presence(communities(program, day))
    return found if found.assessed else None


def communities_report(snapshot: Snapshot, top: int = 10, *, history: bool = False) -> Report:
    """All communities, and which of the first nobody of ours is near.

    Args:
        snapshot: the program on a day.
        top: how many of the first to look at for that.
        history: show every assessment too, the newest first.
    """
    program, day = snapshot.program, snapshot.as_of
    found = communities(program, day)
    gap = presence(found)
    value: dict[str, Any] = {"as_of": day.isoformat(), "cycle": snapshot.cycle.name}
    notes: list[str] = []
    if not gap.assessed:
        tables = [table(_FIELDS, found)]
        value["communities"] = values(_FIELDS, found)
        first = f"of the {min(top, len(found))} largest"
    else:
        best = top_people(program, day, snapshot.tier_on)
        ranks = ranked(found, best)
        found = tuple(each.standing for each in ranks)
        tables = [
            table(_RANKED, ranks),
            table(PRESENCE, [gap], "where it is important to be, and where we are"),
        ]
        value["communities"] = values(_RANKED, ranks)
        value |= {"top_people": sorted(best), "gap": values(PRESENCE, [gap])[0]}
        first = f"of the first {min(top, len(found))}"
        notes.append(_by_whom(best))
    if history:
        entries = _entries(program.communities.values(), day)
        tables.append(table(_HISTORY, entries, "assessments, the newest first"))
        value["assessments"] = values(_HISTORY, entries)
    far = unreached(found[:top])
    due = [each.community.id for each in found if each.due]
    if not found:
        notes.append("there are no communities yet: program/communities/<community>.yml")
    if far:
        notes.append(f"{first} nobody of ours is in {', '.join(far)}")
    if due:
        notes.append(f"not reviewed in {snapshot.cycle.name}: {', '.join(due)}")
    value |= {"unreached": list(far), "to_review": due}
    return Report(f"communities, {day}", tuple(tables), tuple(notes), value)


def _by_whom(best: Collection[str]) -> str:
    """What communities are ranked by."""
    if not best:
        return "ranked by how many of ours move them: nobody is in a tier that has to be earned"
    many = counted(len(best), "top person", "top people")
    return f"ranked by the share of our {many} who move them"


def _entries(found: Iterable[Community], day: date) -> list[Entry]:
    entries = [
        (each, made.assessment, each.place.at("assessments", made.at))
        for each in found
        for made in known(each, day)
    ]
    return sorted(entries, key=lambda each: (-each[1].date.toordinal(), each[0].id))
