"""One more question of the perception audit, in a version that begins on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.actions.asked import order, proposal
from goodword.actions.judging import refusal
from goodword.actions.new import identify
from goodword.edits.draft import Draft
from goodword.edits.naming import identifier
from goodword.edits.scaffold import about, in_schema_order
from goodword.edits.versions import add_version, newest
from goodword.source.schemas.fields import document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.diagnostics import Diagnostic
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree

PATH = "program/audit.yml"
KEY = "versions"


def pose(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that add questions: to the version of the day, or to a new one with all before."""
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    for each in requests:
        said = each.entry()
        own = dict(said["questions"])
        there = newest(draft, PATH, KEY, "").get("questions", []) if PATH in draft else []
        taken = {str(one["id"]) for one in there}
        found, why = identify(each, taken, own["text"])
        problems += [refusal(PATH, *reason) for reason in why]
        if not why:
            if "choices" in own:
                own["choices"] = [{"id": identifier(x), "text": x} for x in own["choices"]]
            day = said.get("from", each.date.isoformat())
            _add(snapshot, draft, day, there, {"id": found, **own})
    return proposal(problems, draft.edits)


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
