"""identification.yml: whom we look for, how candidates are scored, and what each stage asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.model.plain import ids, shares

if TYPE_CHECKING:
    from goodword.diagnostics import Place
    from goodword.model.plain import Data, Shares


WEIGHTS = {"reach": 20, "relevance": 30, "activity": 20, "helpfulness": 30}
"""What each term of a score counts; only their proportion matters."""
STAGES = ("invited", "member")
"""The stages that have entry conditions."""


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
        shares({**WEIGHTS, **data.get("weights", {})}),
        tuple((stage, ids(data.get("entry", {}).get(stage))) for stage in STAGES),
    )
