"""What became of messages that were sent by mail: said, due again, in doubt, stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.model.touchpoint import Message
from goodword.relation.given import stands

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from goodword.model.program import Program
    from goodword.model.touchpoint import Delivery, Touchpoint

ACCEPTED, BEGUN, DEFERRED = "accepted", "begun", "deferred"
REFUSED, BOUNCED = "refused", "bounced"


def due_again(program: Program, record: Touchpoint, day: dt.date) -> bool:
    """Whether a record is one of a message that did not go, and is to be sent again.

    What the server took was said. What may have been taken (`begun`, and then nothing more) is
    never sent again by itself. What was refused or came back is due again once another address
    was entered; one that was refused for another reason than the address is not.
    """
    last = record.detail.last(day) if isinstance(record.detail, Message) else None
    if last is None or last.state in (ACCEPTED, BEGUN):
        return False
    return last.state == DEFERRED or (last.contact is not None and not _same(program, record, last))


def never_went(message: Message) -> bool:
    """Whether all that is known of a message says that it was never taken."""
    return bool(message.delivery) and message.delivery[-1].state in (DEFERRED, REFUSED)


def _same(program: Program, record: Touchpoint, last: Delivery) -> bool:
    contact = program.contacts.get(record.influencer)
    return contact is None or contact.digest == last.contact


def _states(program: Program, person: str, day: dt.date) -> Iterator[tuple[Touchpoint, Delivery]]:
    for each in program.touchpoints_of.get(person, ()):
        if isinstance(each.detail, Message) and stands(each, day):
            last = each.detail.last(day)
            if last is not None:
                yield each, last


def in_doubt(program: Program, person: str, day: dt.date) -> tuple[Touchpoint, ...]:
    """Messages of which nobody knows whether the server took them."""
    found = _states(program, person, day)
    return tuple(each for each, last in found if last.state == BEGUN)


def all_in_doubt(program: Program, day: dt.date) -> tuple[Touchpoint, ...]:
    """The same of everybody."""
    return tuple(
        each for person in program.touchpoints_of for each in in_doubt(program, person, day)
    )


def stopped(program: Program, person: str, day: dt.date) -> tuple[Touchpoint, Delivery] | None:
    """The newest message that failed for the address a person has now; None where mail may go."""
    failed = [
        (each, last)
        for each, last in _states(program, person, day)
        if last.state in (REFUSED, BOUNCED) and last.contact is not None
        if _same(program, each, last)
    ]
    return max(failed, key=lambda each: (each[1].at, each[0].order), default=None)


def failed_for_good(program: Program, person: str, day: dt.date) -> tuple[Touchpoint, ...]:
    """Messages that the server refused for another reason than the address."""
    found = _states(program, person, day)
    return tuple(each for each, last in found if last.state == REFUSED and last.contact is None)
