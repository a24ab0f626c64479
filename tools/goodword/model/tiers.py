"""tiers.yml: ladders of tiers with their versions; `versions` alone is the one ladder `tiers`."""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING

from goodword.days import LATEST, in_force
from goodword.model.conditions import Condition
from goodword.model.plain import Data, Words
from goodword.model.shape import Model, Part, versions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place

ONLY = "tiers"
"""Id of the ladder of a program that states versions and no ladders."""
AT_ONCE, AT_BOUNDARY, NEVER_DOWN = "at-once-and-by-one", "at-boundary", "never-down"
"""When people move: up at once and down by one, both at a cycle's first day, or up alone."""


class Tier(Part, frozen=True, kw_only=True):
    """A step of a ladder: reached with that much standing over the ladder's span, and conditions.

    Every one of `all` must hold; the tier is kept at `keep_percent` of its numbers.
    """

    id: str
    name: Words
    standing_at_least: int
    all: tuple[Condition, ...] = ()
    keep_percent: int = 100
    entitlements: tuple[Words, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether it asks for anything, so that it can be lost."""
        return self.standing_at_least > 0 or bool(self.all)

    @property
    def points(self) -> int:
        """How many points it asks for, by its own number or by a condition."""
        return max(self.standing_at_least, *(each.points or 0 for each in self.all), 0)


class TiersVersion(Part, frozen=True, kw_only=True):
    """A ladder from a day on; `tiers` lowest first."""

    from_: date
    announced: date | None = None
    tiers: tuple[Tier, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of its tiers, lowest first."""
        return tuple(each.id for each in self.tiers)


class Over(Part, frozen=True, kw_only=True):
    """Whose standing counts by when: of some cycles, of some months; all of it where neither."""

    cycles: int | None = None
    months: int | None = None


class Counts(Part, frozen=True, kw_only=True):
    """What alone counts: claims of these groups, missions or topics; everything where all empty."""

    groups: tuple[str, ...] = ()
    missions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


TWO_CYCLES = Over(cycles=2)
ALL = Counts()


class Ladder(Part, frozen=True, kw_only=True):
    """A ladder: over what it looks, what counts, when people move, and its versions."""

    id: str
    name: Words
    over: Over = TWO_CYCLES
    counts: Counts = ALL
    moves: str = AT_ONCE
    versions: tuple[TiersVersion, ...]

    @property
    def plain(self) -> bool:
        """Whether all that decides is the standing of two cycles, and people rise at once."""
        every = (tier for version in self.versions for tier in version.tiers)
        return (self.over, self.counts, self.moves) == (TWO_CYCLES, ALL, AT_ONCE) and not any(
            tier.all or tier.keep_percent != 100 for tier in every
        )

    def tiers_on(self, day: date) -> tuple[Tier, ...]:
        """The tiers in force on a day, lowest first; none before the first version."""
        version = in_force(self.versions, day)
        return version.tiers if version else ()


class Tiers(Model, frozen=True, kw_only=True):
    """All ladders; a file states either them or, for one alone, its versions, sorted by `from`."""

    versions: tuple[TiersVersion, ...] = ()
    ladders: tuple[Ladder, ...] = ()

    @classmethod
    def laid_out(cls, data: Data, path: str, started: date) -> Data:
        """Tiers of versions alone from the lowest up; what has no name is called by its id."""
        if "ladders" not in data:
            found = versions(data["versions"], "tiers", started)
            return {"versions": [_whole(each, _lowest_first(each["tiers"])) for each in found]}
        return {"ladders": [_ladder(each, started) for each in data["ladders"]]}

    @property
    def every(self) -> tuple[Ladder, ...]:
        """Every ladder, as stated; versions alone are one over two cycles."""
        if self.ladders:
            return self.ladders
        return (Ladder(id=ONLY, name=Words.of(ONLY), versions=self.versions),)

    @property
    def first(self) -> Ladder:
        """The ladder that tiers are of where nothing names another."""
        return self.every[0]

    @property
    def plain(self) -> bool:
        """Whether there is one ladder, with the rules that hold where none are stated."""
        return len(self.every) == 1 and self.first.plain

    def way_of(self, number: int) -> tuple[str | int, ...]:
        """The way to what a ladder states, by its number in the file, from 0."""
        return ("ladders", number) if self.ladders else ()

    def place_of(self, number: int) -> Place:
        """Where what a ladder states is written, by its number in the file, from 0."""
        return self.place.at(*self.way_of(number))

    def named(self) -> Iterator[tuple[str, Ladder]]:
        """Every ladder with what stands before the ids of its tiers: nothing for the first."""
        for number, each in enumerate(self.every):
            yield f"{each.id}/" if number else "", each

    def ladder_of(self, name: str) -> Ladder | None:
        """The ladder of a tier as other files name it: `tier`, or `ladder/tier`."""
        before, slash, _ = name.rpartition("/")
        if not slash:
            return self.first
        return next((each for each in self.every[1:] if each.id == before), None)

    def tiers_on(self, day: date) -> dict[str, Tier]:
        """All tiers in force on a day, as other files name them, ladder by ladder."""
        return {
            f"{before}{tier.id}": tier
            for before, ladder in self.named()
            for tier in ladder.tiers_on(day)
        }

    def tiers_ever(self, through: date = LATEST) -> dict[str, Tier]:
        """The newest form of every tier of versions begun by a day, as other files name it."""
        return {
            f"{before}{tier.id}": tier
            for before, ladder in self.named()
            for version in ladder.versions
            if version.from_ <= through
            for tier in version.tiers
        }


def _ladder(data: Data, started: date) -> Data:
    over = data.get("over", {"cycles": 2})
    return {
        "name": data["id"],
        **data,
        "over": {} if over == "ever" else over,
        "versions": [
            _whole(each, each["tiers"]) for each in versions(data["versions"], "tiers", started)
        ],
    }


def _whole(version: Data, tiers: list[Data]) -> Data:
    """A version with what its tiers leave out: a name is the id, and no standing is asked for."""
    found = ({"name": each["id"], "standing_at_least": 0, **each} for each in tiers)
    return {**version, "tiers": list(found)}


def _lowest_first(tiers: list[Data]) -> list[Data]:
    """Sorted by threshold; as listed where one of them has none."""
    if not all("standing_at_least" in each for each in tiers):
        return tiers
    return sorted(tiers, key=itemgetter("standing_at_least"))
