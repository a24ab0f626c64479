"""Handing over to another owner: a person, or all that somebody who leaves looks after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.actions.asked import order, proposal
from goodword.actions.judging import refusal
from goodword.edits.draft import Draft
from goodword.model.feedback import Triaged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.actions.asked import Asked
    from goodword.actions.judging import Proposal
    from goodword.diagnostics import Diagnostic
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree


def hand_over(snapshot: Snapshot, requests: Sequence[Asked], tree: Tree) -> Proposal:
    """The edits that name another owner.

    With `from` it is all of theirs: influencers, open feedback (as one more triage), rewards that
    they send, missions whose claims they decide, departments that they lead, events to come, and
    communities that they host. What they did stays theirs; incidents and requests are whose the
    influencer or reward is.
    """
    draft = Draft(tree)
    problems: list[Diagnostic] = []
    notes = []
    for each in requests:
        old = each.get("from")
        if not old:
            draft.set_value(each.subject, ("owner",), each.said["owner"], order("profile"))
            continue
        found = [line for change in _CHANGES for line in change(snapshot, each, draft)]
        if not found:
            message = f"{old} owns nothing that could be handed over"
            problems.append(refusal("program/program.yml", message))
        notes += found
    return proposal(problems, draft.edits, notes=notes)


def _influencers(snapshot: Snapshot, request: Asked, draft: Draft) -> Iterator[str]:
    old, new = request.get("from"), request.said["owner"]
    program = snapshot.program
    for person in program.influencers.values():
        if program.owner_of(person) == old:
            draft.set_value(person.place.path, ("owner",), new, order("profile"))
            yield f"influencer {person.id}"


def _items(snapshot: Snapshot, request: Asked, draft: Draft) -> Iterator[str]:
    old, new = request.get("from"), request.said["owner"]
    for name, item in snapshot.loops.items.items():
        if item.owner != old or item.state.startswith("closed-"):
            continue
        path = snapshot.program.feedback[name].place.path
        step = {
            "step": "triaged",
            "date": request.date.isoformat(),
            "by": request.by,
            "department": item.department,
            "owner": new,
            "severity": _severity(snapshot, name, old),
        }
        said = {key: each for key, each in step.items() if each is not None}
        draft.append_item(path, ("steps",), said, order("feedback"))
        yield f"item {name}"


def _severity(snapshot: Snapshot, item: str, owner: str) -> str:
    """What the newest triage to an owner says of it."""
    steps = snapshot.program.feedback[item].steps
    triages = [each for each in steps if isinstance(each, Triaged) and each.owner == owner]
    return max(triages, key=lambda each: each.date).severity


def _rewards(snapshot: Snapshot, request: Asked, draft: Draft) -> Iterator[str]:
    for reward in snapshot.program.rewards.values():
        if reward.fulfiller == request.get("from"):
            new = request.said["owner"]
            draft.set_value(reward.place.path, ("fulfiller",), new, order("reward"))
            yield f"reward {reward.id}"


def _missions(snapshot: Snapshot, request: Asked, draft: Draft) -> Iterator[str]:
    old, new = request.get("from"), request.said["owner"]
    for mission in snapshot.program.missions.values():
        if old in mission.reviewers and new not in mission.reviewers:
            # What they decided was decided by a reviewer, and stays so.
            names = [*mission.reviewers, new]
            draft.set_value(mission.place.path, ("reviewers",), names, order("mission"))
            yield f"mission {mission.id}"


def _departments(snapshot: Snapshot, request: Asked, draft: Draft) -> Iterator[str]:
    departments = snapshot.program.departments
    for index, each in enumerate(departments.departments if departments else ()):
        if departments is not None and each.lead == request.get("from"):
            where = ("departments", index, "lead")
            draft.set_value(departments.place.path, where, request.said["owner"], ())
            yield f"department {each.id}"


def _events(snapshot: Snapshot, request: Asked, draft: Draft) -> Iterator[str]:
    for event in snapshot.program.events.values():
        if request.get("from") in event.hosts and event.last_day >= request.date:
            names = _instead(event.hosts, request)
            draft.set_value(event.place.path, ("hosts",), names, order("event"))
            yield f"event {event.id}"


def _communities(snapshot: Snapshot, request: Asked, draft: Draft) -> Iterator[str]:
    for community in snapshot.program.communities.values():
        if request.get("from") in community.hosts:
            names = _instead(community.hosts, request)
            draft.set_value(community.place.path, ("hosts",), names, order("community"))
            yield f"community {community.id}"


def _instead(names: Sequence[str], request: Asked) -> list[str]:
    """The names with the new one in the place of the old one, each once."""
    old, new = request.get("from"), request.said["owner"]
    return list(dict.fromkeys(new if each == old else each for each in names))


_CHANGES = (_influencers, _items, _rewards, _missions, _departments, _events, _communities)
"""What is handed over, kind by kind; each names what it changes."""
