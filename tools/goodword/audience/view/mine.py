"""What one member may have on a page of their own, which is sealed for them alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from goodword.audience.record import Record
    from goodword.audience.view.frame import Words
    from goodword.texts import Said


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day of a member's that is not over: a meeting of theirs, or the last day of something.

    Args:
        kind: event, points, mission or term.
        id: of the event or mission; the day where points end, the first day of a term.
        title: of the event or mission; empty for points and a term.
        starts, ends: as written, `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM` in the program's zone.
        last: the day on which it is over, included.
        place: of an event.
        points: how many can be spent until then.
    """

    kind: str
    id: str
    title: Words
    starts: str
    last: date
    ends: str | None = None
    place: str | None = None
    points: int = 0


@dataclass(frozen=True, slots=True)
class OwnFit:
    """Something that fits a member.

    Args:
        kind: mission, reward or event.
        reasons: wants, topic, community, region, tier or language, with what is shared.
    """

    kind: str
    id: str
    title: Words
    reasons: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class OwnOffer:
    """Something set aside for a member.

    Args:
        kind: reward or event.
        made: the day of the offer.
        reason: why it is for them.
        until: the last day on which they can take it.
        state: open, over, taken, declined or lapsed.
    """

    kind: str
    id: str
    title: Words
    made: date
    reason: str
    until: date
    state: str


@dataclass(frozen=True, slots=True)
class OwnReview:
    """A claim of others that waits for a member's review.

    Args:
        mission: its id. title: its title.
        people: names of whose it is.
        since: the day on which it was handed in.
        days: for which it waits, without those in which an answer was waited for.
        due: the last day on which deciding it is in time.
    """

    mission: str
    title: Words
    people: tuple[str, ...]
    since: date
    days: int
    due: date


@dataclass(frozen=True, slots=True)
class Mine:
    """A member's own page.

    Args:
        record: everything kept about them that they may have.
        number: of their link, `portal_key`; another number is another link.
        sharing: who else gets what today, as it is used: recognition, contact and points, each
            with nobody, staff, members or public.
        messages: which messages they get.
        standing_cycle: points of the current cycle, which decide the place among those shown.
        days: of theirs that are to come, the first one first.
        fits: what was picked for them, what fits best first.
        names: what the ids in their profile stand for, by the fact they stand in, then by id.
        nominators: names of members who nominated them and let members see who they are, by the
            first day of the term.
        offers: what was set aside for them, the newest first.
        keeping: what moves the last days of their points, a sentence each.
        reviews: claims of others that wait for their review, what is due first first.
        unnamed: how many more do, of people who do not show members what they do.
    """

    record: Record
    number: int
    sharing: tuple[tuple[str, str], ...]
    messages: str
    standing_cycle: int
    days: tuple[OwnDay, ...] = ()
    fits: tuple[OwnFit, ...] = ()
    names: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)
    nominators: Mapping[date, tuple[str, ...]] = field(default_factory=dict)
    offers: tuple[OwnOffer, ...] = ()
    keeping: tuple[Said, ...] = ()
    reviews: tuple[OwnReview, ...] = ()
    unnamed: int = 0
