"""A reference names something that does not exist.

Ids of people, staff, missions, groups, rewards, objectives, departments, categories, tiers,
communities, events, feedback items, incidents, signals, conversations and segments are references
wherever they stand in another place, and so are the versions of consent and agreement that people
gave, where program/policies.yml lists any. Each must name something that the program has: otherwise
a claim would give points for nothing, or a person would belong to nobody.

Mend it by writing the id as it is where the thing is defined (a folder's or file's name, or
the `id` in a list), or by adding the thing. Whoever was erased has another id, and nothing says
which they had: a file that still names them, of a branch from before say, takes the new one, or
leaves them out. A file that could not be read counts as there. Of the
first hundred findings it is said which name may have been meant.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from goodword.marked import marked
from goodword.nearest import Known, did_you_mean, one_of
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from goodword.model.policies import Document
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot

SUGGESTED = 100
"""Of so many findings of a run it is said what may have been meant."""
_NAMED = {
    "consent": "consent of version",
    "counted": "mission or group",
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
    "group": "groups",
    "tier": "tiers",
    "conversation": "conversations",
    "segment": "segments",
}


def _known(program: Program) -> dict[str, Collection[str] | None]:
    """Ids by what they name; None where the program does not have the subject at all."""
    strategy, tiers, departments = program.strategy, program.tiers, program.departments
    policies, talk = program.policies, program.conversations
    touchpoints = {each.name for each in program.touchpoints.values()} | set(program.touchpoints)
    records = {
        *program.missions,
        *program.rewards,
        *program.events,
        *program.feedback,
        *program.incidents,
        *program.signals,
        *program.communities,
        *program.everybody,
        *touchpoints,
    }
    return {
        "influencer": program.everybody,
        "staff": program.staff,
        "person": {*program.everybody, *program.staff},
        "mission": program.missions,
        "counted": {*program.missions, *_groups(program)},
        "group": _groups(program) if program.groups else None,
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
        "conversation": {x.id for x in talk.conversations} if talk else None,
        "segment": program.segment_of if program.segments else None,
        "consent": _versions(policies.consents if policies else ()),
        "nda": _versions(policies.ndas if policies else ()),
        "tier": tiers.tiers_ever() if tiers else None,
    }


def _groups(program: Program) -> frozenset[str]:
    return frozenset(each.id for each in program.groups.groups) if program.groups else frozenset()


class _Anything(frozenset[str]):
    """What nobody can name wrongly: versions of documents, where the program keeps none."""

    def __contains__(self, _: object) -> bool:
        return True


def _versions(documents: Iterable[Document]) -> Collection[str]:
    return frozenset(each.version for each in documents) or _Anything()


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


def _elsewhere(program: Program, what: str, identifier: str) -> bool:
    """Whether it names what no file is for, or what a file may hold that could not be read."""
    if what == "record" and _of_milestone(program, identifier):
        return True
    return _set_aside(program, what, identifier)


def _of_milestone(program: Program, identifier: str) -> bool:
    """Whether it names the points that somebody got on a day for a milestone."""
    person, _, name = identifier.partition("/")
    if person not in program.everybody:
        return False
    stated = program.milestones.milestones if program.milestones else ()
    return program.broken.lacks("milestones") or name[11:] in {each.id for each in stated}


def _set_aside(program: Program, what: str, identifier: str) -> bool:
    """Whether a file that could not be read may have held it."""
    broken = program.broken
    if what in _FILES:
        return broken.lacks(_FILES[what])
    if what in {"staff", "person"} and broken.lacks("program"):
        return True
    if what in {"record", "touchpoint", "person"}:
        name = identifier.rpartition("/")[2].removesuffix(".yml")
        return any(identifier in ids or name in ids for ids in broken.ids.values())
    kinds = {"influencer": "profile", "staff": "program", "counted": "mission"}
    if what == "counted" and broken.lacks("groups"):
        return True
    return broken.holds(kinds.get(what, what), identifier)


ERASED = "somebody who was erased has another id: the one in program/erasures/, or leave them out"
"""What may have become of a person whom nobody knows."""
_PEOPLE = frozenset({"influencer", "person", "record"})
_OF_PEOPLE = frozenset({"influencer", "person", "record", "touchpoint", "claim"})


class _Nearest:
    """The nearest name that exists, for the first findings: more of them nobody mends by hand."""

    def __init__(self) -> None:
        self._left = SUGGESTED
        self._known: dict[str, Known] = {}

    def to(self, what: str, identifier: str, ids: Collection[str]) -> str:
        """What to put behind a message."""
        self._left -= 1
        if self._left < 0:
            return ""
        if what not in self._known:
            self._known[what] = Known(ids)
        # Whoever reads this may not be one to whom people are listed.
        near = did_you_mean if what in _OF_PEOPLE else one_of
        return near(identifier, self._known[what])


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Every reference to nothing, the first of them with the nearest name that exists."""
    program = snapshot.program
    known = _known(program)
    records = _Records(program)
    nearest = _Nearest()

    def lost(what: str | dict[str, str], value: Any) -> bool:
        if isinstance(what, dict):  # what the path of a file names
            for field, named in what.items():  # noqa: SIM110 - any() takes half as long again
                if lost(named, getattr(value, field)):
                    return True
            return False
        ids = known[what]
        return ids is None or value not in ids

    for place, found in marked(program, "x-names", lost):
        for each in found:
            named = each.mark.items() if isinstance(each.mark, dict) else [("", each.mark)]
            for field, what in named:
                identifier = getattr(each.value, field) if field else each.value
                if not lost(what, identifier) or _elsewhere(program, what, identifier):
                    continue
                if what in {"record", "touchpoint"} and identifier in records.names:
                    continue
                message = _message(what, identifier, known[what], nearest)
                hint = ERASED if what in _PEOPLE and program.erasures else ""
                yield Finding(place.at(*each.steps), message, hint)


def _message(what: str, identifier: str, ids: Collection[str] | None, nearest: _Nearest) -> str:
    named = _NAMED.get(what, what)
    if ids is None:
        return f'there is no {named} "{identifier}": there is no program/{_FILES[what]}.yml'
    return f'there is no {named} "{identifier}"{nearest.to(what, identifier, ids)}'


RULE = Rule("unknown-reference", check, scope=Scope.FILE, afar=True)
