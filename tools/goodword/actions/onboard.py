"""One more step of onboarding: in a sequence that is there, or the first of a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.actions.asked import order, proposal
from goodword.actions.judging import refusal
from goodword.actions.new import identify
from goodword.edits.draft import Draft
from goodword.edits.naming import free_identifier, identifier
from goodword.edits.scaffold import about, in_schema_order
from goodword.source.schemas.fields import document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.diagnostics import Diagnostic
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree

_PATH, _KEY = "program/onboarding.yml", "sequences"


def onboard(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that add steps, each with an id of its own in its sequence."""
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    for each in requests:
        # No id is taken: a sequence that is there gets one more step.
        found, why = identify(each, set(), str(each.steer["name"]))
        there = _sequences(draft)
        at = next((at for at, one in enumerate(there) if one.get("id") == found), None)
        known = {str(one["id"]) for one in there[at]["steps"]} if at is not None else set()
        made = identifier(str(each.steer["step"]))
        if not made:
            why = (*why, ("no id can be made of that step", "say it with --step in other words"))
        if at is not None and each.said.get("for") not in (None, there[at].get("for", "member")):
            stage = there[at].get("for", "member")
            why = (
                *why,
                (
                    f'the sequence "{found}" is for {stage}',
                    "leave --for out, or say another --name",
                ),
            )
        problems += [refusal(_PATH, *reason) for reason in why]
        if why:
            continue
        step = {"id": free_identifier(made, known), **each.said.get("steps", {})}
        whole = {_KEY: [{"id": found, **each.said, "steps": [step]}]}
        laid: dict[str, Any] = in_schema_order(whole, document("onboarding"))
        if at is not None:
            new = laid[_KEY][0]["steps"][0]
            draft.append_item(_PATH, (_KEY, at, "steps"), new, order("onboarding", _KEY))
        elif _PATH in draft:
            draft.append_item(_PATH, (_KEY,), laid[_KEY][0], order("onboarding"))
        else:
            draft.create(_PATH, "onboarding", laid, *about("onboarding", (_KEY,)))
    del snapshot
    return proposal(problems, draft.edits)


def _sequences(draft: Draft) -> list[Any]:
    """Those that are there, also the ones that requests before this one add."""
    said = draft.says(_PATH).get(_KEY) if _PATH in draft else None
    return said if isinstance(said, list) else []
