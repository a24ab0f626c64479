"""What is owed about terms: telling a nomination, deciding in time, telling and noting the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, department, owner, present, silent
from goodword.loops.told import INSIDE
from goodword.relation.terms import MOVES, terms_on
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.relation.terms import TermOn
    from goodword.snapshot import Snapshot
    from goodword.texts.said import Slot

AHEAD = 30
"""Days before the last one for a review on which it is shown."""


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each nomination and decision that was not told, each missing decision, each move to note."""
    for on in terms_on(snapshot.program, snapshot.as_of):
        if on.state == "left":
            continue
        term = on.term
        said: dict[str, Slot] = {"person": Named("person", term.influencer), "day": term.until}
        if on.nominated is not None and not on.nominated.settled:
            yield _due(
                snapshot,
                on,
                "nominated",
                Said("owed.terms.nominated", {**said, "day": term.from_}),
                f"tell {term.influencer} --of nominated --term {term.from_}",
            )
        if on.decided is None:
            if on.state != "planned":
                yield _undecided(snapshot, on)
        elif not on.decided.settled:
            yield _due(
                snapshot,
                on,
                "decided",
                Said("owed.terms.decided", said),
                f"tell {term.influencer} --term {term.from_}",
            )
        elif on.state == "runs-on":
            yield _due(
                snapshot,
                on,
                "follows",
                Said("owed.terms.follows", said),
                f"nominate {term.influencer} --starts {after(term.until, 1)}",
            )
        elif on.over is not None and on.state in MOVES:
            yield from _unmoved(snapshot, on, on.over)


def _unmoved(snapshot: Snapshot, on: TermOn, over: date) -> Iterator[Due]:
    """The stage that follows a term which is over, where the profile does not say it yet.

    Who was moved since, or has another term, was thought of.
    """
    program, term = snapshot.program, on.term
    person = program.influencers.get(term.influencer)
    stage, since = MOVES[on.state], on.decision.date if on.decision else over
    if person is None or person.stage_on(snapshot.as_of) not in INSIDE - {stage}:
        return
    moved = any(
        entry.date > over or (entry.date >= since and entry.stage == stage)
        for entry in person.history
        if entry.date <= snapshot.as_of
    )
    later = program.terms_of[term.influencer]
    if moved or any(x.from_ > term.from_ and x.begun <= snapshot.as_of for x in later):
        return
    yield Due(
        "terms",
        (),
        owner(snapshot, term.influencer),
        after(over, 1),
        Said("owed.terms.move", {"person": Named("person", term.influencer), "day": term.until}),
        term.place,
        f"goodword influencer stage {term.influencer} --to {stage}",
        since=after(over, 1),
        department=department(snapshot, term.influencer),
    )


def _due(snapshot: Snapshot, on: TermOn, what: str, said: Said, command: str) -> Due:
    """Something that is owed at once, at the latest by a day of the term."""
    term = on.term
    since = term.begun
    date = term.from_
    if what != "nominated" and on.decision is not None:
        since = on.decision.date
        date = max(on.tell_by, since)
    if what == "follows":
        since = date = after(term.until, 1)
    return Due(
        "terms",
        (term.influencer,),
        owner(snapshot, term.influencer),
        date,
        said,
        term.place,
        f"goodword term {command}",
        since=since,
        department=department(snapshot, term.influencer),
        about=f"{term.from_}/{what}" if what != "follows" else "",
        begun=since,
    )


def _undecided(snapshot: Snapshot, on: TermOn) -> Due:
    """A review and a decision by the day that program/terms.yml says; later the decision alone."""
    term, person = on.term, on.term.influencer
    profile = snapshot.program.influencers.get(person)
    reviewed = term.review is not None and term.review.date <= snapshot.as_of
    key = "owed.terms.review"
    if on.state == "runs-on":
        key = "owed.terms.runs_on"
    elif reviewed:
        key = "owed.terms.decide"
    return Due(
        "terms",
        () if silent(profile, snapshot.as_of) else (person,),
        present(snapshot, [snapshot.program.owner_of(profile) if profile else None], [person]),
        on.tell_by if reviewed else on.review_by,
        Said(key, {"person": Named("person", person), "day": term.until}),
        term.place,
        f"goodword term decide {person} --term {term.from_}",
        since=after(on.review_by, -AHEAD),
        department=department(snapshot, person),
    )
