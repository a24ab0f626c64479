"""Assessing communities: who moves each on a day is written down whole, so that it stays known."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goodword.actions.asked import order, proposal
from goodword.edits.draft import Draft
from goodword.relation.assessments import known, movers_on, newest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.model.community import Community
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


def assess(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that add an assessment to each community; of one day the last one counts."""
    draft = Draft(tree)
    of = {each.place.path: each for each in snapshot.program.communities.values()}
    notes: list[str] = []
    for each in requests:
        community = of[each.subject]
        stated = each.said.get("movers", ())
        movers = () if each.get("nobody") else stated or movers_on(community, each.date)
        entry = {**each.entry(step=each.part), "movers": list(movers)}
        said = {key: entry[key] for key in order("community", each.part) if key in entry}
        draft.append_item(each.subject, ("assessments",), said, order("community"))
        notes += _notes(community, each.date, () if stated else movers)
    return proposal((), draft.edits, notes=notes)


def _notes(community: Community, day: date, movers: Sequence[str]) -> Iterator[str]:
    """What was found before, who is taken to move it still, and what goes on counting."""
    path, before = community.place.path, newest(community, day)
    if before is not None:
        yield f"{path}: on {before.date} relevance {before.relevance}, we {before.we}"
    if movers:
        yield f"{path}: moved by {', '.join(movers)}, as before"
    last = known(community, date.max)
    if last and last[0].assessment.date > day:
        yield f"{path}: the assessment of {last[0].assessment.date} goes on counting"
