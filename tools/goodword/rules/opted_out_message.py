"""Somebody was turned to after they had opted out or died, or written to who wants no messages.

Who has opted out is left alone: no thanks, contact, ask, answer, promise, gift, introduction or
message of any kind from the day after the entry until their own new consent. What they, or the
family of one who died, send us is recorded as theirs (`direction: from-them`), and an exemption
from being told may be recorded; a `message` is always ours. For the dead it is for good. A
message that a machine sends wants a consent that is in force: `messages: none` refuses it, and so
does `portal-only` on any channel but the portal. A message that no mail server took is none.

Mend it by correcting the day, or by setting `void` on the record with the reason and saying
sorry in person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.loops.told import SILENT
from goodword.model.touchpoint import Adjustment, Answer, Extension, Message
from goodword.relation.mail import never_went
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.profile import Profile
    from goodword.model.touchpoint import Touchpoint
    from goodword.snapshot import Snapshot

_WORDS = {
    "access": "access given",
    "answer": "an answer",
    "ask": "an ask",
    "gift": "a gift",
    "introduction": "an introduction",
    "message": "a message",
    "offer": "an offer",
    "promise": "a promise",
    "promotion": "a promotion",
    "sample": "a sample",
}


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Records that count, of people who were to be left alone that day."""
    program = snapshot.program
    for touchpoint in program.touchpoints.values():
        person = program.influencers.get(touchpoint.influencer)
        if person is None or touchpoint.void or _never_went(touchpoint):
            continue
        found = _silent(person, touchpoint) or _unwanted(person, touchpoint)
        if found is not None:
            yield Finding(touchpoint.place, found, f"see {person.place.path}")


def _never_went(touchpoint: Touchpoint) -> bool:
    return isinstance(touchpoint.detail, Message) and never_went(touchpoint.detail)


def _silent(person: Profile, touchpoint: Touchpoint) -> str | None:
    """Why a person was to be left alone: opted out or deceased since an earlier day."""
    day, detail = touchpoint.date, touchpoint.detail
    entry = in_force(person.history, day)
    if entry is None or entry.stage not in SILENT or entry.date == day:
        return None
    if isinstance(detail, Adjustment | Extension):
        return None  # said by by-hand
    if isinstance(detail, Answer) and detail.step == "exempt":
        return None
    if touchpoint.direction == "from-them" and touchpoint.kind != "message":
        return None
    what = _WORDS.get(touchpoint.kind, touchpoint.kind)
    return f"{what} of {day} to {person.id}, who is {entry.stage} since {entry.date}"


def _unwanted(person: Profile, touchpoint: Touchpoint) -> str | None:
    """Why a machine may not have written to a person."""
    detail = touchpoint.detail
    sent = touchpoint.kind == "message" or (isinstance(detail, Answer) and detail.automated)
    theirs = touchpoint.direction == "from-them" and touchpoint.kind != "message"
    if not sent or theirs:
        return None
    day = touchpoint.date
    consent = person.consent_on(day)
    if consent is None:
        return f"an automatic message of {day} to {person.id}, who had given no consent"
    if consent.messages == "none":
        return f"a message of {day} to {person.id}, who wants none since {consent.from_}"
    if consent.messages == "portal-only" and touchpoint.channel != "portal":
        return f"a message of {day} to {person.id}, who wants the portal only"
    return None


RULE = Rule("opted-out-message", check, scope=Scope.FILE)
