"""policies.yml: clocks, ceilings and budgets by version; disclosure and consent."""

from __future__ import annotations

from datetime import date

from goodword.model.plain import Data, Shares, Words
from goodword.model.shape import Model, Part, versions


class Clocks(Part, frozen=True, kw_only=True):
    """How long things may take.

    Calendar days: `review`, `appeal`, `appeal_within`, `fulfil`. Business days: all others but
    `incident_hours` and `signal_hours`, which are hours.
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
    signal_hours: int = 24


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


class RelationPolicy(Part, frozen=True, kw_only=True):
    """Weights of the lanes of a relation and the bands of its tilt (whole percent).

    `longest_silence_days` are calendar days after which somebody speaks with a member again,
    `ask_wants_days` those after which a member is asked anew what they want.
    """

    weights: Shares = tuple(WEIGHTS.items())
    bands: Shares = tuple(BANDS.items())
    longest_silence_days: int | None = None
    ask_wants_days: int | None = None


class EarlyWarning(Part, frozen=True, kw_only=True):
    """So many different people on one area within so many calendar days are a warning."""

    people: int = 3
    days: int = 14


class PoliciesVersion(Part, frozen=True):
    """The policies from a day on; a number that is None is not limited."""

    from_: date
    clocks: Clocks = Clocks()
    clocks_by_tier: tuple[tuple[str, Clocks], ...] = ()
    gifts: Shares = ()
    asks_per_quarter: int | None = None
    thanks_within_days: int = 30
    inactive_call_days: int = 90
    inactive_emeritus_days: int = 180
    relation: RelationPolicy = RelationPolicy()
    exit_window_days: int = 90
    candidate_notice_days: int = 30
    arrears_forgiven_after_cycles: int = 2
    decisions_recorded_by: str = "staff"
    early_warning: EarlyWarning | None = None

    def clocks_for(self, tier: str | None) -> Clocks:
        """The clocks for a person of that tier."""
        return dict(self.clocks_by_tier).get(tier, self.clocks) if tier else self.clocks


class DisclosurePolicy(Part, frozen=True, kw_only=True):
    """What influencers must disclose, and the wording they may use."""

    duty: Words | None = None
    text: Words | None = None


class Document(Part, frozen=True, kw_only=True):
    """A version of the consent text or of the non-disclosure agreement."""

    version: str
    from_: date
    text: Words | None = None


class Policies(Model, frozen=True, kw_only=True):
    """All versions of the policies, sorted by `from`."""

    versions: tuple[PoliciesVersion, ...]
    disclosure: DisclosurePolicy = DisclosurePolicy()
    consents: tuple[Document, ...] = ()
    ndas: tuple[Document, ...] = ()

    @classmethod
    def laid_out(cls, data: Data, path: str, started: date) -> Data:
        """There may be one version, which holds from the start of the program."""
        found = versions(data.get("versions", {}), "clocks", started)
        return {"versions": [*map(_version, found)]}


_INNER = {
    "asks_per_quarter": ("asks", "per_quarter"),
    "thanks_within_days": ("thanks", "within_days"),
    "inactive_call_days": ("inactive", "call_days"),
    "inactive_emeritus_days": ("inactive", "emeritus_days"),
}
"""Numbers that stand alone in a mapping of the file."""


def _version(data: Data) -> Data:
    """A version as its model has it: a tier's clocks are the general ones but for its own."""
    clocks, relation = data.get("clocks", {}), data.get("relation", {})
    by_tier = data.get("clocks_by_tier", {})
    return {
        **data,
        **{
            name: data[key][part]
            for name, (key, part) in _INNER.items()
            if part in data.get(key, ())
        },
        "clocks_by_tier": [(tier, {**clocks, **own}) for tier, own in by_tier.items()],
        "gifts": {band: each["per_year"] for band, each in data.get("gifts", {}).items()},
        "relation": {
            **relation,
            "weights": WEIGHTS | relation.get("weights", {}),
            "bands": BANDS | relation.get("bands", {}),
        },
    }
