"""communities/<id>.yml: where people meet, and what we do there."""

from __future__ import annotations

from datetime import date

from goodword.days import EARLIEST
from goodword.model.plain import Data, Words, stem
from goodword.model.shape import Model, Part, versions
from goodword.model.snooze import Snooze


class Stance(Part, frozen=True, kw_only=True):
    """What we do in a community from a day on: join, monitor or ignore it."""

    from_: date
    stance: str


class Assessment(Part, frozen=True, kw_only=True):
    """What somebody of staff found there on a day; what is None is as the community says.

    `relevance` is 1 to 5, `active` people counted, `we` whether we were there: none, some, ongoing.
    """

    date: date
    by: str
    movers: tuple[str, ...] | None = None
    active: int | None = None
    relevance: int
    topics: tuple[str, ...] | None = None
    source: str | None = None
    we: str


class Community(Model, frozen=True, kw_only=True):
    """A community; `movers` and `members` are influencer ids, `hosts` those of staff too."""

    id: str
    name: Words
    where: str = "online"
    url: str | None = None
    region: str | None = None
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    conversations: tuple[str, ...] = ()
    size: int | None = None
    stance: tuple[Stance, ...]
    hosts: tuple[str, ...] = ()
    movers: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    reviewed: date | None = None
    assessments: tuple[Assessment, ...] = ()
    snoozed: tuple[Snooze, ...] = ()

    @classmethod
    def laid_out(cls, data: Data, path: str, started: date) -> Data:
        """What we do there is a list of versions, or one that was always so."""
        return {
            "id": stem(path),
            "stance": [*versions(data.get("stance", []), "stance", EARLIEST)],
        }
