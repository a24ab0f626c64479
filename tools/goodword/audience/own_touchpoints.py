"""Records of the relationship as their person may have them: notes of staff are not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.audience.record import OwnTouchpoint
from goodword.model.touchpoint import (
    Adjustment,
    Answer,
    Ask,
    Extension,
    Gift,
    Message,
    Offer,
    Promise,
    Referral,
    Thanks,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.model.touchpoint import Touchpoint
    from goodword.snapshot import Snapshot


def own_touchpoint(snapshot: Snapshot, each: Touchpoint) -> OwnTouchpoint:
    """A record of the relationship as its person may have it."""
    by = snapshot.program.staff.get(each.by or "")
    facts = list(_detail(each, snapshot.as_of))
    if isinstance(each.detail, Message) and each.channel == "portal":
        # What stands on their own page and nowhere else was said to them, whoever else reads it.
        facts += [("summary", each.summary), ("language", each.detail.language)]
    elif each.audience != "staff":
        facts.append(("summary", each.summary))
    return OwnTouchpoint(
        each.date,
        each.kind,
        each.direction,
        each.channel,
        by.name if by else None,
        tuple((name, str(value)) for name, value in facts if value not in {None, ""}),
    )


def _detail(each: Touchpoint, day: date) -> Iterator[tuple[str, Any]]:
    detail = each.detail
    if isinstance(detail, Thanks):
        yield "helped", detail.helped
    elif isinstance(detail, Answer):
        yield "about", ", ".join(each.refs)
        yield "step", detail.step
        yield "milestone", detail.milestone
        yield "verdict", detail.verdict
    elif isinstance(detail, Ask):
        answered = detail.answered is None or detail.answered <= day
        yield "for", detail.for_
        yield "outcome", detail.outcome if answered else None
    elif isinstance(detail, Promise | Referral | Offer):
        yield from _so_far(detail, day)
    elif isinstance(detail, Gift):
        yield "value", detail.value_band
        yield "disclosure", detail.disclosure
        yield "until", detail.until
    elif isinstance(detail, Adjustment):
        yield "points", detail.points
        yield "reason", detail.reason_code
    elif isinstance(detail, Extension):
        yield "until", detail.until
    elif isinstance(detail, Message):
        yield "template", detail.template
        yield "message id", detail.message_id
        last = detail.last(day)
        yield "delivery", last.state if last else None


def _so_far(detail: Promise | Referral | Offer, day: date) -> Iterator[tuple[str, Any]]:
    """What something of which more is to come is about, and how far it has come."""
    if isinstance(detail, Promise):
        yield "due", detail.due
        yield "kept", detail.kept_by(day)
    elif isinstance(detail, Referral):
        yield "reference", detail.reference
        yield "so far", detail.stage_on(day)
    else:
        yield "reason", detail.reason
        yield "until", detail.until
        yield "so far", detail.state_on(day)
