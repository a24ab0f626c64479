"""What somebody decides in a document: each decision, where it stands, about whom and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.guard.growth import core
from goodword.model.claim import Claim
from goodword.model.erasure import Erasure
from goodword.model.feedback import Decided, Feedback
from goodword.model.profile import Profile
from goodword.model.redemption import Redemption
from goodword.model.shape import replace
from goodword.model.touchpoint import Adjustment, Extension, Touchpoint
from goodword.nearest import alike

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from goodword.diagnostics import Pointer
    from goodword.model.claim import Decision, Reversal


class Act(NamedTuple):
    """A decision.

    Args:
        way: which one of the document's; entries of a list share one, for they may move.
        pointer: where it stands.
        what: in words.
        by: id of who decided, as stated, of several all of them; None where nobody is.
        people: ids of whom it is about.
        value: what was decided, whole.
        peers: how many members had to decide together, where members did; 0 where only staff may.
    """

    way: str
    pointer: Pointer
    what: str
    by: str | tuple[str, ...] | None
    people: tuple[str, ...]
    value: Any
    peers: int = 0

    @property
    def deciders(self) -> tuple[str, ...]:
        """Ids of who decided, none where nobody is stated."""
        if self.by is None:
            return ()
        return (self.by,) if isinstance(self.by, str) else self.by


_REQUEST = ("approved", "declined", "fulfilled", "out_of_stock", "out_of_funds", "returned")
"""What staff says of a request; whose it is may cancel it."""


_MATTER: dict[type, tuple[str, ...]] = {
    Claim: (
        *("influencer", "with_", "percents", "occurred", "submitted", "received", "at"),
        *("evidence", "disclosure", "source", "quantity", "key"),
    ),
    Redemption: ("influencer", "reward", "requested", "at", "quantity", "points", "judged"),
}
"""What is decided on, by kind. Of other kinds all of it is in the decision itself."""


def whom(claim: Claim) -> str:
    """Whom a claim helped, so that other capitals and blanks are no other person."""
    return alike(claim.helped or "")


def matter(document: Any, *, helped: bool = False) -> tuple[Any, ...]:
    """What the decisions of a document are about; another matter was not decided on.

    Args:
        document: of any kind.
        helped: conditions count whom claims helped, so that it is decided on as well.
    """
    found = tuple(core(getattr(document, name)) for name in _MATTER.get(type(document), ()))
    if helped and isinstance(document, Claim):
        return (*found, whom(document))
    return found


def acts(document: Any) -> Iterator[Act]:
    """Every decision of a document; none for kinds that hold none."""
    of = _OF.get(type(document))
    return of(document) if of else iter(())


def _request(request: Redemption) -> Iterator[Act]:
    for key in _REQUEST:
        value = getattr(request, key)
        if value is not None:
            what = f"{key.replace('_', ' ')} of a request"
            yield Act(key, (key,), what, value.by, (request.influencer,), value)


def _floors(person: Profile) -> Iterator[Act]:
    for index, floor in enumerate(person.tier_floor):
        where = ("tier_floor", index)
        yield Act("tier_floor", where, "a tier floor", floor.by, (person.id,), floor)


def _steps(item: Feedback) -> Iterator[Act]:
    for index, step in enumerate(item.steps):
        if isinstance(step, Decided):
            yield Act("steps", ("steps", index), "the decision on feedback", step.by, (), step)


def _erasure(erasure: Erasure) -> Iterator[Act]:
    yield Act("erasure", (), "an erasure", erasure.by, (), erasure)


def _claim(claim: Claim) -> Iterator[Act]:
    people = claim.people
    for index, review in enumerate(claim.reviews):
        where: Pointer = ("reviews", index)
        yield Act("reviews", where, "a review", review.by, people, review, peers=1)
    yield from _decision(claim.decision, ("decision",), "the decision", people)
    if claim.appeal:
        pointer: Pointer = ("appeal", "decision")
        yield from _decision(claim.appeal.decision, pointer, "the answer to an appeal", people)
    for index, later in enumerate(claim.quantity_later):
        pointer = ("quantity_later", index, "decision")
        for act in _decision(later.decision, pointer, "the decision on more of it", people):
            yield act._replace(value=(later.date, later.quantity, later.source, act.value))
    for index, reversal in enumerate(claim.reversals):
        pointer = ("reversals", index)
        yield from _reversal(reversal, pointer, people)
        if reversal.appeal:
            where = (*pointer, "appeal", "decision")
            yield from _decision(reversal.appeal.decision, where, "the answer to an appeal", people)


def _decision(
    decision: Decision | None, pointer: Pointer, what: str, people: tuple[str, ...]
) -> Iterator[Act]:
    if decision is None:
        return
    way = "/".join(str(each) for each in pointer if isinstance(each, str))
    peers = 0 if isinstance(decision.by, str) else len(decision.by)
    alone = replace(decision, second=None)
    yield Act(way, pointer, what, decision.by, people, alone, peers=peers)
    if decision.second:
        where = (*pointer, "second")
        yield Act(
            f"{way}/second",
            where,
            "a second signature",
            decision.second.by,
            people,
            decision.second,
        )


def _reversal(reversal: Reversal, pointer: Pointer, people: tuple[str, ...]) -> Iterator[Act]:
    alone = replace(reversal, second=None, appeal=None)
    yield Act("reversals", pointer, "a reversal", reversal.by, people, alone)
    if reversal.second:
        where = (*pointer, "second")
        yield Act(
            "reversals/second",
            where,
            "a second signature",
            reversal.second.by,
            people,
            reversal.second,
        )


def _by_hand(touchpoint: Touchpoint) -> Iterator[Act]:
    detail, people = touchpoint.detail, (touchpoint.influencer,)
    if not isinstance(detail, Adjustment | Extension):
        return
    what = "points by hand" if isinstance(detail, Adjustment) else "an extension"
    given = (touchpoint.date, replace(detail, second=None))
    yield Act("detail", (), what, touchpoint.by, people, given)
    if detail.second:
        yield Act(
            "second", ("second",), "a second signature", detail.second.by, people, detail.second
        )
    if touchpoint.void:
        yield Act(
            "void", ("void",), f"the void of {what}", touchpoint.void.by, people, touchpoint.void
        )


_OF: dict[type, Callable[[Any], Iterator[Act]]] = {
    Claim: _claim,
    Erasure: _erasure,
    Feedback: _steps,
    Profile: _floors,
    Redemption: _request,
    Touchpoint: _by_hand,
}
