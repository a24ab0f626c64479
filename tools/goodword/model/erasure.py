"""erasures/<date>-<new id>.yml: the trace that an erasure leaves, without the person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.model.plain import day, ids, record_name

if TYPE_CHECKING:
    import datetime as dt

    from goodword.diagnostics import Place
    from goodword.model.plain import Data


@dataclass(frozen=True, slots=True)
class StatementDigests:
    """The digest of a statement before and after."""

    statement: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """An erasure; `hashes` are keyed hashes by which the person is recognised."""

    place: Place = field(compare=False, repr=False)
    id: str
    date: dt.date
    by: str
    digests: tuple[StatementDigests, ...]
    hashes: tuple[str, ...]


def read(data: Data, place: Place) -> Erasure:
    """The erasure of a document that fits its schema."""
    name = record_name(place.path)
    return Erasure(
        place,
        name.slug,
        day(data.get("date") or name.date),
        data["by"],
        tuple(
            StatementDigests(each["statement"], each["old"], each["new"])
            for each in data.get("digests", [])
        ),
        ids(data.get("hashes")),
    )
