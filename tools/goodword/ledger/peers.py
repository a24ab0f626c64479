"""Several who decide together: who of the members may review, and whether enough said the same.

A mission may ask for so many of staff, or for so many members who do the same work and judge each
other's. Each of them leaves a review in the claim; the one that makes it enough decides. An appeal
is answered by staff, as ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.ledger.deciders import Refusal, too_close, witnessed
from goodword.model.mission import Reviewers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goodword.ledger.how_much import Said
    from goodword.model.claim import Claim, Decision
    from goodword.model.mission import PointsVersion
    from goodword.model.program import Program

ONE = Reviewers()
"""What holds for a mission that does not say how many decide."""


class Agreed(NamedTuple):
    """Who said the same of a claim, in the order in which they did, and how many are needed."""

    by: tuple[str, ...]
    needed: int

    @property
    def lacking(self) -> int:
        """How many more have to say so."""
        return max(0, self.needed - len(self.by))


def is_member(program: Program, by: str) -> bool:
    """Whether somebody reviews as a member and not as one of staff."""
    return by in program.everybody and by not in program.staff


def needed(reviewers: Reviewers, *, members: bool) -> int:
    """How many have to say the same: of members, else of staff; 0 where these do not review."""
    return (reviewers.members or 0) if members else reviewers.staff


def no_member(program: Program, by: str, on: date) -> Iterator[Refusal]:
    """Why somebody on the map reviews nothing on a day, whatever claim it is."""
    person = program.influencers.get(by)
    if person is None:
        return
    if person.staff is not None:
        yield Refusal(f'"{by}" is on staff as "{person.staff}"', "review under the staff id")
        return
    stage = person.stage_on(on)
    if stage != "member":
        what = f"is {stage}" if stage else "is not on the map"
        yield Refusal(f'"{by}" {what} on {on}, and members review', "let a member do it")


def may_review(program: Program, claim: Claim, by: str, on: date) -> Iterator[Refusal]:
    """Why a member may not review a claim on a day: theirs, of somebody close, or no member."""
    person = program.influencers.get(by)
    if person is None:
        return
    yield from no_member(program, by, on)
    if person.staff is not None:
        return
    close = too_close(program, by, claim.people) or witnessed(program, claim, by)
    if close is not None:
        yield Refusal(close, "let somebody else do it")
        return
    for each in claim.people:
        profile = program.influencers.get(each)
        if profile is not None and profile.referred_by == by:
            yield Refusal(f'"{by}" brought "{each}" to the program', "let somebody else do it")


def awaits(program: Program, claim: Claim, by: str, on: date) -> bool:
    """Whether a claim that waits is one for a member to review, who has not done so by a day."""
    return (
        is_member(program, by)
        and reviewers_of(program, claim).members is not None
        and not any(each.by == by and each.date <= on for each in claim.reviews)
        and next(may_review(program, claim, by, on), None) is None
    )


def agreed(
    program: Program, claim: Claim, said: Said, by: str, reviewers: Reviewers, on: date
) -> Agreed:
    """Who has said the same of a claim by a day, with the one who says it now as the last.

    The same outcome; of an approval also the same quality, quantity, points and bonuses. Of several
    reviews of one person the last counts.

    Args:
        program: what the files say.
        claim: with the reviews there are.
        said: what is said now; its outcome too.
        by: who says it.
        reviewers: how many decide.
        on: what is dated later is not known.
    """
    members = is_member(program, by)
    last = {each.by: each for each in claim.reviews if each.date <= on}
    others = [
        who
        for who, each in last.items()
        if who != by and is_member(program, who) == members and same(each, said)
    ]
    return Agreed((*others, by), needed(reviewers, members=members))


def progress(program: Program, claim: Claim, on: date) -> tuple[int, int] | None:
    """How many have said the same of what a claim is worth, as far as most did, and how many must.

    Returns:
        None where one decides alone, unless somebody has reviewed it by the day.
    """
    reviewers = reviewers_of(program, claim)
    known = [each for each in claim.reviews if each.date <= on]
    found = [agreed(program, claim, each, each.by, reviewers, on) for each in known]
    if not found:
        both = [each for each in (reviewers.staff, reviewers.members or 1) if each > 1]
        return (0, min(both)) if both else None
    most = min(found, key=lambda each: (each.lacking, -len(each.by)))
    return len(most.by), most.needed


def repeated(claim: Claim, said: Said, by: str, on: date) -> bool:
    """Whether the last review of somebody by a day says the same as they say now."""
    own = [each for each in claim.reviews if each.by == by and each.date <= on]
    return bool(own) and same(own[-1], said)


def same(one: Said, other: Said, version: PointsVersion | None = None) -> bool:
    """Whether two say the same of a claim: a decline, or an approval that gives the same.

    Args:
        one: what the one says.
        other: what the other says.
        version: by whose names of qualities; None where both say them as it has them.
    """
    return _verdict(one, version) == _verdict(other, version)


def _verdict(said: Said, version: PointsVersion | None) -> tuple[object, ...]:
    if said.outcome != "approved":
        return (said.outcome,)
    quality = said.quality if version is None else version.quality.rated(said.quality)
    return (said.outcome, quality, said.quantity, said.stated, frozenset(said.bonus))


def reviewers_of(program: Program, claim: Claim, decision: Decision | None = None) -> Reviewers:
    """How many decide on a claim: as its decision kept it, else as the mission says now."""
    if decision is not None and decision.judged is not None:
        return decision.judged.reviewers or ONE
    mission = program.missions.get(claim.mission)
    return (mission.quorum if mission else None) or ONE


def several(reviewers: Reviewers, *, members: bool) -> bool:
    """Whether what one of them says is a review, and not the decision alone."""
    return members or needed(reviewers, members=False) > 1


def in_words(program: Program, decision: Decision) -> str:
    """Who decided, as the people whose claim it is may read it: of members how many alone."""
    if isinstance(decision.by, str):
        return decision.by
    members = sum(is_member(program, each) for each in decision.by)
    named = [each for each in decision.by if not is_member(program, each)]
    if members:
        named.append("a member" if members == 1 else f"{members} members")
    return " and ".join(named)
