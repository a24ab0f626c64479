"""The map of a form service's table: what its rows do not say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.diagnostics import Diagnostic, Place
from goodword.intake.import_map import explained
from goodword.source.documents import LIST, locate, read_document
from goodword.verbs.forms import form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodword.source.schemas import Schemas

MAP = "intake-map"
"""The name of the map's schema."""


class Map(NamedTuple):
    """What a table does not say of itself; see the schema."""

    form: str
    platform: str
    account: str
    moment: str
    columns: Mapping[str, str]
    number: str | None = None
    dates: str | None = None
    event: str | None = None
    system: str = "form"
    language: str = ""


def read_map(data: bytes, path: str, schemas: Schemas) -> tuple[Map | None, tuple[Diagnostic, ...]]:
    """The map in a YAML file, or None and what is wrong with it."""
    value: Any
    value, found = read_document(data, path, LIST)
    if found:
        return None, found
    found = tuple(explained(data, path, schemas, MAP, value))
    if found:
        return None, found
    fields = [each.name for each in form(value["form"]).fields]
    for name in value["columns"]:
        if name not in fields:
            place, known = ("columns", name), ", ".join(fields)
            message = f'{value["form"]} has no field "{name}"'
            mark = locate(data, place)
            diagnostic = Diagnostic(Place(path, place), "intake", message, f"fields: {known}", mark)
            return None, (diagnostic,)
    said = value["account"]
    return (
        Map(
            value["form"],
            said["platform"],
            said["column"],
            value["received"],
            value["columns"],
            said.get("number"),
            value.get("dates"),
            value.get("event"),
            value.get("system", "form"),
            value.get("language", ""),
        ),
        (),
    )
