"""How a handle of another system becomes the id of a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodword.intake.import_map import ImportMap

_HYPHENS = re.compile(r"-{2,}")


def handle_id(handle: str, names: ImportMap | None) -> str:
    """The id that a handle becomes.

    The map's own, else the handle in lower case with what the map replaces; where it replaces
    anything, several hyphens become one and none stands at the ends.

    Args:
        handle: as the other system writes it.
        names: the map; None where there is none.
    """
    if names is None:
        return handle.lower()
    stated = names.ids.get(handle) or names.ids.get(handle.lower())
    if stated:
        return stated
    found = handle.lower()
    for old, new in names.replace.items():
        found = found.replace(old.lower(), new)
    return _HYPHENS.sub("-", found).strip("-") if found != handle.lower() else found
