"""Telling people what became of feedback or of an incident: one record for each of them.

A record of its own for each person lets many be told at once, on as many branches, and the
relationship reads the same file as the loop.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodword.actions.judging import Proposal, refusal
from goodword.edits.draft import Draft
from goodword.loops.told import counts
from goodword.loops.visible import answers
from goodword.nearest import did_you_mean

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from goodword.diagnostics import Diagnostic
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


@dataclass(frozen=True, slots=True)
class Telling:
    """A request to record that people were told, or that it was tried.

    Args:
        item: id of a feedback item or an incident.
        people: influencer ids.
        date: the day.
        by: staff id of who told them.
        milestone: what they were told of.
        channel: how.
        round: of the item; None for the one it is in.
        ref: what proves it: the id or the address of the message.
        delivery: sent, read, replied or bounced; None for sent.
        summary: what they were told.
        attempted: they were not reached.
        automated: a machine sent it.
        moment: the minute as it is written, where the hours count; None for the day alone.
    """

    item: str
    people: tuple[str, ...]
    date: dt.date
    by: str
    milestone: str | None
    channel: str
    round: int | None = None
    ref: str | None = None
    delivery: str | None = None
    summary: str | None = None
    attempted: bool = False
    automated: bool = False
    moment: str | None = None


def tell(snapshot: Snapshot, requests: Sequence[Telling], tree: Tree) -> Proposal:
    """The edits that record who was told: a new file for each person."""
    program = snapshot.program
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    for each in requests:
        found = unknown(program, each.item, each.people)
        problems += found
        if found:
            continue
        fields: dict[str, Any] = {
            "step": "attempted" if each.attempted else "told",
            "milestone": each.milestone,
            "round": round_of(snapshot, each.item, each.round),
            "date": each.moment,
            "by": each.by,
            "channel": each.channel,
        }
        if not each.attempted:
            fields |= {"ref": each.ref, "delivery": each.delivery, "automated": each.automated}
        fields["summary"] = each.summary
        answered(draft, each.item, each.people, each.date, fields)
    if problems:
        return Proposal(problems=tuple(problems))
    return Proposal(draft.edits, notes=tuple(_again(snapshot, requests)))


def _again(snapshot: Snapshot, requests: Sequence[Telling]) -> Iterator[str]:
    """A sentence for each person who was told the same of the same round already."""
    told = answers(snapshot.program.touchpoints.values(), snapshot.as_of)
    for each in requests:
        number = round_of(snapshot, each.item, each.round) or 1
        for person in () if each.attempted else dict.fromkeys(each.people):
            profile = snapshot.program.influencers.get(person)
            same = [
                record.date
                for record in told.get(each.item, {}).get(person, ())
                if (record.answer.milestone, record.answer.round) == (each.milestone, number)
                and counts(record, profile)
            ]
            if same and each.milestone != "heartbeat":
                yield f"{person} was told the same already, on {max(same)}"


def answered(
    draft: Draft, item: str, people: Iterable[str], on: dt.date, fields: dict[str, Any]
) -> None:
    """Add a record of an answer about the item to each person's.

    Args:
        draft: what they are added to.
        item: id of a feedback item or an incident.
        people: influencer ids.
        on: the day.
        fields: of the answer; those that are None, empty or untrue are left out.
    """
    given = {key: each for key, each in fields.items() if each not in (None, "", False)}
    step = given.pop("step")
    value = {"kind": "answer", "step": step, "refs": [item], **given}
    word = given["milestone"] if step == "told" and "milestone" in given else step
    for person in dict.fromkeys(people):
        name = f"{on.isoformat()}-{word}-{item[11:]}.yml"
        draft.create(f"influencers/{person}/touchpoints/{name}", "touchpoint", value)


def round_of(snapshot: Snapshot, item: str, stated: int | None) -> int | None:
    """The round as stated, else the one that the item is in; None for the first."""
    if stated is None:
        found = snapshot.loops.items.get(item)
        stated = found.round if found else 1
    return stated if stated > 1 else None


def unknown(program: Program, item: str, people: Iterable[str]) -> list[Diagnostic]:
    """Why nothing can be recorded: an item or a person that is not there."""
    found = []
    items = (*program.feedback, *program.incidents)
    if item not in items:
        message = f'there is no feedback item or incident "{item}"{did_you_mean(item, items)}'
        found.append(refusal(f"program/feedback/{item}.yml", message))
    for person in people:
        if person not in program.influencers:
            near = did_you_mean(person, program.influencers)
            message = f'there is no influencer "{person}"{near}'
            found.append(refusal(f"influencers/{person}/profile.yml", message))
    return found
