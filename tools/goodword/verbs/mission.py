"""What is done about missions that are there: their status, and what they give from a later day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.verbs.verb import Field, Verb, group, verb

if TYPE_CHECKING:
    from goodword.verbs.verb import Row

_STATUS: dict[str, Any] = {"action": "complete", "on": ""}
_TERMS = ("points", "limit", "per_person", "per_cycle", "per_week", "maturation_days")


def _unless(row: Row) -> str:
    """Something must change."""
    changed = any(row[each] is not None for each in _TERMS)
    return "" if changed else "say what changes, such as --points"


MISSION = group(
    "mission",
    "Missions that are there. Dry unless --write.",
    verb(
        "announce",
        "points",
        "Announce what each MISSION gives from a later day on; what is not said stays as it is. "
        "What gives less is announced in time (notice_days).",
        Field("starts", "The first day on which it gives that.", key="from"),
        Field("points", "What it gives.", key="value"),
        Field("limit", "How many claims count in all.", key="limits.total"),
        Field("per-person", "How many of each person.", key="limits.per_influencer"),
        Field("per-cycle", "How many of each in a cycle.", key="limits.per_influencer_per_cycle"),
        Field("per-week", "How many each may hand in a week.", key="limits.claims_per_week"),
        Field("per-month", "How many in a month.", key="limits.per_month"),
        Field("per-day", "How many on a day.", key="limits.per_day"),
        Field("maturation-days", "Days until they can be spent."),
        needs=("starts",),
        action="announce",
        on="announced",
        unless=_unless,
    ),
    verb("pause", "", "Let each MISSION rest.", says={"status": "paused"}, **_STATUS),
    verb("open", "", "Open each MISSION, also again.", says={"status": "open"}, **_STATUS),
    verb("close", "", "End each MISSION.", says={"status": "closed"}, **_STATUS),
    like=Verb("", "", "", subject="missions", word="mission", kind="mission"),
)
