"""`goodword communities`: what we do in each, and which of our people move it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.days import EARLIEST
from goodword.relation.communities import communities, unreached
from goodword.reports.report import Column, Report, Table

if TYPE_CHECKING:
    from datetime import date

    from goodword.relation.communities import Standing
    from goodword.snapshot import Snapshot

_COLUMNS = (
    Column("id"),
    Column("where"),
    Column("size", "number"),
    Column("stance"),
    Column("since", "date"),
    Column("movers of ours"),
    Column("members of ours"),
    Column("others on the map"),
    Column("reviewed", "date"),
    Column("this cycle"),
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
        "communities": [_value(each) for each in found],
        "unreached": list(far),
        "to_review": due,
    }
    table = Table(_COLUMNS, tuple(_row(each) for each in found))
    return Report(f"communities, {snapshot.as_of}", (table,), tuple(notes), value)


def _row(each: Standing) -> tuple[Any, ...]:
    ignored = each.stance is not None and each.stance.stance == "ignore"
    return (
        each.community.id,
        each.community.where,
        each.community.size,
        each.stance.stance if each.stance else None,
        _since(each),
        ", ".join(each.movers),
        ", ".join(each.members),
        ", ".join(each.others),
        each.reviewed,
        "left alone" if ignored else "to review" if each.due else "reviewed",
    )


def _since(each: Standing) -> date | None:
    """The first day of what we do there; None where the file has no day for it."""
    return each.stance.from_ if each.stance and each.stance.from_ > EARLIEST else None


def _value(each: Standing) -> dict[str, Any]:
    return {
        "id": each.community.id,
        "name": each.community.name.first,
        "where": each.community.where,
        "size": each.community.size,
        "stance": each.stance.stance if each.stance else None,
        "since": day.isoformat() if (day := _since(each)) else None,
        "movers": list(each.movers),
        "members": list(each.members),
        "others": list(each.others),
        "reviewed": each.reviewed.isoformat() if each.reviewed else None,
        "to_review": each.due,
        "path": each.community.place.path,
    }
