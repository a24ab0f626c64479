"""A person's term has too few nominators, or they nominated themselves.

A term begins with the word of others: of so many people as `nominators` in program/terms.yml says
(2 where it says nothing), each from another employer or department. Two of one department, or of
one `employer`, speak as one; of whom neither is known each speaks alone. Nobody nominates
themselves, also not as a member of staff. A term that follows one which was `renewed`, on the day
after its last one, needs nobody.

Mend it by naming another nominator, or by the employer in the profile of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.relation.terms import follows, sides, wanted
from goodword.rules.rule import Finding, Meets, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        if term.influencer in program.erased:
            continue
        if program.broken.touches(term.influencer, *term.nominated_by):
            continue  # the term before, or who nominated, may be what could not be read
        needed, found = wanted(program, term), len(sides(program, term))
        if found < needed:
            yield Finding(
                term.place.at("nominated_by"),
                f"nominated from {found} employers or departments, expected {needed}",
                "goodword term nominate adds one",
            )


def _rows(snapshot: Snapshot) -> Iterator[tuple[str, object]]:
    """What terms say of who nominated, and what decides how many are needed."""
    program = snapshot.program
    for term in program.terms.values():
        before = follows(program, term)
        yield term.influencer, (term.place.path, term.nominated_by, before is not None)
        for who in term.nominated_by:
            person = program.influencers.get(who)
            if person is not None:
                yield who, (term.place.path, person.employer, person.staff)


RULE = Rule("nominators", check, scope=Scope.PROGRAM, meets=Meets(_rows))
