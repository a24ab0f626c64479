"""Groups: missions that count together, with a limit where they have one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.verbs.verb import Field, verb

if TYPE_CHECKING:
    from goodword.verbs.verb import Row


def _unlike(row: Row) -> str:
    """What is wrong with a limit; nothing where there is none."""
    said = [each for each in ("points", "claims") if row.get(each) is not None]
    if len(said) > 1:
        return "a limit counts points or claims: say one of --points, --claims"
    if said and row.get("every") is None:
        return "say in which span it counts: --every"
    if not said and any(row.get(each) for each in ("each", "every", "exempt", "from")):
        return "say how much counts: --points or --claims"
    return ""


GROUP = verb(
    "group",
    "groups",
    "Missions that count together, and how much they may give together.",
    Field("name", "What it is called.", "TEXT"),
    Field("id", "Default made of the name.", "ID", ""),
    Field("mission", "A mission in it; repeat for more.", "ID", "missions", many=True),
    Field("points", "The most points that count together.", key="limits.points"),
    Field("claims", "The most claims that count together.", key="limits.claims"),
    Field("each", "Whose count together.", key="limits.each"),
    Field("every", "The span in which they do.", key="limits.every"),
    Field("from", "The first day of the limit; default today.", key="limits.from"),
    Field(
        "exempt",
        "A mission that does not count; repeat for more.",
        "ID",
        "limits.exempt",
        many=True,
    ),
    needs=("name", "mission"),
    action="new_part",
    word="file",
    kind="groups",
    unless=_unlike,
)
