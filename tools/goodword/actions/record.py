"""Records about people: thanks, contacts, asks and promises, and what came of the latter two."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from goodword.actions.asked import order, proposal
from goodword.actions.judging import refusal
from goodword.edits.draft import Draft
from goodword.model.touchpoint import Ask, Promise
from goodword.relation.asks import budget
from goodword.verbs.influencer import ADDRESS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


def record(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that add touchpoints, each named by its day and kind, or complete one."""
    draft = Draft(tree)
    problems = []
    for each in requests:
        if each.part == ADDRESS:
            continue  # sealed by whoever has the keys, and no record
        if not each.get(each.verb.closes):
            path = f"influencers/{each.subject}/touchpoints/{each.date}-{each.part}.yml"
            # The name says the day.
            draft.create(path, "touchpoint", each.entry(kind=each.part, date=None))
        elif why := _ended(snapshot, each):
            problems.append(refusal(each.subject, *why))
        else:
            outcome = {"outcome": each.get("outcome")} if each.get("outcome") else {}
            for key, value in {**outcome, each.verb.closes: each.date.isoformat()}.items():
                draft.set_value(each.subject, (key,), value, order("touchpoint", each.part))
    return proposal(problems, draft.edits, notes=_beyond(snapshot, requests))


def _ended(snapshot: Snapshot, request: Asked) -> tuple[str, ...]:
    """Why a record cannot be completed: it is of another kind, or was before."""
    found = snapshot.program.touchpoints.get(request.subject)
    detail = found.detail if found else None
    if not isinstance(detail, Ask if request.part == "ask" else Promise):
        article = "an" if request.part == "ask" else "a"
        return f"is no {request.part}", f"name the record of {article} {request.part}"
    if isinstance(detail, Ask) and detail.outcome is not None:
        return (f"was answered already: {detail.outcome}",)
    if isinstance(detail, Promise) and (kept := detail.kept_by(dt.date.max)):
        return (f"was kept already, on {kept}",)
    return ()


def _beyond(snapshot: Snapshot, requests: Sequence[Asked]) -> Iterator[str]:
    """A sentence for each ask that is more than a person can take in its quarter."""
    asked: Counter[tuple[str, str]] = Counter()
    for each in requests:
        if each.part == "ask" and not each.get("answered"):
            found = budget(snapshot.program, each.subject, each.date)
            asked[each.subject, found.quarter] += 1
            number = found.asked + asked[each.subject, found.quarter]
            if number > found.capacity:
                yield (
                    f"this is ask {number} of {each.subject} in {found.quarter}, "
                    f"of {found.capacity} that they can take"
                )
