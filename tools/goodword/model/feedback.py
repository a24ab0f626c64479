"""program/feedback/<date>-<slug>.yml: one item, and what the brand did about it, step by step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from goodword.model.plain import day, day_or_none, ids, words, words_or_none
from goodword.model.snooze import snoozes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from goodword.diagnostics import Place
    from goodword.model.plain import Data, Words
    from goodword.model.snooze import Snooze


@dataclass(frozen=True, slots=True)
class Say:
    """What may be said to each audience; what is None may not be said yet."""

    public: Words | None = None
    members: Words | None = None
    nda: Words | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """The item reached us from these people; feedback recorded for somebody counts as theirs."""

    step: ClassVar[str] = "received"
    date: dt.date
    by: str | None
    from_: tuple[str, ...]
    channel: str | None
    source: str | None
    summary: str | None
    verbatim: str | None


@dataclass(frozen=True, slots=True)
class Joined:
    """More originators for the same item."""

    step: ClassVar[str] = "joined"
    date: dt.date
    by: str | None
    from_: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Somebody took notice."""

    step: ClassVar[str] = "acknowledged"
    date: dt.date
    by: str


@dataclass(frozen=True, slots=True)
class Triaged:
    """The item is a named person's, and a department's where the program has any."""

    step: ClassVar[str] = "triaged"
    date: dt.date
    by: str | None
    department: str | None
    owner: str
    severity: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What will become of it; `rationale` is staff's, `say` is for the others."""

    step: ClassVar[str] = "decided"
    date: dt.date
    by: str
    outcome: str
    rationale: str
    say: Say
    revisit: dt.date | None
    link: str | None
    of: str | None
    reason_code: str | None


@dataclass(frozen=True, slots=True)
class Delivering:
    """Work has begun."""

    step: ClassVar[str] = "delivering"
    date: dt.date
    by: str | None
    link: str | None


@dataclass(frozen=True, slots=True)
class Delivered:
    """It is there; `public` is the day from which anyone may know."""

    step: ClassVar[str] = "delivered"
    date: dt.date
    by: str | None
    what: str
    where: str | None
    scope: str
    remaining: str | None
    say: Say
    public: dt.date


@dataclass(frozen=True, slots=True)
class Reopened:
    """A new round begins."""

    step: ClassVar[str] = "reopened"
    date: dt.date
    by: str
    cause: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """These originators no longer ask for it."""

    step: ClassVar[str] = "withdrawn"
    date: dt.date
    by: str | None
    from_: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VoidStep:
    """The step at place `of` in the list (the first is 0) counts for nothing."""

    step: ClassVar[str] = "void"
    date: dt.date
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


@dataclass(frozen=True, slots=True)
class Feedback:
    """A feedback item; `steps` in the order of the file, that order counts within a day."""

    place: Place = field(compare=False, repr=False)
    id: str
    title: Words
    area: str | None
    pillar: str | None
    confidentiality: str
    steps: tuple[Step, ...]
    snoozed: tuple[Snooze, ...] = ()


def _say(data: Data) -> Say:
    return Say(
        words_or_none(data.get("public")),
        words_or_none(data.get("members")),
        words_or_none(data.get("nda")),
    )


def _delivered(data: Data) -> Delivered:
    when = day(data["date"])
    return Delivered(
        when,
        data.get("by"),
        data["what"],
        data.get("where"),
        data.get("scope", "full"),
        data.get("remaining"),
        _say(data.get("say", {})),
        day_or_none(data.get("public")) or when,
    )


_STEPS: dict[str, Callable[[Data], Step]] = {
    "received": lambda data: Received(
        day(data["date"]),
        data.get("by"),
        ids(data["from"]),
        data.get("channel"),
        data.get("source"),
        data.get("summary"),
        data.get("verbatim"),
    ),
    "joined": lambda data: Joined(day(data["date"]), data.get("by"), ids(data["from"])),
    "acknowledged": lambda data: Acknowledged(day(data["date"]), data["by"]),
    "triaged": lambda data: Triaged(
        day(data["date"]), data.get("by"), data.get("department"), data["owner"], data["severity"]
    ),
    "decided": lambda data: Decided(
        day(data["date"]),
        data["by"],
        data["outcome"],
        data["rationale"],
        _say(data.get("say", {})),
        day_or_none(data.get("revisit")),
        data.get("link"),
        data.get("of"),
        data.get("reason_code"),
    ),
    "delivering": lambda data: Delivering(day(data["date"]), data.get("by"), data.get("link")),
    "delivered": _delivered,
    "reopened": lambda data: Reopened(day(data["date"]), data["by"], data["cause"]),
    "withdrawn": lambda data: Withdrawn(day(data["date"]), data.get("by"), ids(data["from"])),
    "void": lambda data: VoidStep(day(data["date"]), data["by"], data["of"], data["reason"]),
}


def read(data: Data, place: Place) -> Feedback:
    """The feedback item of a document that fits its schema."""
    return Feedback(
        place,
        place.path[place.path.rfind("/") + 1 : -4],
        words(data["title"]),
        data.get("area"),
        data.get("pillar"),
        data.get("confidentiality", "staff"),
        tuple(_STEPS[each["step"]](each) for each in data["steps"]),
        snoozes(data) if "snoozed" in data else (),
    )
