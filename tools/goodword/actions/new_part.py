"""New parts of a file that holds all of a kind: departments, tiers, milestones and more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.actions.asked import order, proposal
from goodword.actions.judging import refusal
from goodword.actions.new import identify
from goodword.edits.draft import Draft
from goodword.edits.naming import identifier
from goodword.edits.scaffold import about, in_schema_order
from goodword.edits.versions import add_version, newest
from goodword.relation.routing import without_category
from goodword.source.schemas.fields import document
from goodword.verbs.milestone import MEASURES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.diagnostics import Diagnostic
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


def new_part(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that add parts, each with an id of its own; a tier makes one more ladder."""
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    for each in requests:
        kind = each.verb.kind
        path = f"program/{kind}.yml"
        value = each.entry()
        own = value["tiers"] if kind == "tiers" else value
        if "kpis" in own:
            name = identifier(own["kpis"]["name"])
            own["kpis"] = [{"id": name, "name": "", "kind": "outcome", **own["kpis"]}]
        taken = _taken(snapshot, each)
        if kind == "groups" and "limits" in own:
            own["limits"] = {"from": each.date.isoformat(), **own["limits"]}
        found, why = identify(each, taken, next((str(own[x]) for x in _NAMED if x in own), ""))
        problems += [refusal(path, *reason) for reason in why]
        if kind == "tiers" and snapshot.program.tiers and snapshot.program.tiers.ladders:
            problems.append(refusal(path, *_OF_A_LADDER))
        if problems:
            continue
        part = {"id": found, **own}
        if kind == "milestones":
            part = in_schema_order({"milestones": [_milestone(each, part)]}, document(kind))
            part = part["milestones"][0]
        if kind == "tiers":
            ladder = in_schema_order({"versions": {"tiers": [part]}}, document(kind))
            _ladder(snapshot, each, draft, ladder["versions"]["tiers"][0])
        elif path in draft:
            draft.append_item(path, (each.part,), part, order(kind))
        else:
            whole = {**_FIRST[kind](part), each.part: [part]}
            draft.create(path, kind, whole, *about(kind, whole))
        if each.part == "categories" and not _taken(snapshot, each):
            _theirs(snapshot, draft, str(found))
    return proposal(problems, draft.edits)


_OF_A_LADDER = (
    "it states ladders, and a new tier is one more of versions alone",
    "write it into a version of the ladder that it is for",
)
"""Why no tier is added to a file of ladders, and what to do."""
_NAMED = ("name", "goal", "what")
"""The keys that an id is made of."""
_FIRST: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "conversations": lambda _: {},
    "departments": lambda _: {"departments": []},
    "groups": lambda _: {},
    "milestones": lambda _: {},
    "segments": lambda _: {},
    "strategy": lambda objective: {"pillars": [objective["pillar"]]},
}
"""What a file says beside its first part."""


def _milestone(request: Asked, part: dict[str, Any]) -> dict[str, Any]:
    """A milestone with its conditions; what each of them is about stands with it."""
    beside = {"claims": "of", "in_tier_days": "tier"}
    conditions = []
    for flag, key, _ in MEASURES:
        least = request.get(flag.replace("-", "_"))
        if least is not None:
            about = beside.get(key, "")
            more = {about: request.get(about)} if request.get(about) else {}
            conditions.append({key: least, **more})
    return {"from": request.date.isoformat(), **part, "all": conditions}


def _taken(snapshot: Snapshot, request: Asked) -> set[str]:
    """The ids of such parts that are in use."""
    program = snapshot.program
    if request.verb.kind == "tiers":
        return set(program.tiers.first.versions[-1].ids) if program.tiers else set()
    if request.verb.kind == "strategy":
        return {each.id for each in program.strategy.objectives} if program.strategy else set()
    if request.verb.kind == "conversations":
        talk = program.conversations
        return {each.id for each in talk.conversations} if talk else set()
    if request.verb.kind == "milestones":
        return {each.id for each in program.milestones.milestones} if program.milestones else set()
    if request.verb.kind == "segments":
        return set(program.segment_of)
    if request.verb.kind == "groups":
        return {each.id for each in program.groups.groups} if program.groups else set()
    there = program.departments
    return {each.id for each in getattr(there, request.part)} if there else set()


def _theirs(snapshot: Snapshot, draft: Draft, category: str) -> None:
    """The first category is that of everybody who would need one from now on, and can have none."""
    for person in without_category(snapshot.program):
        path = person.place.path
        if "category" not in draft.says(path):
            draft.set_value(path, ("category",), category, order("profile"))


def _ladder(snapshot: Snapshot, request: Asked, draft: Draft, tier: dict[str, Any]) -> None:
    """Add a tier in its place: to the ladder that begins that day, or to one that does."""
    path, key = "program/tiers.yml", "versions"
    if path not in draft:
        draft.create(path, "tiers", {key: {"tiers": [tier]}}, *about("tiers", (key,)))
        return
    day = request.said.get("from", request.date.isoformat())
    there = [*newest(draft, path, key, "").get("tiers", ()), tier]
    tiers = sorted(there, key=lambda each: each["standing_at_least"])
    versions = draft.says(path).get(key)
    if isinstance(versions, list) and versions and versions[-1].get("from") == day:
        draft.set_value(path, (key, len(versions) - 1, "tiers"), tiers, ())
        return
    entry = {"from": day, "announced": request.date.isoformat(), "tiers": tiers}
    since = snapshot.program.settings.first_day
    add_version(draft, path, key, entry, order("tiers"), since=since, plain="")
