"""The map of an import: what an export of another system does not say of itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from goodword.days import EARLIEST, in_force
from goodword.diagnostics import Diagnostic, Place
from goodword.model.shape import Part, made
from goodword.source.documents import LIST, locate, read_document
from goodword.source.schemas.visible import trimmed

if TYPE_CHECKING:
    from goodword.diagnostics import Pointer
    from goodword.source.schemas import Schemas

KIND = "import-map"
"""The name of its schema."""
SYSTEM = "import"
"""What another system is called where the map does not say."""
DOCUMENTS = ("program", "strategy", "departments")
"""The parts of a map that are files of their own in a program."""


class Worth(Part, frozen=True):
    """What a mission gave from a day on."""

    from_: date
    value: int


class MissionMap(Part, frozen=True):
    """What an event type becomes; `fields` are what mission.yml takes over as it is.

    `graded` are the least and the most that a row may give, where each states its own points;
    `at_least` is how much evidence is asked for, None where the export decides.
    """

    type: str
    id: str
    points: tuple[Worth, ...]
    fields: Mapping[str, Any]
    graded: tuple[int, int] | None = None
    at_least: int | None = None

    def value(self, on: date) -> int | None:
        """The points on a day, None before there were any."""
        worth = in_force(self.points, on)
        return worth.value if worth else None


class ImportMap(Part, frozen=True):
    """A map; what it leaves out is None or empty, as its schema says."""

    path: str
    by: str
    columns: Mapping[str, str]
    missions: tuple[MissionMap, ...]
    second: str | None = None
    system: str = SYSTEM
    dates: str | None = None
    decimal: str | None = None
    objective: str | None = None
    owner: str | None = None
    department: str | None = None
    category: str | None = None
    since: date | None = None
    account: str | None = None
    ids: Mapping[str, str] = {}
    left_out: Mapping[str, str] = {}
    """Why, by handle in lower case."""
    replace: Mapping[str, str] = {}
    """What stands in an id for what handles have and ids may not."""
    staff: Mapping[str, str] = {}
    """The staff id of employees, by handle."""
    accept: Mapping[str, str] = {}
    """Why a published total is known to be wrong, by handle."""
    top: int | None = None
    """How many a published list names at most; None where it names all."""
    documents: Mapping[str, dict[str, Any]] = {}
    """What program.yml, strategy.yml and departments.yml are to hold, by kind."""

    @property
    def timezone(self) -> str | None:
        """The zone of a program that is made."""
        zone = self.documents.get("program", {}).get("timezone")
        return zone if isinstance(zone, str) else None


def read_map(
    data: bytes, path: str, schemas: Schemas
) -> tuple[ImportMap | None, tuple[Diagnostic, ...]]:
    """The map in a YAML file, or None and what is wrong with it.

    Args:
        data: content of the file.
        path: the file, as it was named.
        schemas: the definitions of shape.
    """
    value: Any  # a mapping once the schema agrees
    value, diagnostics = read_document(data, path, LIST)
    if diagnostics:
        return None, diagnostics
    found = explained(data, path, schemas, KIND, value)
    if not found:
        for kind in DOCUMENTS:
            if kind in value:
                found += explained(data, path, schemas, kind, value[kind], (kind,))
        found += _twice(data, path, value)
        found += _lacking(data, path, value)
    if found:
        return None, tuple(found)
    return _map(value, path), ()


def explained(
    data: bytes, path: str, schemas: Schemas, kind: str, value: object, above: Pointer = ()
) -> list[Diagnostic]:
    """What of a map does not fit a schema, with its place there.

    Args:
        data: content of the file.
        path: the file, as it was named.
        schemas: the definitions of shape.
        kind: the schema's name.
        value: the part of the map that it judges.
        above: keys and indexes to that part.
    """
    return [
        Diagnostic(
            Place(path, (*above, *each.pointer), each.key),
            "schema",
            each.message,
            each.hint,
            locate(data, (*above, *each.pointer), key=each.key),
        )
        for each in schemas.explain(kind, value) or schemas.explain(kind, trimmed(value, data))
    ]


def _twice(data: bytes, path: str, value: dict[str, Any]) -> list[Diagnostic]:
    """Types and ids of missions that stand twice, and versions out of order."""
    found = []

    def say(pointer: Pointer, message: str) -> None:
        mark = locate(data, pointer)
        found.append(Diagnostic(Place(path, pointer), "import", message, "", mark))

    for key in ("type", "id"):
        seen: set[str] = set()
        for index, mission in enumerate(value["missions"]):
            if mission[key] in seen:
                say(("missions", index, key), f'the {key} "{mission[key]}" stands twice')
            seen.add(mission[key])
    for index, mission in enumerate(value["missions"]):
        if isinstance(mission["points"], list):
            days = [each["from"] for each in mission["points"]]
            if days != sorted(set(days)):
                say(("missions", index, "points"), "the days are not in order, each later")
    return found


def _lacking(data: bytes, path: str, value: dict[str, Any]) -> list[Diagnostic]:
    """What points that each row states for itself need: a column, two people, a range."""
    found = []
    for index, mission in enumerate(value["missions"]):
        points = mission["points"]
        if not isinstance(points, dict):
            continue
        pointer = ("missions", index, "points")
        said = []
        if "points" not in value["columns"]:
            said.append(
                ("each row states its points, but no column is named", "add columns.points")
            )
        if "second" not in value:
            said.append(
                ("points that no version gives need a second person", "name a second beside by")
            )
        if points["least"] > points["most"]:
            said.append((f"least {points['least']} is more than most {points['most']}", ""))
        mark = locate(data, pointer)
        found += [Diagnostic(Place(path, pointer), "import", *each, mark) for each in said]
    return found


def _map(value: dict[str, Any], path: str) -> ImportMap:
    people = value.get("people", {})
    left = {each["handle"].lower(): each["because"] for each in people.get("left_out", ())}
    return made(
        ImportMap,
        {
            **value,
            **people,
            **value.get("expect", {}),
            "path": path,
            "missions": [_mission(each) for each in value["missions"]],
            "left_out": left,
            "documents": {kind: value[kind] for kind in DOCUMENTS if kind in value},
        },
    )


def _mission(value: dict[str, Any]) -> MissionMap:
    points = value["points"]
    graded = (points["least"], points["most"]) if isinstance(points, dict) else None
    always = [{"from": EARLIEST, "value": graded[1] if graded else points}]
    worth = points if isinstance(points, list) else always
    at_least = value.get("evidence", {}).get("at_least")
    return made(
        MissionMap,
        {**value, "points": worth, "fields": value, "graded": graded, "at_least": at_least},
    )
