"""policies.yml: clocks, ceilings and budgets by version; disclosure and consent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from goodword.model.plain import day, shares, versions, words_or_none

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.plain import Data, Shares, Words


@dataclass(frozen=True, slots=True)
class Clocks:
    """How long things may take.

    Calendar days: `review`, `appeal`, `appeal_within`, `fulfil`. Business days: all others but
    `incident_hours`, which are hours.
    """

    review: int = 14
    appeal: int = 14
    appeal_within: int = 60
    fulfil: int = 14
    acknowledge: int = 3
    triage: int = 5
    decide_at_most: int = 60
    tell_decision: int = 5
    tell_delivery: int = 5
    revisit: int = 10
    verify: int = 20
    needs_info_at_most: int = 30
    incident_hours: int = 24


WEIGHTS = {
    "missions": 1,
    "feedback": 3,
    "referrals": 5,
    "events": 2,
    "asks": 3,
    "thanks": 1,
    "access": 3,
    "answers": 3,
    "rewards": 2,
    "samples": 3,
    "introductions": 3,
    "promotion": 3,
    "overdue_answers": 3,
    "broken_promises": 5,
}
"""What one of each lane of a relation counts; missions count by the hour."""
BANDS = {"they_feel_used_below": -40, "we_lose_interest_above": 40, "quiet_below": 5}
"""Where the tilt of a relation (whole percent) is out of balance, and what sum is quiet."""


@dataclass(frozen=True, slots=True)
class RelationPolicy:
    """Weights of the lanes of a relation and the bands of its tilt (whole percent)."""

    weights: Shares = tuple(WEIGHTS.items())
    bands: Shares = tuple(BANDS.items())


@dataclass(frozen=True, slots=True)
class PoliciesVersion:
    """The policies from a day on; a number that is None is not limited."""

    from_: date
    clocks: Clocks = field(default_factory=Clocks)
    clocks_by_tier: tuple[tuple[str, Clocks], ...] = ()
    gifts: Shares = ()
    asks_per_quarter: int | None = None
    thanks_within_days: int = 30
    inactive_call_days: int = 90
    inactive_emeritus_days: int = 180
    relation: RelationPolicy = field(default_factory=RelationPolicy)
    exit_window_days: int = 90
    candidate_notice_days: int = 30
    arrears_forgiven_after_cycles: int = 2
    decisions_recorded_by: str = "staff"

    def clocks_for(self, tier: str | None) -> Clocks:
        """The clocks for a person of that tier."""
        return dict(self.clocks_by_tier).get(tier, self.clocks) if tier else self.clocks


@dataclass(frozen=True, slots=True)
class DisclosurePolicy:
    """What influencers must disclose, and the wording they may use."""

    duty: Words | None = None
    text: Words | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A version of the consent text or of the non-disclosure agreement."""

    version: str
    from_: date
    text: Words | None = None


@dataclass(frozen=True, slots=True)
class Policies:
    """All versions of the policies, sorted by `from`."""

    place: Place = field(compare=False, repr=False)
    versions: tuple[PoliciesVersion, ...]
    disclosure: DisclosurePolicy
    consents: tuple[Document, ...]
    ndas: tuple[Document, ...]


def _clocks(data: Mapping[str, int], otherwise: Clocks) -> Clocks:
    return Clocks(
        *(data.get(name, getattr(otherwise, name)) for name in Clocks.__dataclass_fields__)
    )


def _version(data: Data, start: date) -> PoliciesVersion:
    clocks = _clocks(data.get("clocks", {}), Clocks())
    relation: dict[str, Any] = data.get("relation", {})
    return PoliciesVersion(
        from_=start,
        clocks=clocks,
        clocks_by_tier=tuple(
            (tier, _clocks(own, clocks)) for tier, own in data.get("clocks_by_tier", {}).items()
        ),
        gifts=tuple((band, each["per_year"]) for band, each in data.get("gifts", {}).items()),
        asks_per_quarter=data.get("asks", {}).get("per_quarter"),
        thanks_within_days=data.get("thanks", {}).get("within_days", 30),
        inactive_call_days=data.get("inactive", {}).get("call_days", 90),
        inactive_emeritus_days=data.get("inactive", {}).get("emeritus_days", 180),
        relation=RelationPolicy(
            shares({**WEIGHTS, **relation.get("weights", {})}),
            shares({**BANDS, **relation.get("bands", {})}),
        ),
        exit_window_days=data.get("exit_window_days", 90),
        candidate_notice_days=data.get("candidate_notice_days", 30),
        arrears_forgiven_after_cycles=data.get("arrears_forgiven_after_cycles", 2),
        decisions_recorded_by=data.get("decisions_recorded_by", "staff"),
    )


def _document(data: Data) -> Document:
    return Document(data["version"], day(data["from"]), words_or_none(data.get("text")))


def read(data: Data, place: Place, started: date) -> Policies:
    """The policies of a document that fits its schema; `started` dates a version without `from`."""
    disclosure = data.get("disclosure", {})
    return Policies(
        place,
        versions(data.get("versions", {}), started, "clocks", _version),
        DisclosurePolicy(
            words_or_none(disclosure.get("duty")), words_or_none(disclosure.get("text"))
        ),
        tuple(_document(each) for each in data.get("consents", [])),
        tuple(_document(each) for each in data.get("ndas", [])),
    )
