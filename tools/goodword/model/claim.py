"""missions/<id>/claims/<date>-<influencer>.yml: a mission done, and its decision."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from goodword.model.mission import Eligibility
from goodword.model.plain import Named, Shares, day, one
from goodword.model.shape import Model, Part, made
from goodword.model.snooze import Snooze
from goodword.model.source import Source

if TYPE_CHECKING:
    from goodword.model.plain import Data


class Evidence(Part, frozen=True):
    """One piece of evidence; which fields are set depends on `kind`."""

    kind: str
    url: str | None = None
    title: str | None = None
    witness: str | None = None
    event: str | None = None
    date: dt.date | None = None


class Disclosure(Part, frozen=True):
    """A connection to the brand, where it was disclosed, and the touchpoints it is about."""

    connection: str
    where: str | None = None
    of: tuple[str, ...] = ()


class Question(Part, frozen=True):
    """Something the reviewer asked; `answered` is the day of the answer."""

    asked: dt.date
    by: str
    text: str
    answered: dt.date | None = None


class Second(Part, frozen=True):
    """The second person of a decision, and the day."""

    by: str
    date: dt.date


class Judged(Part, frozen=True):
    """What had no date of its own and was judged on the day of the decision."""

    region: str | None = None
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    category: str | None = None
    eligibility: Eligibility = Eligibility()
    status: str | None = None


class Decision(Part, frozen=True):
    """What a reviewer decided, frozen.

    `points` are given in total, `computed` what they would be without limits, `shares` and
    `capped_by` by influencer, `version` the `from` of the points version.
    """

    outcome: str
    by: str
    date: dt.date
    second: Second | None = None
    points: int = 0
    computed: int = 0
    shares: Shares = ()
    capped_by: Named = ()
    quality: str = "normal"
    version: dt.date | None = None
    judged: Judged | None = None
    reason: str | None = None
    reason_code: str | None = None


class Appeal(Part, frozen=True):
    """An appeal against a decision or a reversal, and what became of it."""

    date: dt.date
    text: str
    decision: Decision | None = None


class Reversal(Part, frozen=True, kw_only=True):
    """Points taken back, by influencer."""

    date: dt.date
    at: str | None = None
    by: str
    second: Second | None = None
    shares: Shares
    reason_code: str
    note: str | None = None
    appeal: Appeal | None = None


class Claim(Model, frozen=True, kw_only=True):
    """A claim; `mission`, `number` and what the file leaves out come from its path."""

    mission: str
    number: int
    influencer: str
    with_: tuple[str, ...] = ()
    occurred: dt.date
    submitted: dt.date
    received: dt.date | None = None
    at: str | None = None
    evidence: tuple[Evidence, ...] = ()
    summary: str | None = None
    helped: str | None = None
    effort_hours: int | None = None
    disclosure: tuple[Disclosure, ...] = ()
    questions: tuple[Question, ...] = ()
    decision: Decision | None = None
    appeal: Appeal | None = None
    reversals: tuple[Reversal, ...] = ()
    withdrawn: dt.date | None = None
    snoozed: tuple[Snooze, ...] = ()
    source: Source | None = None

    @property
    def people(self) -> tuple[str, ...]:
        """Everyone whose claim it is, each once: `influencer`, then `with` as listed."""
        if not self.with_:
            return (self.influencer,)
        return tuple(dict.fromkeys((self.influencer, *self.with_)))

    @property
    def brought_over(self) -> bool:
        """Whether it is history of another system; what was handed in says when it came in."""
        return self.source is not None and self.received is None

    @property
    def order(self) -> tuple[dt.date, str, str, str, int]:
        """Day of submitting, moment (the day's end if none), mission, influencer, number."""
        return (self.submitted, self.at or "24", self.mission, self.influencer, self.number)

    @classmethod
    def laid_out(cls, data: Data, path: str, started: dt.date) -> Data:
        """What the path says, and whose the points are where one person alone claims them."""
        start = path.rfind("/") + 1
        slug, _, number = path[start + 11 : -4].partition(".")
        occurred = day(data.get("occurred") or path[start : start + 10])
        submitted = data.get("submitted")
        laid: Data = {
            "mission": one(path.split("/", 2)[1]),
            "number": int(number) if number else 1,
            "influencer": one(data.get("influencer") or slug),
            "occurred": occurred,
            "submitted": day(submitted) if submitted else occurred,
        }
        people = (laid["influencer"], *data.get("with", ()))
        if "evidence" in data:
            laid["evidence"] = _evidence(data["evidence"])
        if "decision" in data:
            laid["decision"] = _decision(data["decision"], people)
        if "appeal" in data:
            laid["appeal"] = _appealed(data, people)["appeal"]
        if "reversals" in data:
            laid["reversals"] = [_appealed(each, people) for each in data["reversals"]]
        if "withdrawn" in data:
            laid["withdrawn"] = data["withdrawn"]["date"]
        return laid


_KINDS = {"url": "link", "witness": "witness", "event": "attendance"}
"""The kind of a piece of evidence, by the field given."""


def _evidence(value: Any) -> list[Data]:
    """Pieces of evidence with their kinds; a link may stand alone."""
    return [
        {"kind": "link", "url": each} if isinstance(each, str) else {"kind": _kind(each), **each}
        for each in (value if isinstance(value, list) else (value,))
    ]


def _kind(piece: Data) -> str:
    return next((kind for key, kind in _KINDS.items() if key in piece), "link")


def _decision(data: Data, people: tuple[str, ...]) -> Data:
    """A decision; approved points with no `shares` belong to the only person there is."""
    laid = {**data, "by": one(data["by"]), "date": day(data["date"])}
    if data.get("version"):
        laid["version"] = day(data["version"])
    if data.get("quality"):
        laid["quality"] = one(data["quality"])
    points, shares = data.get("points", 0), data.get("shares")
    if points:
        laid.setdefault("computed", points)
        if not shares and len(people) == 1:
            shares = {people[0]: points}
    if shares:
        laid["shares"] = {one(who): share for who, share in shares.items()}
    return laid


def _appealed(data: Data, people: tuple[str, ...]) -> Data:
    """What may have an appeal, with the decision on that."""
    appeal = data.get("appeal", {})
    if "decision" not in appeal:
        return data
    return {**data, "appeal": {**appeal, "decision": _decision(appeal["decision"], people)}}


def decision(data: Data, people: tuple[str, ...]) -> Decision:
    """A decision of its data and the people whose claim it is about."""
    return made(Decision, _decision(data, people))
