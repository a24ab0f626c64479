"""influencers/<id>/touchpoints/<date>-<slug>.yml: a dated record of the relationship."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.model.claim import second
from goodword.model.plain import day, day_or_none, ids, record_name
from goodword.model.snooze import snoozes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from goodword.diagnostics import Place
    from goodword.model.claim import Second
    from goodword.model.plain import Data
    from goodword.model.snooze import Snooze


@dataclass(frozen=True, slots=True)
class Thanks:
    """Thanks for having helped somebody."""

    helped: str | None
    surprise: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """A step of a loop as it happened to this person: told, attempted, exempt, replied, verdict.

    `moment` is the minute of telling as written, None where only the day is known.
    """

    step: str
    round: int
    milestone: str | None
    ref: str | None
    delivery: str
    automated: bool
    reason: str | None
    verdict: str | None
    moment: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """Something a department asked of the person; `answered` is the day of the answer."""

    department: str | None
    for_: str | None
    outcome: str | None
    answered: dt.date | None


@dataclass(frozen=True, slots=True)
class Promise:
    """Something we promised, the last day to keep it, and the day it was kept."""

    due: dt.date
    kept: dt.date | None

    def kept_by(self, day: dt.date) -> dt.date | None:
        """When it was kept, as far as a day knows."""
        return self.kept if self.kept is not None and self.kept <= day else None


@dataclass(frozen=True, slots=True)
class GiftSecond:
    """The other person who agreed to a gift over the ceiling, and why."""

    by: str
    reason: str
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class Gift:
    """A gift, or a sample that is kept or lent `until` a day."""

    value_band: str
    disclosure: str | None
    second: GiftSecond | None
    kept: bool
    until: dt.date | None
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Points of either sign given or taken by hand; `corrects` is a record's path.

    `second` is who else agreed, and on which day; `at` is the time of day in UTC.
    """

    points: int
    reason_code: str
    standing: bool
    expires: dt.date | None
    corrects: str | None
    second: Second | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """A later last day for lots: of the claims named, or of all where `of` is empty.

    `second` is who else agreed, and on which day; `at` is the time of day in UTC.
    """

    of: tuple[str, ...]
    until: dt.date
    reason: str
    second: Second | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """An automated message that was sent."""

    sequence: str | None
    step: str | None
    template: str | None
    language: str | None
    message_id: str | None


@dataclass(frozen=True, slots=True)
class Void:
    """From that day on the record counts for nothing."""

    date: dt.date
    by: str
    reason: str


Detail = Thanks | Answer | Ask | Promise | Gift | Adjustment | Extension | Message | None
"""What a touchpoint's kind adds; None for contact, introduction, promotion and access."""


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """A record of the relationship; `by` is a staff id or the influencer's own."""

    place: Place = field(compare=False, repr=False)
    influencer: str
    name: str
    kind: str
    date: dt.date
    number: int
    by: str | None
    direction: str
    channel: str | None
    summary: str | None
    refs: tuple[str, ...]
    audience: str
    void: Void | None
    detail: Detail
    snoozed: tuple[Snooze, ...] = ()

    @property
    def order(self) -> tuple[str, int, str]:
        """Where it stands among those of its day: by slug, then number, then path."""
        return self.name.partition(".")[0], self.number, self.place.path

    def void_by(self, day: dt.date) -> bool:
        """Whether it is void, as far as a day knows."""
        return self.void is not None and self.void.date <= day


def _answer(data: Data) -> Answer:
    return Answer(
        data["step"],
        data.get("round", 1),
        data.get("milestone"),
        data.get("ref"),
        data.get("delivery", "sent"),
        data.get("automated", False),
        data.get("reason"),
        data.get("verdict"),
        data["date"] if "T" in data.get("date", "") else None,
    )


def _gift(data: Data) -> Gift:
    agreed = data.get("second")
    return Gift(
        data.get("value_band", "none"),
        data.get("disclosure"),
        None
        if agreed is None
        else GiftSecond(agreed["by"], agreed["reason"], day_or_none(agreed.get("date"))),
        data.get("kept", False),
        day_or_none(data.get("until")),
        ids(data.get("topics")),
    )


def _extension(data: Data) -> Extension:
    of = data["of"]
    named = () if of == "all" else ids(of)
    agreed = second(data.get("second"))
    return Extension(named, day(data["until"]), data["reason"], agreed, data.get("at"))


_DETAILS: dict[str, Callable[[Data], Detail]] = {
    "thanks": lambda data: Thanks(data.get("helped"), data.get("surprise", False)),
    "answer": _answer,
    "ask": lambda data: Ask(
        data.get("department"),
        data.get("for"),
        data.get("outcome"),
        day_or_none(data.get("answered")),
    ),
    "promise": lambda data: Promise(day(data["due"]), day_or_none(data.get("kept"))),
    "gift": _gift,
    "sample": _gift,
    "adjustment": lambda data: Adjustment(
        data["points"],
        data["reason_code"],
        data.get("standing", True),
        day_or_none(data.get("expires")),
        data.get("corrects"),
        second(data.get("second")),
        data.get("at"),
    ),
    "extension": _extension,
    "message": lambda data: Message(
        data.get("sequence"),
        data.get("step"),
        data.get("template"),
        data.get("language"),
        data.get("message_id"),
    ),
}


def _direction(data: Data) -> str:
    """Who gave and who received, where it is not stated: replies and verdicts are theirs."""
    theirs = data["kind"] == "answer" and data["step"] in ("replied", "verdict")
    return "from-them" if theirs else "to-them"


def read(data: Data, place: Place) -> Touchpoint:
    """The touchpoint of a document that fits its schema."""
    path = place.path
    name = record_name(path)
    kind = data["kind"]
    detail = _DETAILS.get(kind)
    void = data.get("void")
    return Touchpoint(
        place,
        path.split("/", 2)[1],
        path[path.rfind("/") + 1 : -4],
        kind,
        day((data.get("date") or name.date)[:10]),
        name.number,
        data.get("by"),
        data.get("direction") or _direction(data),
        data.get("channel"),
        data.get("summary"),
        ids(data.get("refs")),
        data.get("audience", "staff"),
        None if void is None else Void(day(void["date"]), void["by"], void["reason"]),
        detail(data) if detail else None,
        snoozes(data) if "snoozed" in data else (),
    )
