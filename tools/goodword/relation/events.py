"""Events: who was invited, who came, and invitations that something speaks against."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.ledger.segments import lets_in
from goodword.loops.figures import tenths
from goodword.loops.told import GONE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.ledger.held_tiers import TierOn
    from goodword.model.event import Event
    from goodword.model.program import Program


class Meeting(NamedTuple):
    """An event on a day.

    Args:
        event: as the file has it.
        state: `ahead`, `on` or `over`.
        came: who attended, where it has begun.
        uninvited: who came without being invited.
        against: for each invitation that something speaks against, the person and what it is.
    """

    event: Event
    state: str
    came: tuple[str, ...]
    uninvited: tuple[str, ...]
    against: tuple[tuple[str, str], ...]

    @property
    def attendance_tenths(self) -> int | None:
        """Those invited who came, in tenths of a percent; None ahead of it, or of none invited."""
        if self.state == "ahead":
            return None
        invited = self.event.invited
        return tenths(len(set(self.came) & set(invited)), len(invited))


def meetings(program: Program, as_of: date, tier: TierOn) -> tuple[Meeting, ...]:
    """All events as of a day, by the day they start.

    Args:
        program: what the files say.
        as_of: the day.
        tier: the tier of a person on a day; asked for where an event is for a segment that asks.
    """
    found = [_meeting(program, each, as_of, tier) for each in program.events.values()]
    return tuple(sorted(found, key=lambda m: (m.event.first_day, m.event.starts, m.event.id)))


def _meeting(program: Program, event: Event, as_of: date, tier: TierOn) -> Meeting:
    begun, over = event.first_day <= as_of, event.last_day < as_of
    state = "over" if over else "on" if begun else "ahead"
    came = event.attended if begun else ()
    uninvited = tuple(each for each in came if event.invited and each not in event.invited)
    return Meeting(event, state, came, uninvited, tuple(_against(program, event, as_of, tier)))


def _against(
    program: Program, event: Event, as_of: date, tier: TierOn
) -> Iterator[tuple[str, str]]:
    """What speaks against invitations: judged for the event's day, as far as it is known."""
    day = event.first_day
    for person in event.invited:
        profile = program.influencers.get(person)
        if profile is None:
            continue
        stage = profile.stage_on(min(day, as_of))
        consent = profile.consent_on(min(day, as_of))
        if stage in GONE:
            yield person, f"is {stage}"
        elif consent is not None and consent.messages == "none":
            yield person, "wants no messages"
        if event.nda and not profile.nda_on(day):
            yield person, f"has no agreement (NDA) in force on {day}"
        if not lets_in(program, event.segments, profile, min(day, as_of), tier):
            yield person, f"is in no segment needed: {', '.join(event.segments)}"
    if event.capacity is not None and len(event.invited) > event.capacity:
        yield "", f"{len(event.invited)} are invited, {event.capacity} can come"
