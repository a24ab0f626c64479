"""influencers/<id>/touchpoints/<date>-<slug>.yml: a dated record of the relationship."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from goodword.model.claim import Second
from goodword.model.plain import Data, day, one, stem
from goodword.model.shape import Model, Part, made
from goodword.model.snooze import Snooze


class Thanks(Part, frozen=True, kw_only=True):
    """Thanks for having helped somebody."""

    helped: str | None = None
    surprise: bool = False


class Answer(Part, frozen=True, kw_only=True):
    """A step of a loop as it happened to this person: told, attempted, exempt, replied, verdict.

    `moment` is the minute of telling as written, None where only the day is known.
    """

    step: str
    round: int = 1
    milestone: str | None = None
    ref: str | None = None
    delivery: str = "sent"
    automated: bool = False
    reason: str | None = None
    verdict: str | None = None
    moment: str | None = None


class Ask(Part, frozen=True, kw_only=True):
    """Something a department asked of the person; `answered` is the day of the answer."""

    department: str | None = None
    for_: str | None = None
    outcome: str | None = None
    answered: dt.date | None = None


class Promise(Part, frozen=True, kw_only=True):
    """Something we promised, the last day to keep it, and the day it was kept."""

    due: dt.date
    kept: dt.date | None = None

    def kept_by(self, day: dt.date) -> dt.date | None:
        """When it was kept, as far as a day knows."""
        return self.kept if self.kept is not None and self.kept <= day else None


class GiftSecond(Part, frozen=True, kw_only=True):
    """The other person who agreed to a gift over the ceiling, and why."""

    by: str
    reason: str
    date: dt.date | None = None


class Gift(Part, frozen=True, kw_only=True):
    """A gift, or a sample that is kept or lent `until` a day."""

    value_band: str = "none"
    disclosure: str | None = None
    second: GiftSecond | None = None
    kept: bool = False
    until: dt.date | None = None
    topics: tuple[str, ...] = ()


class Adjustment(Part, frozen=True, kw_only=True):
    """Points of either sign given or taken by hand; `corrects` is a record's path.

    `second` is who else agreed, and on which day; `at` is the time of day in UTC.
    """

    points: int
    reason_code: str
    standing: bool = True
    expires: dt.date | None = None
    corrects: str | None = None
    second: Second | None = None
    at: str | None = None


class Extension(Part, frozen=True, kw_only=True):
    """A later last day for lots: of the claims named, or of all where `of` is empty.

    `second` is who else agreed, and on which day; `at` is the time of day in UTC.
    """

    of: tuple[str, ...]
    until: dt.date
    reason: str
    second: Second | None = None
    at: str | None = None


class Delivery(Part, frozen=True, kw_only=True):
    """What became of sending a message: `begun`, `accepted`, `deferred`, `refused`, `bounced`.

    `contact` begins the digest of the contact.age whose address failed; `code` is the server's.
    """

    at: str
    state: str
    code: int | None = None
    contact: str | None = None


class Message(Part, frozen=True, kw_only=True):
    """An automated message, sent or being sent; `key` is what makes it this one and no other.

    `delivery` says what became of it; where there is none, it was sent.
    """

    sequence: str | None = None
    step: str | None = None
    template: str | None = None
    language: str | None = None
    message_id: str | None = None
    key: str | None = None
    delivery: tuple[Delivery, ...] = ()

    def last(self, day: dt.date) -> Delivery | None:
        """What is known of its delivery on a day; None where nothing was noted: it was sent.

        Moments are in UTC, which may be a day ahead of the program's.
        """
        ends = (day + dt.timedelta(days=1)).isoformat()
        known = [each for each in self.delivery if each.at[:10] <= ends]
        return known[-1] if known else None


class Qualified(Part, frozen=True, kw_only=True):
    """It was clear that something may come of a referral."""

    date: dt.date


class Ended(Part, frozen=True, kw_only=True):
    """How a referral came out: `won` or `lost`, and on which day."""

    date: dt.date
    outcome: str


class Referral(Part, frozen=True, kw_only=True):
    """Somebody whom the person sent to us, or advised: which way it has gone since.

    `reference` is what it is called where sales are kept.
    """

    reference: str | None = None
    qualified: Qualified | None = None
    ended: Ended | None = None

    def stage_on(self, day: dt.date) -> str:
        """How far it had come on a day: introduced, qualified, won or lost."""
        if self.ended is not None and self.ended.date <= day:
            return self.ended.outcome
        known = self.qualified is not None and self.qualified.date <= day
        return "qualified" if known else "introduced"


class OfferEnd(Part, frozen=True, kw_only=True):
    """What became of an offer: `taken`, `declined` or `lapsed`, and on which day."""

    date: dt.date
    outcome: str


class Offer(Part, frozen=True, kw_only=True):
    """A reward or a place at an event, one of the two, set aside for the person.

    `until` is the last day on which they can take it.
    """

    reward: str | None = None
    event: str | None = None
    reason: str
    until: dt.date
    became: OfferEnd | None = None

    @property
    def thing(self) -> tuple[str, str]:
        """Whether it is a reward or an event, and its id."""
        return ("reward", self.reward) if self.reward is not None else ("event", self.event or "")

    def state_on(self, day: dt.date) -> str:
        """What had become of it on a day: `open`, `over` untold, `taken`, `declined`, `lapsed`."""
        if self.became is not None and self.became.date <= day:
            return self.became.outcome
        return "open" if day <= self.until else "over"


class Void(Part, frozen=True, kw_only=True):
    """From that day on the record counts for nothing."""

    date: dt.date
    by: str
    reason: str


DETAILS: dict[str, type[Part]] = {
    "thanks": Thanks,
    "answer": Answer,
    "ask": Ask,
    "promise": Promise,
    "gift": Gift,
    "sample": Gift,
    "adjustment": Adjustment,
    "extension": Extension,
    "message": Message,
    "referral": Referral,
    "advice": Referral,
    "offer": Offer,
}
"""What a touchpoint's kind adds; nothing for contact, introduction, promotion and access."""
if TYPE_CHECKING:
    Detail = (
        Thanks
        | Answer
        | Ask
        | Promise
        | Gift
        | Adjustment
        | Extension
        | Message
        | Referral
        | Offer
        | None
    )
else:
    Detail = Any  # its keys stand beside the others of the file, which the kind tells apart


class Touchpoint(Model, frozen=True, kw_only=True):
    """A record of the relationship; `by` is a staff id or the influencer's own.

    `hours` are ours, where somebody counted them.
    """

    influencer: str
    name: str
    kind: str
    date: dt.date
    number: int
    by: str | None = None
    direction: str
    channel: str | None = None
    summary: str | None = None
    hours: int | None = None
    refs: tuple[str, ...] = ()
    audience: str = "staff"
    void: Void | None = None
    detail: Detail
    snoozed: tuple[Snooze, ...] = ()

    @property
    def order(self) -> tuple[str, int, str]:
        """Where it stands among those of its day: by slug, then number, then path."""
        return self.name.partition(".")[0], self.number, self.place.path

    def void_by(self, day: dt.date) -> bool:
        """Whether it is void, as far as a day knows."""
        return self.void is not None and self.void.date <= day

    @classmethod
    def laid_out(cls, data: Data, path: str, started: dt.date) -> Data:
        """The path says whose it is and when; a day may be a minute; the kind says the rest."""
        name, kind = stem(path), data["kind"]
        date, number = data.get("date") or name[:10], name.partition(".")[2]
        detail = DETAILS.get(kind)
        return {
            "influencer": one(path.split("/", 2)[1]),
            "name": name,
            "kind": one(kind),
            "date": day(date[:10]),
            "number": int(number or 1),
            "direction": data.get("direction") or _direction(data),
            "detail": made(detail, _details(data, date)) if detail else None,
        }


def _details(data: Data, date: str) -> Data:
    if data["kind"] == "answer" and "T" in date:
        return {**data, "moment": date}
    if data.get("of") == "all":
        return {**data, "of": ()}
    return data


_THEIRS = ("referral", "advice")


def _direction(data: Data) -> str:
    """Who gave, where it is not stated: replies, verdicts and whom they sent us are theirs."""
    kind = data["kind"]
    theirs = kind in _THEIRS or (kind == "answer" and data["step"] in ("replied", "verdict"))
    return "from-them" if theirs else "to-them"
