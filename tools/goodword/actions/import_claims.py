"""Bringing over another system's history: people, missions and decided claims as new files.

What the program has already is used as it is; nothing is overwritten, and a claim that is there
is not made again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from goodword.actions.judging import Proposal, refusal
from goodword.days import EARLIEST, in_force
from goodword.diagnostics import Place
from goodword.edits import Edit
from goodword.edits.scaffold import in_schema_order, scaffold
from goodword.intake.history.handles import handle_id
from goodword.intake.history.known_claims import Known
from goodword.model.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from goodword.diagnostics import Diagnostic, Pointer
    from goodword.intake.history.leaderboard import Event, History, Person
    from goodword.intake.import_map import ImportMap, MissionMap
    from goodword.model.program import Program
    from goodword.model.settings import PointsPolicy
    from goodword.source.schemas import Schemas

_TAKEN_OVER = (
    *("title", "instructions", "summary", "status", "objective", "conversation", "department"),
)
_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Importing:
    """A request to bring over a history.

    Args:
        names: the map.
        history: what the export says.
        schemas: the definitions of shape, for the order of keys.
    """

    names: ImportMap
    history: History
    schemas: Schemas


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import would do, and where each of its files comes from.

    Args:
        proposal: the edits, or why there are none.
        lines: the line of the export, by path.
        parts: the part of the map, by path.
        elsewhere: events of the export that the program has as something else: line and why.
    """

    proposal: Proposal
    lines: Mapping[str, int] = field(default_factory=dict)
    parts: Mapping[str, Pointer] = field(default_factory=dict)
    elsewhere: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    """A file to be made; from a line of the export or a part of the map."""

    path: str
    kind: str
    value: Mapping[str, Any]
    line: int = 0
    part: Pointer = ()


def obstacles(program: Program | None, names: ImportMap) -> tuple[Diagnostic, ...]:
    """Why no export can be brought over with that map.

    Args:
        program: the program to which it would be added, None for a new one.
        names: the map.
    """
    if program is None and "program" not in names.documents:
        message = "there is no program yet, and the map has none"
        return (refusal(names.path, message, "add program to the map"),)
    opaque = (
        program.settings.ids if program else names.documents["program"].get("ids")
    ) == "opaque"
    if opaque:
        return (refusal(names.path, "ids are opaque, but an import makes them of handles"),)
    return ()


def import_claims(program: Program | None, request: Importing) -> Imported:
    """The edits that bring a history over.

    Args:
        program: the program to which it is added, None for a new one.
        request: what is asked.
    """
    problems = obstacles(program, request.names)
    if problems:
        return Imported(Proposal(problems=problems))
    elsewhere: list[tuple[int, str, str]] = []
    files = [*_documents(program, request), *_missions(program, request)]
    files += _people(program, request)
    files += _claims(program, request, elsewhere)
    edits = tuple(
        Edit(each.path, None, scaffold(each.path, each.kind, each.value)) for each in files
    )
    return Imported(
        Proposal(edits, people=tuple(request.history.people)),
        {each.path: each.line for each in files if each.line},
        {each.path: each.part for each in files if each.part},
        tuple(elsewhere),
    )


def _documents(program: Program | None, request: Importing) -> Iterator[_File]:
    """The program's own files that are not there yet."""
    for kind, value in request.names.documents.items():
        there = program is not None and (kind == "program" or getattr(program, kind) is not None)
        if not there:
            ordered = in_schema_order(value, request.schemas.documents[kind])
            yield _File(f"program/{kind}.yml", kind, ordered, part=(kind,))


def _missions(program: Program | None, request: Importing) -> Iterator[_File]:
    linked = without_link(request)
    for index, mission in enumerate(request.names.missions):
        if program is None or mission.id not in program.missions:
            value = _mission(mission, request.names, lacks=bool(linked[mission.id]))
            ordered = in_schema_order(value, request.schemas.documents["mission"])
            path = f"missions/{mission.id}/mission.yml"
            yield _File(path, "mission", ordered, part=("missions", index))


def without_link(request: Importing) -> Counter[str]:
    """How many events have no link, by mission."""
    return Counter(event.mission for event in request.history.events if event.url is None)


def _mission(mission: MissionMap, names: ImportMap, *, lacks: bool) -> dict[str, Any]:
    """A mission without limits, whose points can be spent at once."""
    value = {key: mission.fields[key] for key in _TAKEN_OVER if key in mission.fields}
    if names.objective is not None:
        value.setdefault("objective", names.objective)
    if len(mission.points) > 1:
        value["points"] = _versions(mission)
    else:
        given = mission.fields["points"]
        first = given[0] if isinstance(given, list) else {"value": mission.points[0].value}
        value["points"] = [{**first, "maturation_days": 0}]
        if "from" not in first:
            value["points"] = value["points"][0]
    # A link counts once for each event of the export, as it did there.
    value["evidence"] = {"reuse": "always"}
    if mission.at_least is not None:
        value["evidence"]["at_least"] = mission.at_least
    elif lacks or "evidence" not in names.columns:
        value["evidence"]["at_least"] = 0
    return value


def _versions(mission: MissionMap) -> list[dict[str, Any]]:
    """The versions of a mission; a fall was announced there, where nobody can look it up."""
    found: list[dict[str, Any]] = []
    for worth in mission.points:
        value: dict[str, Any] = {"from": worth.from_.isoformat()}
        if found and worth.value < found[-1]["value"]:
            value["announced"] = "before"
        found.append({**value, "value": worth.value, "maturation_days": 0})
    return found


def _people(program: Program | None, request: Importing) -> Iterator[_File]:
    employees = employed(request.names)
    for person in request.history.people.values():
        if program is None or person.id not in program.influencers:
            path = f"influencers/{person.id}/profile.yml"
            value = _profile(person, request.names, employees.get(person.id))
            yield _File(path, "profile", value, person.line)


def employed(names: ImportMap) -> dict[str, str]:
    """The staff id of those who are on staff too, by person."""
    return {handle_id(handle, names): staff for handle, staff in names.staff.items()}


def _profile(person: Person, names: ImportMap, staff: str | None) -> dict[str, Any]:
    value: dict[str, Any] = {
        "name": person.name,
        "stage": "member",
        "since": (names.since or person.first).isoformat(),
        "category": names.category,
        "department": names.department,
        "owner": names.owner,
        "staff": staff,
    }
    if names.account is not None:
        value["accounts"] = {names.account: _account(person)}
    return {key: each for key, each in value.items() if each is not None}


def _account(person: Person) -> str | dict[str, Any]:
    number = person.number
    if number is None:
        return person.handle
    return {"login": person.handle, "id": int(number) if len(number) <= _DIGITS else number}


def _claims(
    program: Program | None, request: Importing, elsewhere: list[tuple[int, str, str]]
) -> Iterator[_File]:
    """The claims that are not there yet, numbered on from those of the same day."""
    known = Known(program, request.names)
    policies = _policies(program, request.names)
    last = _last(program)
    new = []
    for event in sorted(request.history.events, key=lambda each: (each.day, each.at or "")):
        there = known.by_source(event)
        if there is None:
            new.append(event)
        elif (there.mission, there.influencer) != (event.mission, event.person):
            message = f'the event "{event.event}" is there already as {there.place.path}'
            hint = f"that is of {there.influencer}; name the other system in the map, as `system`"
            elsewhere.append((event.line, message, hint))
    for event in known.not_there(new):
        name = f"{event.day}-{event.person}"
        stem = f"missions/{event.mission}/claims/{name}"
        number = last[stem] = last[stem] + 1
        path = f"{stem}.yml" if number == 1 else f"{stem}.{number}.yml"
        yield _File(path, "claim", _claim(program, event, request.names, policies), event.line)


def _claim(
    program: Program | None, event: Event, names: ImportMap, policies: Sequence[PointsPolicy]
) -> dict[str, Any]:
    value: dict[str, Any] = {}
    if event.url is not None:
        value["evidence"] = event.url
    if event.at is not None:
        value["at"] = event.at
    by = decider(program, event.person, names)
    decision: dict[str, Any] = {
        "outcome": "approved",
        "by": by,
        "date": event.day.isoformat(),
        "points": event.points,
        "judged": {"status": "open"},
    }
    mission = next(each for each in names.missions if each.id == event.mission)
    given = mission.value(event.day)
    other = mission.graded is not None and event.points != given
    if names.second is not None and (other or _takes_two(policies, event)):
        who = names.second if by != names.second else names.by
        decision["second"] = {"by": who, "date": event.day.isoformat()}
    if names.second is not None and other:
        decision |= {
            "computed": given,
            "reason": f"as it was given in {names.system}",
            "reason_code": "override",
        }
    value["decision"] = decision
    value["source"] = {"system": names.system}
    if event.event is not None:
        value["source"]["event"] = event.event
    return value


def _policies(program: Program | None, names: ImportMap) -> Sequence[PointsPolicy]:
    """The versions of the points policy, of the program that is there or that the map has."""
    if program is not None:
        return program.settings.points
    stated = names.documents["program"]
    return Settings.read(stated, Place("program/program.yml"), EARLIEST).points


def _takes_two(policies: Sequence[PointsPolicy], event: Event) -> bool:
    """Whether points are above what one person may decide, by the policy of the day."""
    policy = in_force(policies, event.day) or policies[0]
    return policy.escalate_above is not None and event.points > policy.escalate_above


def decider(program: Program | None, person: str, names: ImportMap) -> str:
    """Who decides what a person did: nobody decides their own, also as an employee."""
    own = employed(names).get(person)
    if program is not None and person in program.influencers:
        own = program.influencers[person].staff
    return names.second if names.second and names.by in (own, person) else names.by


def _last(program: Program | None) -> Counter[str]:
    """The last number of each mission, day and person."""
    last: Counter[str] = Counter()
    for claim in program.claims.values() if program else ():
        path = claim.place.path
        stem = path.removesuffix(".yml").removesuffix(f".{claim.number}")
        last[stem] = max(last[stem], claim.number)
    return last
