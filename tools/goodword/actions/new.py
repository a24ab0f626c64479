"""New people, missions, claims and rewards: a file with the fields that were given, and no more."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from goodword.actions.judging import Proposal, refusal
from goodword.edits.draft import Draft
from goodword.edits.naming import free_identifier, identifier
from goodword.edits.scaffold import in_schema_order
from goodword.model.paths import ID

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from goodword.diagnostics import Diagnostic
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree

_WIDTH = 96
_FORMS = {
    "profile": "influencers/{}/profile.yml",
    "mission": "missions/{}/mission.yml",
    "reward": "program/rewards/{}.yml",
}
"""Where a thing with that id lies."""
_NAMES = {"profile": "name", "mission": "title", "reward": "name"}
"""The field that an id is made of."""
_COME_LATER = frozenset(
    {
        *("questions", "decision", "appeal", "reversals", "withdrawn", "received", "at"),
        *("influencer", "occurred", "submitted", "portal_key", "tier_floor", "history"),
        "snoozed",
    }
)
"""Keys that a new file does not offer: they are made by commands, or the path says them."""


@dataclass(frozen=True, slots=True)
class Creating:
    """A request for a new file.

    Args:
        kind: `profile`, `mission`, `reward` or `claim`.
        fields: what it says.
        id: of a person, mission or reward; None to make it of the name.
        mission: of a claim.
        influencer: of a claim.
        occurred: of a claim.
    """

    kind: str
    fields: Mapping[str, Any]
    id: str | None = None
    mission: str = ""
    influencer: str = ""
    occurred: date | None = None


def new(
    snapshot: Snapshot,
    requests: Sequence[Creating],
    tree: Tree,
    schemas: Mapping[str, Mapping[str, Any]],
) -> Proposal:
    """New files, or why there may be none.

    Args:
        snapshot: the program.
        requests: what is asked, in order; each knows the ids of those before it.
        tree: the files as they are.
        schemas: the definitions of shape by kind, for order and comments.
    """
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    notes: list[str] = []
    taken = _taken(snapshot.program)
    for request in requests:
        schema = schemas[request.kind]
        value = in_schema_order(dict(request.fields), schema)
        about = _about(schema, value)
        if request.kind == "claim":
            path = f"missions/{request.mission}/claims/{request.occurred}-{request.influencer}.yml"
            path = draft.create(path, "claim", value, *about)
            notes.append(_claim_note(snapshot, request, path))
            continue
        others = {*snapshot.program.staff} if request.kind == "profile" else set()
        found = _identify(request, taken[request.kind] | others)
        path = _FORMS[request.kind].format(found or request.kind)
        why = list(_refusals(request, found, taken[request.kind]))
        problems += [refusal(path, *each) for each in why]
        if not why:
            taken[request.kind].add(found)
            draft.create(path, request.kind, value, *about)
            notes += _notes(snapshot, request, found)
    if problems:
        return Proposal(problems=tuple(problems))
    return Proposal(draft.edits, notes=tuple(notes))


def _taken(program: Program) -> dict[str, set[str]]:
    """Ids in use."""
    return {
        "profile": set(program.influencers),
        "mission": set(program.missions),
        "reward": set(program.rewards),
    }


def _identify(request: Creating, taken: Collection[str]) -> str:
    if request.id is not None:
        return request.id
    made = identifier(str(request.fields.get(_NAMES[request.kind], "")))
    return free_identifier(made, taken) if made else ""


def _refusals(request: Creating, found: str, taken: Collection[str]) -> Iterator[tuple[str, str]]:
    if not found:
        yield "no id can be made of that name", "say one with --id"
    elif not re.fullmatch(ID, found) or len(found) > 40:
        yield (
            f'the id "{found[:60]}" is not written as ids are',
            "lower-case letters, digits and single hyphens between them, at most 40",
        )
    elif request.id is not None and found in taken:
        yield f'the id "{found}" is taken', "choose another, or leave --id out"


def _about(schema: Mapping[str, Any], value: Mapping[str, Any]) -> tuple[str, ...]:
    """Comments for the head: what it is, and what else can be said."""
    what = str(schema["description"]).partition(" File:")[0]
    more = [key for key in schema["properties"] if key not in value and key not in _COME_LATER]
    lines = textwrap.wrap(what, _WIDTH)
    if more:
        lines += textwrap.wrap(f"More can be said: {', '.join(more)}.", _WIDTH)
    return tuple(lines)


def _notes(snapshot: Snapshot, request: Creating, found: str) -> Iterator[str]:
    if request.kind == "profile" and request.fields.get("stage") == "candidate":
        stated = request.fields.get("since")
        since = date.fromisoformat(stated) if stated else snapshot.as_of
        days = snapshot.ledger.terms.policies(since).candidate_notice_days
        last = since + timedelta(days=days)
        yield f"{found} is told of being listed, and why, by {last}"
    elif request.kind == "mission":
        yield f"claims are handed in with goodword new claim --mission {found}"
    elif request.kind == "reward":
        yield f"it is asked for with goodword reward redeem --reward {found}"


def _claim_note(snapshot: Snapshot, request: Creating, path: str) -> str:
    stated = request.fields.get("submitted")
    submitted = date.fromisoformat(stated) if stated else request.occurred or snapshot.as_of
    days = snapshot.ledger.terms.policies(submitted).clocks.review
    return f"{path} waits for goodword claim approve, due by {submitted + timedelta(days=days)}"
