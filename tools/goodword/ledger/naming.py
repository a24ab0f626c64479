"""How records name other records, and the points that no file states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.derived import Derived

if TYPE_CHECKING:
    from goodword.ledger.lots import Lot


def reference(path: str) -> str:
    """How other records name a record: `write-a-guide/2026-11-02-ana`."""
    parts = path[:-4].split("/")
    return f"{parts[1]}/{parts[-1]}"


def name_of(lot: Lot) -> str:
    """How records name the points of a lot, whether a file states them or they follow from one."""
    source = lot.source
    return source.reference if isinstance(source, Derived) else reference(source.place.path)
