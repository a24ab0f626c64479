"""Somebody's term ended and they were not told, or were told in a way that is no telling.

Nobody's term ends untold. Whoever is moved to the stage that ends or rests their term (`left`,
`emeritus`, `on-leave`) after that was decided was told before, personally, with what was said or
where it can be seen; what everybody can read is no telling unless they asked for nothing else,
what bounced is none, and nobody tells themselves. Who does not want to hear from us, has died, or
could not be reached on two different channels need not be told. A term that follows another one
follows a decision: what was never decided did not end, it runs on.

Mend it by telling them (`goodword term tell`), by the day of the move, or by the decision.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from goodword.loops.told import GONE
from goodword.relation.terms import MOVES, reaches, told_of
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.program import Program
    from goodword.model.term import Term
    from goodword.snapshot import Snapshot

_HINT = "goodword term tell notes that they were"


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each move before the telling, telling without proof, and term after an undecided one."""
    program = snapshot.program
    for terms in program.terms_of.values():
        for before, term in pairwise(terms):
            if before.decision is None and not _went(program, before, term):
                yield Finding(
                    term.place,
                    f"follows a term of which nothing is decided, that until {before.until}",
                    "goodword term decide says what became of it",
                )
        for term in terms:
            yield from _unproven(program, term)
            yield from _moved(program, term)


def _went(program: Program, before: Term, term: Term) -> bool:
    """Whether the person had gone between two terms, so that nothing was left to decide."""
    person = program.influencers.get(term.influencer)
    return person is not None and any(
        entry.stage in GONE and before.from_ <= entry.date <= term.from_ for entry in person.history
    )


def _unproven(program: Program, term: Term) -> Iterator[Finding]:
    person = program.influencers.get(term.influencer)
    for index, told in enumerate(term.told):
        if told.delivery != "bounced" and not reaches(told, person):
            why = f"{told.channel} speaks to everybody"
            hint = "tell them in person, and say how: a call, a letter, a message of their own"
            if person is not None and told.by == person.staff:
                why, hint = f'"{told.by}" told themselves', "let somebody else tell them"
            elif not (told.ref or told.summary):
                why = "neither ref nor summary says what they were told"
                hint = "add what proves it"
            yield Finding(term.place.at("told", index), f"{why}: they count as untold", hint)


def _moved(program: Program, term: Term) -> Iterator[Finding]:
    decision, person = term.decision, program.influencers.get(term.influencer)
    if decision is None or person is None or decision.outcome not in MOVES:
        return
    for index, entry in enumerate(person.history):
        if entry.stage != MOVES[decision.outcome] or entry.date < decision.date:
            continue
        told = told_of(program, term, "decided", decision.date, entry.date)
        if not told.settled:
            yield Finding(
                person.place.at("history", index),
                f"{entry.stage} since {entry.date}, and not told by then that their term was "
                f"{decision.outcome} on {decision.date}",
                _HINT,
            )
        return


RULE = Rule("term-untold", check, scope=Scope.PERSON)
