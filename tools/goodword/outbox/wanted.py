"""Whether a person wants a message of a day: their stage and the consent in force come first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.days import in_force
from goodword.outbox.messages.message import MAIL, PORTAL

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from goodword.model.profile import Consent, Profile

OUTSIDE = frozenset({"candidate", "invited", "declined"})
"""Stages in which nothing automated is said: these people are a named person's task."""
GONE = frozenset({"on-leave", "emeritus", "left"})
"""Stages in which only what is essential is said."""


class Wanted(NamedTuple):
    """On which channel a message goes; empty where it does not, with the reason and its slots."""

    channel: str
    why: str = ""
    slots: Mapping[str, str] = {}


def wanted(person: Profile, importance: str, day: date) -> Wanted:
    """Whether and how a message may go to somebody on a day.

    Args:
        person: to whom.
        importance: `essential` or `all`.
        day: whose stage and consent hold.
    """
    # What `check` refuses may be written to all the same before anybody looks: entries that a merge
    # has put out of order, and somebody brought back whom nothing of their own brings back.
    stage_entry = in_force(sorted(person.history, key=lambda each: each.from_), day)
    stage = stage_entry.stage if stage_entry else None
    consent = in_force(sorted(person.consent, key=lambda each: each.from_), day)
    if left := _left_alone(person, stage, consent, day):
        return left
    if stage is None or stage in OUTSIDE:
        return Wanted("", "not-joined", {"stage": stage or "candidate"})
    if consent is None:
        return Wanted("", "no-consent")
    since = {"day": f"{consent.from_}"}
    if consent.messages == "none":
        return Wanted("", "wants-none", since)
    if importance == "all":
        if stage in GONE:
            return Wanted("", "not-now", {"stage": stage})
        if consent.messages == "essential":
            return Wanted("", "wants-essential", since)
    return Wanted(PORTAL if consent.messages == "portal-only" else MAIL)


def _left_alone(
    person: Profile, stage: str | None, consent: Consent | None, day: date
) -> Wanted | None:
    """Whether a person is left alone for good, or until a consent after they opted out."""
    died = [each.date for each in person.history if each.stage == "deceased" and each.date <= day]
    if died:
        return Wanted("", "deceased", {"day": f"{min(died)}"})
    out = [each.date for each in person.history if each.stage == "opted-out" and each.date <= day]
    if out and (stage == "opted-out" or consent is None or consent.from_ <= max(out)):
        return Wanted("", "opted-out", {"day": f"{max(out)}"})
    return None
