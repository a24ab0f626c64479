"""The two-sided account of give and take: lanes, tilt and band of each person's relation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from goodword.days import EARLIEST, add_months, in_force
from goodword.model.policies import RelationPolicy
from goodword.relation.given import FROM_THEM, FROM_US, LANES, OWED, gather

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from goodword.loops import Loops
    from goodword.model.program import Program
    from goodword.relation.given import Given

WINDOW = 12
"""Months that a relation looks back."""
USED, BALANCED, FADING, QUIET = "they-feel-used", "balanced", "we-lose-interest", "quiet"
BANDS = (USED, BALANCED, FADING, QUIET)
"""All bands, in the order of the tilt; quiet is too little to judge."""
OUT_OF_BAND = frozenset({USED, FADING})
"""Bands in which something is to be done."""


@dataclass(frozen=True, slots=True)
class Lane:
    """What one lane came to: `count` is hours for missions, else how many."""

    name: str
    count: int
    weight: int

    @property
    def points(self) -> int:
        """What it counts in the relation; not points of the program, and never money."""
        return self.count * self.weight


@dataclass(frozen=True, slots=True)
class Relation:
    """One person's relation over a window.

    Args:
        id: whose.
        lanes: all of `given.LANES`, in that order.
        lines: what was counted, by date.
        them: what they gave.
        us: what we gave, less what we owe, at least 0.
        tilt: whole percent from -100 (all from them) to 100 (all from us), rounded towards 0;
            None where nothing was given.
        band: one of `BANDS`.
    """

    id: str
    lanes: tuple[Lane, ...]
    lines: tuple[Given, ...]
    them: int
    us: int
    tilt: int | None
    band: str

    @property
    def out_of_band(self) -> bool:
        """Whether it is out of balance."""
        return self.band in OUT_OF_BAND

    def lane(self, name: str) -> Lane:
        """The lane of that name."""
        return self.lanes[LANES.index(name)]


@dataclass(frozen=True, slots=True)
class Together:
    """The relations of a department's people, added up; `bands` has how many are in each."""

    department: str | None
    people: tuple[str, ...]
    them: int
    us: int
    tilt: int | None
    bands: tuple[tuple[str, int], ...]


def tilt(them: int, us: int) -> int | None:
    """100 * (us - them) / (us + them) in whole percent, rounded towards 0; None of nothing."""
    if us + them == 0:
        return None
    percent = 100 * abs(us - them) // (us + them)
    return percent if us >= them else -percent


def band(them: int, us: int, policy: RelationPolicy) -> str:
    """The band of two sides under a policy."""
    limits = dict(policy.bands)
    percent = tilt(them, us)
    if percent is None or them + us < limits["quiet_below"]:
        return QUIET
    if percent < limits["they_feel_used_below"]:
        return USED
    return FADING if percent > limits["we_lose_interest_above"] else BALANCED


def weigh(person: str, lines: Iterable[Given], policy: RelationPolicy) -> Relation:
    """The relation that these lines make; answers about the same item count once."""
    weights = dict(policy.weights)
    counted = _once(lines)
    counts = dict.fromkeys(LANES, 0)
    for each in counted:
        counts[each.lane] += each.count
    lanes = tuple(Lane(name, counts[name], weights[name]) for name in LANES)
    sums = {lane.name: lane.points for lane in lanes}
    them = sum(sums[name] for name in FROM_THEM)
    us = max(0, sum(sums[name] for name in FROM_US) - sum(sums[name] for name in OWED))
    return Relation(person, lanes, counted, them, us, tilt(them, us), band(them, us, policy))


def _once(lines: Iterable[Given]) -> tuple[Given, ...]:
    """The lines, where several are about the same thing the newest of them."""
    kept: list[Given] = []
    seen: set[tuple[str, str]] = set()
    for each in reversed(tuple(lines)):
        if each.about:
            key = (each.lane, each.about)
            if key in seen:
                continue
            seen.add(key)
        kept.append(each)
    return tuple(reversed(kept))


class Relations:
    """Everyone's relation on a day.

    Args:
        program: what the files say.
        loops: the loops of the day.
    """

    def __init__(self, program: Program, loops: Loops) -> None:
        self.program = program
        self.loops = loops
        self.as_of: date = loops.as_of

    @cached_property
    def given(self) -> Mapping[str, tuple[Given, ...]]:
        """Everything ever given up to the day, by person."""
        return gather(self.program, self.loops)

    @cached_property
    def policy(self) -> RelationPolicy:
        """Weights and bands in force on the day."""
        version = in_force(self.program.policy_versions, self.as_of)
        return version.relation if version else RelationPolicy()

    def since(self, months: int = WINDOW) -> date:
        """The day after which things count: the same day so many months earlier."""
        if months >= (self.as_of.year - EARLIEST.year) * 12:
            return EARLIEST
        return add_months(self.as_of, -months)

    def of(self, person: str, months: int = WINDOW) -> Relation:
        """A person's relation: what was given after the window's first day, up to the day.

        A debt that still stands counts however old it is.
        """
        since = self.since(months)
        lines = self.given.get(person, ())
        return weigh(person, (g for g in lines if g.standing or g.date > since), self.policy)

    def ever(self, person: str) -> Relation:
        """A person's relation over all its years."""
        return weigh(person, self.given.get(person, ()), self.policy)

    @cached_property
    def members(self) -> Mapping[str, Relation]:
        """Relations over twelve months of members, people on leave, and all who gave or got."""
        return self.over(WINDOW)

    def over(self, months: int) -> Mapping[str, Relation]:
        """The same over another window, by id."""
        found = {}
        for person in self.given:
            relation = self.of(person, months)
            profile = self.program.influencers.get(person)
            stage = profile.stage_on(self.as_of) if profile else None
            if relation.lines or stage in {"member", "on-leave"}:
                found[person] = relation
        return found

    def departments(self, relations: Iterable[Relation]) -> tuple[Together, ...]:
        """Relations added up by the department that people are routed to, those of none last."""
        groups: dict[str | None, list[Relation]] = {}
        for each in relations:
            profile = self.program.influencers.get(each.id)
            if profile is not None:
                groups.setdefault(self.program.department_of(profile), []).append(each)
        return tuple(
            _together(name, groups[name])
            for name in sorted(groups, key=lambda each: (each is None, each or ""))
        )


def _together(department: str | None, relations: list[Relation]) -> Together:
    them, us = sum(each.them for each in relations), sum(each.us for each in relations)
    return Together(
        department,
        tuple(sorted(each.id for each in relations)),
        them,
        us,
        tilt(them, us),
        tuple((name, sum(each.band == name for each in relations)) for name in BANDS),
    )
