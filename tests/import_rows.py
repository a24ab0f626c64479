"""A map of an import with a column for everything, and what is said of rows read by it."""

from __future__ import annotations

from datetime import UTC, date
from typing import TYPE_CHECKING, Any

from goodword.intake.export import Problems, read_export
from goodword.intake.history.leaderboard import read_history
from goodword.intake.import_map import ImportMap, MissionMap, Worth

if TYPE_CHECKING:
    from datetime import tzinfo

    from goodword.intake.history.leaderboard import History

Said = tuple[int, str, str]
POST = MissionMap("Post", "post", (Worth(date(2026, 1, 1), 5), Worth(date(2026, 2, 1), 7)), {})
TALK = MissionMap("Talk", "talk", (Worth(date(2026, 1, 1), 9),), {}, (3, 9), 1)
COLUMNS = {
    "person": "who",
    "type": "what",
    "occurred": "when",
    "evidence": "link",
    "points": "points",
    "name": "name",
    "number": "number",
    "event": "event",
}


def said(problems: Problems) -> list[Said]:
    return [
        (each.mark.line if each.mark else 0, each.message, each.hint) for each in problems.all()
    ]


def names(*columns: str, **fields: Any) -> ImportMap:
    stated = {what: COLUMNS[what] for what in ("person", "type", "occurred", *columns)}
    return ImportMap("map.yml", "maya", stated, (POST, TALK), **fields)


def read(heads: str, *rows: str, by: ImportMap, zone: tzinfo = UTC) -> tuple[History, list[Said]]:
    problems = Problems("x.csv")
    history = read_history(
        read_export("\n".join([heads, *rows]).encode(), problems), by, zone, problems
    )
    return history, said(problems)
