"""Milestones: what everybody gets who has done so much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.verbs.verb import Field, verb

if TYPE_CHECKING:
    from goodword.verbs.verb import Row

MEASURES = (
    ("standing", "points", "So much standing."),
    ("claims", "claims", "So many approved claims."),
    ("missions", "missions", "Approved claims of so many different missions."),
    ("people-helped", "people_helped", "So many different people helped."),
    ("days", "days", "So many different days on which something was done."),
    ("since-days", "since_days", "So many days as a member."),
    ("tier-days", "in_tier_days", "So many days in the tier of --tier."),
)
"""What a milestone may ask for: the flag, the key of the condition, and the flag's help."""
_MOST = 1_000_000_000
_FLAGS = ", ".join(f"--{flag}" for flag, _, _ in MEASURES)


def _wrong(row: Row) -> str:
    if not any(row.get(flag.replace("-", "_")) for flag, _, _ in MEASURES):
        return f"say one of {_FLAGS}"
    if bool(row.get("of")) and not row.get("claims"):
        return "--of narrows --claims: say how many"
    if bool(row.get("tier")) != bool(row.get("tier_days")):
        return "--tier and --tier-days are said together"
    return "" if row.get("points") or row.get("badge") else "say --points, --badge or both"


MILESTONE = verb(
    "milestone",
    "milestones",
    "What everybody gets who has done so much: all that is said must be so.",
    Field("name", "What it is called.", "TEXT"),
    Field("id", "Default made of the name.", "ID", ""),
    Field("points", "What it gives."),
    Field("badge", "It gives a badge to hand on.", flag=True),
    Field("every", "How often it can be reached; default ever."),
    *(Field(flag, says, "", "", number=(1, _MOST)) for flag, _, says in MEASURES),
    Field("of", "The mission or group whose claims count.", "ID", ""),
    Field("tier", "The tier whose days count.", "ID", ""),
    Field("starts", "The first day on which it can be reached; default today.", key="from"),
    needs=("name",),
    action="new_part",
    word="file",
    kind="milestones",
    unless=_wrong,
)
