"""missions/<id>/claims/<date>-<influencer>.yml: a mission done, and its decision."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from goodword.model.making import maker
from goodword.model.mission import Eligibility, eligibility
from goodword.model.plain import (
    day,
    day_or_none,
    ids,
    shares,
)
from goodword.model.snooze import snoozes

if TYPE_CHECKING:
    import datetime as dt

    from goodword.diagnostics import Place
    from goodword.model.plain import (
        Data,
        Shares,
    )
    from goodword.model.snooze import Snooze


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence; which fields are set depends on `kind`."""

    kind: str
    url: str | None = None
    title: str | None = None
    witness: str | None = None
    event: str | None = None
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A connection to the brand, where it was disclosed, and the touchpoints it is about."""

    connection: str
    where: str | None = None
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Something the reviewer asked; `answered` is the day of the answer."""

    asked: dt.date
    by: str
    text: str
    answered: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Second:
    """The second person of a decision, and the day."""

    by: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class Judged:
    """What had no date of its own and was judged on the day of the decision."""

    region: str | None = None
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    category: str | None = None
    eligibility: Eligibility = field(default_factory=Eligibility)
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
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
    capped_by: tuple[tuple[str, str], ...] = ()
    quality: str = "normal"
    version: dt.date | None = None
    judged: Judged | None = None
    reason: str | None = None
    reason_code: str | None = None


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal against a decision or a reversal, and what became of it."""

    date: dt.date
    text: str
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Reversal:
    """Points taken back, by influencer."""

    date: dt.date
    at: str | None
    by: str
    second: Second | None
    shares: Shares
    reason_code: str
    note: str | None
    appeal: Appeal | None


@dataclass(frozen=True, slots=True)
class Source:
    """The event of another system that a claim was brought over from."""

    system: str
    event: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim; `mission`, `number` and what the file leaves out come from its path."""

    place: Place = field(compare=False, repr=False)
    mission: str
    number: int
    influencer: str
    with_: tuple[str, ...]
    occurred: dt.date
    submitted: dt.date
    received: dt.date | None
    at: str | None
    evidence: tuple[Evidence, ...]
    summary: str | None
    helped: str | None
    effort_hours: int | None
    disclosure: tuple[Disclosure, ...]
    questions: tuple[Question, ...]
    decision: Decision | None
    appeal: Appeal | None
    reversals: tuple[Reversal, ...]
    withdrawn: dt.date | None
    snoozed: tuple[Snooze, ...] = ()
    source: Source | None = None

    @property
    def people(self) -> tuple[str, ...]:
        """Everyone whose claim it is, each once: `influencer`, then `with` as listed."""
        if not self.with_:
            return (self.influencer,)
        return tuple(dict.fromkeys((self.influencer, *self.with_)))

    @property
    def order(self) -> tuple[dt.date, str, str, str, int]:
        """Day of submitting, moment (the day's end if none), mission, influencer, number."""
        return (self.submitted, self.at or "24", self.mission, self.influencer, self.number)


_make_claim, _make_decision = maker(Claim), maker(Decision)
_make_evidence, _make_disclosure = maker(Evidence), maker(Disclosure)


_KINDS = {"url": "link", "witness": "witness", "event": "attendance"}
"""The kind of a piece of evidence, by the field given."""


def _evidence(value: Any) -> Evidence:
    if isinstance(value, str):
        return _make_evidence("link", value)
    return _make_evidence(
        value.get("kind") or next(kind for key, kind in _KINDS.items() if key in value),
        value.get("url"),
        value.get("title"),
        value.get("witness"),
        value.get("event"),
        day_or_none(value.get("date")),
    )


def second(data: Data | None) -> Second | None:
    """The second person, where one is named."""
    return None if data is None else Second(data["by"], day(data["date"]))


def _judged(data: Data | None) -> Judged | None:
    if data is None:
        return None
    return Judged(
        data.get("region"),
        ids(data.get("languages")),
        ids(data.get("topics")),
        data.get("category"),
        eligibility(data.get("eligibility", {})),
        data.get("status"),
    )


def decision(data: Data | None, people: tuple[str, ...]) -> Decision | None:
    """A decision; approved points with no `shares` belong to the only person there is."""
    if data is None:
        return None
    get = data.get
    points: int = get("points", 0)
    computed: int = get("computed", points)
    parts = shares(get("shares"))
    if not parts and points and len(people) == 1:
        parts = ((people[0], points),)
    return _make_decision(
        data["outcome"],
        data["by"],
        day(data["date"]),
        second(data["second"]) if "second" in data else None,
        points,
        computed,
        parts,
        tuple(data["capped_by"].items()) if "capped_by" in data else (),
        get("quality", "normal"),
        day(data["version"]) if "version" in data else None,
        _judged(data["judged"]) if "judged" in data else None,
        get("reason"),
        get("reason_code"),
    )


def _appeal(data: Data | None, people: tuple[str, ...]) -> Appeal | None:
    if data is None:
        return None
    return Appeal(day(data["date"]), data["text"], decision(data.get("decision"), people))


def _reversal(data: Data, people: tuple[str, ...]) -> Reversal:
    return Reversal(
        day(data["date"]),
        data.get("at"),
        data["by"],
        second(data.get("second")),
        shares(data["shares"]),
        data["reason_code"],
        data.get("note"),
        _appeal(data.get("appeal"), people),
    )


def _questions(values: list[Data]) -> tuple[Question, ...]:
    return tuple(
        Question(day(each["asked"]), each["by"], each["text"], day_or_none(each.get("answered")))
        for each in values
    )


def _disclosures(values: list[Data]) -> tuple[Disclosure, ...]:
    return tuple(
        _make_disclosure(each["connection"], each.get("where"), ids(each.get("of")))
        for each in values
    )


def read(data: Data, place: Place) -> Claim:
    """The claim of a document that fits its schema.

    There are more claims than all other records: what one leaves out is not asked for twice.
    """
    get = data.get
    path = place.path
    start = path.rfind("/") + 1
    slug, _, number = path[start + 11 : -4].partition(".")
    influencer = get("influencer") or slug
    together = ids(data["with"]) if "with" in data else ()
    people = (influencer, *together)
    occurred = day(get("occurred") or path[start : start + 10])
    submitted = get("submitted")
    evidence = get("evidence", ())
    if isinstance(evidence, str):
        evidence = (evidence,)
    return _make_claim(
        place,
        path.split("/", 2)[1],
        int(number) if number else 1,
        influencer,
        together,
        occurred,
        day(submitted) if submitted else occurred,
        day(data["received"]) if "received" in data else None,
        get("at"),
        tuple([_evidence(each) for each in evidence]),
        get("summary"),
        get("helped"),
        get("effort_hours"),
        _disclosures(data["disclosure"]) if "disclosure" in data else (),
        _questions(data["questions"]) if "questions" in data else (),
        decision(data["decision"], people) if "decision" in data else None,
        _appeal(data["appeal"], people) if "appeal" in data else None,
        tuple(_reversal(each, people) for each in data["reversals"]) if "reversals" in data else (),
        day(data["withdrawn"]["date"]) if "withdrawn" in data else None,
        snoozes(data) if "snoozed" in data else (),
        Source(data["source"]["system"], data["source"]["event"]) if "source" in data else None,
    )
