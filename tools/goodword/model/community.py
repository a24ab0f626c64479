"""communities/<id>.yml: where people meet, and what we do there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.days import EARLIEST
from goodword.model.plain import day_or_none, ids, versions, words
from goodword.model.snooze import snoozes

if TYPE_CHECKING:
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.plain import Data, Words
    from goodword.model.snooze import Snooze


@dataclass(frozen=True, slots=True)
class Stance:
    """What we do in a community from a day on: join, monitor or ignore it."""

    from_: date
    stance: str


@dataclass(frozen=True, slots=True)
class Community:
    """A community; `movers` and `members` are influencer ids."""

    place: Place = field(compare=False, repr=False)
    id: str
    name: Words
    where: str
    url: str | None
    topics: tuple[str, ...]
    size: int | None
    stance: tuple[Stance, ...]
    movers: tuple[str, ...]
    members: tuple[str, ...]
    reviewed: date | None
    snoozed: tuple[Snooze, ...] = ()


def read(data: Data, place: Place) -> Community:
    """The community of a document that fits its schema."""
    return Community(
        place,
        place.path[place.path.rfind("/") + 1 : -4],
        words(data["name"]),
        data.get("where", "online"),
        data.get("url"),
        ids(data.get("topics")),
        data.get("size"),
        versions(
            data.get("stance", []),
            EARLIEST,
            "stance",
            lambda each, start: Stance(start, each["stance"]),
        ),
        ids(data.get("movers")),
        ids(data.get("members")),
        day_or_none(data.get("reviewed")),
        snoozes(data) if "snoozed" in data else (),
    )
