"""What an audience may have of events and communities, and of what is new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from goodword.audience.view.frame import Link, Who, Words


@dataclass(frozen=True, slots=True)
class EventView:
    """An event.

    Args:
        starts, ends: as written, `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM` in the program's zone, with
            an offset where the zone skips or repeats that minute.
        first_day, last_day: both included.
        format: online, offline or hybrid.
        nda: whether an agreement is needed to come.
        hosts: staff by name, influencers as they may be named.
        attended: how many came, for staff; None where it is not yet known.
        notes: Markdown.
        region: ISO 3166 code. languages: BCP 47 tags.
        communities: ids of those of the View's communities whose event it is.
    """

    id: str
    title: Words
    starts: str
    ends: str | None
    first_day: date
    last_day: date
    format: str
    place: str | None = None
    nda: bool = False
    hosts: tuple[Who, ...] = ()
    attended: int | None = None
    notes: Words | None = None
    topics: tuple[str, ...] = ()
    region: str | None = None
    languages: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CommunityView:
    """A community that is joined: where it meets, and who of those shown is there.

    Args:
        where: online, offline or both.
        region: ISO 3166 code. languages: BCP 47 tags.
        size: how many people, as far as known.
        hosts: staff by name, influencers who may be named.
        people: of ours, those who may be named.
    """

    id: str
    name: Words
    where: str
    link: Link | None = None
    topics: tuple[str, ...] = ()
    size: int | None = None
    people: tuple[Who, ...] = ()
    region: str | None = None
    languages: tuple[str, ...] = ()
    hosts: tuple[Who, ...] = ()


@dataclass(frozen=True, slots=True)
class NewsView:
    """Something that happened, from the records.

    Args:
        kind: mission, answer, thanks, event, joined or incident.
        title: what it is about, by language.
        target: id of the mission, item, event or person it is about, where it has a page.
        who: the person it is about, as they may be named.
        say: what is said of it, where it has no page of its own.
    """

    date: date
    kind: str
    title: Words
    target: str | None = None
    who: Who | None = None
    say: Words | None = None
