"""A person's record: everything kept about them that they may have, theirs to take along.

What others said or raised, the reasons that staff wrote for staff, and notes of staff are not
in it. These are types; `audience.own` makes a Record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from datetime import date

    from goodword.audience.view import Words
    from goodword.audience.view.how import OwnMilestone
    from goodword.texts import Said

Facts = tuple[tuple[str, str], ...]
"""Names of things and what they are, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class PointsLine:
    """One line of a person's points: the balance is what could be spent after it.

    `about` is the title of the mission or the name of the reward that it comes from; `said` is
    the reason in every language, where it is there.
    """

    date: date
    kind: str
    points: int
    balance: int
    reason: str
    about: Words
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class OwnLadder:
    """Where a person stands on a ladder: the tier and the next one by name, and what is short."""

    id: str
    name: Words
    tier: Words | None
    rises_to: Words | None
    to_stay: tuple[Said, ...]
    to_rise: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class OwnPoints:
    """A person's points on the day: `figures` by name, `expiring` by last day.

    `promoted` says on which days they rose, and to which tier, ladder by ladder; `reached` and
    `ahead` which milestones they reached, and which they can; `ladders` where they stand, in a
    program that has more than the usual one.
    """

    tier: str | None
    figures: tuple[tuple[str, int], ...]
    to_stay: int | None
    to_rise: int | None
    expiring: tuple[tuple[date, int], ...]
    lines: tuple[PointsLine, ...]
    promoted: tuple[tuple[date, str], ...]
    reached: tuple[OwnMilestone, ...] = ()
    ahead: tuple[OwnMilestone, ...] = ()
    ladders: tuple[OwnLadder, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnAppeal:
    """An appeal against points of a person's being taken back, once it was answered.

    Args:
        taken: the day on which the points were taken back.
        date: of the answer.
        granted: whether they have them again.
        points: theirs.
        reason: what was written.
    """

    taken: date
    date: date
    granted: bool
    points: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class OwnClaim:
    """A claim of a person's own, or one they have a part in; `points` is their share.

    `own` says which of both it is.
    `contested` is what they wrote in one; `received` the day on which it really came, where that is
    another; `disclosure` how they said to be connected with us, and where. `ref` is what other
    records call it, `decided` the day from which the decision in force holds, `taken` what was
    taken back of their points, and when, `answered` appeals against that; `results` what came of
    it: day, kind, people, source; `percent` their part of the points where shares are not even,
    `grown` how many there were by later days.
    """

    mission: str
    title: Words
    occurred: date
    submitted: date
    state: str
    points: int
    reason: str | None
    reason_code: str | None
    together: int
    own: bool
    evidence: tuple[str, ...]
    summary: str | None
    helped: str | None
    questions: tuple[tuple[date, str, date | None], ...]
    source: str | None
    received: date | None
    contested: str | None
    disclosure: tuple[Facts, ...]
    ref: str
    decided: date | None
    taken: tuple[tuple[date, int], ...]
    answered: tuple[OwnAppeal, ...]
    results: tuple[tuple[date, str, int, str], ...] = ()
    percent: int | None = None
    grown: tuple[tuple[date, int], ...] = ()


@dataclass(frozen=True, slots=True)
class OwnRedemption:
    """A purchase with points, and where it stands since that day; others call it by `ref`."""

    reward: str
    name: Words
    requested: date
    quantity: int
    points: int
    state: str
    since: date
    ref: str


@dataclass(frozen=True, slots=True)
class OwnTold:
    """What a person was told of an item, or is to be told by a day."""

    milestone: str
    status: str
    date: dt.date | None
    due: dt.date | None


@dataclass(frozen=True, slots=True)
class OwnItem:
    """Feedback that a person raised.

    Args:
        words: their own, where nobody else raised it with them.
        outcome: what was decided, once it may be said to them; None before.
        say: the text for their audience.
        delivered: the day, once they may know of it.
        clocks: those that run and are about them or the item: name, status, last day.
        round: the round it is in.
    """

    id: str
    title: Words
    received: date
    words: tuple[str, ...]
    outcome: str | None
    decided: date | None
    delivered: date | None
    say: Words | None
    told: tuple[OwnTold, ...]
    clocks: tuple[tuple[str, str, date], ...]
    round: int


@dataclass(frozen=True, slots=True)
class OwnTouchpoint:
    """A dated record of the relationship; `facts` are what its kind adds."""

    date: date
    kind: str
    direction: str
    channel: str | None
    by: str | None
    facts: Facts


@dataclass(frozen=True, slots=True)
class OwnMeeting:
    """An event the person was invited to or came to."""

    id: str
    title: Words
    day: date
    attended: bool


@dataclass(frozen=True, slots=True)
class OwnSignal:
    """What the person said in the open, as it was noted; `became` is one word, None for nothing."""

    id: str
    date: str
    channel: str
    url: str | None
    tone: str
    summary: str | None
    about: str | None
    became: str | None


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """What the person said in a perception audit."""

    cycle: str
    date: date
    facts: Facts


@dataclass(frozen=True, slots=True)
class OwnSaid:
    """What the person said to a question of the program's own, in a perception audit.

    Args:
        question: as it was asked.
        answer: yes or no, a number from 1 to 5, the id of a choice, or their words; None where
            nothing is left of it.
        kind: of the question: yes-no, scale, choice or text.
        choice: what the choice says; empty for other kinds.
    """

    cycle: str
    date: date
    question: Words
    answer: str | None
    kind: str
    choice: Words


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """A term of the person's.

    Args:
        nominated_by: names of staff.
        others: how many members nominated them.
        state: planned, running or over; what was decided is the outcome.
        outcome: what was decided, once they were told; None before.
        decided: the day of the decision, once they were told.
        say: the text that was written for them, once they were told.
    """

    from_: date
    until: date
    state: str
    nominated_by: tuple[str, ...]
    others: int
    outcome: str | None
    decided: date | None
    say: Words | None


@dataclass(frozen=True, slots=True)
class OwnMoved:
    """A community that somebody of staff found the person to move, on a day."""

    id: str
    name: Words
    date: date


WITHHELD = {
    "portal_key": "opens the person's own page, and is handed over by itself",
    "reachable": "what staff think",
    "referred_by": "about another person",
    "relations": "about other people",
    "snoozed": "when staff put a line of their agenda off",
    "stance": "what staff think",
}
"""Keys of a profile that are in no record, and why, as the record itself says."""


@dataclass(frozen=True, slots=True)
class Record:
    """Everything kept about a person that they may have.

    Args:
        profile: what the program knows of them now.
        stages: from each day on.
        consents: which field shows to whom from each day on; the last one is in force.
        agreements: non-disclosure agreements.
        reach: figures of their channels.
        given, got: what they gave and were given over all years, by lane; hours for missions.
        heard: what they told us in incidents.
        signals: what they said in the open, the first one first.
        terms: theirs, the first one first.
        moves: communities that they were found to move, the first one first.
        asked: what they said to the program's own questions, audit by audit.
    """

    id: str
    name: str
    as_of: date
    profile: Facts
    stages: tuple[tuple[date, str], ...]
    consents: tuple[tuple[date, Facts], ...]
    agreements: tuple[Facts, ...]
    reach: tuple[Facts, ...]
    points: OwnPoints
    claims: tuple[OwnClaim, ...]
    redemptions: tuple[OwnRedemption, ...]
    items: tuple[OwnItem, ...]
    touchpoints: tuple[OwnTouchpoint, ...]
    meetings: tuple[OwnMeeting, ...]
    heard: tuple[tuple[str, str, str], ...]
    answers: tuple[OwnAnswer, ...]
    signals: tuple[OwnSignal, ...]
    given: tuple[tuple[str, int], ...]
    got: tuple[tuple[str, int], ...]
    terms: tuple[OwnTerm, ...] = ()
    moves: tuple[OwnMoved, ...] = ()
    asked: tuple[OwnSaid, ...] = ()


@dataclass(frozen=True, slots=True)
class Lately:
    """What of a person's record messages of a day speak of: of years of claims only the last.

    Args:
        tiers: those they have on the day, as files name them, ladder by ladder.
        expiring: points by last day.
        promoted: as in `OwnPoints`.
        claims: those that wait, and those of which something was said of late.
    """

    as_of: date
    tiers: tuple[str, ...]
    expiring: tuple[tuple[date, int], ...]
    promoted: tuple[tuple[date, str], ...]
    claims: tuple[OwnClaim, ...]
    redemptions: tuple[OwnRedemption, ...]
    items: tuple[OwnItem, ...]
