"""What each person gave and was given: one line for each record that a relation counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.ledger.visible import award_on, gone_on
from goodword.ledger.worth import is_paid
from goodword.loops.told import counts
from goodword.loops.visible import Record, effective
from goodword.model.feedback import Joined, Received
from goodword.model.plain import by_number
from goodword.model.touchpoint import Answer, Ask, Promise, Referral
from goodword.relation.referrals import circles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.loops import Loops
    from goodword.model.claim import Claim
    from goodword.model.program import Program
    from goodword.model.touchpoint import Touchpoint

FROM_THEM = ("missions", "feedback", "referrals", "events", "asks")
"""Lanes of what a person gave."""
FROM_US = ("thanks", "access", "answers", "rewards", "samples", "introductions", "promotion")
"""Lanes of what the brand gave."""
OWED = ("overdue_answers", "broken_promises")
"""Lanes that are taken from what the brand gave."""
LANES = (*FROM_THEM, *FROM_US, *OWED)
"""All lanes, in the order in which they are shown."""

HOURS_UNKNOWN = 1
"""Hours of a mission where neither claim nor mission states any: it took some time."""
_KINDS = {
    "thanks": "thanks",
    "access": "access",
    "gift": "rewards",
    "sample": "samples",
    "introduction": "introductions",
    "promotion": "promotion",
}
"""Touchpoints to a person that fill a lane by their kind alone."""
_OUTCOMES = frozenset({"decided", "delivered"})


@dataclass(frozen=True, slots=True)
class Given:
    """One thing given, or one debt that counts against us.

    Args:
        date: the day it counts from; of a debt the last day on which it could be met.
        lane: one of `LANES`.
        count: hours for missions, else 1.
        reason: what it was, in words.
        place: the record that says so.
        about: what several records may be about together: answers about one item count once.
        standing: a debt that is not met yet, which counts however old it is.
    """

    date: date
    lane: str
    count: int
    reason: str
    place: Place = field(compare=False, repr=False)
    about: str = ""
    standing: bool = False


def gather(program: Program, loops: Loops) -> Mapping[str, tuple[Given, ...]]:
    """Everything given up to the day of the loops, by person, by date, lane and path.

    What is bought with points is not among it: it was given for the missions already.
    """
    found: dict[str, list[Given]] = {person: [] for person in program.influencers}
    for lines in (
        _missions(program, loops.as_of),
        _feedback(program, loops.as_of),
        _referrals(program, loops.as_of),
        _referred(program, loops.as_of),
        _events(program, loops.as_of),
        _touchpoints(program, loops),
        _late(program, loops),
    ):
        for person, given in lines:
            found.setdefault(person, []).append(given)
    return {
        person: tuple(
            sorted(found[person], key=lambda g: (g.date, g.lane, by_number(g.place.path), g.about))
        )
        for person in sorted(found)
    }


def done(claim: Claim, as_of: date) -> bool:
    """Whether a mission counts as done: approved by the day, earned, and not all taken back."""
    decision = award_on(claim, as_of)
    return (
        decision is not None
        and claim.occurred <= as_of
        and not gone_on(claim, decision, as_of)
        and not is_paid(claim)
    )


def hours(program: Program, claim: Claim) -> int:
    """Hours a claim took each of its people: its own, else the mission's, else one."""
    if claim.effort_hours is not None:
        return claim.effort_hours
    mission = program.missions.get(claim.mission)
    stated = mission.effort_hours if mission else None
    return HOURS_UNKNOWN if stated is None else stated


def stands(touchpoint: Touchpoint, as_of: date) -> bool:
    """Whether a touchpoint counts on a day: not later, and not void by then."""
    return touchpoint.date <= as_of and not touchpoint.void_by(as_of)


def _missions(program: Program, as_of: date) -> Iterator[tuple[str, Given]]:
    for claim in program.claims.values():
        if done(claim, as_of):
            took = hours(program, claim)
            reason = f"did {claim.mission} ({took} {'hour' if took == 1 else 'hours'})"
            for person in dict.fromkeys(claim.people):
                yield person, Given(claim.occurred, "missions", took, reason, claim.place)


def _feedback(program: Program, as_of: date) -> Iterator[tuple[str, Given]]:
    for item in program.feedback.values():
        seen: set[str] = set()
        for entry in effective(item.steps, as_of):
            step = entry.step
            if isinstance(step, Received | Joined):
                place = item.place.at("steps", entry.place)
                for person in step.from_:
                    if person not in seen:
                        seen.add(person)
                        reason = f"told us of {item.id}"
                        yield person, Given(step.date, "feedback", 1, reason, place)


def _referrals(program: Program, as_of: date) -> Iterator[tuple[str, Given]]:
    rings = circles(program)
    for person in program.influencers.values():
        if person.id in rings:
            continue  # nobody brought themselves
        joined = next((e.date for e in person.history if e.stage == "member"), None)
        if person.referred_by and joined is not None and joined <= as_of:
            place = person.place.at("referred_by")
            yield person.referred_by, Given(joined, "referrals", 1, f"brought {person.id}", place)


def _events(program: Program, as_of: date) -> Iterator[tuple[str, Given]]:
    shown = _access_shown(program, as_of)
    for event in program.events.values():
        day = event.first_day
        if day > as_of:
            continue
        for index, person in enumerate(event.attended):
            place = event.place.at("attended", index)
            yield person, Given(day, "events", 1, f"came to {event.id}", place)
            if event.audience != "public" and (person, event.id) not in shown:
                reason = f"was let in at {event.id}"
                yield person, Given(day, "access", 1, reason, place)


def _access_shown(program: Program, as_of: date) -> set[tuple[str, str]]:
    """People and events for which a touchpoint of access stands, so that none counts twice."""
    return {
        (each.influencer, ref)
        for each in program.touchpoints.values()
        if each.kind == "access" and stands(each, as_of)
        for ref in each.refs
    }


def _touchpoints(program: Program, loops: Loops) -> Iterator[tuple[str, Given]]:
    as_of, own = loops.as_of, _Own(program, loops)
    for each in program.touchpoints.values():
        if not stands(each, as_of):
            continue
        detail = each.detail
        if isinstance(detail, Ask):
            day = detail.answered or each.date
            if detail.outcome == "accepted" and day <= as_of:
                reason = f"agreed: {detail.for_}" if detail.for_ else "agreed to what we asked"
                yield each.influencer, Given(day, "asks", 1, reason, each.place)
        elif each.direction != "to-them":
            continue
        elif isinstance(detail, Promise):
            broken = _broken(each, detail, as_of)
            if broken is not None:
                yield each.influencer, broken
        elif isinstance(detail, Answer):
            yield from _answers(program, each, detail, own)
        elif each.kind in _KINDS:
            lane = _KINDS[each.kind]
            yield each.influencer, Given(each.date, lane, 1, f"got {_words(each)}", each.place)


def _words(touchpoint: Touchpoint) -> str:
    kind = {"access": "access", "thanks": "thanks"}.get(touchpoint.kind, f"a {touchpoint.kind}")
    return kind.replace("a introduction", "an introduction")


def referred(program: Program, as_of: date) -> Iterator[tuple[Touchpoint, Referral]]:
    """The referrals and the advice that people gave us up to a day, those that stand."""
    for each in program.touchpoints.values():
        detail = each.detail
        if isinstance(detail, Referral) and each.direction == "from-them" and stands(each, as_of):
            yield each, detail


def _referred(program: Program, as_of: date) -> Iterator[tuple[str, Given]]:
    for each, _ in referred(program, as_of):
        done = "sent us somebody" if each.kind == "referral" else "advised somebody"
        reason = f"{done}: {each.summary}" if each.summary else done
        yield each.influencer, Given(each.date, "referrals", 1, reason, each.place)


def _broken(touchpoint: Touchpoint, promise: Promise, as_of: date) -> Given | None:
    """A promise whose last day has passed: not kept by then, or not kept at all."""
    kept = promise.kept_by(as_of)
    if promise.due >= as_of or (kept is not None and kept <= promise.due):
        return None
    reason = f"was promised something for {promise.due}, " + (
        "not kept yet" if kept is None else f"kept on {kept}"
    )
    place = touchpoint.place.at("due")
    standing = kept is None
    return Given(promise.due, "broken_promises", 1, reason, place, standing=standing)


class _Own:
    """Which of a person's own items is meant where they hear of the one it was merged into.

    They gave us one thing, so what they hear of both items is one answer.
    """

    def __init__(self, program: Program, loops: Loops) -> None:
        self.items = loops.items
        self.raised: dict[str, frozenset[str]] = {
            name: frozenset(
                person
                for entry in effective(item.steps, loops.as_of)
                if isinstance(entry.step, Received | Joined)
                for person in entry.step.from_
            )
            for name, item in program.feedback.items()
        }

    def of(self, item: str, person: str, seen: frozenset[str] = frozenset()) -> str | None:
        """The item itself where they raised it, else the first of theirs merged into it."""
        if person in self.raised.get(item, ()):
            return item
        found = self.items.get(item)
        merged = found.merged if found else ()
        own = (self.of(each, person, seen | {item}) for each in merged if each not in seen)
        return next((each for each in own if each is not None), None)


def _answers(
    program: Program, told: Touchpoint, answer: Answer, own: _Own
) -> Iterator[tuple[str, Given]]:
    """Outcomes of feedback that a person was told, by item."""
    record = Record(told.date, told.influencer, told, answer)
    if answer.milestone in _OUTCOMES and counts(record, program.influencers.get(told.influencer)):
        for item in told.refs:
            if item in program.feedback:
                about = own.of(item, told.influencer) or item
                reason = f"was told what became of {item}"
                yield told.influencer, Given(told.date, "answers", 1, reason, told.place, about)


def _late(program: Program, loops: Loops) -> Iterator[tuple[str, Given]]:
    """One debt for each item of theirs of which somebody was to be told something by now."""
    own = _Own(program, loops)
    for item in loops.items.values():
        late: dict[str, date] = {}
        for told in item.told:
            if told.due is not None and told.late_on(loops.as_of):
                late[told.to] = min(told.due, late.get(told.to, told.due))
        for person, due in late.items():
            reason = f"was to hear about {item.id} by {due}"
            about = own.of(item.id, person) or item.id
            yield (
                person,
                Given(due, "overdue_answers", 1, reason, item.place, about, standing=True),
            )
