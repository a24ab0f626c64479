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
from goodword.relation.offers import asked_before
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
            if each.part == "offer" and (why := _had(snapshot, each)):
                problems.append(refusal(path, *why))
                continue
            # The name says the day.
            draft.create(path, "touchpoint", each.entry(kind=each.part, date=None))
        elif why := _ended(snapshot, each):
            problems.append(refusal(each.subject, *why))
        else:
            outcome = {"outcome": each.get("outcome")} if each.get("outcome") else {}
            for key, value in {**outcome, each.verb.closes: each.date.isoformat()}.items():
                draft.set_value(each.subject, (key,), value, order("touchpoint", each.part))
    return proposal(problems, draft.edits, notes=_beyond(snapshot, requests))


def _had(snapshot: Snapshot, request: Asked) -> tuple[str, ...]:
    """Why nothing is set aside for somebody: they have it already, as far as is known now.

    No file says since when somebody is invited, nor what of one day came first; so `check` does
    not know it of an offer that is there.
    """
    program, who, reward = snapshot.program, request.subject, request.get("reward")
    event = program.events.get(request.get("event") or "")
    if event is not None and who in {*event.invited, *event.attended, *event.hosts}:
        return f'"{who}" has a place at {event.id} already', f"see {event.place.path}"
    account = snapshot.ledger.account(who)
    if reward and (before := asked_before(program, account, reward, request.date)):
        path = before[0].place.path
        return f'"{who}" asked for {reward} already, on {before[0].requested}', f"see {path}"
    return ()


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
