"""What became of feedback or of an incident, told or heard: one record for each person.

A record of its own for each person lets many be told at once, on as many branches, and the
relationship reads the same file as the loop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.actions.asked import proposal
from goodword.edits.draft import Draft
from goodword.loops.told import counts, target
from goodword.loops.visible import answers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


def answer(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that record who was told, exempted or heard: a new file for each person."""
    draft = Draft(tree)
    for each in requests:
        item, step, number = each.subject, each.part, _round(snapshot, each)
        # Of one day's record the file's name says the day; the minute stands in it.
        value = each.entry(
            kind="answer",
            step=step,
            refs=[item],
            round=number if number > 1 else None,
            date=each.get("date"),
        )
        word = value["milestone"] if step == "told" else step
        for person in dict.fromkeys(each.people):
            name = f"{each.date.isoformat()}-{word}-{item[11:]}.yml"
            draft.create(f"influencers/{person}/touchpoints/{name}", "touchpoint", value)
    return proposal((), draft.edits, notes=_again(snapshot, requests))


def _again(snapshot: Snapshot, requests: Sequence[Asked]) -> Iterator[str]:
    """A sentence for each person who was told the same of the same round already."""
    told = answers(snapshot.program.touchpoints.values(), snapshot.as_of)
    for each in requests:
        milestone = each.get("milestone")
        for person in dict.fromkeys(each.people) if each.part == "told" else ():
            profile = snapshot.program.influencers.get(person)
            steps = snapshot.milestones.get(each.subject, ())
            same = [
                record.date
                for record in told.get(each.subject, {}).get(person, ())
                if record.answer.milestone == milestone
                and record.answer.round == _round(snapshot, each)
                and counts(record, profile)
                # Of the same step: what was delivered since is something else to tell.
                and target(record, steps) == target(record._replace(date=each.date), steps)
            ]
            if same and milestone != "heartbeat":
                yield f"{person} was told the same already, on {max(same)}"


def _round(snapshot: Snapshot, request: Asked) -> int:
    """The round as stated, else the one that the item is in."""
    found = snapshot.loops.items.get(request.subject)
    stated: int | None = request.get("round")
    return stated or (found.round if found else 1)
