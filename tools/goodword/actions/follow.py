"""What people on staff follow, and that they have had their digest: keys of program.yml."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.actions.asked import order, proposal
from goodword.actions.judging import refusal
from goodword.edits.draft import Draft
from goodword.verbs.staff import FOLLOWED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.diagnostics import Diagnostic
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


def follow(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that add what is followed, take it out, or set the day of a digest."""
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    path, keys = snapshot.program.settings.place.path, order("program", "staff")
    places = {each.id: at for at, each in enumerate(snapshot.program.settings.staff)}
    for each in requests:
        at = places[each.subject]
        there = draft.says(path)["staff"][at]
        if each.verb.name == "digest":
            problems += _digest(path, there, each)
            draft.set_value(path, ("staff", at, "digest"), each.date.isoformat(), keys)
            continue
        had: list[Any] = there.get("follows", [])
        asked = [{kind: _id(one)} for kind in FOLLOWED for one in each.get(kind)]
        if each.verb.name == "follow":
            wanted = [*had, *(one for one in asked if one not in had)]
        else:
            wanted = [one for one in had if one not in asked]
        if wanted == had:
            what = "follows that already" if each.verb.name == "follow" else "does not follow that"
            problems.append(refusal(path, f"{each.subject} {what}"))
        elif wanted:
            draft.set_value(path, ("staff", at, "follows"), wanted, keys)
        else:
            draft.remove_entry(path, ("staff", at, "follows"))
    return proposal(problems, draft.edits)


def _id(name: str) -> str:
    """The id of what may have been named by its path."""
    return name.rpartition("/")[2].removesuffix(".yml")


def _digest(path: str, there: dict[str, Any], request: Asked) -> list[Diagnostic]:
    """Why a digest cannot be noted: nothing is followed, or one of that day or later was."""
    if not there.get("follows"):
        how = f"goodword staff follow {request.subject} --community … says what they hear of"
        return [refusal(path, f"{request.subject} follows nothing", how)]
    had = there.get("digest", "")
    if had > request.date.isoformat():
        return [refusal(path, f"{request.subject} has had the digest of {had}, which is later")]
    if had == request.date.isoformat():
        return [refusal(path, f"{request.subject} has had the digest of {had} already")]
    return []
