"""A person's term has too few nominators, or somebody who may not nominated them.

A term begins with the word of others: of so many people as `nominators` in program/terms.yml says
(2 where it says nothing), each from another employer or department. Two of one department, or of
one `employer`, speak as one; of whom neither is known each speaks alone. Who nominates is on staff
or a member, on leave or emeritus too, when the nomination is made or the term begins. Nobody
nominates themselves, also not as a member of staff. A term that follows one which was `renewed`, on
the day after its last one, needs nobody.

Mend it by naming another nominator, or by the employer in the profile of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.loops.told import INSIDE
from goodword.relation.terms import follows, sides, wanted
from goodword.rules.rule import Finding, Meets, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.program import Program
    from goodword.model.term import Term
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each term of which too few people spoke, and each who spoke for themselves."""
    program = snapshot.program
    for term in program.terms.values():
        for index, who in enumerate(term.nominated_by):
            if program.same_person(who, term.influencer):
                yield Finding(
                    term.place.at("nominated_by", index),
                    f'"{who}" cannot nominate themselves',
                    "name somebody else",
                )
            elif not _may(program, term, who):
                yield Finding(
                    term.place.at("nominated_by", index),
                    f'"{who}" was neither on staff nor a member by {term.from_}',
                    "name somebody of staff, or a member",
                )
        if term.influencer in program.erased:
            continue
        if program.broken.touches(term.influencer, *term.nominated_by):
            continue  # the term before, or who nominated, may be what could not be read
        needed, found = wanted(program, term), len(sides(program, term))
        if found < needed:
            yield Finding(
                term.place.at("nominated_by"),
                f"nominated from {_said(found)}, expected {needed}",
                "goodword term nominate adds one",
            )


def _said(number: int) -> str:
    """So many sides, in words."""
    return "1 employer or department" if number == 1 else f"{number} employers or departments"


def _may(program: Program, term: Term, who: str) -> bool:
    """Whether somebody was on staff or a member on a day of the nomination.

    Whom nothing is known of is somebody who was erased, or whom another rule names.
    """
    staff, person = program.staff.get(who), program.influencers.get(who)
    days = (term.begun, term.from_)
    if staff is not None and any(map(staff.on, days)):
        return True
    if person is None:
        return staff is None
    return person.id in program.erased or any(person.stage_on(day) in INSIDE for day in days)


def _rows(snapshot: Snapshot) -> Iterator[tuple[str, object]]:
    """What terms say of who nominated, and what decides how many are needed."""
    program = snapshot.program
    for term in program.terms.values():
        before = follows(program, term)
        yield term.influencer, (term.place.path, term.nominated_by, before is not None)
        for who in term.nominated_by:
            person = program.influencers.get(who)
            if person is not None:
                yield who, (term.place.path, person.employer, person.staff, person.history)


RULE = Rule("nominators", check, scope=Scope.PROGRAM, meets=Meets(_rows))
