"""How points of a claim are split among its people: evenly, or by the percents that it states."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from goodword.diagnostics import Pointer
    from goodword.model.claim import Claim
    from goodword.model.plain import Shares


class Misstated(NamedTuple):
    """Percents that do not say who has how much: where, what is wrong, and what to do."""

    pointer: Pointer
    message: str
    hint: str


def split(points: int, people: Sequence[str], parts: Mapping[str, int] | None = None) -> Shares:
    """Shares in whole points that add up; who stands first has the first claim to what is left.

    Each is rounded down; what that leaves over goes, one point each, to those who lost most by it,
    of whom those who lost the same in the order in which they stand. Of even shares all lose the
    same.

    Args:
        points: of all.
        people: whose they are; of some of a claim's people, these share by their percents.
        parts: the percent of each person; none where shares are even.
    """
    whole = sum(parts.get(each, 0) for each in people) if parts else 0
    if not parts or not whole:
        each, left = divmod(points, len(people))
        return tuple((person, each + (index < left)) for index, person in enumerate(people))
    exact = [divmod(points * parts.get(each, 0), whole) for each in people]
    left = points - sum(share for share, _ in exact)
    lost_most = sorted(range(len(people)), key=lambda index: -exact[index][1])
    more = frozenset(lost_most[:left])
    return tuple((who, exact[index][0] + (index in more)) for index, who in enumerate(people))


def misstated(claim: Claim) -> Iterator[Misstated]:
    """What keeps the percents of a claim from saying who has how much."""
    if not claim.percents:
        return
    stated = dict(claim.percents)
    for index, person in enumerate(claim.with_):
        if person not in stated:
            yield Misstated(
                ("with", index),
                f"{person} has no percent, but others of the claim have one",
                "say {id, percent} of each of them, or the id alone of all",
            )
    others = sum(stated.values())
    if others > 99:
        yield Misstated(
            ("with",),
            f"the others have {others} percent together, which leaves {claim.influencer} none",
            "let them have 99 at most; who hands in has what is left of 100",
        )


def shared_with(claim: Claim) -> Iterator[str]:
    """All to whom a claim gives points, or of whom it takes some, be they its people or not."""
    answer = claim.appeal.decision if claim.appeal else None
    later = (each.decision for each in claim.quantity_later)
    for each in (claim.decision, answer, *later, *claim.reversals):
        if each is not None:
            yield from (who for who, _ in each.shares)
