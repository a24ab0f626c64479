"""One more question of the perception audit, in a version that begins on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from goodword.actions.asked import order, proposal
from goodword.actions.judging import refusal
from goodword.actions.new import identify
from goodword.edits.draft import Draft
from goodword.edits.naming import identifier
from goodword.edits.scaffold import about, in_schema_order
from goodword.edits.versions import add_version, newest
from goodword.relation.asked import entries
from goodword.source.documents import read_document
from goodword.source.schemas.fields import document
from goodword.source.trees.committed import committed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.diagnostics import Diagnostic
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree

PATH = "program/audit.yml"
KEY = "versions"
_DAY = timedelta(days=1)


def pose(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that add questions: to a version that may still grow, or to a new one.

    A new one has all that was asked before as well. One that began stays as it is once it is in a
    commit or was answered; then the new one begins on the day after.
    """
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    notes: list[str] = []
    fixed = _fixed(snapshot, tree)
    for each in requests:
        said = each.entry()
        own = dict(said["questions"])
        there = newest(draft, PATH, KEY, "").get("questions", []) if PATH in draft else []
        taken = {str(one["id"]) for one in there}
        found, why = identify(each, taken, own["text"])
        problems += [refusal(PATH, *reason) for reason in why]
        today, last = each.date.isoformat(), _last(draft)
        # One that has not begun may still grow.
        day = said.get("from", max(today, last))
        if day in fixed and day <= today:
            later = max(last, (date.fromisoformat(day) + _DAY).isoformat())
            message = f"the version from {day} {fixed[day]} and stays as it is"
            if "from" in said:
                problems.append(refusal(PATH, message, f"--starts {later}"))
            else:
                notes.append(f"{message}: this is asked from {later} on")
                day = later
        if not why:
            if "choices" in own:
                own["choices"] = [{"id": identifier(x), "text": x} for x in own["choices"]]
            _add(snapshot, draft, day, there, {"id": found, **own})
    return proposal(problems, draft.edits, notes=notes)


def _last(draft: Draft) -> str:
    """The first day of the newest version; empty where there is none."""
    versions = draft.says(PATH).get(KEY) if PATH in draft else None
    return str(versions[-1].get("from", "")) if isinstance(versions, list) and versions else ""


def _fixed(snapshot: Snapshot, tree: Tree) -> dict[str, str]:
    """Why a version that began stays as it is, by its first day."""
    answered = {
        f"{entry.version}": "was answered"
        for audit in snapshot.program.audits.values()
        for entry in entries(audit)
        if entry.version is not None
    }
    data = committed(tree, PATH)
    said, _ = read_document(data, PATH) if data is not None else ({}, None)
    versions = said.get(KEY) if isinstance(said, dict) else None
    kept = versions if isinstance(versions, list) else []
    days = (str(each.get("from")) for each in kept if isinstance(each, dict))
    return answered | dict.fromkeys(days, "is in a commit")


def _add(
    snapshot: Snapshot, draft: Draft, day: str, there: list[Any], question: dict[str, Any]
) -> None:
    """Add a question to what is asked from a day on."""
    whole = {KEY: [{"from": day, "questions": [*there, question]}]}
    whole = in_schema_order(whole, document("questions"))
    if PATH not in draft:
        draft.create(PATH, "questions", whole, *about("questions", whole))
        return
    versions = draft.says(PATH).get(KEY)
    if isinstance(versions, list) and versions and versions[-1].get("from") == day:
        last = whole[KEY][0]["questions"][-1]
        draft.append_item(PATH, (KEY, len(versions) - 1, "questions"), last, ())
        return
    since = snapshot.program.settings.first_day
    add_version(draft, PATH, KEY, whole[KEY][0], order("questions"), since=since, plain="")
