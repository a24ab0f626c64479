"""Onboarding: which step of which sequence a person is at, and since when it is due.

What a machine may send are messages to people who have joined; every other step is a person's.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from goodword.ledger.segments import lets_in
from goodword.ledger.visible import State, award_on, state_on
from goodword.loops.visible import effective
from goodword.model.feedback import Joined, Received
from goodword.model.touchpoint import Message
from goodword.relation.given import stands
from goodword.relation.mail import due_again

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from goodword.ledger.held_tiers import TierOn
    from goodword.model.onboarding import Sequence, SequenceStep
    from goodword.model.profile import Profile
    from goodword.model.program import Program
    from goodword.model.touchpoint import Touchpoint

SENT = frozenset({"mail", "portal"})
"""Channels of steps that a machine takes; all others are a person's."""
INSIDE = frozenset({"member", "on-leave", "emeritus"})
"""Stages between which nobody joins anew."""
LATE, GONE = 14, 30
"""Days after which a step that was not taken is passed over: a message, one of a person."""
_WORDS = frozenset({"message", "answer", "adjustment", "extension"})
"""Kinds of records that take no personal step: of a machine, of the loops, of points."""


class Step(NamedTuple):
    """A step that nobody has taken yet: of which sequence, whether it is sent, and its day.

    `passed` says that nobody waits for it any more.
    """

    sequence: str
    step: SequenceStep
    sent: bool
    date: date
    passed: bool = False


def joined_on(person: Profile, day: date) -> date:
    """The day on which somebody last joined, leave and return left out."""
    known = [each for each in person.history if each.date <= day]
    joined = person.entered_on(day)
    for each in reversed(known):
        if each.stage not in INSIDE:
            break
        joined = each.date
    return joined


def steps(program: Program, person: Profile, day: date, tier: TierOn) -> Iterator[Step]:
    """The steps that a person has before them, as far as it is known when they are due.

    A step counted from the one before waits until that was taken, or was passed over: where there
    is no need for it, or where it was not taken in so many days that it is no news. It is counted
    from the day of that one then, so that a sequence goes on for who did not want its beginning.

    Args:
        program: what the files say.
        person: whose.
        day: what is dated later is not known.
        tier: the tier of a person on a day; asked for where a sequence is for a segment that asks.
    """
    if program.onboarding is None:
        return
    stage = person.stage_on(day)
    for sequence in program.onboarding.sequences:
        if sequence.for_ == stage and lets_in(program, sequence.segments, person, day, tier):
            yield from _of(program, person, day, sequence)


def _of(program: Program, person: Profile, day: date, sequence: Sequence) -> Iterator[Step]:
    records = [
        each
        for each in program.touchpoints_of.get(person.id, ())
        if stands(each, day) and not due_again(program, each, day)
    ]
    joined = joined_on(person, day)
    invited = max(
        (each.date for each in person.history if each.stage == "invited" and each.date <= day),
        default=joined,
    )
    before: date | None = joined
    used: set[str] = set()
    for step in sequence.steps:
        start = {"joined": joined, "invited": invited}.get(step.of, before)
        if start is None:
            continue
        due = start + timedelta(days=step.after_days)
        sent = sequence.for_ == "member" and step.template is not None
        sent = sent and (step.channel is None or step.channel in SENT)
        taken = (
            _sent_on(records, sequence.id, step.id, joined)
            if sent
            else _taken_on(records, start + timedelta(days=min(step.after_days, 1)), used)
        )
        if taken is not None:
            before = taken
        elif any(_HOLDS[each](program, person, day) for each in step.unless):
            before = due if due <= day else None
        else:
            passed = due + timedelta(days=LATE if sent else GONE) < day
            before = due if passed else None
            yield Step(sequence.id, step, sent, due, passed)


def waited_for(program: Program, sequence: str, step: str) -> bool:
    """Whether the next step of a sequence is counted from a step."""
    found = program.onboarding.sequences if program.onboarding else ()
    return any(
        each.id == sequence and before.id == step and after.of == "step"
        for each in found
        for before, after in pairwise(each.steps)
    )


def _sent_on(records: list[Touchpoint], sequence: str, step: str, since: date) -> date | None:
    """The day on which the message of a step was sent, to who has joined since then."""
    for each in records:
        sent = each.detail
        if (
            isinstance(sent, Message)
            and each.date >= since
            and (sent.sequence, sent.step) == (sequence, step)
        ):
            return each.date
    return None


def _taken_on(records: list[Touchpoint], since: date, used: set[str]) -> date | None:
    """The day of the first word from us that could be the step; each counts for one."""
    for each in records:
        path = each.place.path
        if (
            each.kind not in _WORDS
            and each.direction == "to-them"
            and each.date >= since
            and path not in used
        ):
            used.add(path)
            return each.date
    return None


def _claimed(program: Program, person: Profile, day: date) -> bool:
    claims = program.claims_with.get(person.id, ())
    return any(state_on(each, day) not in {State.ABSENT, State.WITHDRAWN} for each in claims)


def _approved(program: Program, person: Profile, day: date) -> bool:
    claims = program.claims_with.get(person.id, ())
    return any(award_on(each, day) is not None for each in claims)


def _told_us(program: Program, person: Profile, day: date) -> bool:
    return any(
        isinstance(entry.step, Received | Joined) and person.id in entry.step.from_
        for item in program.raised_by.get(person.id, ())
        for entry in effective(program.feedback[item].steps, day)
    )


def _came(program: Program, person: Profile, day: date) -> bool:
    return any(
        person.id in each.attended and each.first_day <= day for each in program.events.values()
    )


_HOLDS: Mapping[str, Callable[[Program, Profile, date], bool]] = {
    "has-claim": _claimed,
    "has-approved-claim": _approved,
    "has-feedback": _told_us,
    "has-attended": _came,
    "has-consent": lambda _, person, day: person.consent_on(day) is not None,
    "has-nda": lambda _, person, day: person.nda_on(day),
    "has-account": lambda _, person, __: bool(person.accounts),
}
"""What a step is passed over for, by its word in the schema."""
