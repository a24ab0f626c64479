"""Whether a person wants a message of a day: their stage and the consent in force come first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.outbox.messages.message import MAIL, PORTAL

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from goodword.model.profile import Profile

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
    stage, consent = person.stage_on(day), person.consent_on(day)
    if stage in {"opted-out", "deceased"}:
        return Wanted("", stage, {"day": f"{person.entered_on(day)}"})
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
