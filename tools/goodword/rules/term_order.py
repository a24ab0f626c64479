"""Terms of a person overlap, or what was done about a term is out of order.

A person has one term at a time: the next one begins after the last day of the one before. What
becomes of a term is decided on or after its first day, and reviewed by then; the person is told of
the nomination on or after its day, and of the decision on or after the decision. `second` agrees
on or after the day of the decision, and a nomination is not younger than its term.

Mend the day that was entered wrongly; the message names the other.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.term import Term
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each term that begins before the one before has ended, and each day before another."""
    for terms in snapshot.program.terms_of.values():
        for before, term in pairwise(terms):
            if term.from_ <= before.until:
                yield Finding(
                    term.place.at("from"),
                    f"begins on {term.from_}, in the term that lasts until {before.until}",
                )
        for term in terms:
            yield from _days(term)


def _days(term: Term) -> Iterator[Finding]:
    if term.nominated and term.nominated > term.from_:
        yield Finding(
            term.place.at("nominated"),
            f"nominated on {term.nominated}, after the term had begun on {term.from_}",
        )
    decision, review = term.decision, term.review
    if decision is not None:
        if decision.date < term.from_:
            yield Finding(
                term.place.at("decision", "date"),
                f"decided on {decision.date}, before the term begins on {term.from_}",
            )
        if review is not None and review.date > decision.date:
            yield Finding(
                term.place.at("review", "date"),
                f"reviewed on {review.date}, after the decision of {decision.date}",
            )
        if decision.second is not None and decision.second.date < decision.date:
            yield Finding(
                term.place.at("decision", "second", "date"),
                f"agreed on {decision.second.date}, before the decision of {decision.date}",
            )
    for index, told in enumerate(term.told):
        place = term.place.at("told", index, "date")
        if told.of == "nominated" and told.date < term.begun:
            yield Finding(place, f"told on {told.date}, before the nomination of {term.begun}")
        elif told.of == "decided" and decision is None:
            yield Finding(place, "told what was decided, and nothing is")
        elif told.of == "decided" and decision is not None and told.date < decision.date:
            yield Finding(place, f"told on {told.date}, before the decision of {decision.date}")


RULE = Rule("term-order", check, scope=Scope.PERSON)
