"""Who was told what: which record settles a debt, and what nobody may say yet."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from goodword.model.feedback import Decided, Delivered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from goodword.loops.owed import Debt
    from goodword.loops.rounds import Milestone
    from goodword.loops.visible import Record
    from goodword.model.feedback import Say
    from goodword.model.profile import Profile

IMPERSONAL = frozenset(
    {"blog", "changelog", "digest", "newsletter", "portal", "release-notes", "roadmap", "website"}
)
"""Channels that speak to everyone: who was reached by one of these alone was not told."""
SILENT = frozenset({"opted-out", "deceased"})
"""Stages in which nothing is said to a person any more."""
PARTED = frozenset({"left", "declined"})
"""Stages of people who parted from the program: nothing is asked of them or offered to them."""
GONE = SILENT | PARTED
"""Stages of people who are with the program no more, and nobody's."""
INSIDE = frozenset({"member", "on-leave", "emeritus"})
"""Stages of those who may be told what members may."""
ATTEMPTS = 2
"""On so many different channels must somebody have been tried before they are unreachable."""


def proven(record: Record) -> bool:
    """Whether a record says how it could be looked up, or what was said: `ref` or `summary`."""
    return bool(record.answer.ref or record.touchpoint.summary)


def counts(record: Record, person: Profile | None) -> bool:
    """Whether a record is somebody personally told.

    What everyone can read does not count unless the person asked for nothing else; what bounced
    does not, nor does what has neither a reference nor words.
    """
    if record.answer.step != "told" or record.answer.delivery == "bounced":
        return False
    if not proven(record):
        return False
    return personal(record, person)


def personal(record: Record, person: Profile | None) -> bool:
    """Whether the channel spoke to the person alone, or is all that they asked for."""
    if record.touchpoint.channel not in IMPERSONAL:
        return True
    consent = person.consent_on(record.date) if person else None
    return consent is not None and consent.messages == "portal-only"


def target(record: Record, milestones: Sequence[Milestone]) -> Milestone | None:
    """The step a record speaks of: the newest of its milestone and round up to its day.

    A question speaks of the decision that asked it. None where there is no such step, as
    with a heartbeat, or where the record is dated before it.
    """
    name, number = record.answer.milestone, record.answer.round
    question = name == "question"
    for milestone in reversed(milestones):
        if milestone.round != number or milestone.date > record.date:
            continue
        if question:
            step = milestone.step
            if isinstance(step, Decided) and step.outcome == "needs-info":
                return milestone
        elif milestone.name == name:
            return milestone
    return None


def grounded(record: Record, records: Sequence[Record]) -> bool:
    """Whether an exemption may stand: unreachable needs attempts on two different channels."""
    if record.answer.reason != "unreachable":
        return True
    tried = {
        other.touchpoint.channel
        for other in records
        if other.date <= record.date
        and (
            other.answer.step == "attempted"
            or (other.answer.step == "told" and other.answer.delivery == "bounced")
        )
    }
    return len(tried - {None}) >= ATTEMPTS


class Settled(NamedTuple):
    """How a debt was settled: `told` and `exempt` are days or None."""

    told: date | None
    exempt: date | None
    reason: str

    @property
    def day(self) -> date | None:
        """The day its clock stopped."""
        if self.told is None or self.exempt is None:
            return self.told or self.exempt
        return min(self.told, self.exempt)


OPEN = Settled(None, None, "")


def ever_silent(people: Iterable[Profile]) -> frozenset[str]:
    """Those to whom at some time nothing was said; all others need no look at their history."""
    return frozenset(
        person.id
        for person in people
        if any(entry.stage in SILENT for entry in person.history)
        or any(entry.messages == "none" for entry in person.consent)
    )


def silent_from(person: Profile | None, since: date, until: date) -> date | None:
    """The first day in the span, both ends included, on which nothing is said to the person.

    They opted out or died, or their consent wants no messages.
    """
    if person is None:
        return None
    days = [
        max(entry.date, since)
        for index, entry in enumerate(person.history)
        if entry.stage in SILENT
        and entry.date <= until
        and (index + 1 == len(person.history) or person.history[index + 1].date > since)
    ]
    days += [
        max(entry.from_, since)
        for index, entry in enumerate(person.consent)
        if entry.messages == "none"
        and entry.from_ <= until
        and (index + 1 == len(person.consent) or person.consent[index + 1].from_ > since)
    ]
    return min(days, default=None)


class Payment(NamedTuple):
    """A record that settles something: the step it speaks of, and whether as told or exempt."""

    date: date
    spoken: Milestone
    told: bool
    reason: str


def payments(
    milestones: Sequence[Milestone], records: Sequence[Record], person: Profile | None
) -> tuple[Payment, ...]:
    """What the answers to a person pay, by date.

    Args:
        milestones: of the item.
        records: the answers to the person about the item, up to the day.
        person: None where the profile could not be read.
    """
    found: list[Payment] = []
    for record in records:
        step = record.answer.step
        if step == "told":
            pays = counts(record, person)
        elif step == "exempt":
            pays = grounded(record, records)
        else:
            continue
        spoken = target(record, milestones) if pays else None
        if spoken is not None:
            reason = record.answer.reason or ""
            found.append(Payment(record.date, spoken, step == "told", reason))
    return tuple(found)


def settle(
    debt: Debt, paid: Sequence[Payment], person: Profile | None, silent: date | None
) -> Settled:
    """How a debt was settled.

    A told record pays the step it speaks of and every earlier one of that round; an exemption
    stands for its own step alone.

    Args:
        debt: what is owed.
        paid: `payments` of the person it is owed to.
        person: None where the profile could not be read.
        silent: the first day on which it stood and nothing was said to the person any more.
    """
    owed = debt.milestone
    told: date | None = None
    exempt: date | None = None
    reason = ""
    for payment in paid:
        spoken = payment.spoken
        if spoken.round != owed.round:
            continue
        if payment.told:
            if spoken.position >= owed.position:
                told = payment.date
                break
        elif exempt is None and spoken.position == owed.position:
            exempt, reason = payment.date, payment.reason
    if silent is not None and (exempt is None or silent < exempt):
        exempt = silent
        dead = person is not None and person.stage_on(silent) == "deceased"
        reason = "deceased" if dead else "opted-out"
    return Settled(told, exempt, reason)


def level(person: Profile | None, day: date) -> int:
    """What a person may know that day: 0 what the public may, 1 members, 2 under an agreement."""
    if person is None:
        return 0
    if person.nda_on(day):
        return 2
    return int(person.stage_on(day) in INSIDE)


def _sayable(say: Say, at: int) -> bool:
    return (
        say.public is not None
        or (at >= 1 and say.members is not None)
        or (at >= 2 and say.nda is not None)
    )


def _changes(person: Profile | None, since: date, as_of: date) -> list[date]:
    """The days after `since` on which what a person may know can change."""
    if person is None:
        return []
    days = {entry.date for entry in person.history} | {each.signed for each in person.nda}
    days |= {each.expires + timedelta(1) for each in person.nda if each.expires is not None}
    return sorted(day for day in days if since < day <= as_of)


def _since_when(
    say: Say, person: Profile | None, since: date, as_of: date, least: int
) -> date | None:
    """Since when the person's level has been enough, and something said for it, without a gap.

    None where it is not on the day itself: who is under an agreement no more may not be told.
    """
    first: date | None = None
    for day in [since, *_changes(person, since, as_of)]:
        now = level(person, day)
        if now < least or not _sayable(say, now):
            first = None
        elif first is None:
            first = day
    return first


def tellable(milestone: Milestone, since: date, person: Profile | None, as_of: date) -> date | None:
    """When, from `since` on, a person may be told as of a day; in the future where that is known.

    None where nothing may be said to their audience; a question needs no `say`. What was
    delivered is for everyone from its `public` day, and for those under an agreement before.
    """
    step = milestone.step
    if isinstance(step, Decided) and step.outcome != "needs-info":
        return _since_when(step.say, person, since, as_of, 0)
    if isinstance(step, Delivered):
        public = max(since, step.public)
        if public == since:
            return public
        early = _since_when(step.say, person, since, min(as_of, public), 2)
        return public if early is None else min(early, public)
    return since


def clock_start(debt: Debt, free: date | None) -> date | None:
    """Day 0 of the clock of telling: the day from which the person may be told.

    Words for a decision are ours to find, so its clock runs while nothing may be said; what
    was delivered waits for a day that everybody was given.

    Args:
        debt: what is owed.
        free: `tellable` of it.
    """
    return debt.since if isinstance(debt.milestone.step, Decided) else free
