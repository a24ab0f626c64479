"""A message that is due, and one that is not sent, with the reason: types of the outbox."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

MAIL, PORTAL = "mail", "portal"
"""Channels of what the tool says by itself; on `portal` it stands on the person's own page."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What of a feedback item a message tells: recorded as an `answer` beside the `message`."""

    item: str
    round: int
    milestone: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one person, ready to be read; it holds no address.

    Args:
        key: what makes it this message, the same in every run and on every day, such as
            `welcome/rules` or `decision/<claim>`; never said twice to a person.
        person: influencer id.
        template: its name. sequence, step: of onboarding, None for all others.
        language: of the text, a BCP 47 tag.
        importance: `essential`, or `all` for who wants everything.
        channel: `mail`, or `portal` for who wants nothing else.
        subject: one line. html: of the body, safe to be shown. text: the same as plain text.
        refs: names of the records that it is about.
        by: staff id of who signs it and gets the replies.
        due: the day from which it is to be said.
        answer: what it tells of a feedback item; None for all others.
    """

    key: str
    person: str
    template: str
    sequence: str | None
    step: str | None
    language: str
    importance: str
    channel: str
    subject: str
    html: str
    text: str
    refs: tuple[str, ...]
    by: str
    due: dt.date
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Skip:
    """A message that is not sent: `why` is the key of a text (`skip.<why>`), with its slots.

    `waits` is the key of what that means for the steps of a sequence that are counted from it, with
    the day; empty for all others.
    """

    person: str
    key: str
    template: str
    due: dt.date
    why: str
    slots: Mapping[str, str] = field(default_factory=dict)
    waits: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be said on a day, and what is not: both by day, person and key.

    `digests` are what staff are told of what they follow; no machine sends them.
    """

    as_of: dt.date
    messages: tuple[Message, ...]
    skips: tuple[Skip, ...]
    digests: tuple[Message, ...] = ()
