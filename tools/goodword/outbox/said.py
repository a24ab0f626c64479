"""Whether a message was sent already: the one function that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.model.touchpoint import Message as Sent
from goodword.relation.given import stands

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from goodword.model.touchpoint import Touchpoint


def already_said(
    records: Iterable[Touchpoint],
    key: str,
    day: dt.date,
    *,
    template: str = "",
    step: tuple[str, str] | None = None,
    since: dt.date | None = None,
    refs: Iterable[str] = (),
) -> bool:
    """Whether records of a person say that a message was sent.

    The key tells it. A record that a person wrote may have none: then the step of the sequence
    does, or the template where the record is about the same, or about nothing that is named, and
    not older than the message.

    Args:
        records: the person's touchpoints.
        key: of the message.
        day: what is dated later is not known.
        template: its name.
        step: sequence and step, of onboarding.
        since: the first day on which a record without a key may mean it; None for any day.
        refs: what it is about.
    """
    about = set(refs)
    for each in records:
        sent = each.detail
        if not isinstance(sent, Sent) or not stands(each, day):
            continue
        if sent.key is not None:
            if sent.key == key:
                return True
        elif step is not None:
            if (sent.sequence, sent.step) == step:
                return True
        elif (
            sent.template == template
            and (since is None or each.date >= since)
            and (not each.refs or not about or not about.isdisjoint(each.refs))
        ):
            return True
    return False
