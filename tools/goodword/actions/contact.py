"""Recording a contact with people, in either direction; and how every verb makes its record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodword.actions.judging import Proposal, refusal
from goodword.edits.draft import Draft
from goodword.nearest import did_you_mean

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from goodword.model.program import Program
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


@dataclass(frozen=True, slots=True)
class Contacting:
    """A request to record a contact.

    Args:
        influencer: with whom.
        date: the day.
        by: staff id of who had it.
        channel: how.
        summary: what was said.
        about: names of records that it was about.
        theirs: they came to us.
    """

    influencer: str
    date: dt.date
    by: str
    channel: str | None
    summary: str
    about: tuple[str, ...] = ()
    theirs: bool = False


def contact(snapshot: Snapshot, requests: Sequence[Contacting], tree: Tree) -> Proposal:
    """The edits that record contacts: a new file for each person."""
    wanted = [
        (
            each.influencer,
            each.date,
            {
                "kind": "contact",
                "direction": "from-them" if each.theirs else None,
                "by": each.by,
                "channel": each.channel,
                "summary": each.summary,
                "refs": list(each.about),
            },
        )
        for each in requests
    ]
    return recorded(snapshot.program, wanted, tree)


def recorded(
    program: Program, wanted: Iterable[tuple[str, dt.date, Mapping[str, Any]]], tree: Tree
) -> Proposal:
    """The edits that add touchpoints, each named by its day and kind.

    Args:
        program: what the files say.
        wanted: whose, on which day, and what the record says; what is None, empty or untrue is
            left out.
        tree: the files that the program was read from.
    """
    draft = Draft(tree)
    problems = []
    for person, day, value in wanted:
        path = f"influencers/{person}/touchpoints/{day.isoformat()}-{value['kind']}.yml"
        if person in program.influencers:
            said = {k: v for k, v in value.items() if v not in (None, "", [], (), False)}
            draft.create(path, "touchpoint", said)
        else:
            near = did_you_mean(person, program.influencers)
            problems.append(refusal(path, f'there is no influencer "{person}"{near}'))
    return Proposal(problems=tuple(problems)) if problems else Proposal(draft.edits)
