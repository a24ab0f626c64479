"""Moving people to another stage, as a new entry of their history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.actions.asked import proposal
from goodword.actions.judging import refusal
from goodword.edits.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.model.profile import Profile
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


def stage(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that add to people's histories.

    A profile that gives `stage` and `since` gets a history that begins with them; they go, since
    from then on the newest entry says it.
    """
    draft = Draft(tree)
    problems = []
    notes = []
    for each in requests:
        person = snapshot.program.influencers[each.subject]
        now, stage_ = person.stage_on(each.date), each.said["stage"]
        if now == stage_:
            problems.append(refusal(person.place.path, f"{person.id} is {now} already"))
            continue
        _enter(draft, person, each)
        notes.append(f"{person.id}: {person.stage} since {person.since}, now {stage_}")
    return proposal(problems, draft.edits, notes=notes)


def _enter(draft: Draft, person: Profile, request: Asked) -> None:
    path = person.place.path
    entry = request.entry()
    keys = draft.says(path)
    if "history" in keys:
        draft.append_item(path, ("history",), entry, ())
    else:
        first = {"date": person.since.isoformat(), "stage": person.stage}
        draft.set_value(path, ("history",), [first, entry], ())
    for key in ("stage", "since"):
        if key in keys:
            draft.remove_entry(path, (key,))
