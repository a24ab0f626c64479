"""missions/<id>/mission.yml: something worth doing, what it gives, and who may do it."""

from __future__ import annotations

from datetime import date

from msgspec import field

from goodword.model.plain import Data, Words
from goodword.model.shape import Model, Part, versions


class Quality(Part, frozen=True, kw_only=True):
    """What each quality gives, in percent of the value."""

    low: int = 50
    normal: int = 100
    high: int = 150

    def percent(self, quality: str) -> int:
        """Percent for `low`, `normal` or `high`."""
        return {"low": self.low, "normal": self.normal, "high": self.high}[quality]


class PointsVersion(Part, frozen=True, kw_only=True):
    """What a mission gives from a day on; `maturation_days` None follows the program.

    `limits` says how many claims may count, by the name that the schema and `LIMITS` of the
    ledger have for each; what is not named has no limit.
    """

    from_: date
    announced: date | None = None
    value: int
    quality: Quality = Quality()
    limits: dict[str, int] = field(default_factory=dict)
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
    segments: tuple[str, ...] = ()


class EvidenceRule(Part, frozen=True, kw_only=True):
    """What evidence a claim must show; empty kinds and hosts allow all."""

    at_least: int = 1
    kinds: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    reuse: str = "other-missions"


class Mission(Model, frozen=True, kw_only=True):
    """A mission; `opens` and `closes` are the first and the last day of its window."""

    id: str
    title: Words
    summary: Words | None = None
    instructions: Words
    objective: str | None = None
    conversation: str | None = None
    conversations: tuple[str, ...] = ()
    status: str = "open"
    opens: date | None = None
    closes: date | None = None
    points: tuple[PointsVersion, ...]
    eligibility: Eligibility = Eligibility()
    evidence: EvidenceRule = EvidenceRule()
    public_facing: bool = False
    disclosure: Words | None = None
    department: str | None = None
    reviewers: tuple[str, ...] = ()
    effort_hours: int | None = None
    campaign: bool = False
    audience: str = "members"
    proposed_by: str | None = None

    def open_on(self, day: date) -> bool:
        """Whether the day lies in the mission's window."""
        return (self.opens is None or self.opens <= day) and (
            self.closes is None or day <= self.closes
        )

    @classmethod
    def laid_out(cls, data: Data, path: str, started: date) -> Data:
        """Points may be a number, and hold from the window's first day, else the program's."""
        opens = data.get("opens", started)
        return {
            "id": path.split("/", 2)[1],
            "points": [*versions(data["points"], "value", opens)],
            "disclosure": data.get("disclosure", {}).get("text"),
        }
