"""A term was decided by somebody too close, by one where two are asked, or without a word.

The person's own decision, or that of somebody with a declared relation to them, is none, and who
decides is on staff on that day; the same holds for `second`, who must be somebody else. Nobody
reviews a term of their own. Where
`deciders` of program/terms.yml says two, `second` is there. What ends or rests comes with `say`:
the person is told the reason and how to come back, in words that were written for them.

Mend it by having somebody else decide, by `second`, or by the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.deciders import may_not
from goodword.relation.terms import version_on
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot

BOTH = 2


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each decision that does not stand."""
    program = snapshot.program
    for term in program.terms.values():
        if term.review is not None and program.same_person(term.review.by, term.influencer):
            yield Finding(
                term.place.at("review", "by"),
                f'"{term.review.by}" is "{term.influencer}" and cannot review what is their own',
                "let somebody else look at it",
            )
        decision = term.decision
        if decision is None:
            continue
        place = term.place.at("decision")
        for why in may_not(program, decision.by, (term.influencer,), decision.date):
            yield Finding(place.at("by"), why.message, why.hint)
        second = decision.second
        if second is not None:
            for why in may_not(program, second.by, (term.influencer,), second.date):
                yield Finding(place.at("second", "by"), why.message, why.hint)
            if program.same_person(second.by, decision.by):
                yield Finding(
                    place.at("second", "by"), f'"{second.by}" is who decided', "name somebody else"
                )
        elif version_on(program, term.from_).deciders >= BOTH:
            yield Finding(
                place.at("by"), "decided by one person, expected two", "add second: {by, date}"
            )
        wordless = decision.say is None and decision.outcome != "renewed"
        if wordless and term.influencer not in program.erased:
            yield Finding(
                place.at("outcome"),
                f"{decision.outcome}, and nothing says what they are told",
                "add say: the reason, and how to come back",
            )


RULE = Rule("term-decided", check, scope=Scope.PERSON)
