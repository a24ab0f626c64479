"""`goodword communities`: what we do in each, and which of our people move it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import EARLIEST
from goodword.relation.communities import communities, unreached
from goodword.reports.report import Field, Report, table, values

if TYPE_CHECKING:
    from datetime import date

    from goodword.relation.communities import Standing
    from goodword.snapshot import Snapshot


def _since(each: Standing) -> date | None:
    """The first day of what we do there; None where the file has no day for it."""
    return each.stance.from_ if each.stance and each.stance.from_ > EARLIEST else None


def _this_cycle(each: Standing) -> str:
    ignored = each.stance is not None and each.stance.stance == "ignore"
    return "left alone" if ignored else "to review" if each.due else "reviewed"


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


def communities_report(snapshot: Snapshot, top: int = 10) -> Report:
    """All communities by size, and which of the largest nobody of ours is near.

    Args:
        snapshot: the program on a day.
        top: how many of the largest to look at for the last.
    """
    found = communities(snapshot.program, snapshot.as_of)
    far = unreached(found[:top])
    due = [each.community.id for each in found if each.due]
    notes = []
    if not found:
        notes.append("there are no communities yet: program/communities/<community>.yml")
    if far:
        notes.append(f"of the {min(top, len(found))} largest nobody of ours is in {', '.join(far)}")
    if due:
        notes.append(f"not reviewed in {snapshot.cycle.name}: {', '.join(due)}")
    value = {
        "as_of": snapshot.as_of.isoformat(),
        "cycle": snapshot.cycle.name,
        "communities": values(_FIELDS, found),
        "unreached": list(far),
        "to_review": due,
    }
    tables = (table(_FIELDS, found),)
    return Report(f"communities, {snapshot.as_of}", tables, tuple(notes), value)
