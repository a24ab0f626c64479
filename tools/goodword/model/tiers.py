"""tiers.yml: versions of the ladder of tiers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.model.plain import announced, versions, words

if TYPE_CHECKING:
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.plain import Data, Words


@dataclass(frozen=True, slots=True)
class Tier:
    """A step of the ladder: reached with that much standing in two cycles together."""

    id: str
    name: Words
    standing_at_least: int
    entitlements: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class TiersVersion:
    """The ladder from a day on; `tiers` sorted by threshold, lowest first."""

    from_: date
    announced: date | None
    tiers: tuple[Tier, ...]


@dataclass(frozen=True, slots=True)
class Tiers:
    """All versions of the ladder, sorted by `from`."""

    place: Place = field(compare=False, repr=False)
    versions: tuple[TiersVersion, ...]


def _tier(data: Data) -> Tier:
    return Tier(
        data["id"],
        words(data["name"] if "name" in data else data["id"]),
        data["standing_at_least"],
        tuple(words(each) for each in data.get("entitlements", [])),
    )


def _version(data: Data, start: date) -> TiersVersion:
    ladder = sorted((_tier(each) for each in data["tiers"]), key=lambda t: t.standing_at_least)
    return TiersVersion(start, announced(data.get("announced")), tuple(ladder))


def read(data: Data, place: Place, started: date) -> Tiers:
    """The tiers of a document that fits its schema; `started` dates a version without `from`."""
    return Tiers(place, versions(data["versions"], started, "tiers", _version))
