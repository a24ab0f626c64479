"""How the program works, from the versions in force: what members may read of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.ladders import ladders, tiers_of
from goodword.audience.milestones import announced, in_force_on
from goodword.audience.view import (
    ConsentText,
    HowView,
    PointsPolicy,
    TiersVersion,
)
from goodword.audience.words import shown, shown_or_none
from goodword.days import in_force

if TYPE_CHECKING:
    from goodword.model import settings
    from goodword.snapshot import Snapshot

_SHOWN_CLOCKS = (
    "review",
    "appeal_within",
    "appeal",
    "fulfil",
    "acknowledge",
    "triage",
    "decide_at_most",
    "tell_decision",
    "tell_delivery",
)
"""The clocks that are promises to influencers; the others are staff's own."""


def how(snapshot: Snapshot) -> HowView:
    """The rules in force on the snapshot's day, and announced changes to them."""
    program, day = snapshot.program, snapshot.as_of
    points = in_force(program.settings.points, day) or program.settings.points[0]
    cycle = in_force(program.settings.cycle, day) or program.settings.cycle[0]
    policies = in_force(program.policy_versions, day) or program.policy_versions[0]
    ladder = program.tiers.first.versions if program.tiers else ()
    current = in_force(ladder, day)
    consents = program.policies.consents if program.policies else ()
    consent = in_force(sorted(consents, key=lambda each: each.from_), day)
    disclosure = program.policies.disclosure if program.policies else None
    return HowView(
        points=_points(points),
        cycle_every=cycle.every,
        cycle_starts_month=cycle.starts_month,
        points_next=tuple(
            _points(each)
            for each in program.settings.points
            if each.from_ > day and each.announced is not None and each.announced <= day
        ),
        tiers=tiers_of(current, snapshot) if current else (),
        tiers_next=tuple(
            TiersVersion(each.from_, each.announced, tiers_of(each, snapshot))
            for each in ladder
            if each.from_ > day and each.announced is not None and each.announced <= day
        ),
        milestones=tuple(in_force_on(snapshot)),
        milestones_next=tuple(announced(snapshot)),
        ladders=tuple(ladders(snapshot)),
        clocks={name: getattr(policies.clocks, name) for name in _SHOWN_CLOCKS},
        exit_window_days=policies.exit_window_days,
        disclosure_duty=shown_or_none(disclosure.duty, program) if disclosure else None,
        disclosure_text=shown_or_none(disclosure.text, program) if disclosure else None,
        consent=ConsentText(consent.version, consent.from_, shown(consent.text, program))
        if consent and consent.text
        else None,
        staff=tuple(each.name for each in program.settings.staff if each.on(day)),
        timezone=program.settings.timezone,
    )


def _points(version: settings.PointsPolicy) -> PointsPolicy:
    ends = version.ends
    expiry = "months" if ends.months is not None else "idle" if ends.idle_months else ends.end
    return PointsPolicy(
        from_=version.from_,
        announced=version.announced,
        maturation_days=version.maturation_days,
        expiry=expiry or "never",
        expiry_months=ends.months or ends.idle_months,
        expiry_round_up=ends.round_up,
        claim_grace_days=version.claim_grace_days,
        claim_max_age_cycles=version.claim_max_age_cycles,
        restore_grace_days=version.restore_grace_days,
        escalate_above=version.escalate_above,
        notice_days=version.notice_days,
        expiry_plus_days=ends.plus_days or None,
        carry_at_most=ends.carry_at_most,
    )
