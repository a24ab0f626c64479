"""Small programs of whole files for the tests of relations and reports, as the models read them."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from goodword.diagnostics import Place
from goodword.load import load
from goodword.model.paths import row_of
from goodword.model.program import BY_NAME, Program
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.places import Locator
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from tests.conftest import ROOT

STAFF = [
    {"id": "maya", "name": "Maya", "department": "pr"},
    {"id": "jon", "name": "Jon", "department": "product"},
]
HEAD = {"name": "Acme", "timezone": "Europe/Berlin", "staff": STAFF}
DEPARTMENTS = {
    "program/departments.yml": {
        "departments": [{"id": "pr", "lead": "maya"}, {"id": "product", "lead": "jon"}],
        "categories": [
            {"id": "journalist", "department": "pr"},
            {"id": "builder", "department": "product"},
        ],
    }
}
TODAY = date(2026, 11, 15)
"""The day for which the example was written."""


def snapshot(files: dict[str, Any], on: str = "2026-06-30", **settings: Any) -> Snapshot:
    return Snapshot(program(files, **settings), date.fromisoformat(on))


def program(files: dict[str, Any], **settings: Any) -> Program:
    """A program of these documents by path, with maya and jon on staff."""
    head = {**HEAD, **settings}
    read = BY_NAME["program"].read(head, Place("program/program.yml"), date(1900, 1, 1))
    rooms: dict[str, Any] = {"settings": read}
    for path in sorted(files):
        row = row_of(path)
        assert row is not None, path
        kind = BY_NAME[row.kind]
        value = kind.read(files[path], Place(path), read.first_day)
        if kind.many:
            rooms.setdefault(kind.room, {})[kind.key(value)] = value
        else:
            rooms[kind.room] = value
    return Program(**rooms)


def person(name: str, **more: Any) -> dict[str, Any]:
    """A member since 2025."""
    data = {"name": name.title(), "stage": "member", "since": "2025-01-01", **more}
    if "history" in data:
        del data["stage"], data["since"]
    return {f"influencers/{name}/profile.yml": data}


def touch(who: str, kind: str, on: str, **more: Any) -> dict[str, Any]:
    slug = more.pop("slug", kind)
    return {f"influencers/{who}/touchpoints/{on}-{slug}.yml": {"kind": kind, **more}}


def told(who: str, item: str, milestone: str, on: str, **more: Any) -> dict[str, Any]:
    data = {"step": "told", "milestone": milestone, "by": "maya", "channel": "mail", "ref": "<1@x>"}
    data |= more
    return touch(who, "answer", on, slug=f"{milestone}-{item[11:]}", refs=[item], **data)


def mission(name: str = "guide", **more: Any) -> dict[str, Any]:
    data = {"title": name.title(), "instructions": "Do it.", "points": 10, **more}
    return {f"missions/{name}/mission.yml": data}


def claim(who: str, on: str, decided: str | None = None, **more: Any) -> dict[str, Any]:
    """A claim of the guide, approved on a day where one is stated."""
    data = {"evidence": f"https://example.org/{who}/{on}", **more}
    if decided:
        data["decision"] = {"outcome": "approved", "by": "maya", "date": decided, "points": 10}
    return {f"missions/guide/claims/{on}-{who}.yml": data}


def item(id_: str, *who: str, steps: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """A feedback item received on the day in its name."""
    first = {"step": "received", "date": id_[:10], "from": list(who), "channel": "forum"}
    return {f"program/feedback/{id_}.yml": {"title": "Slow", "steps": [first, *steps]}}


def decided(on: str, outcome: str = "declined", **more: Any) -> dict[str, Any]:
    reason = "It would slow everything else down."
    said = {"rationale": reason, "say": {"public": "We will not."}, **more}
    return {"step": "decided", "date": on, "by": "jon", "outcome": outcome, **said}


@cache
def example() -> tuple[Snapshot, Locator]:
    """The example on its day, and what finds its lines."""
    tree = DiskTree(ROOT)
    loaded = load(tree, Schemas.load(schemas_directory()))
    return Snapshot(loaded.program, TODAY), Locator(tree)
