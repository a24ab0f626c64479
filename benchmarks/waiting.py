"""The claims of a program that wait for a decision, and more of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from benchmarks.programs import DAY
from goodword.load import load
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree

if TYPE_CHECKING:
    from pathlib import Path

_MISSION = "report-a-defect"
"""One that asks for a link, and that everybody may do."""


def _snapshot(program: Path) -> Snapshot:
    loaded = load(DiskTree(program), Schemas.load(schemas_directory()))
    return Snapshot(loaded.program, date.fromisoformat(DAY))


def waiting(program: Path) -> list[str]:
    """Paths of the claims that wait for a decision, in their order."""
    on = _snapshot(program)
    claims = on.program.claims.values()
    return [each.place.path for each in claims if on.claim(each).waits == "submitted"]


def more(program: Path, count: int) -> dict[Path, str]:
    """Files of so many more claims that would wait, by path; fewer where there are fewer members.

    Args:
        program: whose members hand them in.
        count: how many.
    """
    found: dict[Path, str] = {}
    for profile in _snapshot(program).program.influencers.values():
        path = program / "missions" / _MISSION / "claims" / f"{DAY}-{profile.id}.yml"
        if len(found) < count and profile.stage == "member" and not path.exists():
            found[path] = f"evidence:\n  - https://forum.example/late/{len(found)}\n"
    return found
