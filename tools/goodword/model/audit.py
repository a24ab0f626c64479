"""audits/<cycle>/<influencer>.yml: what the brand says of a relationship, and what they say."""

from __future__ import annotations

import datetime as dt
from datetime import date

from goodword.model.plain import Data
from goodword.model.shape import Model, Part, fields
from goodword.model.snooze import Snooze


class AuditSaid(Part, frozen=True, kw_only=True):
    """An answer to one of the program's own questions, under the key of its kind."""

    question: str
    yes_no: bool | None = None
    scale: int | None = None
    choice: str | None = None
    text: str | None = None

    @property
    def given(self) -> dict[str, bool | int | str]:
        """What it says, by the kind of question that it answers so; one thing, if it is right."""
        return {
            each.name.replace("_", "-"): said
            for each in fields(self)
            if each.name != "question" and (said := getattr(self, each.name)) is not None
        }


class BrandView(Part, frozen=True, kw_only=True):
    """What a department says of the relationship: none, aware, in-contact or working.

    `said` answers the questions of that `version` of program/audit.yml.
    """

    department: str
    by: str
    recorded: dt.date
    relationship: str
    last_two_way: dt.date | None = None
    version: dt.date | None = None
    said: tuple[AuditSaid, ...] = ()


class AuditAnswer(Part, frozen=True, kw_only=True):
    """What the influencer says of it; `told` is yes, no or gave-none.

    `said` answers the questions of that `version` of program/audit.yml.
    """

    collected_by: str
    date: dt.date
    relationship: str
    wants_one: bool = False
    told_what_became_of_feedback: str = "gave-none"
    may_be_named: bool = False
    version: dt.date | None = None
    said: tuple[AuditSaid, ...] = ()


class Audit(Model, frozen=True, kw_only=True):
    """One person's perception audit for a cycle, by its name."""

    cycle: str
    influencer: str
    brand: tuple[BrandView, ...] = ()
    answer: AuditAnswer | None = None
    snoozed: tuple[Snooze, ...] = ()

    def begun(self, day: dt.date) -> bool:
        """Whether anything of it was recorded by a day; a file that says nothing has no day."""
        days = [each.recorded for each in self.brand]
        days += [self.answer.date] if self.answer else []
        return not days or min(days) <= day

    @classmethod
    def laid_out(cls, data: Data, path: str, started: date) -> Data:
        """The path says whose it is, and for which cycle."""
        _, _, cycle, name = path.split("/")
        return {"cycle": cycle, "influencer": name[:-4]}
