"""A decided claim, a step, a request, a touchpoint, a consent or a stage is not as it was.

What is on record only grows. A decision, a reversal, a step of feedback, an entry of consent, NDA,
stage or tier floor, a request for a reward and what became of it, a touchpoint, a term with what
was decided and told of it, a view or answer of an audit, an assessment of a community and the
trace of an erasure stay as base has them; entries are added, and what happens later is entered
once. Of a claim that is not decided the moment of submitting, questions, reviews and a withdrawal
stay, and the rest may still be put right; once it has a review all stays that the review is about:
who did it and in which parts, how much, when and by which evidence.
Steps of feedback are added at the end, for a void names them by their place. Free text (`summary`,
`helped`, `title`, `note`, `text`) may be corrected at any time, and is named. An erasure may put
the new id of who is erased in the place of words of others: where that is in no free text, it is a
warning.

Mend it by putting back what was there, and by saying what is true now in a new entry or record:
a reversal, a void, a withdrawal, a later entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.days import EARLIEST
from goodword.diagnostics import Place, Severity
from goodword.guard.growth import TEXTS, losses
from goodword.guard.promise import Breach, Promise
from goodword.model.audit import Audit
from goodword.model.claim import Claim
from goodword.model.community import Community
from goodword.model.erasure import Erasure
from goodword.model.feedback import Feedback
from goodword.model.profile import Profile
from goodword.model.redemption import Redemption
from goodword.model.term import Term
from goodword.model.touchpoint import Touchpoint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from goodword.guard.change import Change

_HINTS: dict[type, str] = {
    Claim: "goodword claim reverse takes points back, an adjustment gives some",
    Redemption: "goodword reward cancel or return says what became of it",
    Touchpoint: "set void on it with the reason, and write a record of what is true",
    Feedback: "add a void step that names the wrong one, then the right one",
    Profile: "add an entry; the newest counts",
    Audit: "what was said in an audit stays; the next one says otherwise",
    Community: "an assessment stays; a later one says otherwise",
    Term: "what was decided and told of a term stays; the next one says otherwise",
    Erasure: "the trace of an erasure stays",
}
"""What to do instead, by kind."""
_UNDECIDED_HINT = "put it back; what is claimed anew is a record of its own"
_OF_PROFILE = frozenset({"consent", "nda", "history", "tier_floor", "taken_in"})
_OF_COMMUNITY = frozenset({"assessments"})
_UNDECIDED = frozenset(
    {"influencer", "submitted", "at", "questions", "reviews", "withdrawn", "source"}
)
_REVIEWED = _UNDECIDED | {
    *("with_", "percents", "occurred", "received", "evidence", "disclosure", "quantity", "key")
}


def check(change: Change) -> Iterator[Breach]:
    """What base has on record and head says otherwise."""
    for old, new in change.kept:
        if type(old) not in _HINTS:
            continue
        for loss in losses(old, new, _looked_at(old)):
            place = new.place.at(*loss.pointer)
            if loss.text:
                yield Breach(place, loss.message, severity=Severity.NOTE)
            else:
                message = f"{loss.message}; what is on record only grows"
                undecided = isinstance(old, Claim) and old.decision is None
                hint = _UNDECIDED_HINT if undecided else _HINTS[type(old)]
                yield Breach(place, message, hint)
    for path, way in change.blanked:
        key = next((each for each in reversed(way) if isinstance(each, str)), "")
        text = key in TEXTS
        yield Breach(
            Place(path).at(*way),
            f"words went out of {key} with an erasure",
            "" if text else "see that they named the person, and say nothing else",
            Severity.NOTE if text else Severity.WARNING,
        )


def _looked_at(old: Any) -> frozenset[str] | None:
    """The fields of a document that stay; None for all of them."""
    if isinstance(old, Profile):
        # A stage without a day becomes a history when the next one is entered.
        undated = old.history[0].date == EARLIEST
        return _OF_PROFILE - {"history"} if undated else _OF_PROFILE
    if isinstance(old, Community):
        return _OF_COMMUNITY
    if isinstance(old, Claim) and old.decision is None:
        return _REVIEWED if old.reviews else _UNDECIDED
    return None


PROMISE = Promise("record-kept", check)
