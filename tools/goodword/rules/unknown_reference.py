"""A reference names something that does not exist.

Ids of people, staff, missions, rewards, objectives, departments, categories, tiers,
communities, events, feedback items and incidents are references wherever they stand in
another place, and so are the versions of consent and agreement that people gave, where
program/policies.yml lists any. Each must name something that the program has: otherwise a claim
would give points for nothing, or a person would belong to nobody.

Mend it by writing the id as it is where the thing is defined (a folder's or file's name, or
the `id` in a list), or by adding the thing. A file that could not be read counts as there.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from goodword.nearest import did_you_mean
from goodword.rules.references import references
from goodword.rules.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from goodword.model.program import Program
    from goodword.snapshot import Snapshot

_NAMED = {
    "consent": "consent of version",
    "feedback": "feedback item",
    "kpi": "KPI",
    "nda": "agreement of version",
    "staff": "member of staff",
    "person": "influencer or member of staff",
    "record": "person, mission or record",
}
_FILES = {
    "objective": "strategy",
    "kpi": "strategy",
    "department": "departments",
    "category": "departments",
    "tier": "tiers",
}


def _known(program: Program) -> dict[str, Collection[str] | None]:
    """Ids by what they name; None where the program does not have the subject at all."""
    strategy, tiers, departments = program.strategy, program.tiers, program.departments
    policies = program.policies
    touchpoints = {each.name for each in program.touchpoints.values()} | set(program.touchpoints)
    records = {
        *program.missions,
        *program.rewards,
        *program.events,
        *program.feedback,
        *program.incidents,
        *program.communities,
        *program.influencers,
        *touchpoints,
    }
    return {
        "influencer": program.influencers,
        "staff": program.staff,
        "person": {*program.influencers, *program.staff},
        "mission": program.missions,
        "reward": program.rewards,
        "community": program.communities,
        "event": program.events,
        "feedback": program.feedback,
        "touchpoint": touchpoints,
        "record": records,
        "objective": {each.id for each in strategy.objectives} if strategy else None,
        "kpi": {k.id for o in strategy.objectives for k in o.kpis} if strategy else None,
        "department": {each.id for each in departments.departments} if departments else None,
        "category": {each.id for each in departments.categories} if departments else None,
        "consent": {each.version for each in policies.consents} if policies else set(),
        "nda": {each.version for each in policies.ndas} if policies else set(),
        "tier": {t.id for v in tiers.versions for t in v.tiers} if tiers else None,
    }


def _named(path: str) -> tuple[str, str, str]:
    """The ways to name a record: path, `<mission or person>/<name>`, and name alone."""
    name = path[path.rfind("/") + 1 : -4]
    return path, f"{path.split('/', 2)[1]}/{name}", name


class _Records:
    """Every name of every record, put together when a reference needs them for the first time.

    There are a hundred thousand, and nearly all references are found without them.
    """

    def __init__(self, program: Program) -> None:
        self._program = program

    @cached_property
    def names(self) -> frozenset[str]:
        """All names of claims, redemptions and touchpoints."""
        rooms = (self._program.claims, self._program.redemptions, self._program.touchpoints)
        return frozenset(name for room in rooms for path in room for name in _named(path))


def _set_aside(program: Program, what: str, identifier: str) -> bool:
    """Whether a file that could not be read may have held it."""
    broken = program.broken
    if what in _FILES:
        return broken.lacks(_FILES[what])
    if what in {"staff", "person"} and broken.lacks("program"):
        return True
    if what in {"record", "touchpoint", "person"}:
        return any(identifier in ids for ids in broken.ids.values())
    return broken.holds({"influencer": "profile", "staff": "program"}.get(what, what), identifier)


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Every reference to nothing, with the nearest name that exists."""
    program = snapshot.program
    known = _known(program)
    records = _Records(program)
    for reference in references(program):
        what, identifier = reference.what, reference.id
        ids = known[what]
        if (ids is not None and identifier in ids) or _set_aside(program, what, identifier):
            continue
        if what in {"record", "touchpoint"} and identifier in records.names:
            continue
        named = _NAMED.get(what, what)
        if ids is None:
            file = f"program/{_FILES[what]}.yml"
            message = f'there is no {named} "{identifier}": there is no {file}'
            yield Finding(reference.place, message)
        else:
            near = did_you_mean(identifier, ids)
            yield Finding(reference.place, f'there is no {named} "{identifier}"{near}')


RULE = Rule("unknown-reference", check)
