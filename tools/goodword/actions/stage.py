"""Moving people to another stage, as a new entry of their history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.actions.judging import Proposal, refusal
from goodword.edits.draft import Draft
from goodword.nearest import did_you_mean
from goodword.source.documents import read_document

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from goodword.model.profile import Profile
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


@dataclass(frozen=True, slots=True)
class Staging:
    """A request to record that a person entered a stage.

    Args:
        influencer: who.
        date: the first day of the stage.
        by: staff id of who records it.
        stage: the stage.
        reason: why, in words.
    """

    influencer: str
    date: dt.date
    by: str
    stage: str
    reason: str | None = None


def stage(snapshot: Snapshot, requests: Sequence[Staging], tree: Tree) -> Proposal:
    """The edits that add to people's histories.

    A profile that gives `stage` and `since` gets a history that begins with them; they go, since
    from then on the newest entry says it.
    """
    draft = Draft(tree)
    problems = []
    notes = []
    for each in requests:
        person = snapshot.program.influencers.get(each.influencer)
        if person is None:
            path = f"influencers/{each.influencer}/profile.yml"
            near = did_you_mean(each.influencer, snapshot.program.influencers)
            problems.append(refusal(path, f'there is no influencer "{each.influencer}"{near}'))
            continue
        now = person.stage_on(each.date)
        if now == each.stage:
            problems.append(refusal(person.place.path, f"{person.id} is {now} already"))
            continue
        _enter(draft, person, each)
        notes.append(f"{person.id}: {person.stage} since {person.since}, now {each.stage}")
    if problems:
        return Proposal(problems=tuple(problems))
    return Proposal(draft.edits, notes=tuple(notes))


def _enter(draft: Draft, person: Profile, request: Staging) -> None:
    path = person.place.path
    entry = {"date": request.date.isoformat(), "stage": request.stage, "by": request.by}
    if request.reason:
        entry["reason"] = request.reason
    said, _ = read_document(draft.content(path), path)
    keys = said if isinstance(said, dict) else {}
    if "history" in keys:
        draft.append_item(path, ("history",), entry, ())
    else:
        first = {"date": person.since.isoformat(), "stage": person.stage}
        draft.set_value(path, ("history",), [first, entry], ())
    for key in ("stage", "since"):
        if key in keys:
            draft.remove_entry(path, (key,))
