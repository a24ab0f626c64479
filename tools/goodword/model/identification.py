"""identification.yml: whom we look for, how candidates are scored, and what each stage asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.model.plain import ids, shares

if TYPE_CHECKING:
    from goodword.diagnostics import Place
    from goodword.model.plain import Data, Shares


@dataclass(frozen=True, slots=True)
class Identification:
    """What is sought; `weights` of the terms of a score, `entry` the conditions by stage."""

    place: Place = field(compare=False, repr=False)
    behaviours: tuple[str, ...]
    topics: tuple[str, ...]
    regions: tuple[str, ...]
    weights: Shares
    entry: tuple[tuple[str, tuple[str, ...]], ...]


def read(data: Data, place: Place) -> Identification:
    """The identification of a document that fits its schema."""
    return Identification(
        place,
        ids(data.get("behaviours")),
        ids(data.get("topics")),
        ids(data.get("regions")),
        shares(data.get("weights")),
        tuple((stage, ids(terms)) for stage, terms in data.get("entry", {}).items()),
    )
