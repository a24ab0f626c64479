"""What there is to know of something new that no rule refuses: the difference of two snapshots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.due.claims import CANNOT, kept_from_approval
from goodword.ledger.naming import reference
from goodword.model.plain import Words
from goodword.nearest import alike
from goodword.relation.events import meetings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goodword.model.program import Program
    from goodword.relation.events import Meeting
    from goodword.snapshot import Snapshot

_UNDECIDED = frozenset({"submitted", "asked"})
"""What a claim waits for before it is decided."""


def new_effect(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """A sentence on each thing that is new and will be in somebody's way.

    A claim that cannot be approved as it is, a person with the name of another, an invitation
    that something speaks against, a figure whose day is still to come.

    Args:
        before: the program as it is.
        after: the program as it would be, on the same day.
    """
    yield from _claims(before, after)
    yield from _decisions(before, after)
    yield from _namesakes(before, after)
    there = meetings(before.program, before.as_of, before.tier_on)
    known = {each for one in there for each in _against(one)}
    for meeting in meetings(after.program, after.as_of, after.tier_on):
        yield from (each for each in _against(meeting) if each not in known)
    yield from _measures(before, after)
    yield from _places(before, after)


def _claims(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """What keeps new claims from being approved as they are, by what approving them would say."""
    program = after.program
    new = [
        each
        for path, each in program.claims.items()
        if path not in before.program.claims and after.claim(each).waits == "submitted"
    ]
    for claim in new:
        path, mission = claim.place.path, program.missions.get(claim.mission)
        if mission is not None and mission.status in {"paused", "closed"}:
            yield f"{path}: {mission.id} is {mission.status}, nothing is to be handed in"
        for each in kept_from_approval(after, claim):
            if not each.command.startswith("goodword claim approve"):
                yield f"{path}: {CANNOT}{each.message}"


def _decisions(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """What speaks against claims that are approved, and questions that stay open for ever."""
    for path, claim in after.program.claims.items():
        old = before.program.claims.get(path)
        if old is None or old is claim or before.claim(old).waits not in _UNDECIDED:
            continue
        on = after.claim(claim)
        mission = after.program.missions.get(claim.mission)
        if on.approved and mission is not None and mission.status in {"paused", "closed"}:
            yield f"{path}: {mission.id} is {mission.status}; was it handed in before?"
        asked = [each for each in claim.questions if each.answered is None]
        if asked and not on.waits:
            yield (
                f"{path}: the question of {asked[-1].asked} has no answer yet; to note one, "
                f"goodword claim ask {reference(path)} --answered comes first"
            )


def _namesakes(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """What is new and called as something of its kind that is there."""
    there, known = _called(after.program), {each[:2] for each in _called(before.program)}
    for each in there:
        for other in there if each[:2] not in known else ():
            if other != each and other[0] == each[0] and other[3:] == each[3:]:
                who = "somebody else" if each[0] == "influencer" else "another one"
                yield f"{each[1]}: {other[2]} is the name of {other[1]} too; is it {who}?"


def _called(program: Program) -> list[tuple[str, str, str, str, str]]:
    """Kind, id and name of what has one, how the name is compared, and of which day it is.

    Two of a name are nearly always a slip; what has a day may come again on another one.
    """
    ladders = program.tiers.every if program.tiers else ()
    tiers = [tier for ladder in ladders for tier in ladder.versions[-1].tiers]
    rooms: tuple[tuple[str, Iterable[Any], str], ...] = (
        ("influencer", program.influencers.values(), "name"),
        ("mission", program.missions.values(), "title"),
        ("reward", program.rewards.values(), "name"),
        ("community", program.communities.values(), "name"),
        ("tier", tiers, "name"),
        ("incident", program.incidents.values(), "title"),
        ("event", program.events.values(), "title"),
    )
    found = []
    for kind, things, field in rooms:
        for each in things:
            name = getattr(each, field)
            text = name.first if isinstance(name, Words) else str(name)
            day = each.id[:10] if kind in {"incident", "event"} else ""
            found.append((kind, each.id, text, alike(text), day))
    return found


def _places(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """A new event that is at a place and of which nobody said that people meet there."""
    for name, event in after.program.events.items():
        place = event.place_name
        if name in before.program.events or not place or "://" in place:
            continue
        if event.format == "online":
            yield f"{name}: on line, and at {place}; --format says that people meet there"


def _measures(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """Figures of a day that is still to come, which no report counts before it."""
    for name, measures in after.program.measures.items():
        cycle, old = after.program.cycles.named(name), before.program.measures.get(name)
        if cycle is None:
            continue
        for each in measures.values:
            day = each.on(cycle)
            if day > after.as_of and (old is None or each not in old.values):
                yield f"{each.kpi}: counts from {day} on, the day of the figure; --day says another"


def _against(meeting: Meeting) -> Iterator[str]:
    event, against = meeting.event, meeting.against
    for person, what in against:
        yield f"{event.id}: {person} {what}" if person else f"{event.id}: {what}"
