"""program/feedback/<date>-<slug>.yml: one item, and what the brand did about it, step by step."""

from __future__ import annotations

import datetime as dt
import re

from goodword.model.plain import Data, Words, stem
from goodword.model.shape import Model, Part
from goodword.model.snooze import Snooze


class Say(Part, frozen=True, kw_only=True):
    """What may be said to each audience; what is None may not be said yet."""

    public: Words | None = None
    members: Words | None = None
    nda: Words | None = None


def topic_of(area: str) -> str:
    """The topic that a part of the product is: as an id writes it."""
    return re.sub(r"[\s_]+", "-", area.strip().lower())


def _tag(name: str) -> str:
    return name.removesuffix("Step").lower()


class Noted(Part, frozen=True, kw_only=True, tag_field="step", tag=_tag):
    """A step of an item, whose word is the name of its class; `by` is who recorded it."""

    date: dt.date
    by: str | None = None

    @property
    def step(self) -> str:
        """The word for it: received, joined, …."""
        return str(self.__struct_config__.tag)


class Received(Noted, frozen=True, kw_only=True):
    """The item reached us from these people; feedback recorded for somebody counts as theirs."""

    from_: tuple[str, ...]
    channel: str | None = None
    source: str | None = None
    summary: str | None = None
    verbatim: str | None = None


class Joined(Noted, frozen=True, kw_only=True):
    """More originators for the same item."""

    from_: tuple[str, ...]


class Acknowledged(Noted, frozen=True, kw_only=True):
    """Somebody took notice."""

    by: str


class Triaged(Noted, frozen=True, kw_only=True):
    """The item is a named person's, and a department's where the program has any."""

    department: str | None = None
    owner: str
    severity: str


class Decided(Noted, frozen=True, kw_only=True):
    """What will become of it; `rationale` is staff's, `say` is for the others."""

    by: str
    outcome: str
    rationale: str
    say: Say = Say()
    revisit: dt.date | None = None
    link: str | None = None
    of: str | None = None
    reason_code: str | None = None


class Delivering(Noted, frozen=True, kw_only=True):
    """Work has begun."""

    link: str | None = None


class Delivered(Noted, frozen=True, kw_only=True):
    """It is there; `public` is the day from which anyone may know."""

    what: str
    where: str | None = None
    scope: str = "full"
    remaining: str | None = None
    say: Say = Say()
    public: dt.date


class Reopened(Noted, frozen=True, kw_only=True):
    """A new round begins."""

    by: str
    cause: str


class Withdrawn(Noted, frozen=True, kw_only=True):
    """These originators no longer ask for it."""

    from_: tuple[str, ...]


class VoidStep(Noted, frozen=True, kw_only=True):
    """The step at place `of` in the list (the first is 0) counts for nothing."""

    by: str
    of: int
    reason: str


Step = (
    Received
    | Joined
    | Acknowledged
    | Triaged
    | Decided
    | Delivering
    | Delivered
    | Reopened
    | Withdrawn
    | VoidStep
)


class Feedback(Model, frozen=True, kw_only=True):
    """A feedback item; `steps` in the order of the file, that order counts within a day."""

    id: str
    title: Words
    area: str | None = None
    pillar: str | None = None
    confidentiality: str = "staff"
    conversations: tuple[str, ...] = ()
    warning: bool = False
    steps: tuple[Step, ...]
    snoozed: tuple[Snooze, ...] = ()

    @property
    def topic(self) -> str | None:
        """The topic that its area is; None where it has none."""
        return topic_of(self.area) if self.area else None

    @classmethod
    def laid_out(cls, data: Data, path: str, started: dt.date) -> Data:
        """The name is the id; what is delivered may be known at once, if no other day is said."""
        steps = [{"public": each["date"], **each} for each in data["steps"]]
        return {"id": stem(path), "steps": steps}
