"""tiers.yml: versions of the ladder of tiers."""

from __future__ import annotations

from datetime import date

from goodword.model.plain import Data, Words
from goodword.model.shape import Model, Part, versions


class Tier(Part, frozen=True, kw_only=True):
    """A step of the ladder: reached with that much standing in two cycles together."""

    id: str
    name: Words
    standing_at_least: int
    entitlements: tuple[Words, ...] = ()


class TiersVersion(Part, frozen=True, kw_only=True):
    """The ladder from a day on; `tiers` sorted by threshold, lowest first."""

    from_: date
    announced: date | None = None
    tiers: tuple[Tier, ...]


class Tiers(Model, frozen=True, kw_only=True):
    """All versions of the ladder, sorted by `from`."""

    versions: tuple[TiersVersion, ...]

    @classmethod
    def laid_out(cls, data: Data, path: str, started: date) -> Data:
        """Each ladder from its lowest step up; a step without a name is called by its id."""
        return {
            "versions": [
                {**each, "tiers": sorted(map(_named, each["tiers"]), key=_threshold)}
                for each in versions(data["versions"], "tiers", started)
            ]
        }


def _named(tier: Data) -> Data:
    return {"name": tier["id"], **tier}


def _threshold(tier: Data) -> int:
    least: int = tier["standing_at_least"]
    return least
