"""Nominating people for a term: a file for each, or one more nominator in the one that is there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from goodword.actions.asked import order, proposal
from goodword.actions.judging import refusal
from goodword.edits.draft import Draft
from goodword.relation.terms import first_day, last_day, version_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


def nominate(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that nominate people; a term of that first day gets the nominators it lacks."""
    program, draft = snapshot.program, Draft(tree)
    problems, notes = [], []
    for each in requests:
        stated = each.get("from")
        first = dt.date.fromisoformat(stated) if stated else _first(program, each)
        path = f"influencers/{each.subject}/terms/{first}.yml"
        wanted = [*dict.fromkeys(each.get("nominated_by") or ())]
        if path in draft:
            there = draft.says(path).get("nominated_by", [])
            more = [who for who in wanted if who not in there]
            if not more:
                problems.append(refusal(path, "is there, and names no one else"))
            for who in more:
                draft.append_item(path, ("nominated_by",), who, order("term"))
            continue
        last = each.get("until") or last_day(version_on(program, first), first).isoformat()
        value = each.entry(**{"from": None, "until": last})
        if each.date >= first or not wanted:
            value.pop("nominated", None)  # the first day says it
        draft.create(path, "term", value)
        notes.append(f"{path}: from {first} until {last}; goodword term tell notes that they know")
    return proposal(problems, draft.edits, notes=notes)


def _first(program: Program, request: Asked) -> dt.date:
    """The first day of a term that is meant: one that is to begin, else as the versions say."""
    terms = program.terms_of.get(request.subject, ())
    coming = [each.from_ for each in terms if each.from_ >= request.date]
    return coming[0] if coming else first_day(program, request.subject, request.date)
