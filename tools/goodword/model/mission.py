"""missions/<id>/mission.yml: something worth doing, what it gives, and who may do it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.model.plain import announced, day_or_none, ids, versions, words, words_or_none
from goodword.model.shape import Part, made

if TYPE_CHECKING:
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.plain import Data, Words


@dataclass(frozen=True, slots=True)
class Quality:
    """What each quality gives, in percent of the value."""

    low: int = 50
    normal: int = 100
    high: int = 150

    def percent(self, quality: str) -> int:
        """Percent for `low`, `normal` or `high`."""
        return {"low": self.low, "normal": self.normal, "high": self.high}[quality]


@dataclass(frozen=True, slots=True)
class Limits:
    """How many claims may count; None is no limit."""

    total: int | None = None
    per_influencer: int | None = None
    per_influencer_per_cycle: int | None = None
    claims_per_week: int | None = None


@dataclass(frozen=True, slots=True)
class PointsVersion:
    """What a mission gives from a day on; `maturation_days` None follows the program."""

    from_: date
    announced: date | None
    value: int
    quality: Quality = Quality()
    limits: Limits = Limits()
    maturation_days: int | None = None


class Eligibility(Part, frozen=True):
    """Who may do a mission; what is empty or None asks for nothing."""

    tiers: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    nda: bool = False
    since_days: int | None = None


@dataclass(frozen=True, slots=True)
class EvidenceRule:
    """What evidence a claim must show; empty kinds and hosts allow all."""

    at_least: int = 1
    kinds: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    reuse: str = "other-missions"


@dataclass(frozen=True, slots=True)
class Mission:
    """A mission; `opens` and `closes` are the first and the last day of its window."""

    place: Place = field(compare=False, repr=False)
    id: str
    title: Words
    summary: Words | None
    instructions: Words
    objective: str | None
    conversation: str | None
    status: str
    opens: date | None
    closes: date | None
    points: tuple[PointsVersion, ...]
    eligibility: Eligibility
    evidence: EvidenceRule
    public_facing: bool
    disclosure: Words | None
    department: str | None
    reviewers: tuple[str, ...]
    effort_hours: int | None
    audience: str
    proposed_by: str | None

    def open_on(self, day: date) -> bool:
        """Whether the day lies in the mission's window."""
        return (self.opens is None or self.opens <= day) and (
            self.closes is None or day <= self.closes
        )


def _points(data: Data, start: date) -> PointsVersion:
    quality, limits = data.get("quality", {}), data.get("limits", {})
    return PointsVersion(
        start,
        announced(data.get("announced")),
        data["value"],
        Quality(quality.get("low", 50), quality.get("normal", 100), quality.get("high", 150)),
        Limits(
            limits.get("total"),
            limits.get("per_influencer"),
            limits.get("per_influencer_per_cycle"),
            limits.get("claims_per_week"),
        ),
        data.get("maturation_days"),
    )


def eligibility(data: Data) -> Eligibility:
    """Terms of eligibility from their mapping."""
    return made(Eligibility, data)


def read(data: Data, place: Place, started: date) -> Mission:
    """The mission of a document that fits its schema.

    Points without `from` hold from `opens`, else from `started`.
    """
    evidence = data.get("evidence", {})
    opens = day_or_none(data.get("opens"))
    return Mission(
        place,
        place.path.split("/")[1],
        words(data["title"]),
        words_or_none(data.get("summary")),
        words(data["instructions"]),
        data.get("objective"),
        data.get("conversation"),
        data.get("status", "open"),
        opens,
        day_or_none(data.get("closes")),
        versions(data["points"], opens or started, "value", _points),
        eligibility(data.get("eligibility", {})),
        EvidenceRule(
            evidence.get("at_least", 1),
            ids(evidence.get("kinds")),
            ids(evidence.get("hosts")),
            evidence.get("reuse", "other-missions"),
        ),
        data.get("public_facing", False),
        words_or_none(data.get("disclosure", {}).get("text")),
        data.get("department"),
        ids(data.get("reviewers")),
        data.get("effort_hours"),
        data.get("audience", "members"),
        data.get("proposed_by"),
    )
