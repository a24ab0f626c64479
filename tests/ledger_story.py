"""Stories of points: a file each under tests/histories/ledger, loaded as a whole program.

A story says what it is about, the days on which it looks, and its files beyond those that all
stories share (BASE). The explanation of each person it asks for is a golden.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodword.ledger.entries import FIGURES
from goodword.load import load
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.documents import read_document
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodword.ledger import Ledger

FOLDER = Path(__file__).parent / "histories" / "ledger"
BASE: dict[str, Any] = {
    "program/program.yml": {
        "name": "Acme Champions",
        "timezone": "Europe/Berlin",
        "staff": [{"id": "maya", "name": "Maya Weber"}, {"id": "jon", "name": "Jon Ek"}],
    },
    "influencers/ana/profile.yml": {"name": "Ana Lopes", "stage": "member", "since": "2025-01-01"},
    "influencers/ben/profile.yml": {"name": "Ben Ode", "stage": "member", "since": "2025-01-01"},
    "influencers/cleo/profile.yml": {"name": "Cleo Vu", "stage": "member", "since": "2025-01-01"},
    "missions/guide/mission.yml": {
        "title": "Write a guide",
        "instructions": "Publish a guide.",
        "points": 100,
    },
    "program/rewards/mug.yml": {"name": "Mug", "kind": "merchandise", "cost": 60},
}
"""Files that every story has unless it writes its own."""


@dataclass(frozen=True)
class Story:
    """A story as written."""

    name: str
    about: str
    days: tuple[date, ...]
    people: tuple[str, ...]
    files: Mapping[str, Any]


def stories() -> list[Story]:
    """All stories, by name."""
    return [_story(path) for path in sorted(FOLDER.glob("*.yml"))]


def _story(path: Path) -> Story:
    read, problems = read_document(path.read_bytes(), path.name)
    assert isinstance(read, dict), problems
    value: dict[str, Any] = read
    return Story(
        path.stem,
        value["story"],
        tuple(date.fromisoformat(day) for day in value["days"]),
        tuple(value.get("people", ["ana"])),
        value.get("files", {}),
    )


def lay(root: Path, files: Mapping[str, Any]) -> None:
    """Write a program's files; texts as they are, all else as YAML."""
    for path, content in {**BASE, **files}.items():
        if content is None:
            continue
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        target.write_text(text, encoding="utf-8")


def snapshot(root: Path, day: date) -> Snapshot:
    """The program of a folder on a day; every file must fit its schema."""
    loaded = load(DiskTree(root), Schemas.load(schemas_directory()))
    assert not loaded.diagnostics, [(each.place, each.message) for each in loaded.diagnostics]
    return Snapshot(loaded.program, day)


def explanation(ledger: Ledger, person: str) -> str:
    """A person's account in lines, then all figures that are not 0."""
    lines = [f"{person} on {ledger.as_of}"]
    for entry in ledger.entries(person):
        where = "/".join(map(str, (entry.place.path, *entry.place.pointer)))
        lines.append(
            f"  {entry.date} {entry.kind:<18} {entry.points:>+6} {entry.balance:>6}"
            f"  {entry.reason}  ({where})"
        )
    account = ledger.account(person)
    figures = {name: getattr(account, name) for name in FIGURES}
    shown = [f"{name} {value}" for name, value in figures.items() if value]
    lines.append(f"  = {', '.join(shown) or 'nothing'}")
    lines.append(f"  cycles {', '.join(f'{c} {n}' for c, n in account.by_cycle) or 'none'}")
    if account.tier or account.to_rise is not None:
        lines.append(f"  tier {account.tier}, to stay {account.to_stay}, to rise {account.to_rise}")
    if account.expiring:
        lines.append(f"  until {', '.join(f'{day} {n}' for day, n in account.expiring)}")
    return "\n".join(lines)
