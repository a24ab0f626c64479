"""Deciding what becomes of a term; one that is renewed is followed by the next."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.actions.asked import order, proposal
from goodword.actions.judging import refusal
from goodword.edits.draft import Draft
from goodword.relation.terms import MOVES, last_day, version_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


def conclude(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that decide, and begin the term that follows on the day after the last one."""
    program, draft = snapshot.program, Draft(tree)
    problems, notes = [], []
    for each in requests:
        term = program.terms[each.subject]
        if term.decision_by() is not None:
            problems.append(refusal(each.subject, "was decided already, which is done once"))
            continue
        draft.set_value(each.subject, ("decision",), each.entry(), order("term"))
        outcome = each.get("outcome")
        person = term.influencer
        if outcome == "renewed":
            first = term.until + timedelta(days=1)
            path = f"influencers/{person}/terms/{first}.yml"
            last = last_day(version_on(program, first), first)
            value = {"until": last.isoformat(), "category": term.category}
            if path not in draft:
                draft.create(path, "term", {key: said for key, said in value.items() if said})
            notes.append(f"{person}: the next term lasts until {last}")
        elif outcome in MOVES:
            notes.append(
                f"{person} is to be told; then "
                f"goodword influencer stage {person} --to {MOVES[outcome]}"
            )
    return proposal(problems, draft.edits, notes=notes)
