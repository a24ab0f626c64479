"""The program's versions and cycles looked up by day, each answer kept.

A version is looked up by the day that matters for it, so that an edit never reaches back:
value and quality by the day something occurred; limits, grace and greatest age by the day
submitted; maturation, expiry and escalation by the day decided; price by the day requested;
restore grace by the day released; a clock by its first day.
"""

from __future__ import annotations

import calendar as _months
import csv
import io
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from goodword.days import LATEST, add_months, in_force
from goodword.model.tiers import ALL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodword.days import Cycle
    from goodword.model.mission import Mission, PointsVersion
    from goodword.model.policies import PoliciesVersion
    from goodword.model.program import Program
    from goodword.model.settings import PointsPolicy
    from goodword.model.tiers import Counts, Ladder

NEVER = LATEST.toordinal()
"""Last day of a lot that does not expire."""
LEAST_DAYS = 30
"""A lot can be spent at least so many days after it became available."""


def closing_day(statement: bytes) -> date | None:
    """The day on which a statement says its cycle was closed; None where it says none."""
    head = statement.split(b"\n", 1)[0].decode("utf-8", "replace")
    fields = next(csv.reader(io.StringIO(head)), [])
    try:
        return date.fromisoformat(fields[2])
    except (IndexError, ValueError):
        return None


class Terms:
    """What holds on a day. Days come in as dates and go out as ordinals where they are counted.

    Args:
        program: whose versions are looked up.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.cycles = program.cycles
        self.ladders = tuple(program.tiers.named()) if program.tiers else ()
        self._policy: dict[date, PointsPolicy] = {}
        self._policies: dict[date, PoliciesVersion] = {}
        self._maturation: dict[tuple[str, date], int] = {}
        self._expiry: dict[tuple[date, int], int] = {}
        ends = [each.ends for each in program.settings.points]
        self.idles = any(each.idle_months for each in ends)
        self.carries = any(each.carry_at_most is not None for each in ends)
        self._counted: dict[str, frozenset[str] | None] = {}
        self._cycle: dict[int, Cycle] = {}
        self._around: dict[int, tuple[int, int, int]] = {}
        self.closed: dict[date, int] = {}
        for name in sorted(program.statements):
            cycle, day = program.cycles.named(name), closing_day(program.statements[name])
            if cycle and day:
                self.closed[cycle.start] = day.toordinal()

    def policy(self, day: date) -> PointsPolicy:
        """The points policy in force on a day; the first one before any."""
        found = self._policy.get(day)
        if found is None:
            versions = self.program.settings.points
            found = self._policy[day] = in_force(versions, day) or versions[0]
        return found

    def policies(self, day: date) -> PoliciesVersion:
        """The policies in force on a day; the first ones before any."""
        found = self._policies.get(day)
        if found is None:
            versions = self.program.policy_versions
            found = self._policies[day] = in_force(versions, day) or versions[0]
        return found

    def points_version(self, mission: str, day: date) -> PointsVersion | None:
        """What a mission gives on a day; None before its first version or without mission."""
        found = self.program.missions.get(mission)
        return in_force(found.points, day) if found else None

    def maturation(self, mission: str, decided: date) -> int:
        """Days from decided to available: the mission's own, else the program's."""
        key = (mission, decided)
        found = self._maturation.get(key)
        if found is None:
            version = self.points_version(mission, decided)
            own = version.maturation_days if version else None
            found = self.policy(decided).maturation_days if own is None else own
            self._maturation[key] = found
        return found

    def counted(self, ladder: Ladder) -> frozenset[str] | None:
        """The missions whose claims count for a ladder; None where everything does."""
        if ladder.id not in self._counted:
            self._counted[ladder.id] = _counted(self.program, ladder.counts)
        return self._counted[ladder.id]

    @cached_property
    def missions_of(self) -> Mapping[str, tuple[str, ...]]:
        """Missions by the id of their group."""
        groups = self.program.groups.groups if self.program.groups else ()
        return {each.id: each.missions for each in groups}

    @property
    def counting(self) -> tuple[object, ...]:
        """What ladders take from missions and groups: which claims count, and of what they are."""
        if not self.ladders:
            return ()
        return (self.missions_of, *(self.counted(ladder) for _, ladder in self.ladders))

    def cycle(self, ordinal: int) -> Cycle:
        """The cycle of a day."""
        found = self._cycle.get(ordinal)
        if found is None:
            found = self._cycle[ordinal] = self.cycles.of(date.fromordinal(ordinal))
        return found

    def around(self, ordinal: int) -> tuple[int, int, int]:
        """First day of the cycle before, first day of a day's cycle, first day of the next."""
        found = self._around.get(ordinal)
        if found is None:
            cycle = self.cycle(ordinal)
            before = self.cycles.before(cycle).start.toordinal()
            found = (before, cycle.start.toordinal(), cycle.end.toordinal())
            self._around[ordinal] = found
        return found

    def open_on(self, cycle: Cycle, ordinal: int) -> bool:
        """Whether the cycle's figures may still change on a day: up to the day it was closed."""
        closed = self.closed.get(cycle.start)
        return closed is None or ordinal <= closed

    def in_time(self, occurred: date, submitted: date) -> bool:
        """Whether a claim was submitted in the cycle in which it occurred, or in its grace."""
        end = self.cycle(occurred.toordinal()).end
        grace = self.policy(submitted).claim_grace_days
        return submitted.toordinal() < end.toordinal() + grace

    def too_old(self, occurred: date, submitted: date) -> bool:
        """Whether a claim came more than `claim_max_age_cycles` after its own cycle."""
        cycle = self.cycle(occurred.toordinal())
        for _ in range(self.policy(submitted).claim_max_age_cycles):
            cycle = self.cycles.after(cycle)
        return submitted >= cycle.end and not self.in_time(occurred, submitted)

    def last_day(self, decided: date, available: int) -> int:
        """The last day of a lot by the expiry in force when it was decided; `NEVER` for never.

        Months clamp to the end of the month before they are rounded up, and no lot lasts less
        than thirty days.
        """
        key = (decided, available)
        found = self._expiry.get(key)
        if found is None:
            policy = self.policy(decided)
            found = self.last_day_by(policy, decided.toordinal(), available)
            self._expiry[key] = found
        return found

    def last_day_by(self, policy: PointsPolicy, decided: int, available: int) -> int:
        """The last day of a lot by one version of the rules, no claim approved after it.

        Args:
            policy: the version.
            decided: the day on which it is awarded.
            available: the day on which it becomes available.
        """
        ends = policy.ends
        cycle = self.cycle(available)
        if ends.months is not None:
            day = add_months(date.fromordinal(available), ends.months)
            if ends.round_up == "month":
                day = day.replace(day=_months.monthrange(day.year, day.month)[1])
            elif ends.round_up == "cycle":
                day = self.cycles.of(day).last
            elif ends.round_up == "year":
                day = day.replace(month=12, day=31)
        elif ends.idle_months is not None:
            day = add_months(date.fromordinal(decided), ends.idle_months)
        elif ends.end == "end-of-cycle":
            day = cycle.last
        elif ends.end == "end-of-next-cycle":
            day = self.cycles.after(cycle).last
        else:
            return NEVER
        return min(max(day.toordinal() + ends.plus_days, available + LEAST_DAYS), NEVER)

    def exit_day(self, left: date) -> int:
        """The last day on which somebody who left on a day can spend."""
        return left.toordinal() + self.policies(left).exit_window_days

    def forgiven_on(self, owed: int) -> int:
        """The day on which arrears are forgiven: the last of so many cycles after their own."""
        cycle = self.cycle(owed)
        for _ in range(self.policies(date.fromordinal(owed)).arrears_forgiven_after_cycles):
            cycle = self.cycles.after(cycle)
        return (cycle.end - timedelta(days=1)).toordinal()


def _counted(program: Program, counts: Counts) -> frozenset[str] | None:
    """Missions that are named, are in a group that is, or are about a topic that is."""
    if counts == ALL:
        return None
    groups = program.groups.groups if program.groups else ()
    grouped = (name for each in groups if each.id in counts.groups for name in each.missions)
    missions = program.missions.values() if counts.topics else ()
    about = (each.id for each in missions if not _about(program, each).isdisjoint(counts.topics))
    return frozenset((*counts.missions, *grouped, *about))


def _about(program: Program, mission: Mission) -> frozenset[str]:
    """The topics of a mission, else those of the missions that serve its objective."""
    own = frozenset(mission.eligibility.topics)
    return own or program.objective_topics.get(mission.objective or "", frozenset())
