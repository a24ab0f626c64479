"""The map of a monitor's export: which columns say what, and what the export does not say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from goodword.diagnostics import Diagnostic, Place
from goodword.intake.import_map import explained
from goodword.model.shape import Part, made
from goodword.nearest import alike
from goodword.source.documents import LIST, locate, read_document

if TYPE_CHECKING:
    from goodword.source.schemas import Schemas

KIND = "signal-map"
"""The name of its schema."""


class SignalMap(Part, frozen=True):
    """A map; what it leaves out is None or empty, as its schema says.

    Words of the export are kept as they are compared (`alike`).
    """

    ONE: ClassVar[str] = "mention"
    MANY: ClassVar[str] = "mentions"
    NONE: ClassVar[str] = ""
    DISCREET: ClassVar[bool] = True
    further: ClassVar[tuple[str, ...]] = ()

    path: str
    columns: Mapping[str, tuple[str, ...]]
    channel: str | None = None
    values: Mapping[str, Mapping[str, str]] = {}
    list: str | None = None
    dates: str | None = None

    @property
    def whose(self) -> tuple[str, ...]:
        """The columns that say who it is."""
        return self.columns["author"]

    def column(self, field: str) -> str:
        """The column of a field; empty for none."""
        return next(iter(self.columns.get(field, ())), "")


def read_signal_map(
    data: bytes, path: str, schemas: Schemas
) -> tuple[SignalMap | None, tuple[Diagnostic, ...]]:
    """The map in a YAML file, or None and what is wrong with it.

    Args:
        data: content of the file.
        path: the file, as it was named.
        schemas: the definitions of shape.
    """
    value: Any  # a mapping once the schema agrees
    value, found = read_document(data, path, LIST)
    if not found:
        found = tuple(explained(data, path, schemas, KIND, value))
    if not found and "channel" not in value and "channel" not in value["columns"]:
        place, mark = Place(path, ("columns",)), locate(data, ("columns",), key=True)
        message = "nothing says on which channel it was said"
        found = (Diagnostic(place, "import", message, "add channel, or columns.channel", mark),)
    return (None, found) if found else (_map(value, path), ())


def _map(value: dict[str, Any], path: str) -> SignalMap:
    return made(
        SignalMap,
        {
            **value,
            "path": path,
            "columns": {field: (column,) for field, column in value["columns"].items()},
            "values": {
                field: {alike(word): meant for word, meant in said.items()}
                for field, said in value.get("values", {}).items()
            },
        },
    )
