"""Claims that gave nothing and are deeds all the same, and shares of nothing that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.conditions import Deed
from goodword.ledger.terms import NEVER
from goodword.ledger.visible import award_on, decided_on, last_decision
from goodword.ledger.worth import is_paid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from goodword.ledger.terms import Terms
    from goodword.model.claim import Claim


def of_nothing(
    terms: Terms, person: str, claims: Iterable[Claim], as_of: date
) -> Iterator[tuple[int, Deed]]:
    """Claims approved for no points, of which no share is stated, and when each is a deed.

    Args:
        terms: of the program.
        person: whose.
        claims: in which they have a part.
        as_of: what is decided later is not known.
    """
    for claim in claims:
        decision = award_on(claim, as_of)
        if decision is None or is_paid(claim) or is_cut(claim, person):
            continue
        if person in dict(decision.shares):
            continue
        decided = decided_on(decision)
        available = decided.toordinal() + terms.maturation(claim.mission, decided)
        done = claim.occurred.toordinal()
        closed = terms.closed.get(terms.cycle(done).start, NEVER + 1)
        in_time = available <= closed and terms.in_time(claim.occurred, claim.submitted)
        yield available, deed(claim, done if in_time else available, 0)


def is_cut(claim: Claim, person: str) -> bool:
    """Whether a limit cut a share that a decision names all the same, as one of nothing."""
    decision = last_decision(claim)
    return decision is not None and person in dict(decision.capped_by)


def deed(claim: Claim, counts: int, points: int) -> Deed:
    """A claim as a deed that counts on a day, for so many points."""
    helped, path = claim.helped or "", claim.place.path
    return Deed(counts, points, path, claim.mission, claim.occurred.toordinal(), helped)
