"""The table of kinds of documents: the schema of each, its model, and where a program keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from goodword.model import (
    audit,
    calendar,
    claim,
    community,
    conversations,
    departments,
    erasure,
    event,
    feedback,
    groups,
    identification,
    incident,
    measures,
    milestones,
    mission,
    onboarding,
    policies,
    profile,
    questions,
    redemption,
    reward,
    segments,
    settings,
    signal,
    strategy,
    term,
    terms,
    tiers,
    touchpoint,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.plain import Data
    from goodword.model.shape import Model


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document.

    Args:
        name: the name of its schema.
        room: the field of `Program` that keeps it.
        model: what its documents become.
        many: whether there are several; then `key` tells one from another.
        key: the key of one among several.
    """

    name: str
    room: str
    model: type[Model]
    many: bool
    key: Callable[[Any], str] = field(default=attrgetter("id"))

    def read(self, data: Data, place: Place, started: date) -> Any:
        """The model of a document that fits its schema: see `Model.read`."""
        return self.model.read(data, place, started)


_path = attrgetter("place.path")


def _person_in_cycle(each: audit.Audit) -> str:
    return f"{each.cycle}/{each.influencer}"


KINDS = (
    Kind("program", "settings", settings.Settings, many=False),
    Kind("strategy", "strategy", strategy.Strategy, many=False),
    Kind("tiers", "tiers", tiers.Tiers, many=False),
    Kind("milestones", "milestones", milestones.Milestones, many=False),
    Kind("departments", "departments", departments.Departments, many=False),
    Kind("policies", "policies", policies.Policies, many=False),
    Kind("terms", "term_settings", terms.Terms, many=False),
    Kind("calendar", "calendar", calendar.Calendar, many=False),
    Kind("identification", "identification", identification.Identification, many=False),
    Kind("onboarding", "onboarding", onboarding.Onboarding, many=False),
    Kind("conversations", "conversations", conversations.Conversations, many=False),
    Kind("segments", "segments", segments.Segments, many=False),
    Kind("groups", "groups", groups.Groups, many=False),
    Kind("questions", "questions", questions.Questions, many=False),
    Kind("reward", "rewards", reward.Reward, many=True),
    Kind("event", "events", event.Event, many=True),
    Kind("community", "communities", community.Community, many=True),
    Kind("feedback", "feedback", feedback.Feedback, many=True),
    Kind("incident", "incidents", incident.Incident, many=True),
    Kind("signal", "signals", signal.Signal, many=True),
    Kind("audit", "audits", audit.Audit, many=True, key=_person_in_cycle),
    Kind("measures", "measures", measures.Measures, many=True, key=lambda m: str(m.cycle)),
    Kind("erasure", "erasures", erasure.Erasure, many=True),
    Kind("profile", "influencers", profile.Profile, many=True),
    Kind("touchpoint", "touchpoints", touchpoint.Touchpoint, many=True, key=_path),
    Kind("redemption", "redemptions", redemption.Redemption, many=True, key=_path),
    Kind("term", "terms", term.Term, many=True, key=_path),
    Kind("mission", "missions", mission.Mission, many=True),
    Kind("claim", "claims", claim.Claim, many=True, key=_path),
)
"""Every kind of document; a new kind is a row here, a module and a schema."""

BY_NAME = {kind.name: kind for kind in KINDS}
