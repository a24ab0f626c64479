"""missions/<id>/claims/<date>-<influencer>.yml: a mission done, and its decision."""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import convert

from goodword.days import EARLIEST
from goodword.model.decision import Decision, Judged, Review, Second, decision
from goodword.model.plain import Shares, day, one
from goodword.model.shape import Model, Part, fields, made, replace
from goodword.model.snooze import Snooze
from goodword.model.source import Source

if TYPE_CHECKING:
    from goodword.diagnostics import Place
    from goodword.model.plain import Data


__all__ = [
    "Appeal",
    "Claim",
    "Decision",
    "Disclosure",
    "Evidence",
    "Judged",
    "Later",
    "Question",
    "Result",
    "Reversal",
    "Review",
    "Second",
    "decision",
]


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


class Result(Part, frozen=True, kw_only=True):
    """People whom it reached, counted on a day, and where the figure comes from."""

    date: dt.date
    kind: str
    count: int
    source: str


class Later(Part, frozen=True, kw_only=True):
    """How many there were by a later day, in all, and what was decided on the difference."""

    date: dt.date
    quantity: int
    source: str
    decision: Decision | None = None


class Claim(Model, frozen=True, kw_only=True):
    """A claim; `mission`, `number` and what the file leaves out come from its path.

    `percents` are those that `with` states, by influencer; none where shares are even.
    """

    mission: str
    number: int
    influencer: str
    with_: tuple[str, ...] = ()
    percents: Shares = ()
    occurred: dt.date
    submitted: dt.date
    received: dt.date | None = None
    at: str | None = None
    evidence: tuple[Evidence, ...] = ()
    summary: str | None = None
    helped: str | None = None
    effort_hours: int | None = None
    quantity: int | None = None
    key: str | None = None
    disclosure: tuple[Disclosure, ...] = ()
    questions: tuple[Question, ...] = ()
    reviews: tuple[Review, ...] = ()
    decision: Decision | None = None
    appeal: Appeal | None = None
    reversals: tuple[Reversal, ...] = ()
    results: tuple[Result, ...] = ()
    quantity_later: tuple[Later, ...] = ()
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
    def parts(self) -> dict[str, int]:
        """The percent of each person, of the claimant what is left; none where shares are even."""
        if not self.percents:
            return {}
        others = dict(self.percents)
        return {self.influencer: max(100 - sum(others.values()), 0), **others}

    @property
    def many(self) -> int:
        """How many are claimed, where the mission counts something; one where nothing is said."""
        return 1 if self.quantity is None else self.quantity

    @property
    def brought_over(self) -> bool:
        """Whether it is history of another system; what was handed in says when it came in."""
        return self.source is not None and self.received is None

    @property
    def order(self) -> tuple[dt.date, str, str, str, int]:
        """Day of submitting, moment (the day's end if none), mission, influencer, number."""
        return (self.submitted, self.at or "24", self.mission, self.influencer, self.number)

    @classmethod
    def read(cls, data: Data, place: Place, started: dt.date = EARLIEST) -> Claim:
        """The model of a claim: most of a large program, so its usual keys are put in by hand.

        What is left out comes from the path. To a call with more than fifteen keywords Python
        hands a mapping, which takes five times as long.
        """
        said = data.get
        _, mission, _, name = place.path.split("/")
        slug, _, number = name[11:-4].partition(".")
        influencer = one(said("influencer") or slug)
        occurred = day(said("occurred") or name[:10])
        submitted, withdrawn, decided = said("submitted"), said("withdrawn"), said("decision")
        evidence, disclosure = said("evidence"), said("disclosure")
        with_, percents = _with(data["with"]) if "with" in data else ((), None)
        found = cls(
            place=place,
            mission=one(mission),
            number=int(number) if number else 1,
            influencer=influencer,
            with_=with_,
            occurred=occurred,
            submitted=day(submitted) if submitted else occurred,
            evidence=_evidence(evidence) if evidence else (),
            summary=said("summary"),
            disclosure=_disclosures(disclosure) if disclosure else (),
            decision=decision(decided, (influencer, *with_)) if decided else None,
            withdrawn=day(withdrawn["date"]) if withdrawn else None,
        )
        if percents is not None:
            return replace(cls.read({**data, "with": [*with_]}, place, started), percents=percents)
        return found if _SELDOM.isdisjoint(data) else replace(found, **found._seldom(data))

    def _seldom(self, data: Data) -> dict[str, Any]:
        """The fields that few claims have."""
        people = (self.influencer, *self.with_)
        found = {key: data[key] for key in _SELDOM if key in data}
        if "appeal" in found:
            found["appeal"] = _appealed(data, people)["appeal"]
        if "reversals" in found:
            found["reversals"] = [_appealed(each, people) for each in data["reversals"]]
        if "quantity_later" in found:
            found["quantity_later"] = [_decided(each, people) for each in found["quantity_later"]]
        types = _types()
        return {key: made(types[key], value) for key, value in found.items()}


_BY_HAND = frozenset(
    (
        "place",
        "mission",
        "number",
        "influencer",
        "with_",
        "percents",
        "occurred",
        "submitted",
        "evidence",
        "summary",
        "disclosure",
        "decision",
        "withdrawn",
    )
)
"""Fields that the constructor of a claim is given."""
_SELDOM = frozenset(each.name for each in fields(Claim)) - _BY_HAND
"""All others, which are called as their keys are."""
_DISCLOSURES = tuple[Disclosure, ...]


@cache
def _types() -> dict[str, Any]:
    """The type of each field that few claims have."""
    return {each.name: each.type for each in fields(Claim) if each.name in _SELDOM}


def _with(value: list[str | Data]) -> tuple[tuple[str, ...], Shares | None]:
    """Who did it too, and the percents that are stated; None where none is."""
    ids = tuple([one(each if isinstance(each, str) else each["id"]) for each in value])
    stated = [(one(each["id"]), each["percent"]) for each in value if isinstance(each, dict)]
    return ids, Shares(stated) if stated else None


def _disclosures(value: list[Data]) -> tuple[Disclosure, ...]:
    """What is disclosed; of most claims that is one thing, and the same as of very many others."""
    if len(value) == 1 and "of" not in value[0]:
        return _disclosed(value[0]["connection"], value[0].get("where"))
    return convert(value, _DISCLOSURES)


@lru_cache(maxsize=1 << 10)
def _disclosed(connection: str, where: str | None) -> tuple[Disclosure, ...]:
    return (Disclosure(connection, where),)


_KINDS = {"url": "link", "witness": "witness", "event": "attendance"}
"""The kind of a piece of evidence, by the field given."""


def _evidence(value: Any) -> tuple[Evidence, ...]:
    """Pieces of evidence with their kinds; a link may stand alone."""
    pieces = value if isinstance(value, list) else (value,)
    return tuple(
        [Evidence("link", each) if isinstance(each, str) else _piece(each) for each in pieces]
    )


def _piece(data: Data) -> Evidence:
    kind = next((kind for key, kind in _KINDS.items() if key in data), "link")
    return convert({"kind": kind, **data}, Evidence)


def _decided(data: Data, people: tuple[str, ...]) -> Data:
    """What may be decided, with its decision."""
    if "decision" not in data:
        return data
    return {**data, "decision": decision(data["decision"], people)}


def _appealed(data: Data, people: tuple[str, ...]) -> Data:
    """What may have an appeal, with the decision on that."""
    appeal = data.get("appeal", {})
    if "decision" not in appeal:
        return data
    return {**data, "appeal": {**appeal, "decision": decision(appeal["decision"], people)}}
