"""Bringing over another system's history: people, missions and decided claims as new files.

What the program has already is used as it is; nothing is overwritten, and a claim that is there
is not made again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodword.actions.judging import Proposal, refusal
from goodword.edits import Edit
from goodword.edits.scaffold import in_schema_order, scaffold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from goodword.diagnostics import Diagnostic
    from goodword.intake.import_map import ImportMap, MissionMap
    from goodword.intake.leaderboard import Event, History, Person
    from goodword.model.claim import Claim
    from goodword.model.program import Program
    from goodword.source.schemas import Schemas

_TAKEN_OVER = (
    *("title", "instructions", "summary", "status", "objective", "conversation", "department"),
)


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
class Line:
    """What becomes of one kind of thing: how many are new, how many were there or are left out."""

    what: str
    created: int
    kept: int
    why: str = ""


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


def import_claims(program: Program | None, request: Importing) -> Proposal:
    """The edits that bring a history over.

    Args:
        program: the program to which it is added, None for a new one.
        request: what is asked.
    """
    problems = obstacles(program, request.names)
    if problems:
        return Proposal(problems=problems)
    files = [*_documents(program, request), *_missions(program, request)]
    files += _people(program, request)
    files += _claims(program, request)
    edits = tuple(Edit(path, None, scaffold(path, kind, value)) for path, kind, value in files)
    return Proposal(edits, people=tuple(request.history.people))


_File = tuple[str, str, "Mapping[str, Any]"]


def _documents(program: Program | None, request: Importing) -> Iterator[_File]:
    """The program's own files that are not there yet."""
    for kind, value in request.names.documents.items():
        there = program is not None and (kind == "program" or getattr(program, kind) is not None)
        if not there:
            ordered = in_schema_order(value, request.schemas.documents[kind])
            yield f"program/{kind}.yml", kind, ordered


def _missions(program: Program | None, request: Importing) -> Iterator[_File]:
    for mission in request.names.missions:
        if program is None or mission.id not in program.missions:
            value = _mission(mission, request.names)
            ordered = in_schema_order(value, request.schemas.documents["mission"])
            yield f"missions/{mission.id}/mission.yml", "mission", ordered


def _mission(mission: MissionMap, names: ImportMap) -> dict[str, Any]:
    """A mission without limits, whose points can be spent at once."""
    value = {key: mission.fields[key] for key in _TAKEN_OVER if key in mission.fields}
    if names.objective is not None:
        value.setdefault("objective", names.objective)
    given = mission.fields["points"]
    if isinstance(given, list):
        value["points"] = [{**each, "maturation_days": 0} for each in given]
    else:
        value["points"] = {"value": given, "maturation_days": 0}
    # A link counts once for each event of the export, as it did there.
    value["evidence"] = {"reuse": "always"}
    if "evidence" not in names.columns:
        value["evidence"]["at_least"] = 0
    return value


def _people(program: Program | None, request: Importing) -> Iterator[_File]:
    for person in request.history.people.values():
        if program is None or person.id not in program.influencers:
            yield f"influencers/{person.id}/profile.yml", "profile", _profile(person, request.names)


def _profile(person: Person, names: ImportMap) -> dict[str, Any]:
    value: dict[str, Any] = {
        "name": person.name,
        "stage": "member",
        "since": (names.since or person.first).isoformat(),
        "category": names.category,
        "department": names.department,
        "owner": names.owner,
    }
    if names.account is not None:
        value["accounts"] = {names.account: person.handle}
    return {key: each for key, each in value.items() if each is not None}


def _claims(program: Program | None, request: Importing) -> Iterator[_File]:
    """The claims that are not there yet, numbered on from those of the same day."""
    there, last = _known(program)
    for event in sorted(request.history.events, key=lambda each: (each.day, each.at or "")):
        key = _key(event.mission, event.person, event.day.isoformat(), event.url, event.at)
        if there[key]:
            there[key] -= 1
            continue
        name = f"{event.day}-{event.person}"
        stem = f"missions/{event.mission}/claims/{name}"
        number = last[stem] = last[stem] + 1
        path = f"{stem}.yml" if number == 1 else f"{stem}.{number}.yml"
        yield path, "claim", _claim(event, request.names.by)


def _claim(event: Event, by: str) -> dict[str, Any]:
    value: dict[str, Any] = {}
    if event.url is not None:
        value["evidence"] = event.url
    if event.at is not None:
        value["at"] = event.at
    value["decision"] = {
        "outcome": "approved",
        "by": by,
        "date": event.day.isoformat(),
        "points": event.points,
        "judged": {"status": "open"},
    }
    return value


_Key = tuple[str, str, str, str]


def _key(mission: str, person: str, day: str, url: str | None, at: str | None) -> _Key:
    """By what a claim is known again: its link, or its time where it has none."""
    return mission, person, day, url if url is not None else (at or "")


def _known(program: Program | None) -> tuple[Counter[_Key], Counter[str]]:
    """How often each claim is there, and the last number of each mission, day and person."""
    there: Counter[_Key] = Counter()
    last: Counter[str] = Counter()
    for claim in program.claims.values() if program else ():
        url = claim.evidence[0].url if claim.evidence else None
        there[_key(claim.mission, claim.influencer, _day(claim), url, claim.at)] += 1
        path = claim.place.path
        stem = path.removesuffix(".yml").removesuffix(f".{claim.number}")
        last[stem] = max(last[stem], claim.number)
    return there, last


def _day(claim: Claim) -> str:
    return claim.place.path.rpartition("/")[2][:10]


def overview(request: Importing, proposal: Proposal) -> tuple[Line, ...]:
    """What would be created, what is there already, what is left out, and why.

    Args:
        request: what was asked.
        proposal: what `import_claims` proposes.
    """
    history, names = request.history, request.names
    made = {edit.path for edit in proposal.edits}
    lines = [
        Line(f"program/{kind}.yml", 1, 0)
        if f"program/{kind}.yml" in made
        else Line(f"program/{kind}.yml", 0, 1, "kept as it is")
        for kind in names.documents
    ]
    profiles = sum(path.endswith("/profile.yml") for path in made)
    kept = len(history.people) - profiles
    lines.append(Line("people", profiles, kept, _there(kept)))
    events = Counter(event.mission for event in history.events)
    claims = Counter(path.split("/")[1] for path in made if "/claims/" in path)
    for mission in names.missions:
        new = f"missions/{mission.id}/mission.yml" in made
        lines.append(Line(f"mission {mission.id}", int(new), int(not new), _there(not new)))
        kept = events[mission.id] - claims[mission.id]
        lines.append(Line(f"claims of {mission.id}", claims[mission.id], kept, _there(kept)))
    for handle, count in history.left_out.items():
        because = {"bot": "a bot", "asked": "asked to be left out"}[names.left_out[handle]]
        lines.append(Line(f"rows of {handle}", 0, count, because))
    return tuple(lines)


def _there(count: int) -> str:
    return "already there" if count else ""


def assumptions(program: Program | None, request: Importing) -> tuple[str, ...]:
    """What the export does not say and the import had to assume, as sentences.

    Args:
        program: the program as it is with the import.
        request: what was asked.
    """
    names, history = request.names, request.history
    zone = program.settings.timezone if program else names.timezone
    since = names.since or "the day of their first event"
    found = [
        f"days are counted in {zone}",
        f"everyone in the export is a member since {since}",
        f"every claim was handed in, and approved by {names.by}, on the day of its event",
        "every claim was done as was asked (quality normal)",
        "nobody has agreed to be shown: everything is for staff until they do",
        "the missions have no limits, and one link may count several times",
        "points can be spent from the day of the event, and expire by the program's policy",
    ]
    for what, value in (
        ("looked after by", names.owner),
        ("of the department", names.department),
        ("of the category", names.category),
    ):
        if value is not None:
            found.append(f"everyone is {what} {value}")
    if "points" not in names.columns:
        found.append("points are those of the map, since the export has none")
    if "evidence" not in names.columns:
        found.append("no claim has evidence, since the export has none")
    if history.timed < len(history.events):
        found.append("an event without a time counts at the end of its day")
    if history.respelled:
        found.append("handles are written in lower case")
    if history.left_out:
        found.append(f"left out: {', '.join(history.left_out)}")
    found += [f"the column {heading} is not used" for heading in history.unused]
    return tuple(found)
