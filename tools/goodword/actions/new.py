"""New people, missions, events and the like: a file with what was given, and no more."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from goodword.actions.asked import proposal
from goodword.actions.judging import refusal
from goodword.edits.draft import Draft
from goodword.edits.naming import free_identifier, identifier
from goodword.edits.scaffold import about, in_schema_order
from goodword.model.paths import ID
from goodword.source.schemas.fields import document

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.diagnostics import Diagnostic
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree

Refusals = tuple[tuple[str, str], ...]
"""What is wrong, and what to do instead."""
_FORMS = {
    "profile": "influencers/{}/profile.yml",
    "mission": "missions/{}/mission.yml",
    "reward": "program/rewards/{}.yml",
    "community": "program/communities/{}.yml",
    "event": "program/events/{}.yml",
    "incident": "program/incidents/{}.yml",
}
"""Where a thing with that id lies."""
_NAMED = ("title", "name")
"""The fields that an id is made of."""
_DAYS = {"event": "starts", "incident": "began"}
"""The field whose day the name begins with."""


def new(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """New files, or why there may be none; each request knows the ids of those before it."""
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    notes: list[str] = []
    taken = _taken(snapshot.program)
    for request in requests:
        kind = request.verb.kind
        schema = document(kind)
        value = in_schema_order(_FIELDS[kind](request) if kind in _FIELDS else request.said, schema)
        comments = about(kind, value)
        if kind == "claim":
            mission, person = request.steer["mission"], request.steer["influencer"]
            path = f"missions/{mission}/claims/{_occurred(request)}-{person}.yml"
            path = draft.create(path, kind, value, *comments)
            notes.append(_claim_note(snapshot, request, path))
            continue
        others = {*snapshot.program.staff} if kind == "profile" else set()
        day = _day(request)
        of_day = {each.removeprefix(day) for each in taken[kind] if each.startswith(day)}
        said = next((request.said[each] for each in _NAMED if each in request.said), "")
        name, why = identify(request, of_day, str(said), others)
        found = f"{day}{name}"
        path = _FORMS[kind].format(found or kind)
        problems += [refusal(path, *each) for each in why]
        if not why:
            taken[kind].add(found)
            draft.create(path, kind, value, *comments)
            notes += _notes(snapshot, request, value, found)
    return proposal(problems, draft.edits, notes=notes)


def _occurred(request: Asked) -> date:
    day: date = request.get("occurred") or request.date
    return day


def _day(request: Asked) -> str:
    """What a name begins with where it says a day; empty for the others."""
    key = _DAYS.get(request.verb.kind)
    return f"{str(request.said.get(key, request.date))[:10]}-" if key else ""


def _dated(request: Asked) -> dict[str, Any]:
    """What is said, without a day that the name says."""
    key = _DAYS[request.verb.kind]
    return {name: each for name, each in request.said.items() if name != key or len(each) > 10}


def _profile(request: Asked) -> dict[str, Any]:
    return {"since": request.date.isoformat(), **request.said}


def _reward(request: Asked) -> dict[str, Any]:
    value = dict(request.said)
    if set(value["cost"]) == {"points"}:
        value["cost"] = value["cost"]["points"]
    if "stock" in value:
        value["stock"] = [{"date": request.date.isoformat(), **value["stock"]}]
    return value


def _claim(request: Asked) -> dict[str, Any]:
    value = dict(request.said)
    said = value.pop("evidence", {})
    found: list[dict[str, str]] = [
        {"kind": kind, key: each} for name, kind, key in _EVIDENCE for each in said.get(name, ())
    ]
    if found:
        alone = len(found) == 1 and found[0].get("url")
        value["evidence"] = alone or found
    if "disclosure" in value:
        parts = [each.partition(":") for each in value["disclosure"]]
        value["disclosure"] = [
            {
                "connection": connection.strip(),
                **({"where": where.strip()} if where.strip() else {}),
            }
            for connection, _, where in parts
        ]
    if _occurred(request) != request.date:
        value["submitted"] = request.date.isoformat()
    if request.at is not None:
        value["at"] = request.at
    return value


_FIELDS = {
    "profile": _profile,
    "reward": _reward,
    "claim": _claim,
    "event": _dated,
    "incident": _dated,
}
"""By kind, what its file says beyond what was said."""
_EVIDENCE = (
    ("link", "link", "url"),
    ("witness", "witness", "witness"),
    ("event", "attendance", "event"),
)
"""What proves a claim: how it was said, its kind, and the key that has it."""


def _taken(program: Program) -> dict[str, set[str]]:
    """Ids in use."""
    return {
        "profile": set(program.influencers),
        "mission": set(program.missions),
        "reward": set(program.rewards),
        "community": set(program.communities),
        "event": set(program.events),
        "incident": set(program.incidents),
    }


def identify(
    request: Asked, taken: set[str], name: str, others: Collection[str] = ()
) -> tuple[str, Refusals]:
    """The id of what is new, as it was said or made of its name, and why it may not be that.

    Args:
        request: its subject is the id that was said; empty for none.
        taken: ids that are in use.
        name: of what is new.
        others: ids that it may have, but is not given.
    """
    made = identifier(name)
    found = request.subject or (free_identifier(made, taken.union(others)) if made else "")
    return found, tuple(_refusals(request, found, taken))


def _refusals(request: Asked, found: str, taken: Collection[str]) -> Iterator[tuple[str, str]]:
    if not found:
        yield "no id can be made of that name", "say one with --id"
    elif not re.fullmatch(ID, found) or len(found) > 40:
        yield (
            f'the id "{found[:60]}" is not written as ids are',
            "lower-case letters, digits and single hyphens between them, at most 40",
        )
    elif request.subject and found in taken:
        yield f'the id "{found}" is taken', "choose another, or leave --id out"


def _notes(
    snapshot: Snapshot, request: Asked, value: Mapping[str, Any], found: str
) -> Iterator[str]:
    kind = request.verb.kind
    if kind == "profile" and value["stage"] == "candidate":
        since = date.fromisoformat(value["since"])
        days = snapshot.ledger.terms.policies(since).candidate_notice_days
        last = since + timedelta(days=days)
        yield f"{found} is told of being listed, and why, by {last}"
    elif kind == "mission":
        yield f"claims are handed in with goodword new claim --mission {found}"
    elif kind == "reward":
        yield f"it is asked for with goodword reward redeem --reward {found}"
    elif kind == "event":
        yield f"people are invited with goodword event invite {found}"
    elif kind == "incident":
        yield f"people are told with goodword feedback tell {found}"


def _claim_note(snapshot: Snapshot, request: Asked, path: str) -> str:
    submitted = request.date
    days = snapshot.ledger.terms.policies(submitted).clocks.review
    return (
        f"{path} waits to be decided with goodword claim, due by {submitted + timedelta(days=days)}"
    )
