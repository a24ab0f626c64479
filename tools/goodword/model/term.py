"""influencers/<id>/terms/<from>.yml: for how long a person is recognised, and what became of it."""

from __future__ import annotations

import datetime as dt

from goodword.model.claim import Second
from goodword.model.plain import Data, Words, day, one, stem
from goodword.model.shape import Model, Part
from goodword.model.snooze import Snooze


class TermReview(Part, frozen=True, kw_only=True):
    """Who of staff looked at the term, and when."""

    by: str
    date: dt.date


class TermDecision(Part, frozen=True, kw_only=True):
    """What becomes of a term: renewed, paused, ended or emeritus; `say` is for the person."""

    outcome: str
    by: str
    second: Second | None = None
    date: dt.date
    reason: str
    say: Words | None = None


class TermTold(Part, frozen=True, kw_only=True):
    """That the person was told `of` the nomination (`nominated`) or the decision (`decided`)."""

    of: str
    date: dt.date
    by: str
    channel: str
    ref: str | None = None
    summary: str | None = None
    delivery: str = "sent"


class Term(Model, frozen=True, kw_only=True):
    """One term of a person; `until` is its last day, that day included."""

    influencer: str
    from_: dt.date
    until: dt.date
    category: str | None = None
    nominated: dt.date | None = None
    nominated_by: tuple[str, ...] = ()
    review: TermReview | None = None
    decision: TermDecision | None = None
    told: tuple[TermTold, ...] = ()
    snoozed: tuple[Snooze, ...] = ()

    @property
    def begun(self) -> dt.date:
        """The first day from which something of it was known: nominated, else its first day."""
        return min(self.nominated or self.from_, self.from_)

    def decision_by(self, day: dt.date = dt.date.max) -> TermDecision | None:
        """What was decided, as far as a day knows; all days know it where none is given."""
        decision = self.decision
        return decision if decision is not None and decision.date <= day else None

    @property
    def renewed(self) -> bool:
        """Whether it was ever decided that another term follows."""
        return self.decision is not None and self.decision.outcome == "renewed"

    @classmethod
    def laid_out(cls, data: Data, path: str, started: dt.date) -> Data:
        """The path says whose it is, and from which day on."""
        return {
            "influencer": one(path.split("/", 2)[1]),
            "from": day(data.get("from") or stem(path)),
        }
