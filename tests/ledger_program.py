"""Programs for tests of the ledger, made of documents as the models read them."""

from __future__ import annotations

from datetime import date
from typing import Any

from goodword.diagnostics import Place
from goodword.model.program import BY_NAME, Program

STAFF = [{"id": "maya", "name": "Maya"}, {"id": "jon", "name": "Jon"}]


def day(text: str) -> date:
    return date.fromisoformat(text)


def kind_of(path: str) -> str:
    """The kind of a document by its path."""
    parts = path.split("/")
    if len(parts) == 4 or (parts[0] == "program" and len(parts) == 3):
        return parts[-2].removesuffix("s")
    return parts[-1].removesuffix(".yml")


def program(files: dict[str, Any], **settings: Any) -> Program:
    """A program of these documents with two on staff; settings are those of program.yml."""
    head = {"name": "Acme", "timezone": "Europe/Berlin", "staff": STAFF, **settings}
    read = BY_NAME["program"].read(head, Place("program/program.yml"), date(1900, 1, 1))
    rooms: dict[str, Any] = {"settings": read}
    for path in sorted(files):
        kind = BY_NAME[kind_of(path)]
        value = kind.read(files[path], Place(path), read.first_day)
        if kind.many:
            rooms.setdefault(kind.room, {})[kind.key(value)] = value
        else:
            rooms[kind.room] = value
    return Program(**rooms)


def person(name: str, **more: Any) -> dict[str, Any]:
    """Files of a member since 2025."""
    data = {"name": name.title(), "stage": "member", "since": "2025-01-01", **more}
    if "history" in data:
        del data["stage"], data["since"]
    return {f"influencers/{name}/profile.yml": data}


def mission(name: str = "guide", points: Any = 100, **more: Any) -> dict[str, Any]:
    """Files of a mission."""
    data = {"title": name.title(), "instructions": "Do it.", "points": points, **more}
    return {f"missions/{name}/mission.yml": data}


def claim(
    who: str,
    on: str,
    mission: str = "guide",
    number: int = 1,
    together: list[str] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """Files of a claim with a link of its own, done together with others."""
    if together:
        more["with"] = together
    suffix = "" if number == 1 else f".{number}"
    link = f"https://example.org/{mission}/{who}/{on}/{number}"
    return {f"missions/{mission}/claims/{on}-{who}{suffix}.yml": {"evidence": link, **more}}


def approved(on: str, points: int = 100, **more: Any) -> dict[str, Any]:
    """An approval by maya."""
    return {"outcome": "approved", "by": "maya", "date": on, "points": points, **more}


def declined(on: str, **more: Any) -> dict[str, Any]:
    """A decline by maya."""
    return {"outcome": "declined", "by": "maya", "date": on, "reason": "Not it", **more}
