"""A person's own terms as they may have them: who nominated them, and what they were told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.audience.record import OwnTerm
from goodword.audience.words import shown_or_none
from goodword.relation.terms import term_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from goodword.model.profile import Profile
    from goodword.relation.terms import TermOn
    from goodword.snapshot import Snapshot


def own_terms(snapshot: Snapshot, person: str) -> Iterator[OwnTerm]:
    """Each term that has begun to be known; what was decided once the person was told of it."""
    program = snapshot.program
    for term in program.terms_of.get(person, ()):
        if term.begun > snapshot.as_of:
            continue
        on = term_on(program, term, snapshot.as_of)
        staff = tuple(
            program.staff[each].name for each in term.nominated_by if each in program.staff
        )
        told = on.decided is not None and on.decided.status == "told"
        decision = on.decision if told else None
        yield OwnTerm(
            term.from_,
            term.until,
            _state(on, snapshot.as_of),
            staff,
            len(term.nominated_by) - len(staff),
            decision.outcome if decision else None,
            decision.date if decision else None,
            shown_or_none(decision.say, program) if decision else None,
        )


def _state(on: TermOn, as_of: date) -> str:
    """Whether it is to come, runs, runs on or is over: no more is theirs before they were told."""
    if on.over is not None:
        return "over"
    if on.state == "planned":
        return "planned"
    return "running" if as_of <= on.term.until else "runs-on"


def nominators(
    snapshot: Snapshot, person: str, named: Callable[[Profile], bool]
) -> Mapping[date, tuple[str, ...]]:
    """Names of members who nominated somebody, by the first day of the term.

    Args:
        snapshot: the program on a day.
        person: whose terms.
        named: whether members may see somebody's name.
    """
    people = snapshot.program.influencers
    found = {}
    for term in snapshot.program.terms_of.get(person, ()):
        members = (
            people.get(each) for each in term.nominated_by if each not in snapshot.program.staff
        )
        found[term.from_] = tuple(each.name for each in members if each and named(each))
    return found
