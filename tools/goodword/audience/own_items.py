"""A person's own feedback as they may have it: their words, the dates, the outcome, what is owed.

Never other originators or their words, severity, or the rationale; of an outcome that may not be
said to them yet they have nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.known import heard as heard_by
from goodword.audience.record import OwnItem, OwnTold
from goodword.audience.sharing import AUDIENCES
from goodword.audience.words import said, shown, shown_or_none
from goodword.loops.told import level
from goodword.loops.visible import effective
from goodword.model.feedback import Decided, Delivered, Joined, Received

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from goodword.audience.known import Known
    from goodword.loops import Item
    from goodword.loops.visible import Entry
    from goodword.model.feedback import Feedback
    from goodword.model.plain import Words
    from goodword.snapshot import Snapshot

MEMBER, NDA = 1, 2
"""The levels of who is inside, and of who is under an agreement."""


def items(
    snapshot: Snapshot,
    person: str,
    heard: Mapping[str, Known] | None = None,
    *,
    signed: bool = True,
) -> tuple[OwnItem, ...]:
    """The items that a person raised, by the day they did.

    Args:
        snapshot: the program on the day.
        person: influencer id.
        heard: items as `members` and `nda` may know them on the day, where that is known.
        signed: whether an agreement that is in force on the day still is.
    """
    found = []
    raised_by = snapshot.program.raised_by.get(person)
    if not raised_by:
        return ()
    own = level(snapshot.program.influencers.get(person), snapshot.as_of)
    below = own < NDA or not signed
    audience = "members" if below else "nda"
    shown_ = heard[audience] if heard else heard_by(snapshot, audience, snapshot.as_of)
    for id_ in raised_by:
        item = snapshot.loops.items.get(id_)
        if item is None:
            continue  # received on a later day
        source = snapshot.program.feedback[item.id]
        if item.id in shown_.unknown and not _heard_early(item, source, person, snapshot):
            # What was delivered is not theirs to know yet: no state or clock tells of it.
            item, source = shown_.loops.items[item.id], shown_.feedback[item.id]
        entries = effective(source.steps, snapshot.as_of)
        raised = [
            e.step
            for e in entries
            if isinstance(e.step, Received | Joined) and person in e.step.from_
        ]
        if raised:
            first = min(step.date for step in raised)
            found.append(
                (
                    first,
                    item.id,
                    _item(
                        snapshot,
                        item,
                        source,
                        entries,
                        person,
                        MEMBER if own == NDA and below else own,
                    ),
                )
            )
    return tuple(each for *_, each in sorted(found, key=lambda e: e[:2]))


def _item(
    snapshot: Snapshot,
    item: Item,
    source: Feedback,
    entries: tuple[Entry, ...],
    person: str,
    own: int,
) -> OwnItem:
    day = snapshot.as_of
    heard = {(t.milestone, t.step) for t in item.told if t.to == person and t.status == "told"}
    # A decision that may not be said to them yet is none to them, and so is its clock.
    held = ("decided", "withheld") in {(t.milestone, t.status) for t in item.told if t.to == person}
    decided = delivered = None
    say: Words | None = None
    for entry in entries:
        step = entry.step
        if isinstance(step, Decided):
            text = said(step.say, AUDIENCES[own])
            if text is not None or ("decided", entry.place) in heard:
                decided, delivered, say = step, None, text
        elif isinstance(step, Delivered):
            text = said(step.say, AUDIENCES[own])
            known = step.public <= day or own == 2
            if known or ("delivered", entry.place) in heard:
                delivered, say = step, text or say
    mine = min(
        e.date for e in entries if isinstance(e.step, Received | Joined) and person in e.step.from_
    )
    return OwnItem(
        item.id,
        shown(source.title, snapshot.program),
        mine,
        tuple(_words(entries, person)),
        decided.outcome if decided else None,
        decided.date if decided else None,
        delivered.date if delivered else None,
        shown_or_none(say, snapshot.program),
        tuple(
            OwnTold(t.milestone, t.status, t.date, t.due)
            for t in item.told
            if t.to == person and t.status != "withheld"
        ),
        tuple(
            (clock.clock, clock.status, clock.due)
            for clock in item.clocks
            if clock.running
            and clock.person in (None, person)
            and (clock.clock != "tell_decision" or not held)
        ),
        item.round,
    )


def _heard_early(item: Item, source: Feedback, person: str, snapshot: Snapshot) -> bool:
    """Whether the person was told of a delivery before its public day."""
    return any(
        told.to == person
        and told.milestone == "delivered"
        and told.status == "told"
        and isinstance(step := source.steps[told.step], Delivered)
        and step.public > snapshot.as_of
        for told in item.told
    )


def _words(entries: tuple[Entry, ...], person: str) -> Iterator[str]:
    """What was written down of it, where the person said it alone."""
    for entry in entries:
        step = entry.step
        if isinstance(step, Received) and step.from_ == (person,):
            yield from (text for text in (step.verbatim or step.summary,) if text)
